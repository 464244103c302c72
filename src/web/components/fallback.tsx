import type { HtmlEscapedString } from 'hono/utils/html';
import type { MapAnswer } from '../../shared/wire.ts';
import { effectScale } from '../charts/effect.ts';
import { ForestAxis, forestClasses } from '../charts/forest.tsx';
import type { Forest } from '../charts/scale.ts';
import { type Html, html } from '../html.ts';
import type { Pooled } from '../memo.ts';
import type { PageContext } from '../page.ts';
import { MOST_MAPS, type PooledRow } from '../pool.ts';
import { Portrait } from './portrait.ts';

/** What stands in for a map's ranking, and over which maps it is. */
export interface Fallback {
  readonly pool: Pooled;
  /** null: all modes */
  readonly mode: string | null;
}

/** Whether a map's whole ranking has too few brawlers that are known well enough for a tier: fewer than half. */
export function isThin({ memo }: Pick<PageContext, 'memo'>, brawlers: MapAnswer['brawlers']): boolean {
  const sure = brawlers.filter(({ tier }) => tier !== null).length;
  return sure === 0 || 2 * sure < memo.brawlers.filter(({ released }) => released).length;
}

/**
 * What stands in where a map's whole ranking is thin: its mode's, or that of all modes where no other map of the mode has one. Null where
 * the map has its own, and where nothing is known at all.
 */
export function fallbackOf(
  context: Pick<PageContext, 'memo'>,
  mode: string,
  brawlers: MapAnswer['brawlers'],
): Fallback | null {
  if (!isThin(context, brawlers)) return null;
  const own = brawlers.length > 0 ? 1 : 0;
  for (const over of [mode, null]) {
    const pool = context.memo.pool(over);
    if (pool !== null && pool.maps > own) return { pool, mode: over };
  }
  return null;
}

/** Brawlers over several maps, said to be a fall-back, with what it rests on. */
export function FallbackRanking({ context, fallback }: { context: PageContext; fallback: Fallback }): Html {
  const { t, f, href } = context;
  const { pool, mode } = fallback;
  const title = mode === null ? t.map.overAll : t.map.overMode({ mode });
  const forest = effectScale(pool.rows.map(({ lift, interval }) => ({ effect: lift, interval })));
  const rows = { context, forest, base: href('/brawler/') };
  return (
    <div class="card flush">
      <h2>{title}</h2>
      <p class="dim">{t.map.overText}</p>
      <PoolFacts context={context} pool={pool} />
      <table class="rank">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col" class="l">
              {t.words.brawler}
            </th>
            <th scope="col" class="c">
              <span class="unseen">{t.words.interval}</span>
              <ForestAxis forest={forest} f={f} />
            </th>
            <th scope="col">{t.words.lift}</th>
            <th scope="col" class="w">
              {t.words.interval}
            </th>
            <th scope="col" class="w">
              {t.words.raw}
            </th>
            <th scope="col" class="w">
              {t.words.games}
            </th>
          </tr>
        </thead>
        <tbody>{pool.rows.map((row) => pooledRow(rows, row))}</tbody>
      </table>
    </div>
  );
}

/** Maps, battles, source, window and age of what stands in. */
function PoolFacts({ context, pool }: { context: PageContext; pool: Pooled }): Html {
  const { t, f, now, reader } = context;
  const data = reader.head?.data ?? 'live';
  const sources = data === 'live' ? pool.sources : [data];
  const cut = pool.known > MOST_MAPS;
  const maps = cut ? t.map.mostMaps({ n: pool.maps, all: pool.known }) : f.whole(pool.maps);
  const counted = pool.battles ?? pool.picks;
  const facts: readonly (readonly [string, string])[] = [
    [t.site.maps, maps],
    ...(counted === null
      ? []
      : [[pool.battles === null ? t.words.picks : t.words.battles, f.whole(counted)] as const]),
    [
      t.map.source,
      [
        ...sources.map((source) => t.map.sources[source]),
        ...(pool.windowDays === null ? [] : [t.map.window({ days: pool.windowDays })]),
      ].join(', '),
    ],
    [t.map.age, f.ago(now - Date.parse(pool.updatedAt))],
  ];
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What all rows have in common. */
interface Rows {
  readonly context: PageContext;
  readonly forest: Forest;
  /** address of a brawler's page, to which the slug is added */
  readonly base: string;
}

function pooledRow({ context, forest, base }: Rows, row: PooledRow): HtmlEscapedString {
  const { t, f, memo } = context;
  const { id, name, lift, interval, games, wins } = row;
  const written = games === null ? '–' : f.whole(games);
  const small = games === null ? null : html`<small class="s">${t.words.gamesCount(games, written)}</small>`;
  const raw = games === null || wins === null ? '–' : f.decimal((100 * wins) / games);
  return html`<tr data-brawler="${id}"><th scope="row" class="l"><a href="${base}${memo.brawler(id)?.slug ?? id}">${Portrait({ context, id, name })}<span>${name}${small}</span></a></th><td class="${forestClasses(forest, lift, interval, null)}"></td><td class="v">${f.signed(lift)}</td><td class="w m">${interval === null ? '–' : `${f.signed(interval[0])} … ${f.signed(interval[1])}`}</td><td class="w m">${raw}</td><td class="w">${written}</td></tr>`;
}
