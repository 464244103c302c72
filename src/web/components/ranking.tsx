import type { HtmlEscapedString } from 'hono/utils/html';
import type { MapAnswer, Tier } from '../../shared/wire.ts';
import { ForestAxis, forestClasses } from '../charts/forest.tsx';
import { type Forest, forestOf } from '../charts/scale.ts';
import { type Html, html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { Portrait } from './portrait.ts';
import { TierMark, tierMark, trendMark } from './tier.ts';

type Row = MapAnswer['brawlers'][number];

const TIERS: readonly (Tier | null)[] = ['S', 'A', 'B', 'C', 'D', null];

/** Columns of the table; a heading of a tier spans them. */
const COLUMNS = 9;

interface RankingProps {
  readonly context: PageContext;
  readonly answer: MapAnswer;
  /** the rows that the scale is made for, where these are more than those shown */
  readonly all?: readonly Row[];
  /** games that the rows shown have at least */
  readonly min?: number;
  /** whether rows stand in the ranking's own order, by tier; else in an order that was asked for */
  readonly byTier: boolean;
}

/** The brawlers of a map, each with its interval drawn to scale against the baseline. */
export function Ranking({ context, answer, all = answer.brawlers, min = 0, byTier }: RankingProps): Html {
  const { t, f, href } = context;
  const forest = forestOf(all, answer.baseline);
  const base = href('/brawler/');
  const groups = byTier
    ? TIERS.map((tier) => ({ tier, rows: answer.brawlers.filter((row) => row.tier === tier) }))
    : [{ tier: undefined, rows: answer.brawlers }];
  return (
    <table class="rank rows" role="table" data-min={min === 0 ? undefined : min}>
      <caption class="unseen">{t.map.rankingOf({ map: answer.map })}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" class="n">
            <abbr title={t.words.rank}>#</abbr>
          </th>
          <th role="columnheader" scope="col" class="l">
            {t.words.brawler}
          </th>
          <th role="columnheader" scope="col" class="c">
            <span class="unseen">{t.words.interval}</span>
            <ForestAxis forest={forest} f={f} narrow={92} />
          </th>
          <th role="columnheader" scope="col" title={t.words.adjusted}>
            {t.words.winRate}
          </th>
          <th role="columnheader" scope="col" class="d">
            {t.words.lift}
          </th>
          <th role="columnheader" scope="col" class="w">
            {t.words.interval}
          </th>
          <th role="columnheader" scope="col" class="w">
            {t.words.raw}
          </th>
          <th role="columnheader" scope="col" class="w">
            {t.words.useRate}
          </th>
          <th role="columnheader" scope="col" class="w">
            {t.words.games}
          </th>
        </tr>
      </thead>
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ tier, rows }) => (
          <tbody role="rowgroup">
            {tier === undefined ? null : <TierHeading context={context} tier={tier} />}
            {rows.map((row) => rankingRow({ context, forest, base }, row))}
          </tbody>
        ))}
    </table>
  );
}

function TierHeading({ context, tier }: { context: PageContext; tier: Tier | null }): Html {
  const { t } = context;
  return (
    <tr class="tier" role="row">
      <th role="rowheader" scope="rowgroup" colspan={COLUMNS}>
        <TierMark tier={tier} t={t} />{' '}
        {tier === null ? `${t.words.noTier}. ${t.words.noTierText}` : t.tiers[tier]}
      </th>
    </tr>
  );
}

/** What all rows have in common. */
interface Rows {
  readonly context: PageContext;
  readonly forest: Forest;
  /** address of a brawler's page, to which the slug is added */
  readonly base: string;
}

function rankingRow({ context, forest, base }: Rows, row: Row): HtmlEscapedString {
  const { t, f, memo } = context;
  const games = row.games === null ? '–' : f.whole(row.games);
  const use = f.decimal(row.useRate);
  const lift = row.lift === null ? '–' : f.signed(row.lift);
  const tier = row.tier ?? 'n';
  const rank = row.tied ? html`<abbr title="${t.words.tied}">=${row.rank}</abbr>` : row.rank;
  const small = row.games === null ? `${use} %` : `${t.words.gamesCount(row.games, games)} · ${use} %`;
  return html`<tr role="row" data-brawler="${row.id}"><td role="cell" class="n">${rank}${tierMark(row.tier, t)}</td><th role="rowheader" scope="row" class="l"><a href="${base}${memo.brawler(row.id)?.slug ?? row.id}">${Portrait({ context, id: row.id, name: row.name })}<span>${row.name}<small class="s">${small}</small></span></a>${trendMark(row.trend, t)}</th><td role="cell" class="${forestClasses(forest, row.adjustedWinRate, row.interval, row.tier)}"></td><td role="cell" class="v">${f.decimal(row.adjustedWinRate)}<small class="s t${tier}">${lift}</small></td><td role="cell" class="d t${tier}">${lift}</td><td role="cell" class="w m">${row.interval === null ? '–' : f.range(row.interval)}</td><td role="cell" class="w m">${row.winRate === null ? '–' : f.decimal(row.winRate)}</td><td role="cell" class="w">${use}</td><td role="cell" class="w">${games}</td></tr>`;
}
