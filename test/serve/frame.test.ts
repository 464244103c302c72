import { expect, test } from 'vitest';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { Frame } from '../../src/serve/frame.ts';
import { buildWorld } from './world.ts';

const ADDRESS = 'https://edge.test/api/map/copper-bend';
const BODY = new TextEncoder().encode('{"a":1}');

/** A frame with room for one such answer under ADDRESS, and what makes one, counted. */
function createFrame(room = BODY.length + 2 * ADDRESS.length) {
  const kernel = createReferenceKernel();
  kernel.open(buildWorld(kernel));
  let made = 0;
  const make = () => {
    made++;
    return BODY;
  };
  const frame = new Frame(kernel, '', room);
  const ask = (address: string, headers: Record<string, string> = {}, method = 'GET') => {
    const request = new Request(address, { headers, method });
    return frame.answer(request, address, method) ?? frame.learn(request, address, method, make);
  };
  return { frame, ask, made: () => made };
}

test('a body is made once while there is room, and each time where there is none', async () => {
  const { ask, made } = createFrame();
  const other = ADDRESS.replace('copper', 'silver');
  for (const address of [ADDRESS, other, ADDRESS, other, other]) {
    expect(new Uint8Array(await ask(address).arrayBuffer())).toEqual(BODY);
  }
  expect(made()).toBe(1 + 3);
});

test('who has this version, and HEAD, need no body made; it is kept when it is', async () => {
  const { ask, made } = createFrame();
  const etag = ask(ADDRESS, {}, 'HEAD').headers.get('etag') ?? '';
  for (const known of [etag, '*', `"x", ${etag}`]) {
    const unchanged = ask(ADDRESS, { 'if-none-match': known });
    expect(unchanged.status).toBe(304);
    expect(unchanged.headers.get('etag')).toBe(etag);
    expect(await unchanged.text()).toBe('');
  }
  expect(made()).toBe(0);
  expect(await ask(ADDRESS).text()).toBe('{"a":1}');
  expect(await ask(ADDRESS, { 'if-none-match': '"another"' }).text()).toBe('{"a":1}');
  expect(made()).toBe(1);
});

test('a long address is answered and not remembered', async () => {
  const { frame, ask } = createFrame(1000);
  const long = `${ADDRESS}?${'x'.repeat(200)}`;
  expect(await ask(long).text()).toBe('{"a":1}');
  expect(frame.answer(new Request(long), long, 'GET')).toBeNull();
});

test('no more than 512 ways to make an answer are remembered', async () => {
  const { frame, ask } = createFrame(0);
  const address = (i: number) => `${ADDRESS}-${i}`;
  for (let i = 0; i < 513; i++) ask(address(i));
  const isKnown = (i: number) => frame.answer(new Request(address(i)), address(i), 'GET') !== null;
  expect([isKnown(0), isKnown(511), isKnown(512)]).toEqual([true, true, false]);
});
