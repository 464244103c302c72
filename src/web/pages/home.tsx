import { MAX_QUERY_LENGTH } from '../../serve/parameters.ts';
import type { EventAnswer, EventsAnswer, SearchAnswer } from '../../shared/wire.ts';
import { EventCard, NextEvent } from '../components/event.tsx';
import { SearchResults } from '../components/results.tsx';
import type { Html } from '../html.ts';
import type { Loaded, PageContext } from '../page.ts';
import { parse } from '../reading.ts';

/** Of each kind. */
const SEARCH_LIMIT = 8;

interface HomeView {
  readonly context: PageContext;
  readonly events: EventsAnswer;
  /** what was searched for, null where nothing was */
  readonly search: { readonly text: string; readonly found: SearchAnswer } | null;
}

/** The front page: what is on, what comes next; with `q`, what was found. */
export function loadHome(context: PageContext): Loaded {
  const { query, reader, t, href } = context;
  const seconds = Math.floor(context.now / 1000);
  // Links of the first version of this page.
  const map = query.get('map');
  if (map)
    return { redirect: href(`/map/${encodeURIComponent(map.slice(0, MAX_QUERY_LENGTH))}`), permanent: true };
  const text = (query.get('q') ?? '').slice(0, MAX_QUERY_LENGTH).trim();
  const events = parse<EventsAnswer>(reader.renderEvents(seconds));
  const found = text === '' ? null : parse<SearchAnswer>(reader.renderSearch(text, SEARCH_LIMIT, seconds));
  const view: HomeView = { context, events, search: found && { text, found } };
  return {
    status: 200,
    title: found === null ? t.home.title : t.home.found({ query: text }),
    description: t.home.description,
    section: 'home',
    sheet: 'home',
    ...(found === null ? {} : { unlisted: true as const }),
    body: () => <HomeBody view={view} />,
    parts: { now: () => <Now view={view} /> },
  };
}

function HomeBody({ view }: { view: HomeView }): Html {
  const { context, search } = view;
  const { t } = context;
  return (
    <>
      {search === null ? (
        <h1 class="lead">{t.site.tagline}</h1>
      ) : (
        <section data-part="results">
          <h1 class="said">{t.home.found({ query: search.text })}</h1>
          <SearchResults context={context} found={search.found} />
        </section>
      )}
      <Now view={view} />
      <section hidden data-favourites>
        <h2>{t.site.favourites}</h2>
        <ul class="plain" />
      </section>
    </>
  );
}

function Now({ view }: { view: HomeView }): Html {
  const { context, events } = view;
  const { t } = context;
  return (
    <div data-part="now">
      <section>
        <h2>{t.home.now}</h2>
        {events.active.length === 0 ? <p class="note">{t.home.noEvents}</p> : null}
        <ul class="cards">
          {bySurest(events.active).map((event) => (
            <EventCard context={context} event={event} />
          ))}
        </ul>
      </section>
      <section>
        <h2>{t.home.next}</h2>
        {events.upcoming.length === 0 ? <p class="dim">{t.home.noNext}</p> : null}
        <ul class="next">
          {bySoonest(events.upcoming).map((event) => (
            <NextEvent context={context} event={event} />
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Maps with something to say first, else in the order of the game's slots. */
function bySurest(events: readonly EventAnswer[]): EventAnswer[] {
  return [...events].sort((a, b) => Number(b.top.length > 0) - Number(a.top.length > 0));
}

/** What comes first, first; those that come together in the order of the game's slots. */
function bySoonest(events: readonly EventAnswer[]): EventAnswer[] {
  return [...events].sort((a, b) => Date.parse(a.startTime) - Date.parse(b.startTime));
}
