import { parseKey, parseMapOptions } from '../../serve/parameters.ts';
import { BRACKET_NAMES, type MapOptions, NOTICES } from '../../shared/answers.ts';
import type { EventAnswer, EventsAnswer, MapAnswer } from '../../shared/wire.ts';
import { jsonOf } from '../address.ts';
import { UsePlot } from '../charts/plot.tsx';
import { type Fallback, FallbackRanking, fallbackOf, isThin } from '../components/fallback.tsx';
import { MapFilters } from '../components/filters.tsx';
import { ModeMark } from '../components/mode.tsx';
import { Provenance } from '../components/provenance.tsx';
import { Ranking } from '../components/ranking.tsx';
import { Teams } from '../components/teams.tsx';
import type { Html } from '../html.ts';
import type { Loaded, PageContext } from '../page.ts';
import { parse } from '../reading.ts';
import { loadUnknown } from './errors.tsx';

/** A map's page, loaded. */
export interface MapView {
  readonly context: PageContext;
  /** what is shown: of the bracket asked for, or of all battles where that has none */
  readonly answer: MapAnswer;
  /** all rows of the ranking, those under the minimum too: what scale and plot are made for, so that a filter moves neither */
  readonly all: MapAnswer['brawlers'];
  readonly options: MapOptions;
  /** the parameter that made no sense, or null */
  readonly refused: string | null;
  /** whether the bracket asked for has nothing, so that all battles stand in for it */
  readonly allBattles: boolean;
  /** what stands in where all battles of the map are too few for a ranking; null where they are not */
  readonly fallback: Fallback | null;
  /** what runs or comes on this map, soonest first */
  readonly events: readonly EventAnswer[];
}

const NO_OPTIONS: MapOptions = { bracket: 0, min: 0, limit: 0, sort: 0 };
/** Brawlers named in the description for search engines. */
const NAMED = 4;

/** /map/:slug, by id, older id or slug. */
export function loadMap(context: PageContext, key: string): Loaded {
  const { reader, href, query } = context;
  const parsed = parseKey(key);
  const row = parsed.ok ? reader.findMap(parsed.value) : -1;
  if (row < 0) return loadUnknown(context, 'map', key);
  const view = read(context, row);
  const { answer } = view;
  if (key !== answer.slug)
    return { redirect: href(`/map/${answer.slug}`, Object.fromEntries(query)), permanent: false };
  const { t, f } = context;
  const { map, mode } = answer;
  const best = answer.brawlers.slice(0, NAMED).map(({ name }) => name);
  return {
    status: 200,
    title: t.map.title({ map, mode }),
    description:
      best.length === 0
        ? t.map.descriptionEmpty({ map, mode })
        : t.map.description({ map, mode, best: f.list(best) }),
    section: 'maps',
    sheet: 'map',
    image: `/og/map/${answer.slug}.png`,
    ...(query.size > 0 ? { unlisted: true as const } : {}),
    body: () => <MapBody view={view} />,
    parts: { ranking: () => <RankingPart view={view} />, head: () => <MapHead view={view} /> },
  };
}

function read(context: PageContext, row: number): MapView {
  const { reader, query, now } = context;
  const parsed = parseMapOptions(query);
  const options = parsed.ok ? { ...parsed.value, limit: 0 } : NO_OPTIONS;
  const refused = parsed.ok ? null : (parsed.error.parameter ?? null);
  const asked = parse<MapAnswer>(reader.renderMap(row, options));
  const allBattles = options.bracket > 0 && asked.notice?.code === 'no-statistics';
  const answer = allBattles ? parse<MapAnswer>(reader.renderMap(row, { ...options, bracket: 0 })) : asked;
  const all =
    options.min === 0
      ? answer.brawlers
      : parse<MapAnswer>(
          reader.renderMap(row, { ...options, bracket: allBattles ? 0 : options.bracket, min: 0 }),
        ).brawlers;
  const { active, upcoming } = parse<EventsAnswer>(reader.renderEvents(Math.floor(now / 1000)));
  const events = [...active, ...upcoming].filter(({ map }) => map?.id === answer.id);
  const fallback = answer.bracket === 'all' ? fallbackOf(context, answer.mode, all) : null;
  return { context, answer, all, options, refused, allBattles, fallback, events };
}

