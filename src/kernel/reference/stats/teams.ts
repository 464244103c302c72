import { at, fitAbout } from './fit.ts';
import { interval, LEAST_GAMES, posterior, type RankedRow, type Weighted } from './rank.ts';

/** A team really seen. `brawlers` are rows of the snapshot's brawler table. */
export interface TeamRow {
  brawlers: number[];
  games: number;
  halfWins: number;
  weighted?: Weighted;
}

export interface RankedTeam extends TeamRow {
  adjusted: number;
  low: number;
  high: number;
}

/** What is known of a team's member: its adjusted rate and the variance of that. */
export type Member = Pick<RankedRow, 'brawler' | 'adjusted' | 'variance'>;

/**
 * Ranks teams by the posterior mean of their win rate, shrunk to what their members' lifts add up to; the strength of
 * the shrinkage is fitted. What isn't known of the members' rates isn't known of their sum: it counts with the noise
 * in the fit, and with the spread in the posterior. A brawler that is no member has a lift of 0.
 */
export function rankTeams(
  teams: readonly TeamRow[],
  baseline: number,
  members: readonly Member[],
): RankedTeam[] {
  const known = new Map(members.map((member) => [member.brawler, member]));
  const expected = Float64Array.from(teams, ({ brawlers }) => {
    let sum = baseline;
    for (const brawler of brawlers) sum += (known.get(brawler)?.adjusted ?? baseline) - baseline;
    return Math.min(Math.max(sum, 1), 99);
  });
  // A brawler that is k times in a team moves the sum k times as far: k² its variance.
  const open = Float64Array.from(teams, ({ brawlers }) => {
    let sum = 0;
    for (const brawler of brawlers) {
      const times = brawlers.filter((other) => other === brawler).length;
      sum += times * (known.get(brawler)?.variance ?? 0);
    }
    return sum;
  });
  const rates = Float64Array.from(teams, (team) => team.weighted?.rate ?? (50 * team.halfWins) / team.games);
  const noise = Float64Array.from(teams, (team, i) => {
    const games = Math.max(team.weighted?.effective ?? team.games, LEAST_GAMES);
    return (at(expected, i) * (100 - at(expected, i))) / games;
  });
  const scatter = noise.map((variance, i) => variance + at(open, i));
  const about = fitAbout(rates, expected, scatter);
  const ranked = teams.map((team, i) => {
    const fit = { ...about, centre: at(expected, i), centreVariance: 0 };
    const { adjusted, variance } = posterior(at(rates, i), at(noise, i), at(open, i), fit);
    return { ...team, adjusted, ...interval(adjusted, variance) };
  });
  return ranked.sort(
    (a, b) => b.adjusted - a.adjusted || b.games - a.games || compareLists(a.brawlers, b.brawlers),
  );
}

/** Order of two lists of rows: by their first difference, a beginning before what it begins. */
export function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
