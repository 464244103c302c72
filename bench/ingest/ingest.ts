/** The ingest benches: upstream JSON in, rows or a ranking out, against JSON.parse and the same extraction. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KIND_BRAWLERS, KIND_MAP, KIND_MAPS } from '../../kernel/layout/bundle.ts';
import { createKernel } from '../../src/kernel/host.ts';
import { encodeTag } from '../../src/kernel/reference/json/index.ts';
import { type BenchResult, compare, table } from '../harness.ts';
import { type BattleLog, loadPayloads, type Payloads } from './payloads.ts';
import { makeRanker, parseBattleLog, parseMaps, parseStats } from './peers.ts';

const WASM = join(import.meta.dirname, '../../build/kernel.wasm');
const CAPACITY = 1 << 20;

/** A little loader: battle logs are not in the host's contract yet. Copies the log in; rows stay in linear memory. */
export function battleScanner(module: WebAssembly.Module) {
  const { exports } = new WebAssembly.Instance(module, {});
  const memory = exports.memory as WebAssembly.Memory;
  const call = (name: string) => exports[name] as (...args: number[]) => number;
  const base = (call('heapBase')() + 63) & ~63;
  memory.grow(64);
  const bytes = new Uint8Array(memory.buffer);
  const extract = call('battlesExtract');
  return ({ json, tag }: BattleLog): number => {
    const scratch = (base + json.length + 127) & ~63;
    const size = call('jsonScratchSize')(json.length);
    const out = (scratch + size + 63) & ~63;
    const owner = encodeTag(tag);
    bytes.set(json, base);
    const low = Number(owner & 0xffffffffn);
    const length = extract(base, json.length, scratch, size, out, CAPACITY, low, Number(owner >> 32n));
    if (length < 0) throw new Error(`battlesExtract: ${length}`);
    return length;
  };
}

function battleLogs(module: WebAssembly.Module, { logs, origin }: Payloads): BenchResult {
  const scan = battleScanner(module);
  const log = (i: number) => logs[i % logs.length] as BattleLog;
  return compare({
    id: 'ingest.battlelog/json-parse',
    ours: (i) => scan(log(i)),
    peer: (i) => parseBattleLog(log(i).json, log(i).tag),
    bytes: (i) => log(i).json.length,
    must: 8,
    note: `${logs.length} logs of 25 entries (${origin}), copy-in included`,
  });
}

function mapLists(module: WebAssembly.Module, { lists, origin }: Payloads): BenchResult {
  const kernel = createKernel(module);
  const list = (i: number) => lists[i % lists.length] as Uint8Array;
  return compare({
    id: 'ingest.maps/json-parse',
    ours: (i) => kernel.extract(KIND_MAPS, list(i)),
    peer: (i) => parseMaps(list(i)),
    bytes: (i) => list(i).length,
    must: 8,
    note: `GET /maps, ${Math.round((lists[0]?.length ?? 0) / 1000)} KB (${origin}), copied in and out through the host`,
  });
}

/** One map's answer to its ranking as JSON. Ours takes the collector's way: bundle, snapshot, rendering. */
function mapStatistics(module: WebAssembly.Module, { maps, brawlers, origin }: Payloads): BenchResult[] {
  const kernel = createKernel(module);
  const list = kernel.extract(KIND_BRAWLERS, brawlers);
  if (!list.ok) throw new Error(list.error.message);
  const map = (i: number) => maps[i % maps.length] as Uint8Array;
  const options = { bracket: 0, min: 0, limit: 0, sort: 0 };
  const bundle = (i: number) => {
    const extracted = kernel.extract(KIND_MAP, map(i));
    if (!extracted.ok) throw new Error(extracted.error.message);
    return extracted.value;
  };
  const rank = makeRanker(brawlers);
  const snapshot = (i: number, bundles: Uint8Array[]) =>
    kernel.buildSnapshot({ bundles, builtAt: i, data: 'live', windowDays: 0, sources: [] });
  return [
    compare({
      id: 'ingest.mapstats/json-parse',
      ours: (i) => {
        kernel.open(snapshot(i, [list.value, bundle(i)]));
        return kernel.renderMap(0, options);
      },
      peer: (i) => rank(map(i)),
      bytes: (i) => map(i).length,
      must: 8,
      note: `one map with statistics (${origin}) to its ranking as JSON; ours builds, checks and opens a whole snapshot on the way`,
    }),
    compare({
      id: 'ingest.mapstats.all/json-parse',
      ours: (i) => {
        kernel.open(snapshot(i, [list.value, ...maps.map((_, k) => bundle(k))]));
        for (let k = 0; k < maps.length; k++) kernel.renderMap(k, options);
      },
      peer: () => {
        for (const each of maps) rank(each);
      },
      bytes: () => maps.reduce((sum, map) => sum + map.length, 0),
      must: 8,
      note: `the same for ${maps.length} maps, as they are collected: rows of each, one snapshot of all, their rankings`,
    }),
  ];
}

/** One map's answer up to its rows. */
function mapRows(module: WebAssembly.Module, { maps, origin }: Payloads): BenchResult {
  const kernel = createKernel(module);
  const map = (i: number) => maps[i % maps.length] as Uint8Array;
  return compare({
    id: 'ingest.mapstats.extract/json-parse',
    ours: (i) => kernel.extract(KIND_MAP, map(i)),
    peer: (i) => parseStats(map(i)),
    bytes: (i) => map(i).length,
    must: 8,
    note: `one map with statistics (${origin}) to rows`,
  });
}

export async function ingestResults(): Promise<BenchResult[]> {
  const payloads = await loadPayloads();
  const module = new WebAssembly.Module(readFileSync(WASM));
  return [
    battleLogs(module, payloads),
    mapLists(module, payloads),
    ...mapStatistics(module, payloads),
    mapRows(module, payloads),
  ];
}

if (process.argv[1] === import.meta.filename) console.log(table(await ingestResults()));
