import * as layout from '../../../../kernel/layout/snapshot.ts';
import { BRACKET_NAMES, DRAFT_NOTICES, TIER_NAMES } from '../../../shared/answers.ts';
import type { DraftOptions } from '../../port.ts';
import { bestBans, candidates, type Forecast, openDraft, Reckoning, safestPicks } from '../draft/draft.ts';
import { tenthsOf } from '../draft/points.ts';
import type { SnapshotView } from '../snapshot/view.ts';
import { logistic } from '../stats/logistic.ts';
import * as parts from './parts.ts';

/** The answer of `GET /api/draft` for row `map`. */
export function renderDraft(view: SnapshotView, map: number, options: DraftOptions): string {
  const draft = openDraft(view, map, options);
  const reckoning = new Reckoning(draft);
  const { known, format } = draft;
  const hasData = known.notice !== 'no-statistics';
  const picks = candidates(draft, reckoning, options.pool);
  const who = (brawler: number) => ({
    id: view.value(layout.S_BRAWLER_ID, brawler),
    name: view.text(layout.S_BRAWLER_NAME, brawler),
    slug: view.text(layout.S_BRAWLER_SLUG, brawler),
  });
  const shown = options.limit === 0 ? picks : picks.slice(0, options.limit);
  const stands = hasData ? reckoning.forecast(null) : null;
  return JSON.stringify({
    map: {
      id: view.value(layout.S_MAP_ID, map),
      slug: parts.mapSlug(view, map),
      name: view.text(layout.S_MAP_NAME, map),
    },
    mode: parts.modeName(view, map),
    ...parts.provenance(view),
    bracket: BRACKET_NAMES[options.bracket],
    teamSize: format.size,
    notice: known.notice === null ? null : { code: known.notice, text: DRAFT_NOTICES[known.notice] },
    allies: options.allies.map(who),
    enemies: draft.enemies.map(who),
    bans: options.bans.map(who),
    baseline: hasData ? tenthsOf(logistic(draft.base)) / 10 : null,
    winProbability: stands === null ? null : stands.winProbability / 10,
    interval: stands === null ? null : intervalOf(stands),
    breakdown: stands === null ? [] : termsOf(view, stands),
    candidates: shown.map(({ brawler }) => {
      const forecast = reckoning.forecast(brawler);
      const { tier = 0, games = null } = known.brawlers.get(brawler) ?? {};
      return {
        ...who(brawler),
        tier: TIER_NAMES[tier & ~layout.TIED_BIT] ?? null,
        games,
        winProbability: forecast.winProbability / 10,
        interval: intervalOf(forecast),
        breakdown: termsOf(view, forecast),
      };
    }),
    bestBans: bestBans(draft, reckoning).map(({ brawler, chance }) => ({
      ...who(brawler),
      winProbability: tenthsOf(chance) / 10,
    })),
    safestPicks: safestPicks(draft, reckoning, picks).map(({ brawler, chance, worst }) => ({
      ...who(brawler),
      winProbability: tenthsOf(chance) / 10,
      worstCase: tenthsOf(worst) / 10,
    })),
  });
}

function intervalOf({ interval }: Forecast): [number, number] | null {
  return interval === null ? null : [interval[0] / 10, interval[1] / 10];
}

function termsOf(view: SnapshotView, { terms }: Forecast) {
  return terms.map(({ kind, brawler, points, effect }) => ({
    kind,
    id: brawler === null ? null : view.value(layout.S_BRAWLER_ID, brawler),
    points: points / 10,
    effect: effect === null ? null : effect / 10,
  }));
}
