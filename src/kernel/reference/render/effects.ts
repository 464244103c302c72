import * as layout from '../../../../kernel/layout/snapshot.ts';
import type { SnapshotView } from '../snapshot/view.ts';
import * as parts from './parts.ts';

/** A 95 % interval is this many hundredths of the standard deviation to each side. */
const Z95_HUNDREDTHS = 196;

/** A brawler's surest pairs (`at` is S_PAIR_AT) or match-ups (S_MATCHUP_AT). */
export function renderEffects(view: SnapshotView, brawler: number, at: number) {
  const [from, to] = view.range(at, brawler);
  return Array.from({ length: to - from }, (_, i) => renderEffect(view, from + i, at));
}

function renderEffect(view: SnapshotView, row: number, at: number) {
  const field = (column: number) => view.value(at + column, row);
  const other = field(layout.S_PAIR_OTHER - layout.S_PAIR_AT);
  const games = field(layout.S_PAIR_GAMES - layout.S_PAIR_AT);
  const halfWins = field(layout.S_PAIR_HALF_WINS - layout.S_PAIR_AT);
  const shift = (field(layout.S_PAIR_SHIFT - layout.S_PAIR_AT) << 16) >> 16;
  const reach = Z95_HUNDREDTHS * field(layout.S_PAIR_ERROR - layout.S_PAIR_AT);
  return {
    id: view.value(layout.S_BRAWLER_ID, other),
    name: view.text(layout.S_BRAWLER_NAME, other),
    slug: view.text(layout.S_BRAWLER_SLUG, other),
    games,
    wins: halfWins / 2,
    winRate: games === 0 ? null : parts.rateOf(halfWins, games),
    expected: parts.percent(field(layout.S_PAIR_EXPECTED - layout.S_PAIR_AT)),
    effect: tenths(100 * shift),
    interval: [tenths(100 * shift - reach), tenths(100 * shift + reach)],
  };
}

/** 1/10,000 pp as percentage points with one decimal, half up. */
function tenths(value: number): number {
  return Math.floor((value + 500) / 1000) / 10;
}
