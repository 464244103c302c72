/** SIGKILL, again and again, at whatever the collector is doing: every battle is counted once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Books } from '../../src/collect/battles/books.ts';
import { oldestDay } from '../../src/collect/battles/window.ts';
import { battleKey } from '../../src/kernel/reference/json/battles.ts';
import { encodeTag } from '../../src/kernel/reference/json/tag.ts';
import { below, createRandom } from '../../upstream-sim/random.ts';
import { startUpstreamSim, type UpstreamSim } from '../../upstream-sim/server.ts';
import { START } from './clock.ts';
import { countsIn } from './counted.ts';
import { createTestKernel } from './kernel.ts';
import { isCounted, type RawEntry, type RawLog, recount, seconds, tagsOf } from './recount.ts';
import { DAY, MINUTE } from './rig.ts';
import { openStorage } from './sqlite.ts';

/** More of them by the environment: 200 take some minutes. */
const KILLS = Number(process.env.KILLS ?? 16);
const SEED = Number(process.env.SEED ?? 20_261_126);
/** After a life the world has gone on by so much. */
const PAUSE = 20 * MINUTE;
/** A process takes about 300 ms to begin its work, and works as long as it is let. */
const LIFE_MS = { least: 250, spread: 900 };
const LIFE = join(import.meta.dirname, 'killed/life.ts');
const WINDOW_S = 28 * 86_400;

interface World {
  readonly sim: UpstreamSim;
  now: number;
  /** every entry that any log has ever shown, by key */
  readonly shown: Map<bigint, { owner: string; entry: RawEntry }>;
}

/** A life, ended after `ms`; resolves to what it printed. */
async function live(world: World, file: string, start: number, ms: number | null): Promise<string> {
  const args = [
    LIFE,
    file,
    world.sim.brawlApiUrl,
    world.sim.officialUrl,
    String(start),
    String(world.now / 1000),
  ];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const timer = ms === null ? null : setTimeout(() => child.kill('SIGKILL'), ms);
  await new Promise((resolve) => child.once('close', resolve));
  if (timer !== null) clearTimeout(timer);
  return printed.trim();
}

/** What all logs show now. */
async function look(world: World): Promise<Set<bigint>> {
  const now = new Set<bigint>();
  for (const tag of world.sim.official?.tags ?? []) {
    const response = await fetch(`${world.sim.officialUrl}/players/${encodeURIComponent(tag)}/battlelog`);
    for (const entry of ((await response.json()) as { items: RawEntry[] }).items.filter(isCounted)) {
      const key = battleKey(seconds(entry.battleTime), tagsOf(entry).map(encodeTag));
      now.add(key);
      if (!world.shown.has(key)) world.shown.set(key, { owner: tag, entry });
    }
  }
  return now;
}

function keysIn(file: string) {
  const storage = openStorage({ file });
  const keys = new Books(storage)
    .seenKeys()
    .flatMap((bytes) => [...new BigUint64Array(bytes.slice().buffer)]);
  const counts = countsIn(storage, createTestKernel());
  storage.close();
  return { keys, counts };
}

it(`counts every battle once, killed ${KILLS} times (seed ${SEED})`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  const file = join(folder, 'state.sqlite');
  const random = createRandom(SEED);
  const source = { kind: 'demo', players: 180, battlesPerDay: 60, brawlApiStatistics: false } as const;
  let now = START;
  const sim = await startUpstreamSim({ source, now: () => now });
  const world: World = { sim, now, shown: new Map() };
  onTestFinished(async () => {
    await sim.close();
    rmSync(folder, { recursive: true, force: true });
  });

  let killed = 0;
  while (killed < KILLS) {
    await look(world);
    const printed = await live(world, file, now, LIFE_MS.least + below(random, LIFE_MS.spread));
    if (printed === '') killed += 1;
    now += PAUSE;
    world.now = now;
  }
  const last = await look(world);
  // A week and a day later every player known is due again; the world stands still meanwhile.
  expect(await live(world, file, now + 8 * DAY, null)).toBe('settled');

  const { keys, counts } = keysIn(file);
  expect(new Set(keys).size, 'a key twice').toBe(keys.length);
  const counted = keys.map((key) => world.shown.get(key));
  expect(counted.filter((shown) => shown === undefined)).toHaveLength(0);
  const known = new Set(keys);
  const floor = now / 1000 - WINDOW_S;
  const missing = [...last].filter(
    (key) => !known.has(key) && seconds(world.shown.get(key)?.entry.battleTime ?? '') >= floor,
  );
  expect(missing, 'held by the logs and not counted').toHaveLength(0);
  const logs: RawLog[] = counted.flatMap((shown) =>
    shown === undefined ? [] : [{ owner: shown.owner, items: [shown.entry] }],
  );
  const expected = recount(logs, Number.POSITIVE_INFINITY);
  expect(expected.battles).toBe(keys.length);
  // Days that left the window meanwhile are dropped, sooner or later; what the catalogue adds to modes, the recount can't know.
  const comparable = (all: typeof counts) =>
    new Map(
      [...all].filter(
        ([label]) =>
          Number.parseInt(label, 10) >= oldestDay(now / 1000) && !/\/(?:pairs|matchups)\//.test(label),
      ),
    );
  expect(comparable(counts)).toEqual(comparable(expected.counts));
  console.log(
    `killed ${killed} times: ${keys.length} battles counted once, of ${world.shown.size} ever shown`,
  );
}, 600_000);
