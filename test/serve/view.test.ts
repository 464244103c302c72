import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { makeView } from '../../src/collect/view.ts';
import { readHead } from '../../src/kernel/head.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { unpack } from '../../src/shared/view/pack.ts';
import { createSite, createWorldSite, stored } from './site.ts';
import { buildWorld } from './world.ts';

const PATH = '/api/snapshot?view=browser';

async function siteWithView() {
  const kernel = createReferenceKernel();
  const bytes = buildWorld(kernel);
  const view = await makeView(kernel, bytes, () => {});
  const site = createSite();
  await site.store.write({ ...stored(bytes), view });
  return { site, bytes };
}

test('browsers load a snapshot of their own, compressed once', async () => {
  const { site, bytes } = await siteWithView();
  const response = await site.ask(PATH);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': 'application/octet-stream',
  });
  const view = unpack(new Uint8Array(gunzipSync(new Uint8Array(await response.arrayBuffer()))));
  expect(readHead(view).hash).toBe(readHead(bytes).hash);
  expect(createReferenceKernel().open(view)).toMatchObject({ ok: true });
});

test('it has a tag of its own, by the content', async () => {
  const { site, bytes } = await siteWithView();
  const etag = (await site.ask(PATH)).headers.get('etag') ?? '';
  expect(etag).toContain(readHead(bytes).hash);
  expect((await site.ask('/api/snapshot')).headers.get('etag')).not.toBe(etag);
  expect((await site.ask(PATH, { headers: { 'if-none-match': etag } })).status).toBe(304);
  const head = await site.ask(PATH, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('another view is named as wrong; where none was published, that is said', async () => {
  const { site } = await siteWithView();
  const wrong = await site.ask('/api/snapshot?view=small');
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ parameter: 'view' });
  const without = await (await createWorldSite()).ask(PATH);
  expect([without.status, without.headers.get('retry-after')]).toEqual([503, '180']);
});
