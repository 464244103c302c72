/** `/api/snapshots`: which days there are, each of them, and what is not there. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readHead } from '../../src/kernel/head.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import type { ArchivedSnapshot } from '../../src/shared/archive.ts';
import { dateOf, dayNumber } from '../../src/shared/dates.ts';
import { createMemoryArchive } from '../../src/store/memory.ts';
import type { SnapshotArchive } from '../../src/store/port.ts';
import { CONTRACT } from './contract.ts';
import { createSite, createWorldSite, type Site } from './site.ts';
import { buildWorld, NOW } from './world.ts';

const DAY = 86_400_000;
const kernel = createReferenceKernel();

/** An archive that counts its reads, and fails while told to. */
function createWatchedArchive() {
  const archive = createMemoryArchive();
  const watched = { reads: [] as string[], failing: false };
  const read = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    watched.reads.push(name);
    return watched.failing ? Promise.reject(new Error('KV GET failed')) : work();
  };
  const port: SnapshotArchive = {
    ...archive,
    index: () => read('index', archive.index),
    read: (date) => read(date, () => archive.read(date)),
  };
  return { ...watched, port, watched };
}

/** The world as it was built `days` ago. */
function archived(days: number): { entry: ArchivedSnapshot; bytes: Uint8Array } {
  const bytes = buildWorld(kernel, { builtAt: NOW - days * DAY, windowDays: days });
  const { hash, builtAt } = readHead(bytes);
  return { entry: { date: dateOf(builtAt), hash, builtAt, bytes: bytes.length }, bytes };
}

let archive: ReturnType<typeof createWatchedArchive>;
let site: Site;
beforeEach(async () => {
  archive = createWatchedArchive();
  site = await createWorldSite({ archive: archive.port });
  const days = [1, 2, 5].map(archived);
  for (const { entry, bytes } of days) await archive.port.keep(entry, bytes);
  await archive.port.keepIndex(days.map(({ entry }) => entry));
});

const ask = async (path: string) => {
  const response = await site.ask(path);
  return { response, body: (await response.json()) as Record<string, unknown> };
};

describe('the list', () => {
  test('has the current one first, marked, then the days, newest first, with their terms', async () => {
    const { response, body } = await ask('/api/snapshots');
    expect(response.status).toBe(200);
    expect(CONTRACT.snapshots(body, '/api/snapshots')).toEqual([]);
    const [day1, day2, day5] = [1, 2, 5].map((days) => archived(days).entry);
    const head = site.edge.kernel.head;
    expect(body.snapshots).toEqual([
      {
        date: '2026-11-23',
        hash: head?.hash,
        builtAt: '2026-11-23T11:59:00.000Z',
        bytes: head?.length,
        current: true,
        url: '/api/snapshot',
      },
      ...[day1, day2, day5].map((entry) => ({
        ...entry,
        builtAt: new Date(entry?.builtAt ?? 0).toISOString(),
        current: false,
        url: `/api/snapshots/${entry?.date}`,
      })),
    ]);
    expect(body.terms).toEqual({
      notice: expect.stringContaining('not endorsed by Supercell'),
      policy: 'https://www.supercell.com/fan-content-policy',
    });
    expect(response.headers.get('link')).toContain('rel="terms-of-service"');
  });

  test('every url in it leads to the snapshot with that hash and length', async () => {
    const { body } = await ask('/api/snapshots');
    for (const { url, hash, bytes } of body.snapshots as { url: string; hash: string; bytes: number }[]) {
      const snapshot = new Uint8Array(await (await site.ask(url)).arrayBuffer());
      expect([readHead(snapshot).hash, snapshot.length]).toEqual([hash, bytes]);
      expect(createReferenceKernel().open(snapshot).ok).toBe(true);
    }
  });

  test('is 304 to its own ETag, until a day more is there', async () => {
    const { response } = await ask('/api/snapshots');
    const headers = { 'if-none-match': response.headers.get('etag') ?? '' };
    expect((await site.ask('/api/snapshots', { headers })).status).toBe(304);
    await archive.port.keepIndex([1, 2, 3, 5].map((days) => archived(days).entry));
    site.advance(61_000);
    expect((await site.ask('/api/snapshots', { headers })).status).toBe(200);
  });

  test('leaves out what has expired since, and a day’s older one beside the current', async () => {
    await archive.port.keepIndex([0, 35, 36].map((days) => archived(days).entry));
    const { body } = await ask('/api/snapshots');
    expect((body.snapshots as { date: string }[]).map(({ date }) => date)).toEqual([
      '2026-11-23',
      '2026-10-19',
    ]);
  });

  test('is read once a minute, in front of nobody who asks for something else', async () => {
    for (const path of ['/api/maps', '/api/snapshot', '/health', '/', '/api/map/copper-bend'])
      await site.ask(path);
    expect(archive.watched.reads).toEqual([]);
    for (let i = 0; i < 10; i += 1) await site.ask('/api/snapshots');
    expect(archive.watched.reads).toEqual(['index']);
    site.advance(60_000);
    await site.ask('/api/snapshots');
    expect(archive.watched.reads).toEqual(['index', 'index']);
  });

  test('that can’t be read is a 503; one that could before is shown on', async () => {
    archive.watched.failing = true;
    const { response, body } = await ask('/api/snapshots');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('60');
    expect(CONTRACT.problem(body, '/api/snapshots')).toEqual([]);
    expect(body.type).toBe('urn:brawlfast:problem:unavailable');
    archive.watched.failing = false;
    expect((await site.ask('/api/snapshots')).status).toBe(200);
    archive.watched.failing = true;
    site.advance(600_000);
    expect((await site.ask('/api/snapshots')).status).toBe(200);
    expect((await site.ask('/api/snapshots/2026-11-22')).status).toBe(503);
  });
});

