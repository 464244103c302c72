/** What the ingest benches read: recordings where they are at hand, else made-up answers of like shape and size. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startUpstreamSim } from '../../upstream-sim/server.ts';

const RECORDINGS = join(import.meta.dirname, '../../../shared/data/recordings');
const LOGS = join(RECORDINGS, 'ladder-2026-05/official/v1/players');
/** The real API sends the newest 25. */
const LOG_ENTRIES = 25;
const MAX_LOGS = 200;

export interface BattleLog {
  readonly tag: string;
  readonly json: Uint8Array;
}

export interface Payloads {
  readonly origin: string;
  readonly logs: readonly BattleLog[];
  /** the list of maps, several times with one name changed, so that no two are alike */
  readonly lists: readonly Uint8Array[];
  readonly brawlers: Uint8Array;
  /** single maps with statistics */
  readonly maps: readonly Uint8Array[];
  readonly events: Uint8Array;
}

export async function loadPayloads(): Promise<Payloads> {
  const sim = await startUpstreamSim({ source: { kind: 'demo' } });
  try {
    const get = async (base: string, path: string) =>
      new Uint8Array(await (await fetch(`${base}${path}`)).arrayBuffer());
    const recorded = existsSync(LOGS);
    const list = recorded
      ? new Uint8Array(readFileSync(join(RECORDINGS, 'catalogue-2026-06/brawlapi/v1/maps.json')))
      : await get(sim.brawlApiUrl, '/maps');
    return {
      origin: recorded ? 'recordings' : 'simulated world',
      logs: recorded ? recordedLogs() : await simulatedLogs(sim.officialUrl, get),
      lists: Array.from({ length: 8 }, (_, i) => withMark(list, i)),
      brawlers: await get(sim.brawlApiUrl, '/brawlers'),
      maps: recorded ? recordedMaps() : await simulatedMaps(sim.brawlApiUrl, get),
      events: recorded
        ? new Uint8Array(readFileSync(join(RECORDINGS, 'brawlapi-2025-08/brawlapi/v1/events.json')))
        : await get(sim.brawlApiUrl, '/events'),
    };
  } finally {
    await sim.close();
  }
}

function recordedLogs(): BattleLog[] {
  return readdirSync(LOGS).flatMap((tag) => {
    const { items } = JSON.parse(readFileSync(join(LOGS, tag, 'battlelog.json'), 'utf8')) as {
      items: unknown[];
    };
    const logs = [];
    for (
      let from = 0;
      from + LOG_ENTRIES <= items.length && logs.length < MAX_LOGS / 6;
      from += LOG_ENTRIES
    ) {
      const window = { items: items.slice(from, from + LOG_ENTRIES), paging: { cursors: {} } };
      logs.push({ tag: `#${tag}`, json: new TextEncoder().encode(JSON.stringify(window)) });
    }
    return logs;
  });
}

type Get = (base: string, path: string) => Promise<Uint8Array>;

async function simulatedLogs(base: string, get: Get): Promise<BattleLog[]> {
  const ranking = await get(base, '/rankings/global/players');
  const { items } = JSON.parse(new TextDecoder().decode(ranking)) as { items: { tag: string }[] };
  const logs = items.slice(0, 60).map(async ({ tag }) => {
    return { tag, json: await get(base, `/players/${encodeURIComponent(tag)}/battlelog`) };
  });
  return Promise.all(logs);
}

function recordedMaps(): Uint8Array[] {
  const directory = join(RECORDINGS, 'brawlapi-2025-08/brawlapi/v1/maps');
  return readdirSync(directory).map((file) => new Uint8Array(readFileSync(join(directory, file))));
}

async function simulatedMaps(base: string, get: Get): Promise<Uint8Array[]> {
  const { list } = JSON.parse(new TextDecoder().decode(await get(base, '/maps'))) as {
    list: { id: number; name: string }[];
  };
  // Game ids of one name are one map in the snapshot: each name once, as in the recordings.
  const names = new Set<string>();
  const maps = list.filter(({ name }) => !names.has(name) && names.add(name));
  return Promise.all(maps.slice(0, 24).map(({ id }) => get(base, `/maps/${id}`)));
}

/** The same document with a digit of its first id changed. */
function withMark(json: Uint8Array, mark: number): Uint8Array {
  const copy = json.slice();
  const at = new TextDecoder().decode(json.subarray(0, 200)).search(/1500000\d/) + 7;
  copy[at] = 0x30 + mark;
  return copy;
}
