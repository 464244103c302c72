import { LIKELY_ANSWERS, SHORT_LIST } from '../../../../kernel/layout/draft.ts';
import * as layout from '../../../../kernel/layout/snapshot.ts';
import type { Format } from '../../../shared/formats.ts';
import type { SnapshotView } from '../snapshot/view.ts';
import { logistic } from '../stats/logistic.ts';
import { type Known, knowledgeOf, logitOf, type MapKnowledge } from './known.ts';
import { type Effect, type EffectOf, effectsIn } from './matrices.ts';
import { apportion, type Term, tenthsOf } from './points.ts';

/** Φ⁻¹(0.975) */
const Z95 = 1.959963984540054;

/** The draft of a map: who is where, and what is known of them. docs/draft.md has the formulas. */
export interface Draft {
  readonly known: MapKnowledge;
  readonly format: Format;
  /** rows of brawlers */
  readonly allies: readonly number[];
  readonly enemies: readonly number[];
  /** whoever can't be picked any more */
  readonly taken: ReadonlySet<number>;
  readonly pair: EffectOf | null;
  readonly matchup: EffectOf | null;
  /** log-odds before any pick */
  readonly base: number;
}

/** A forecast: shown in tenths of a percent. */
export interface Forecast {
  readonly winProbability: number;
  readonly interval: readonly [number, number] | null;
  readonly terms: readonly Term[];
}

export interface Pick {
  readonly brawler: number;
  /** chance of a win */
  readonly chance: number;
}

const NOTHING: Effect = { effect: 0, variance: 0 };

export function openDraft(
  view: SnapshotView,
  map: number,
  {
    bracket,
    format,
    allies,
    enemies,
    bans,
  }: {
    bracket: number;
    format: Format;
    allies: readonly number[];
    enemies: readonly number[];
    bans: readonly number[];
  },
): Draft {
  const known = knowledgeOf(view, map, bracket);
  const mode = view.value(layout.S_MAP_MODE, map);
  return {
    known,
    format,
    allies,
    enemies: format.hasEnemies ? enemies : [],
    taken: new Set([...allies, ...enemies, ...bans]),
    pair: format.playsTogether ? effectsIn(view, layout.S_PAIR_MODE, mode) : null,
    matchup: format.playsTogether && format.hasEnemies ? effectsIn(view, layout.S_MATCHUP_MODE, mode) : null,
    base: format.hasEnemies ? 0 : logitOf(known.baseline),
  };
}

/** Log-odds and variance of a brawler on the map; one of which nothing is known is an average one. */
function ownOf({ known }: Draft, brawler: number): { lift: number; variance: number } {
  return known.brawlers.get(brawler) ?? { lift: 0, variance: known.spread };
}

/** What each ally and enemy contributes whoever is picked next: an effect within a team is half of each member's. */
function standing(draft: Draft): { ally: number[]; enemy: number[]; variance: number } {
  const { allies, enemies, pair, matchup } = draft;
  let variance = 0;
  const ally = allies.map((brawler) => {
    const own = ownOf(draft, brawler);
    variance += own.variance;
    return own.lift;
  });
  const enemy = enemies.map((brawler) => {
    const own = ownOf(draft, brawler);
    variance += own.variance;
    return -own.lift;
  });
  const share = (sums: number[], brawlers: readonly number[], sign: number) => {
    for (let i = 0; i < brawlers.length; i++) {
      for (let j = i + 1; j < brawlers.length; j++) {
        const { effect, variance: more } = pair?.(brawlers[i] as number, brawlers[j] as number) ?? NOTHING;
        sums[i] = (sums[i] as number) + sign * (0.5 * effect);
        sums[j] = (sums[j] as number) + sign * (0.5 * effect);
        variance += more;
      }
    }
  };
  share(ally, allies, 1);
  share(enemy, enemies, -1);
  for (const brawler of allies) {
    enemies.forEach((other, j) => {
      const { effect, variance: more } = matchup?.(brawler, other) ?? NOTHING;
      enemy[j] = (enemy[j] as number) + effect;
      variance += more;
    });
  }
  return { ally, enemy, variance };
}

/** What a draft comes to with one more ally, or as it stands. */
export class Reckoning {
  readonly #draft: Draft;
  readonly #standing: ReturnType<typeof standing>;

  constructor(draft: Draft) {
    this.#draft = draft;
    this.#standing = standing(draft);
  }

