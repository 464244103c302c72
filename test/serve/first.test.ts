/** Answers that travel in front of a snapshot: what is written is read again, damage is noticed, and they are those of the snapshot. */
import { describe, expect, test } from 'vitest';
import { makeFirst } from '../../src/collect/first.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { xxh64 } from '../../src/kernel/reference/xxh64.ts';
import { FirstAnswers, writeFirst } from '../../src/shared/first.ts';
import type { MapAnswer } from '../../src/shared/wire.ts';
import type { ArrivingSnapshot, SnapshotSource, StoredSnapshot } from '../../src/store/port.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { badSnapshot, createSite, type Site, stored } from './site.ts';
import { buildWorld, IDS, NOW } from './world.ts';

const SEED = 20_261_127;
const HASH = 'ab12'.repeat(4);
const text = (body: Uint8Array | null) => (body === null ? null : new TextDecoder().decode(body));
const answer = (keys: string[], body: string) => ({ keys, body: new TextEncoder().encode(body) });

const kernel = createReferenceKernel();
const SNAPSHOT = buildWorld(kernel);
const FIRST = makeWorldFirst();

function makeWorldFirst(): Uint8Array {
  kernel.open(SNAPSHOT);
  const made = makeFirst(kernel, SNAPSHOT, NOW, (event) => {
    throw new Error(JSON.stringify(event));
  });
  if (made === null) throw new Error('no map of the world is on');
  return made;
}

describe('the form', () => {
  const answers = [
    answer(['15000001', 'one'], '{"a":1}'),
    answer(['15000002', '15000003', 'two'], '{"ü":"九"}'),
    answer(['3'], ''),
  ];
  const bytes = writeFirst(HASH, answers, xxh64);

  test('what is written is found again, by each key, at any place in memory', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    for (const at of [bytes, shifted.subarray(3)]) {
      const first = FirstAnswers.open(at, xxh64);
      expect(first?.hash).toBe(HASH);
      for (const { keys, body } of answers)
        for (const key of keys) expect(first?.map(key)).toEqual({ hash: HASH, body });
      for (const key of ['', 'on', 'one ', '1500000', 'constructor']) expect(first?.map(key)).toBeNull();
    }
  });

  test(`cut anywhere, or with a byte changed, it gives right answers or none (seed ${SEED})`, () => {
    const random = createRandom(SEED);
    const holds = (damaged: Uint8Array) => {
      const first = FirstAnswers.open(damaged, xxh64);
      for (const { keys, body } of answers) {
        const got = first?.map(keys[0] as string)?.body ?? null;
        if (got !== null) expect(text(got)).toBe(text(body));
      }
      return first;
    };
    for (let length = 0; length < bytes.length; length += 1) holds(bytes.subarray(0, length));
    let refused = 0;
    for (let round = 0; round < 4_000; round += 1) {
      const damaged = bytes.slice();
      const at = Math.floor(random.float() * bytes.length);
      damaged[at] = (damaged[at] as number) ^ (1 << Math.floor(random.float() * 8));
      if (holds(damaged) === null) refused += 1;
    }
    // Most of these bytes are front and index.
    expect(refused).toBeGreaterThan(2_000);
  });

  test('of a program whose answers have another form: none', () => {
    const [front, index] = [16, new DataView(bytes.buffer).getUint32(4, true)];
    const json = JSON.parse(new TextDecoder().decode(bytes.subarray(front, front + index)));
    expect(json.form).toBe('1');
    const other = new TextEncoder().encode(JSON.stringify({ ...json, form: '2' }).padEnd(index));
    const changed = bytes.slice();
    changed.set(other, front);
    // Sealed again: it is the form alone that is refused.
    new DataView(changed.buffer).setBigUint64(8, xxh64(other), true);
    expect(FirstAnswers.open(changed, xxh64)).toBeNull();
  });
});

describe('making them', () => {
  test('the maps that are on now, each by all of its ids and its slug', () => {
    const first = FirstAnswers.open(FIRST, xxh64);
    const { active } = JSON.parse(text(kernel.renderEvents(Math.floor(NOW / 1000))) ?? '');
    const slugs = new Set<string>(
      active.flatMap(({ map }: { map: { slug: string } | null }) => map?.slug ?? []),
    );
    expect(slugs.size).toBeGreaterThan(0);
    for (const slug of slugs) {
      const body = kernel.renderMap(kernel.findMap(slug), { bracket: 0, min: 0, limit: 0, sort: 0 });
      const { ids } = JSON.parse(text(body) ?? '') as MapAnswer;
      for (const key of [slug, ...ids.map(String)])
        expect(text(first?.map(key)?.body ?? null)).toBe(text(body));
    }
    expect(first?.map(String(IDS.disabled))).toBeNull();
  });

  test('none where nothing is on, and where another snapshot is open, which is told', () => {
    const logged: Record<string, unknown>[] = [];
    const years = 10 * 365 * 86_400_000;
    expect(makeFirst(kernel, SNAPSHOT, NOW + years, (event) => logged.push(event))).toBeNull();
    expect(logged).toEqual([]);
    expect(makeFirst(createReferenceKernel(), SNAPSHOT, NOW, (event) => logged.push(event))).toBeNull();
    expect(logged).toEqual([{ event: 'first-failed', error: 'another snapshot is open' }]);
  });
});

