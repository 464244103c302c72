/** What `npm start` is told by its environment. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The demo's crowd. Its logs hold 37,000 battles at any moment, 25 to 1,600 of them on each live map, and cost the
 * stand-in about five seconds to read all; who plays more has less of the past in a log, and more of today's maps.
 */
export const DEMO_WORLD = { kind: 'demo', seed: 1, players: 3_000, battlesPerDay: 30 } as const;

export interface Upstream {
  /** BRAWLFAST_DATA of the Worker */
  readonly data: 'live' | 'demo' | 'replay';
  /** state of different upstreams must not mix: a folder of its own each */
  readonly folder: string;
  /** of a recording */
  readonly directory?: string;
  /** Whether there is an official API to ask. */
  readonly hasOfficial: boolean;
}

/**
 * Reads BRAWLFAST_UPSTREAM; `base` is where relative folders begin. An instance that doesn't collect (docs/roles.md)
 * takes live data unless told otherwise. Throws an Error that says what is wrong.
 */
export function readUpstream(env: Environment, base: string, collects = true): Upstream {
  const hasKey = collects && Boolean(env.BRAWL_STARS_TOKEN?.trim());
  const text = env.BRAWLFAST_UPSTREAM || (hasKey || !collects ? 'live' : 'demo');
  if (text === 'live') return { data: text, folder: text, hasOfficial: hasKey };
  if (text === 'demo') {
    const { seed, players, battlesPerDay } = DEMO_WORLD;
    return { data: text, folder: `demo-${seed}-${players}-${battlesPerDay}`, hasOfficial: true };
  }
  if (!text.startsWith('replay:')) {
    throw new Error(`BRAWLFAST_UPSTREAM is "${text}"; it must be demo, live or replay:DIR`);
  }
  const directory = resolve(base, text.slice('replay:'.length));
  if (!existsSync(directory)) throw new Error(`BRAWLFAST_UPSTREAM: there is no folder ${directory}`);
  const tag = createHash('sha256').update(directory).digest('hex').slice(0, 8);
  const hasOfficial = existsSync(join(directory, 'official', 'v1'));
  return { data: 'replay', folder: `replay-${tag}`, directory, hasOfficial };
}

/** Reads PORT. Throws an Error that says what is wrong. */
export function readPort(env: Environment): number {
  const text = env.PORT || '8787';
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65535) return port;
  throw new Error(`PORT is "${text}"; it must be a number from 1 to 65535`);
}
