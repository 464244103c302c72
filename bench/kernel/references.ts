/**
 * The pieces that have no row against their own reference elsewhere: reading JSON, opening a snapshot, searching. One
 * that isn't twice as fast as its plain TypeScript twin has no reason to be.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KIND_EVENTS, KIND_MAP, KIND_MAPS } from '../../kernel/layout/bundle.ts';
import { createKernel } from '../../src/kernel/host.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { encodeTag, extractBattles } from '../../src/kernel/reference/json/index.ts';
import { type BenchResult, compare } from '../harness.ts';
import { battleScanner } from '../ingest/ingest.ts';
import { type BattleLog, loadPayloads } from '../ingest/payloads.ts';
import type { FullSnapshot } from '../snapshot.ts';
import { QUERIES } from './module.ts';

const WASM = join(import.meta.dirname, '../../build/kernel.wasm');
const MUST = 2;
const SEARCH_LIMIT = 8;

/** Reading JSON, both sides to the same rows. */
async function reading(module: WebAssembly.Module): Promise<BenchResult[]> {
  const { logs, lists, maps, events, origin } = await loadPayloads();
  const kernel = createKernel(module);
  const reference = createReferenceKernel();
  const scan = battleScanner(module);
  const log = (i: number) => logs[i % logs.length] as BattleLog;
  const row = (id: string, kind: number, documents: readonly Uint8Array[], what: string) =>
    compare({
      id,
      ours: (i) => kernel.extract(kind, documents[i % documents.length] as Uint8Array),
      peer: (i) => reference.extract(kind, documents[i % documents.length] as Uint8Array),
      bytes: (i) => (documents[i % documents.length] as Uint8Array).length,
      must: MUST,
      note: `${what} (${origin}) to rows`,
    });
  return [
    compare({
      id: 'ingest.battlelog/reference',
      ours: (i) => scan(log(i)),
      peer: (i) => extractBattles(log(i).json, encodeTag(log(i).tag)),
      bytes: (i) => log(i).json.length,
      must: MUST,
      note: `battle logs (${origin}) to rows`,
    }),
    row('ingest.maps/reference', KIND_MAPS, lists, 'GET /maps'),
    row('ingest.mapstats/reference', KIND_MAP, maps, 'single maps with statistics'),
    row('ingest.events/reference', KIND_EVENTS, [events], 'GET /events'),
  ];
}

/** Every piece against its reference. */
export async function references({ bytes, now, origin }: FullSnapshot): Promise<BenchResult[]> {
  const module = new WebAssembly.Module(readFileSync(WASM));
  const kernel = createKernel(module);
  const reference = createReferenceKernel();
  kernel.open(bytes);
  reference.open(bytes);
  const query = (i: number) => QUERIES[i % QUERIES.length] ?? '';
  return [
    ...(await reading(module)),
    compare({
      id: 'search/reference',
      ours: (i) => kernel.renderSearch(query(i), SEARCH_LIMIT, now),
      peer: (i) => reference.renderSearch(query(i), SEARCH_LIMIT, now),
      must: MUST,
      note: `${QUERIES.length} queries; ${origin}`,
    }),
    compare({
      id: 'read.open/reference',
      ours: () => kernel.open(bytes),
      peer: () => reference.open(bytes),
      must: MUST,
      note: `a snapshot of ${Math.round(bytes.length / 1024)} KB checked and opened`,
    }),
  ];
}
