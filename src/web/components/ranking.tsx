import type { MapAnswer, Tier } from '../../shared/wire.ts';
import { ForestAxis, ForestRow } from '../charts/forest.tsx';
import { type Forest, forestOf } from '../charts/scale.ts';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { Portrait } from './portrait.tsx';
import { TierMark, TrendMark } from './tier.tsx';

type Row = MapAnswer['brawlers'][number];

const TIERS: readonly (Tier | null)[] = ['S', 'A', 'B', 'C', 'D', null];

/** Columns of the table; a heading of a tier spans them. */
const COLUMNS = 9;

interface RankingProps {
  readonly context: PageContext;
  readonly answer: MapAnswer;
  /** whether rows stand in the ranking's own order, by tier; else in an order that was asked for */
  readonly byTier: boolean;
}

/** The brawlers of a map, each with its interval drawn to scale against the baseline. */
export function Ranking({ context, answer, byTier }: RankingProps): Html {
  const { t, f } = context;
  const forest = forestOf(answer.brawlers, answer.baseline);
  const groups = byTier
    ? TIERS.map((tier) => ({ tier, rows: answer.brawlers.filter((row) => row.tier === tier) }))
    : [{ tier: undefined, rows: answer.brawlers }];
  return (
    <table class="rank">
      <caption class="unseen">{t.map.rankingOf(answer.map)}</caption>
      <thead>
        <tr>
          <th scope="col" class="n">
            <abbr title={t.words.rank}>#</abbr>
          </th>
          <th scope="col" class="l">
            {t.words.brawler}
          </th>
          <th scope="col" class="c">
            <span class="unseen">{t.words.interval}</span>
            <ForestAxis forest={forest} f={f} />
          </th>
          <th scope="col" title={t.words.adjusted}>
            {t.words.winRate}
          </th>
          <th scope="col" class="d">
            {t.words.lift}
          </th>
          <th scope="col" class="w">
            {t.words.interval}
          </th>
          <th scope="col" class="w">
            {t.words.raw}
          </th>
          <th scope="col" class="w">
            {t.words.useRate}
          </th>
          <th scope="col" class="w">
            {t.words.games}
          </th>
        </tr>
      </thead>
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ tier, rows }) => (
          <tbody>
            {tier === undefined ? null : <TierHeading context={context} tier={tier} />}
            {rows.map((row) => (
              <RankingRow context={context} forest={forest} row={row} marked={tier === undefined} />
            ))}
          </tbody>
        ))}
    </table>
  );
}

function TierHeading({ context, tier }: { context: PageContext; tier: Tier | null }): Html {
  const { t } = context;
  return (
    <tr class="tier">
      <th scope="rowgroup" colspan={COLUMNS}>
        <TierMark tier={tier} t={t} />{' '}
        {tier === null ? `${t.words.noTier}. ${t.words.noTierText}` : t.tiers[tier]}
      </th>
    </tr>
  );
}

function RankingRow({
  context,
  forest,
  row,
  marked,
}: {
  context: PageContext;
  forest: Forest;
  row: Row;
  marked: boolean;
}): Html {
  const { t, f, href, memo } = context;
  const slug = memo.brawler(row.id)?.slug ?? String(row.id);
  const games = row.games === null ? '–' : f.whole(row.games);
  const lift = row.lift === null ? '–' : f.signed(row.lift);
  const use = f.decimal(row.useRate);
  const interval = row.interval === null ? '–' : f.range(row.interval);
  return (
    <tr data-brawler={row.id}>
      <td class="n">{row.tied ? <abbr title={t.words.tied}>={row.rank}</abbr> : row.rank}</td>
      <th scope="row" class="l">
        <a href={href(`/brawler/${slug}`)}>
          <Portrait context={context} id={row.id} name={row.name} />
          <span>
            {row.name}
            <small class="s">
              {row.games === null ? `${use} %` : `${t.words.gamesCount(games)} · ${use} %`}
            </small>
          </span>
        </a>
        {marked ? <TierMark tier={row.tier} t={t} /> : null}
        <TrendMark trend={row.trend} t={t} />
      </th>
      <td class="c">
        <ForestRow forest={forest} rate={row.adjustedWinRate} interval={row.interval} tier={row.tier} />
      </td>
      <td class="v">
        {f.decimal(row.adjustedWinRate)}
        <small class={`s t${row.tier ?? 'n'}`}>{lift}</small>
      </td>
      <td class={`d t${row.tier ?? 'n'}`}>{lift}</td>
      <td class="w m">{interval}</td>
      <td class="w m">{row.winRate === null ? '–' : f.decimal(row.winRate)}</td>
      <td class="w">{use}</td>
      <td class="w">{games}</td>
    </tr>
  );
}
