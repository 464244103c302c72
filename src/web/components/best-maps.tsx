import type { HtmlEscapedString } from 'hono/utils/html';
import type { BrawlerAnswer } from '../../shared/wire.ts';
import { effectScale } from '../charts/effect.ts';
import { ForestAxis, forestClasses } from '../charts/forest.tsx';
import type { Forest } from '../charts/scale.ts';
import { type Html, html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { ModeMark } from './mode.tsx';
import { tierMark } from './tier.ts';

type Row = BrawlerAnswer['bestMaps'][number];

/** A brawler's maps by lift: those with a tier as a table, the others by name, since little is known of them. */
export function BestMaps({
  context,
  name,
  rows,
}: {
  context: PageContext;
  name: string;
  rows: readonly Row[];
}): Html {
  const { t, f, href } = context;
  const sure = rows.filter(({ tier }) => tier !== null);
  const thin = rows.filter(({ tier }) => tier === null);
  return (
    <div class="card flush">
      <h2>{t.brawler.maps}</h2>
      {sure.length === 0 ? (
        <p class="dim">{t.words.noTierText}</p>
      ) : (
        <Sure context={context} name={name} rows={sure} />
      )}
      {sure.length === 0 ? null : <p class="dim legend">{t.brawler.legend}</p>}
      {thin.length === 0 ? null : (
        <details open={sure.length === 0}>
          <summary>{t.brawler.thinMaps(thin.length, f.whole(thin.length))}</summary>
          <ul class="plain dense">
            {thin.map((row) => (
              <li>
                <a href={href(`/map/${row.slug}`)}>{row.map}</a>{' '}
                <ModeMark context={context} mode={row.mode} />
                <small>{row.games === null ? null : t.words.gamesCount(row.games, f.whole(row.games))}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** An interval of a rate as one of its lift. */
function liftInterval({ interval, adjustedWinRate, lift }: Row): [number, number] | null {
  if (interval === null || lift === null) return null;
  const baseline = adjustedWinRate - lift;
  return [interval[0] - baseline, interval[1] - baseline];
}

function Sure({ context, name, rows }: { context: PageContext; name: string; rows: readonly Row[] }): Html {
  const { t, f } = context;
  const forest = effectScale(rows.map((row) => ({ effect: row.lift ?? 0, interval: liftInterval(row) })));
  return (
    <table class="rank list">
      <caption class="unseen">{t.brawler.mapsOf({ name })}</caption>
      <thead>
        <tr>
          <th scope="col" class="n">
            <abbr title={t.words.tier}>T</abbr>
          </th>
          <th scope="col" class="l">
            {t.words.map}
          </th>
          <th scope="col" class="c">
            <span class="unseen">{t.words.interval}</span>
            <ForestAxis forest={forest} f={f} />
          </th>
          <th scope="col">{t.words.lift}</th>
          <th scope="col" class="w">
            {t.words.winRate}
          </th>
          <th scope="col" class="w">
            {t.words.interval}
          </th>
          <th scope="col" class="w">
            {t.words.games}
          </th>
        </tr>
      </thead>
      <tbody>{rows.map((row) => mapRow(context, forest, row))}</tbody>
    </table>
  );
}

function mapRow(context: PageContext, forest: Forest, row: Row): HtmlEscapedString {
  const { t, f, href } = context;
  const games = row.games === null ? '–' : f.whole(row.games);
  const lift = row.lift === null ? '–' : f.signed(row.lift);
  return html`<tr><td class="n">${tierMark(row.tier, t)}</td><th scope="row" class="l"><a href="${href(`/map/${row.slug}`)}"><span>${row.map}<small class="u">${row.mode}</small></span></a></th><td class="${forestClasses(forest, row.lift ?? 0, liftInterval(row), row.tier)}"></td><td class="v t${row.tier ?? 'n'}">${lift}<small class="s">${games}</small></td><td class="w">${f.decimal(row.adjustedWinRate)}</td><td class="w m">${row.interval === null ? '–' : f.range(row.interval)}</td><td class="w">${games}</td></tr>`;
}
