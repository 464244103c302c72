/** The client on the platform's own fetch, against a server on the loopback. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createBrawlApi } from '../../src/upstream/brawlapi.ts';
import { createBudget } from '../../src/upstream/port.ts';
import { sleep } from '../../src/upstream/sleep.ts';
import { fakeExtract } from './fakes.ts';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/v1`;
}

function createClient(hosts: string[], options: { timeoutMs?: number; attemptsPerHost?: number } = {}) {
  const source = createBrawlApi({
    fetch,
    now: Date.now,
    sleep,
    random: () => 0,
    extract: fakeExtract,
    hosts,
    ...options,
  });
  return (etag?: string) =>
    source.fetch(etag === undefined ? { resource: 'maps' } : { resource: 'maps', etag }, createBudget(9));
}

test('redirects, conditional requests and bodies work', async () => {
  const base = await serve((req, res) => {
    if (req.url === '/v1/maps') res.writeHead(301, { location: '/v1/list' }).end('moved');
    else if (req.headers['if-none-match'] === '"v1"') res.writeHead(304).end();
    else res.writeHead(200, { 'content-type': 'application/json', etag: '"v1"' }).end('{"list":[]}');
  });
  const ask = createClient([base]);
  const first = await ask();
  const host = new URL(base).host;
  expect(first).toMatchObject({ ok: true, value: { kind: 'fresh', etag: `${host}|"v1"`, host } });
  expect(await ask(`${host}|"v1"`)).toEqual({ ok: true, value: { kind: 'unchanged', host } });
});

test('a broken connection, a truncated body and a dead port are failures of the host', async () => {
  const broken = await serve((_, res) => {
    res.writeHead(200, { 'content-length': '1000' });
    res.write('{"list":', () => res.destroy());
  });
  const truncated = await serve((_, res) => res.end('{"list":['));
  const gone = await serve((_, res) => res.end());
  const last = servers.pop();
  await new Promise((resolve) => last?.close(resolve));
  for (const [base, kind] of [
    [broken, 'network'],
    [truncated, 'not-json'],
    [gone, 'network'],
  ] as const) {
    expect(await createClient([base])()).toMatchObject({ ok: false, error: { kind } });
  }
});

test('a body that stops coming ends at the deadline', async () => {
  const closed: Promise<unknown>[] = [];
  const base = await serve((_, res) => {
    closed.push(new Promise((resolve) => res.on('close', resolve)));
    res.write('{"list":');
  });
  expect(await createClient([base], { timeoutMs: 50 })()).toMatchObject({ error: { kind: 'timeout' } });
  expect(closed).toHaveLength(1);
  // The connection is let go: this would time out otherwise.
  await Promise.all(closed);
});
