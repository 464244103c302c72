/** The 97.5 % quantile of the normal distribution. */
const Z95 = 1.959963984540054;

/**
 * The 95 % interval of a rate of which `halfWins` half wins in `games` games were seen, in percent with one decimal, half up
 * (Wilson 1927). A draw counts as half of a win: it varies less than the interval allows for. It is chance alone: days
 * differ by more (docs/trends.md).
 */
export function wilson(games: number, halfWins: number): { low: number; high: number } {
  const rate = halfWins / (2 * games);
  const spread = (Z95 * Z95) / games;
  const middle = (rate + spread / 2) / (1 + spread);
  const half = (Z95 * Math.sqrt((rate * (1 - rate)) / games + spread / (4 * games))) / (1 + spread);
  return { low: tenths(middle - half), high: tenths(middle + half) };
}

/** A fraction as percent, within 0 to 100. */
function tenths(rate: number): number {
  return Math.floor(Math.min(Math.max(rate, 0), 1) * 1000 + 0.5) / 10;
}
