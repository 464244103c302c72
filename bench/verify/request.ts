/** A `/api/map/:id` request taken apart, and the even course of many: the product's own modules, in this process. */

import type { Reader } from '../../src/kernel/port.ts';
import { Edge } from '../../src/serve/edge.ts';
import { Hot } from '../../src/serve/hot.ts';
import { compare } from '../harness.ts';
import { createPlain } from '../serve/peers/plain.js';
import type { ServeWorld } from '../serve/world.ts';
import type { Claim } from './claims.ts';

const OPTIONS = { bracket: 0, min: 0, limit: 0, sort: 0 };
const SEARCH_LIMIT = 8;
const CALLS = 1_000_000;
/** Plain JavaScript takes ten times as long: fewer tell its p99.9. */
const PLAIN_CALLS = 50_000;
const WARM_UP = 5_000;
const CONTEXT = { waitUntil: () => {} };
const INIT = { headers: { 'content-type': 'application/json; charset=utf-8' } };

export function requestClaims(reader: Reader, world: ServeWorld, now: number): Claim[] {
  const plain = createPlain(world);
  const slugs = world.maps.map(({ slug }) => slug);
  const at = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;
  const rows = slugs.map((slug) => reader.findMap(slug));
  const texts = world.maps.map((map) => JSON.stringify(map));
  const timed = (what: string, ours: (i: number) => unknown, peer: (i: number) => unknown) => {
    const { ours: us, peer: plainUs } = compare({ id: what, ours, peer, must: 0, note: '' });
    return { measured: us / 1000, plain: (plainUs ?? Number.NaN) / 1000 };
  };
  const routing = timed('route', routeOnly(reader, slugs, now), (i) => {
    const found = /^\/api\/map\/([^/?]+)$/.exec(`/api/map/${at(slugs, i)}`);
    return new Response(null, { status: plain.has(found?.[1] ?? '') ? 304 : 404 });
  });
  const parsing = timed(
    'parse',
    () => null,
    (i) => JSON.parse(at(texts, i)),
  );
  const writing = timed(
    'write',
    (i) => reader.renderMap(at(rows, i), OPTIONS, true),
    (i) => JSON.stringify(plain.map(at(slugs, i), {})),
  );
  const body = reader.renderMap(rows[0] ?? 0, OPTIONS);
  const text = texts[0] ?? '';
  const responding = timed(
    'respond',
    () => new Response(body as BodyInit, INIT),
    () => new Response(text, INIT),
  );
  return [
    claim(
      'request: route matching',
      0.05,
      routing,
      'path, row, version, and a 304 made of them, by the hot routes',
    ),
    {
      ...{ what: 'request: KV read', limit: 1, measured: 0, plain: null, unit: 'ms' },
      note: 'no longer exists: the snapshot is in the isolate, read behind an answer every 30 s',
    },
    claim(
      'request: deserialise',
      0.2,
      { ...parsing, measured: 0 },
      'no longer exists: nothing is parsed; plain: JSON.parse',
    ),
    claim(
      'request: serialise',
      0.15,
      writing,
      '100 rows and 30 teams from columns to JSON; plain: sorted, JSON.stringify',
    ),
    claim('request: response', 0.1, responding, `with its copy of ${body.length} B`),
  ];
}

function claim(
  what: string,
  limit: number | null,
  { measured, plain }: { measured: number; plain: number },
  note: string,
): Claim {
  return { what, limit, measured, plain, unit: 'ms', note };
}

/** The hot routes, with a version that the caller has: all of a request but the body. */
function routeOnly(reader: Reader, slugs: readonly string[], now: number): (i: number) => unknown {
  const store = { read: async () => 'unchanged' as const, begin: async () => null };
  const hot = new Hot({ edge: new Edge(reader, store, () => now), now: () => now });
  const ask = (slug: string, headers: Record<string, string>) =>
    new Request(`https://edge.test/api/map/${slug}`, { headers });
  const etag = hot.answer(ask(slugs[0] ?? '', {}), CONTEXT)?.headers.get('etag') ?? '';
  const requests = slugs.map((slug) => ask(slug, { 'if-none-match': etag }));
  return (i) => hot.answer(requests[i % requests.length] as Request, CONTEXT);
}

/** Processing, each time: searches and maps in turn, found and written. */
export function tailClaim(reader: Reader, world: ServeWorld, now: number): Claim {
  const plain = createPlain(world);
  const slugs = world.maps.map(({ slug }) => slug);
  const { queries } = world;
  const seconds = Math.floor(now / 1000);
  const ours = p999(CALLS, (i) =>
    i % 2 === 0
      ? reader.renderSearch(queries[(i >> 1) % queries.length] ?? '', SEARCH_LIMIT, seconds, true)
      : reader.renderMap(reader.findMap(slugs[(i >> 1) % slugs.length] ?? ''), OPTIONS, true),
  );
  const theirs = p999(PLAIN_CALLS, (i) =>
    JSON.stringify(
      i % 2 === 0
        ? plain.search({ q: queries[(i >> 1) % queries.length] })
        : plain.map(slugs[(i >> 1) % slugs.length], {}),
    ),
  );
  const note = `p99.9 of 10⁶ searches and maps (median ${(ours.median * 1000).toFixed(1)} µs; plain, of ${PLAIN_CALLS}: ${(theirs.median * 1000).toFixed(1)} µs)`;
  return claim('processing, every time', 0.5, { measured: ours.p999, plain: theirs.p999 }, note);
}

function p999(calls: number, work: (i: number) => unknown): { p999: number; median: number } {
  const times = new Float64Array(calls);
  for (let i = 0; i < WARM_UP; i++) work(i);
  for (let i = 0; i < calls; i++) {
    const start = performance.now();
    work(i);
    times[i] = performance.now() - start;
  }
  times.sort();
  return { p999: times[Math.floor(0.999 * calls)] ?? Number.NaN, median: times[calls >> 1] ?? Number.NaN };
}
