import { parseKey } from '../../serve/parameters.ts';
import type { MapAnswer } from '../../shared/wire.ts';
import { forestClasses } from '../charts/forest.tsx';
import { forestOf } from '../charts/scale.ts';
import { ModeMark } from '../components/mode.tsx';
import { Portrait } from '../components/portrait.ts';
import { tierMark } from '../components/tier.ts';
import { type Html, html } from '../html.ts';
import type { Loaded, PageContext } from '../page.ts';
import { parse } from '../reading.ts';
import { loadUnknown } from './errors.tsx';

const LEAST = 1;
const MOST = 10;
const USUAL = 5;
/** A snapshot changes at most every 3 minutes, so once a minute is often enough. */
const LEAST_REFRESH_S = 60;

/**
 * /embed/map/:slug: a card for other pages; `background=transparent`, `theme=dark|light`, `limit` (1–10, 5), and for
 * streams, which run for hours, `refresh`: seconds between two looks for newer numbers.
 */
export function loadEmbed(context: PageContext, key: string): Loaded {
  const { t, reader, query, href } = context;
  const parsed = parseKey(key);
  const row = parsed.ok ? reader.findMap(parsed.value) : -1;
  if (row < 0) return loadUnknown(context, 'map', key);
  const answer = parse<MapAnswer>(reader.renderMap(row, { bracket: 0, min: 0, limit: 0, sort: 0 }));
  if (key !== answer.slug)
    return { redirect: href(`/embed/map/${answer.slug}`, Object.fromEntries(query)), permanent: false };
  const { map, mode } = answer;
  const theme = query.get('theme');
  return {
    status: 200,
    title: t.embed.title({ map }),
    description: t.map.descriptionEmpty({ map, mode }),
    section: null,
    sheet: 'embed',
    unlisted: true,
    ...refreshOf(query.get('refresh')),
    embed: {
      transparent: query.get('background') === 'transparent',
      theme: theme === 'dark' || theme === 'light' ? theme : null,
    },
    body: () => <Card context={context} answer={answer} limit={limitOf(query.get('limit'))} />,
  };
}

function limitOf(raw: string | null): number {
  const limit = raw !== null && /^[0-9]{1,2}$/.test(raw) ? Number(raw) : USUAL;
  return Math.min(MOST, Math.max(LEAST, limit));
}

/** A page that reloads by itself is no help to most readers: only where it is asked for. */
function refreshOf(raw: string | null): { refreshSeconds?: number } {
  if (raw === null || !/^[0-9]{1,5}$/.test(raw)) return {};
  return { refreshSeconds: Math.max(LEAST_REFRESH_S, Number(raw)) };
}

function Card({ context, answer, limit }: { context: PageContext; answer: MapAnswer; limit: number }): Html {
  const { t, f, href, now, reader } = context;
  const rows = answer.brawlers.filter(({ tier }) => tier !== null).slice(0, limit);
  const forest = forestOf(rows, answer.baseline);
  const updated = answer.updatedAt ?? answer.builtAt;
  const mark = { live: null, demo: t.site.demo, replay: t.site.replay }[reader.head?.data ?? 'live'];
  return (
    <div class="embed-card">
      <p class="over">
        <ModeMark context={context} mode={answer.mode} />
        {mark === null ? null : <b class="tag">{mark}</b>}
      </p>
      <h1>
        <a href={href(`/map/${answer.slug}`)} target="_blank" rel="noopener">
          {answer.map}
        </a>
      </h1>
      {rows.length === 0 ? (
        <p class="dim">{t.home.thin}</p>
      ) : (
        <table class="rank">
          <caption class="unseen">{t.map.rankingOf({ map: answer.map })}</caption>
          <thead class="unseen">
            <tr>
              <th scope="col">{t.words.tier}</th>
              <th scope="col">{t.words.brawler}</th>
              <th scope="col">{t.words.interval}</th>
              <th scope="col">{t.words.lift}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(
              (row) =>
                html`<tr><td class="n">${tierMark(row.tier, t)}</td><th scope="row" class="l"><span class="who">${Portrait({ context, id: row.id, name: row.name })}<span>${row.name}</span></span></th><td class="${forestClasses(forest, row.adjustedWinRate, row.interval, row.tier)}"></td><td class="v t${row.tier ?? 'n'}">${row.lift === null ? '–' : f.signed(row.lift)}</td></tr>`,
            )}
          </tbody>
        </table>
      )}
      <p class="dim">
        BrawlFast ·{' '}
        {answer.battles === null
          ? null
          : `${t.words.battlesCount(answer.battles, f.whole(answer.battles))} · `}
        {f.ago(now - Date.parse(updated))}
      </p>
    </div>
  );
}