/** A store whose snapshot arrives when the test says so. */
class SlowStore implements SnapshotSource {
  begun = 0;
  #give: (stored: StoredSnapshot) => void = () => {};
  #fail: (error: unknown) => void = () => {};
  readonly #rest = new Promise<StoredSnapshot>((resolve, reject) => {
    this.#give = resolve;
    this.#fail = reject;
  });

  async begin(): Promise<ArrivingSnapshot> {
    this.begun += 1;
    return { first: FIRST, rest: () => this.#rest };
  }

  async read(): Promise<'unchanged'> {
    return 'unchanged';
  }

  give(snapshot: StoredSnapshot): void {
    this.#give(snapshot);
  }

  fail(error: unknown): void {
    this.#fail(error);
  }
}

async function tell(response: Response | null) {
  if (response === null) return null;
  const { status, headers } = response;
  return { status, headers: Object.fromEntries(headers), body: await response.text() };
}

describe('answering while the snapshot arrives', () => {
  const asked = ['copper-bend', String(IDS.copperBend), String(IDS.copperBendAlias)].map(
    (key) => `/api/map/${key}`,
  );

  function slowSite(): { site: Site; slow: SlowStore } {
    const slow = new SlowStore();
    const store = { begin: () => slow.begin(), read: () => slow.read(), write: async () => {} };
    return { site: createSite({ store }), slow };
  }

  test('is the answer that the snapshot gives, in every form, from one read of the store', async () => {
    const { site, slow } = slowSite();
    const etag = (await site.askEarly('/api/map/copper-bend'))?.headers.get('etag') ?? '';
    const forms: [string, RequestInit?][] = asked.flatMap((path): [string, RequestInit?][] => [
      [path],
      [path, { method: 'HEAD' }],
      [path, { headers: { 'if-none-match': etag } }],
      [path, { headers: { 'if-none-match': '"x"' } }],
    ]);
    const early = await Promise.all(forms.map(async (form) => tell(await site.askEarly(...form))));
    expect(site.kernel.head).toBeNull();
    expect(slow.begun).toBe(1);
    slow.give(stored(SNAPSHOT));
    await Promise.all(site.background);
    expect(site.kernel.head?.hash).toBe(stored(SNAPSHOT).hash);
    for (const [i, form] of forms.entries())
      expect(early[i], form[0]).toEqual(await tell(await site.askGeneral(...form)));
    expect(early.map((told) => told?.status)).toEqual(asked.flatMap(() => [200, 200, 304, 200]));
  });

  test.each([
    [`/api/map/${IDS.disabled}`],
    ['/api/map/copper-bend?limit=2'],
    ['/api/map/copper-bend?'],
    ['/api/search?q=copper'],
    [`/api/brawler/${IDS.brawler}`],
  ])('%s waits for the snapshot', async (path) => {
    const { site, slow } = slowSite();
    let done = false;
    const waiting = site.askEarly(path).then((response) => {
      done = true;
      return response;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(done).toBe(false);
    slow.give(stored(SNAPSHOT));
    expect(await tell(await waiting)).toEqual(await tell(await site.askGeneral(path)));
  });

  test('a write is not answered from them', async () => {
    const { site, slow } = slowSite();
    const waiting = site.askEarly('/api/map/copper-bend', { method: 'POST' });
    slow.give(stored(SNAPSHOT));
    expect(await waiting).toBeNull();
  });

  test.each([
    ['is refused', (slow: SlowStore) => slow.give(badSnapshot(SNAPSHOT.subarray(0, 100)))],
    ['does not come', (slow: SlowStore) => slow.fail(new TypeError('gone'))],
  ])('ends where the snapshot behind them %s', async (_, end) => {
    const { site, slow } = slowSite();
    expect((await site.askEarly('/api/map/copper-bend'))?.status).toBe(200);
    end(slow);
    await Promise.all(site.background);
    expect(site.edge.refusal).not.toBeNull();
    expect(await site.askEarly('/api/map/copper-bend')).toBeNull();
    expect(slow.begun).toBe(1);
  });

  test('a load that the runtime cut off is begun anew after its time', async () => {
    const { site, slow } = slowSite();
    for (const [wait, begun] of [
      [0, 1],
      [9_999, 1],
      [1, 2],
    ] as const) {
      site.advance(wait);
      expect((await site.askEarly('/api/map/copper-bend'))?.status).toBe(200);
      expect(slow.begun).toBe(begun);
    }
  });
});