  /** Log-odds over the baseline, without a candidate. */
  get #sum(): number {
    let sum = 0;
    for (const term of this.#standing.ally) sum += term;
    for (const term of this.#standing.enemy) sum += term;
    return sum;
  }

  /** Log-odds that a candidate adds. */
  gain(brawler: number): number {
    const { allies, enemies, pair, matchup } = this.#draft;
    let sum = ownOf(this.#draft, brawler).lift;
    for (const ally of allies) sum += pair?.(brawler, ally).effect ?? 0;
    for (const enemy of enemies) sum += matchup?.(brawler, enemy).effect ?? 0;
    return sum;
  }

  /** Log-odds that one more enemy adds. */
  loss(brawler: number): number {
    const { allies, enemies, pair, matchup } = this.#draft;
    let sum = -ownOf(this.#draft, brawler).lift;
    for (const ally of allies) sum += matchup?.(ally, brawler).effect ?? 0;
    for (const enemy of enemies) sum -= pair?.(brawler, enemy).effect ?? 0;
    return sum;
  }

  /** Our chance with `picks` more picks known, which add `more` log-odds. */
  chance(more: number, picks: number): number {
    return logistic(this.#draft.base + (this.#sum + more) * this.#scale(picks));
  }

  /**
   * Lifts are means over unknown allies and enemies, which draws them towards 0. The mean of a logistic chance over a
   * variance S of its log-odds x has the log-odds x − S/2 tanh (x/2) to the second order, x (1 − S/4) near 0. A lift has
   * seen all other picks unknown; in a draft fewer are.
   */
  #scale(picks: number): number {
    const { allies, enemies, format, known } = this.#draft;
    if (!format.hasEnemies) return 1;
    const quarter = 0.25 * known.pickVariance;
    const places = 2 * format.size;
    const unknown = places - allies.length - enemies.length - picks;
    return (1 + (places - 1) * quarter) / (1 + unknown * quarter);
  }

  /** The forecast with a candidate, or as the draft stands. */
  forecast(brawler: number | null): Forecast {
    const { known, allies, enemies, pair, matchup, base } = this.#draft;
    const scale = this.#scale(brawler === null ? 0 : 1);
    const sum = (this.#sum + (brawler === null ? 0 : this.gain(brawler))) * scale;
    let variance = this.#standing.variance;
    const terms: { kind: Term['kind']; brawler: number | null; logit: number; effect: number | null }[] = [];
    if (brawler !== null) {
      const own = ownOf(this.#draft, brawler);
      variance += own.variance;
      terms.push({ kind: 'map', brawler: null, logit: own.lift * scale, effect: null });
    }
    const add = (kind: 'ally' | 'enemy', other: number, fixed: number, effectOf: EffectOf | null) => {
      const found = brawler === null || effectOf === null ? null : effectOf(brawler, other);
      variance += found?.variance ?? 0;
      const effect = found === null ? null : found.effect * scale;
      terms.push({ kind, brawler: other, logit: (fixed + (found?.effect ?? 0)) * scale, effect });
    };
    allies.forEach((ally, i) => {
      add('ally', ally, this.#standing.ally[i] as number, pair);
    });
    enemies.forEach((enemy, i) => {
      add('enemy', enemy, this.#standing.enemy[i] as number, matchup);
    });
    const half = Z95 * Math.sqrt(variance) * scale;
    return {
      winProbability: tenthsOf(logistic(base + sum)),
      interval: known.hasIntervals
        ? [tenthsOf(logistic(base + sum - half)), tenthsOf(logistic(base + sum + half))]
        : null,
      terms: apportion(base, sum, terms),
    };
  }
}

/** Those that can still be picked and of which something is known, by row. */
function open({ known, taken }: Draft): number[] {
  return [...known.brawlers.keys()].filter((brawler) => !taken.has(brawler)).sort((a, b) => a - b);
}

/** Chances are ordered by their first 32 bits, equals by the brawler's row. */
function keyOf(chance: number): number {
  return Math.floor(chance * 4294967295);
}

function sorted(picks: Pick[], sign: 1 | -1): Pick[] {
  return picks.sort((a, b) => sign * (keyOf(a.chance) - keyOf(b.chance)) || a.brawler - b.brawler);
}

/** Who may be picked next, best first; nobody where the own team is full. */
export function candidates(draft: Draft, reckoning: Reckoning, pool: readonly number[] | null): Pick[] {
  if (draft.allies.length >= draft.format.size) return [];
  const wanted = pool === null ? null : new Set(pool);
  const picks = open(draft)
    .filter((brawler) => wanted === null || wanted.has(brawler))
    .map((brawler) => ({ brawler, chance: reckoning.chance(reckoning.gain(brawler), 1) }));
  return sorted(picks, -1);
}

/** Whether there is an enemy who may still pick. */
function enemyPicks({ format, enemies }: Draft): boolean {
  return format.hasEnemies && enemies.length < format.size;
}

/** Our chance with each brawler in the enemy's hands, worst first. */
export function bestBans(draft: Draft, reckoning: Reckoning): Pick[] {
  if (!enemyPicks(draft)) return [];
  const picks = open(draft).map((brawler) => ({
    brawler,
    chance: reckoning.chance(reckoning.loss(brawler), 1),
  }));
  return sorted(picks, 1).slice(0, SHORT_LIST);
}

/** The brawlers that an enemy is likely to answer with: those most used of the open ones, by row. */
function likelyAnswers(draft: Draft): number[] {
  const use = (brawler: number) => (draft.known.brawlers.get(brawler) as Known).use;
  return open(draft)
    .sort((a, b) => use(b) - use(a) || a - b)
    .slice(0, LIKELY_ANSWERS)
    .sort((a, b) => a - b);
}

/** Picks by our chance after the answer that hurts most, safest first. Nobody picks what the other has. */
export function safestPicks(
  draft: Draft,
  reckoning: Reckoning,
  picks: readonly Pick[],
): (Pick & { worst: number })[] {
  if (!enemyPicks(draft)) return [];
  const answers = likelyAnswers(draft).map((brawler) => ({ brawler, loss: reckoning.loss(brawler) }));
  const judged = picks.map(({ brawler, chance }) => {
    const gain = reckoning.gain(brawler);
    let least = 0;
    let isAnswered = false;
    for (const answer of answers) {
      if (answer.brawler === brawler) continue;
      const more = answer.loss + (draft.matchup?.(brawler, answer.brawler).effect ?? 0);
      if (!isAnswered || more < least) least = more;
      isAnswered = true;
    }
    return { brawler, chance, worst: isAnswered ? reckoning.chance(gain + least, 2) : chance };
  });
  return judged.sort((a, b) => keyOf(b.worst) - keyOf(a.worst) || a.brawler - b.brawler).slice(0, SHORT_LIST);
}