describe('a day', () => {
  test('is the binary, to be kept for ever', async () => {
    const response = await site.ask('/api/snapshots/2026-11-22');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(archived(1).bytes);
    const headers = { 'if-none-match': response.headers.get('etag') ?? '' };
    expect((await site.ask('/api/snapshots/2026-11-22', { headers })).status).toBe(304);
  });

  test('of the current one is the current one, which is not for keeps', async () => {
    const [day, current] = [await site.ask('/api/snapshots/2026-11-23'), await site.ask('/api/snapshot')];
    expect(await day.arrayBuffer()).toEqual(await current.arrayBuffer());
    expect(day.headers.get('cache-control')).toBe(current.headers.get('cache-control'));
    expect(archive.watched.reads).toEqual([]);
  });

  test('that is not there: 404, with those near it, and no look into the store', async () => {
    const { response, body } = await ask('/api/snapshots/2026-11-20');
    expect(response.status).toBe(404);
    expect(CONTRACT.problem(body, '404')).toEqual([]);
    expect(body.dates).toEqual(['2026-11-21', '2026-11-22', '2026-11-18', '2026-11-23']);
    await ask('/api/snapshots/1999-12-31');
    expect(archive.watched.reads).toEqual(['index']);
  });

  test('that is listed but gone: 404', async () => {
    await archive.port.keepIndex([3].map((days) => archived(days).entry));
    const { response, body } = await ask('/api/snapshots/2026-11-20');
    expect(response.status).toBe(404);
    expect(CONTRACT.problem(body, '404')).toEqual([]);
  });

  test.each([
    'today',
    '2026-02-30',
    '2026-13-01',
    '2026-1-1',
    '20261122',
    '2026-11-22T00:00',
    '-2026-11-22',
    '%00',
  ])('malformed (%s): 400 that names it', async (date) => {
    const { response, body } = await ask(`/api/snapshots/${date}`);
    expect(response.status).toBe(400);
    expect(CONTRACT.problem(body, '400')).toEqual([]);
    expect(body.parameter).toBe('date');
  });
});

test('without a snapshot: 503, as everything', async () => {
  const cold = createSite({ archive: archive.port });
  for (const path of ['/api/snapshots', '/api/snapshots/2026-11-22']) {
    expect((await cold.ask(path)).status).toBe(503);
  }
});

describe('days', () => {
  test('are of UTC, and only those of the calendar', () => {
    expect(dateOf(Date.UTC(2026, 10, 22, 23, 59, 59, 999))).toBe('2026-11-22');
    expect(dateOf(Date.UTC(2026, 10, 23))).toBe('2026-11-23');
    expect(dayNumber('1970-01-02')).toBe(1);
    expect(dayNumber('2028-02-29')).toBe(Date.UTC(2028, 1, 29) / DAY);
    expect(dayNumber('2026-02-29')).toBeNull();
    expect(() => dateOf(8.64e15)).toThrow(RangeError);
  });
});
