/** `search.10k`: how the time grows with the names, from one catalogue to one in all languages. */
import { build } from '../../src/kernel/reference/search/index.ts';
import { compileSearch, type SearchExports } from '../../test/kernel/search/support.ts';
import { type BenchResult, compare } from '../harness.ts';
import { LIMIT } from './libraries.ts';
import { manyNames } from './names.ts';
import { seededRandom } from './queries.ts';
import { speedQueries } from './speed.ts';

const MANY = 10_000;
const MUST_BE_BELOW = 8;
const PAGE = 65_536;
const QUERY_BYTES = 1_024;

/** Answers queries over `count` names of maps, as hits, with a kernel of its own. */
function makeSearch(
  module: WebAssembly.Module,
  names: readonly string[],
  count: number,
): (query: string) => number {
  const kernel = new WebAssembly.Instance(module, {}).exports as unknown as SearchExports;
  const rows = manyNames(names, count, seededRandom(1));
  const index = build(
    rows.map(({ entry, text }) => ({ target: entry, popularity: rows.length - entry, text })),
  );
  const start = kernel.memory.buffer.byteLength;
  kernel.memory.grow(Math.ceil((index.length + 4 * PAGE) / PAGE));
  const bytes = new Uint8Array(kernel.memory.buffer);
  bytes.set(index, start);
  const query = (start + index.length + 64 + 7) & ~7;
  const scratch = query + QUERY_BYTES + 64;
  const hits = (scratch + kernel.searchScratchSize(count) + 7) & ~7;
  const text = bytes.subarray(query, query + QUERY_BYTES);
  const encoder = new TextEncoder();
  return (typed) => {
    const { written } = encoder.encodeInto(typed, text);
    return kernel.searchQuery(start, index.length, query, written, 0, LIMIT, scratch, hits);
  };
}

/** The time over 10,000 names, against that over the catalogue's own; the ratio is what it costs more. */
export async function compareScaling(listed: readonly string[]): Promise<BenchResult> {
  const module = new WebAssembly.Module(await compileSearch());
  const few = makeSearch(module, listed, listed.length);
  const many = makeSearch(module, listed, MANY);
  const queries = [...speedQueries('prefix', listed), ...speedQueries('typo', listed)];
  const at = (i: number): string => queries[i % queries.length] ?? '';
  const result = compare({
    id: 'search.10k',
    ours: (i) => many(at(i)),
    peer: (i) => few(at(i)),
    must: 0,
    note: '',
  });
  const ratio = 1 / result.ratio;
  return {
    ...result,
    ratio,
    met: ratio <= MUST_BE_BELOW,
    note: `≤ ${MUST_BE_BELOW}× the time over ${listed.length} names (peer), hits only; ${MANY} names in 8 scripts`,
  };
}
