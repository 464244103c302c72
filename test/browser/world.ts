/** A world for the browser: the demo's catalogue and rotation, and made-up counts of battles in every bracket. Not the real game. */
import { KIND_BRAWLERS, KIND_EVENTS, KIND_MAPS, KIND_MODES } from '../../kernel/layout/bundle.ts';
import { COUNT_BATTLES, COUNT_CELLS, COUNT_TRIOS } from '../../kernel/layout/tally.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import type { MapsAnswer } from '../../src/shared/wire.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { startUpstreamSim } from '../../upstream-sim/server.ts';
import { makeSums, type SumsRow } from '../kernel/snapshot-build/sums.ts';

const SEED = 20_261_126;
/** the three brackets that are counted, and what is in none of them */
const SLOTS = 4;
const TRIOS = 60;
/** three against three: what a draft is made for */
const TEAM_MODE = 'Gem Grab';

export interface World {
  readonly snapshot: Uint8Array;
  /** slug of a map of TEAM_MODE that has counts */
  readonly map: string;
  /** slug of a map without any, in the mode of which most others have some */
  readonly bare: string;
}

/** Builds it: `maps` of the demo's catalogue have counts. */
export async function buildBrowserWorld(kernel: Kernel, maps = 60): Promise<World> {
  const sim = await startUpstreamSim({ source: { kind: 'demo' } });
  try {
    const get = async (path: string) =>
      new Uint8Array(await (await fetch(sim.brawlApiUrl + path)).arrayBuffer());
    const documents = {
      maps: await get('/maps'),
      brawlers: await get('/brawlers'),
      modes: await get('/gamemodes'),
      events: await get('/events'),
    };
    const bundle = (kind: number, json: Uint8Array) => {
      const result = kernel.extract(kind, json);
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    };
    const bundles = [
      bundle(KIND_EVENTS, documents.events),
      bundle(KIND_MODES, documents.modes),
      bundle(KIND_BRAWLERS, documents.brawlers),
      bundle(KIND_MAPS, documents.maps),
    ];
    const ids = (json: Uint8Array) => (parse(json) as { list: { id: number }[] }).list.map(({ id }) => id);
    const { active } = parse(documents.events) as { active: { map: { id: number } }[] };
    const live = [...new Set([...active.map(({ map }) => map.id), ...ids(documents.maps)])].slice(0, maps);
    const sums = makeCounts(live, ids(documents.brawlers));
    const snapshot = kernel.buildSnapshot({
      bundles,
      sums,
      builtAt: Date.now() - 120_000,
      data: 'demo',
      windowDays: 28,
      sources: [],
    });
    kernel.open(snapshot);
    const rendered = live.map((id) => {
      const row = kernel.findMap(String(id));
      const answer = kernel.renderMap(row, { bracket: 0, min: 0, limit: 1, sort: 0 });
      return parse(answer) as { slug: string; mode: string };
    });
    const map = rendered.find(({ mode }) => mode === TEAM_MODE);
    if (map === undefined) throw new Error(`no map of ${TEAM_MODE}`);
    const { maps: all } = parse(kernel.renderMaps()) as MapsAnswer;
    const counted = ({ mode }: { mode: string }) =>
      all.filter((other) => other.mode === mode && other.hasData).length;
    const [bare] = all.filter(({ hasData }) => !hasData).sort((a, b) => counted(b) - counted(a));
    if (bare === undefined) throw new Error('every map has counts');
    return { snapshot, map: map.slug, bare: bare.slug };
  } finally {
    await sim.close();
  }
}

function makeCounts(maps: readonly number[], brawlers: readonly number[]): Uint8Array[] {
  const random = createRandom(SEED);
  const below = (limit: number) => Math.floor(random.float() * limit);
  const count = (games: number, rate: number) => {
    const noise = (random.float() - 0.5) * Math.sqrt(12 * games);
    const halfWins = Math.max(0, Math.min(2 * games, Math.round((games * rate) / 50 + noise)));
    return { games, halfWins, weighted: [0.75 * games, 0.75 * halfWins, 0.625 * games] as const };
  };
  const strengths = brawlers.map(() => 50 + 10 * (random.float() + random.float() - 1));
  const popularity = brawlers.map(() => 3 * random.float());
  const cells: SumsRow[] = [];
  const battles: SumsRow[] = [];
  const trios: SumsRow[] = [];
  for (const map of maps) {
    for (let slot = 0; slot < SLOTS; slot++) battles.push({ map, slot, games: 500 + below(20_000) });
    brawlers.forEach((brawler, i) => {
      const rate = (strengths[i] ?? 50) + 6 * (random.float() - 0.5);
      for (let slot = 0; slot < SLOTS; slot++) {
        const games = 1 + Math.floor(10 ** ((popularity[i] ?? 0) + 0.5 * random.float()));
        cells.push({ map, slot, brawlers: [brawler], ...count(games, rate) });
      }
    });
    for (let team = 0; team < TRIOS; team++) {
      const members = [0, 1, 2].map((i) => brawlers[(team * 7 + i * 13 + below(5)) % brawlers.length] ?? 0);
      trios.push({ map, brawlers: members.sort((a, b) => a - b), ...count(5 + below(200), 52) });
    }
  }
  return [makeSums(COUNT_BATTLES, battles), makeSums(COUNT_CELLS, cells), makeSums(COUNT_TRIOS, trios)];
}

function parse(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