function MapBody({ view }: { view: MapView }): Html {
  const { context, answer, options } = view;
  const { t } = context;
  return (
    <>
      <MapHead view={view} />
      <MapFilters
        context={context}
        path={`/map/${answer.slug}`}
        options={options}
        hasRows={answer.brawlers.length > 0 || options.min > 0}
      />
      <div class="cols">
        <RankingPart view={view} />
        <div class="side">
          <section class="card">
            <h2>{t.map.teams}</h2>
            {answer.teams.length === 0 ? null : <p class="dim">{t.map.teamsText}</p>}
            <Teams context={context} answer={answer} />
          </section>
        </div>
      </div>
    </>
  );
}

function MapHead({ view }: { view: MapView }): Html {
  const { context, answer, events } = view;
  const { t, href } = context;
  return (
    <div class="top" data-part="head">
      <p class="over">
        <ModeMark context={context} mode={answer.mode} />
        {events.slice(0, 1).map((event) => (
          <TimeOf context={context} event={event} />
        ))}
        {answer.disabled ? <span class="tag">{t.map.disabled}</span> : null}
      </p>
      <h1>{answer.map}</h1>
      <Provenance context={context} answer={answer} />
      <p class="acts">
        <a class="button" href={href('/draft', { map: answer.slug })}>
          {t.map.draftHere}
        </a>
        <a href={jsonOf(`/api/map/${answer.slug}`, answer.bracket)}>{t.words.json}</a>
        <button
          type="button"
          class="later"
          data-favourite={href(`/map/${answer.slug}`)}
          data-name={answer.map}
          aria-label={t.site.favourite}
        >
          ★<span class="rest"> {t.site.favourite}</span>
        </button>
      </p>
    </div>
  );
}

/** How long an event still runs, or when it begins. */
export function TimeOf({ context, event }: { context: PageContext; event: EventAnswer }): Html {
  const { t, f, now } = context;
  const begins = Date.parse(event.startTime);
  const runs = begins <= now;
  const time = runs ? event.endTime : event.startTime;
  const span = f.span(Date.parse(time) - now);
  return (
    <span class={runs ? 'tag live' : 'tag'}>
      <time datetime={time} data-time={runs ? 'left' : 'starts'}>
        {runs ? t.map.left({ span }) : t.map.starts({ span })}
      </time>
    </span>
  );
}

/** The ranking, what is said about it, and the plot of it: what the filters change. */
function RankingPart({ view }: { view: MapView }): Html {
  const { context, answer, all, options, refused, fallback } = view;
  const { t } = context;
  const plot = all.some(({ tier }) => tier !== null);
  return (
    <section class="main" data-part="ranking" data-snapshot={context.reader.head?.hash}>
      {refused === null ? null : <p class="note">{t.errors.badParameter({ name: refused })}</p>}
      <Notice view={view} />
      {answer.brawlers.length === 0 ? null : (
        <>
          <div class="card flush">
            <h2>{t.map.ranking}</h2>
            <Ranking
              context={context}
              answer={answer}
              all={all}
              min={options.min}
              byTier={options.sort === 0}
            />
            <p class="dim legend">{t.map.legend}</p>
          </div>
          {plot ? (
            <div class="card lazy">
              <h2>{t.map.plot}</h2>
              <p class="dim">
                {t.map.quadrants} {t.map.plotText}
              </p>
              <UsePlot context={context} rows={all} />
            </div>
          ) : null}
        </>
      )}
      {fallback === null ? null : <FallbackRanking context={context} fallback={fallback} />}
    </section>
  );
}

/** Why there are no rows, or others than those asked for, or few. */
function Notice({ view }: { view: MapView }): Html | null {
  const text = noticeOf(view);
  return text === null ? null : <p class="note">{text}</p>;
}

function noticeOf({ context, answer, all, options, allBattles, fallback }: MapView): string | null {
  const { t } = context;
  const code = answer.notice?.code;
  const days = answer.windowDays ?? fallback?.pool.windowDays ?? null;
  // A source that counts battles has none of this map in its window: that says more than that there are no statistics.
  if (code === 'no-statistics' && days !== null) return t.map.noBattles({ days });
  if (code !== undefined && code in NOTICES) return t.notices[code as keyof typeof NOTICES];
  if (answer.brawlers.length === 0) return t.map.noRows;
  if (allBattles) return t.notices.fallback({ bracket: t.brackets[BRACKET_NAMES[options.bracket] ?? 'all'] });
  return answer.bracket === 'all' && isThin(context, all) ? t.map.fewBattles : null;
}
