import type { EventAnswer, EventsAnswer, MapAnswer, SearchAnswer } from '../shared/wire.ts';
import { Ranking, signed, Teams } from './ranking.tsx';
import { STYLES } from './styles.ts';

export interface HomeProps {
  readonly query: string;
  readonly events: EventsAnswer;
  readonly found: SearchAnswer | null;
  readonly map: MapAnswer | null;
  /** what was asked for where there is no such map, else null */
  readonly unknown: string | null;
  /** epoch ms */
  readonly now: number;
}

const DATA_TEXT = {
  live: '',
  demo: 'Demo data: a simulated world, not the real game. Names are real, every number is made up by a simulation.',
  replay: 'Replayed data: a recording, its times shifted to now.',
} as const;

const TEAMS_SHOWN = 10;
const LEGEND =
  'Win %: adjusted for the number of games, best first. Lift: percentage points over the baseline. =: shares its rank, the order is less than 75 % likely. ?: not enough data.';

/** The front page: what is on, a search, and one map's ranking. */
export function Home({ query, events, found, map, unknown, now }: HomeProps) {
  const note = DATA_TEXT[events.data];
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{map === null ? 'BrawlFast' : `${map.map} (${map.mode}) · BrawlFast`}</title>
        <meta name="description" content="Which brawler to pick on this map, with the evidence." />
        <style dangerouslySetInnerHTML={{ __html: STYLES }} />
      </head>
      <body>
        {note === '' ? null : (
          <div class="demo">
            <div class="wrap">{note}</div>
          </div>
        )}
        <div class="wrap">
          <Header query={query} />
          <main>
            <div>
              {map === null ? <h1 class="unseen">BrawlFast</h1> : null}
              {found === null ? null : <Found found={found} query={query} />}
              {map === null ? null : <MapSection map={map} now={now} />}
              {unknown === null ? null : <p class="card">There is no map “{unknown}”.</p>}
              {map === null && found === null && unknown === null ? (
                <p class="card">No map of the rotation has statistics at the moment.</p>
              ) : null}
            </div>
            <nav id="events" aria-label="Events">
              <EventList title="On now" events={events.active} now={now} />
              <EventList title="Next" events={events.upcoming} now={now} />
            </nav>
          </main>
          <footer>
            JSON: <a href="/api/events">/api/events</a>, /api/map/:id, /api/brawler/:id, /api/search?q=,{' '}
            <a href="/api/maps">/api/maps</a>, <a href="/health">/health</a>. Snapshot {events.snapshot},
            built {age(events.builtAt, now)} ago.
            <br />
            This material is unofficial and is not endorsed by Supercell. For more information see Supercell's
            Fan Content Policy: www.supercell.com/fan-content-policy.
          </footer>
        </div>
      </body>
    </html>
  );
}

function Header({ query }: { query: string }) {
  return (
    <header>
      <a class="name" href="/">
        BrawlFast
      </a>
      <a class="down" href="#events">
        On now
      </a>
      <search>
        <form action="/" method="get">
          <input
            name="q"
            type="search"
            value={query}
            maxlength={100}
            placeholder="Map or brawler"
            aria-label="Map or brawler"
          />
          <button type="submit">Search</button>
        </form>
      </search>
    </header>
  );
}

function EventList({ title, events, now }: { title: string; events: readonly EventAnswer[]; now: number }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      {events.length === 0 ? <p class="dim">Nothing known.</p> : null}
      <ul class="events">
        {events.map((event) => (
          <li>
            {event.map === null ? 'Unknown map' : <a href={`/?map=${event.map.slug}`}>{event.map.name}</a>}
            <div class="dim">
              {event.mode} · {timeOf(event, now)}
              {event.predicted ? ' · predicted' : ''}
            </div>
            {event.top[0] === undefined ? null : (
              <div class="dim">
                {event.top[0].name} {signed(event.top[0].lift)}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function timeOf(event: EventAnswer, now: number): string {
  const begins = Date.parse(event.startTime);
  return begins > now ? `in ${span(begins - now)}` : `${span(Date.parse(event.endTime) - now)} left`;
}

function Found({ found, query }: { found: SearchAnswer; query: string }) {
  return (
    <section class="card">
      <h2 class="said">Found for “{query}”</h2>
      {found.maps.length + found.brawlers.length === 0 ? <p>Nothing resembles it.</p> : null}
      <ul class="events">
        {found.maps.map((map) => (
          <li>
            <a href={`/?map=${map.slug}`}>{map.name}</a>{' '}
            <span class="dim">
              {map.mode}
              {map.activeToday ? ' · on today' : ''}
            </span>
          </li>
        ))}
        {found.brawlers.map((brawler) => (
          <li>
            <a href={`/api/brawler/${brawler.slug}`}>{brawler.name}</a>{' '}
            <span class="dim">brawler (JSON)</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MapSection({ map, now }: { map: MapAnswer; now: number }) {
  return (
    <>
      <section class="card">
        <h1>{map.map}</h1>
        <p class="dim meta">
          {map.mode}
          {map.baseline === null ? '' : ` · baseline ${map.baseline.toFixed(1)} %`}
          {map.picks === null ? '' : ` · ${map.picks.toLocaleString('en')} picks`}
          {map.source === null ? '' : ` · source: ${map.data === 'demo' ? 'demo world' : map.source}`}
          {map.updatedAt === null ? '' : `, ${age(map.updatedAt, now)} old`} ·{' '}
          <a href={`/api/map/${map.slug}`}>JSON</a>
        </p>
        {map.notice === null ? null : <p class="note">{map.notice.text}</p>}
        <Ranking answer={map} />
        {map.brawlers.length === 0 ? null : <p class="dim">{LEGEND}</p>}
      </section>
      <Teams teams={map.teams.slice(0, TEAMS_SHOWN)} />
    </>
  );
}

function age(iso: string, now: number): string {
  return span(Math.max(0, now - Date.parse(iso)));
}

const MINUTE = 60_000;

/** Milliseconds in words: "12 min", "3 h 20 min", "5 d 2 h". */
function span(ms: number): string {
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
