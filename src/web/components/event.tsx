import type { EventAnswer, Tier } from '../../shared/wire.ts';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { ModeMark } from './mode.tsx';
import { Portrait } from './portrait.ts';
import { TierMark } from './tier.ts';

/** Brawlers on a card: what the kernel gives of an event. */
const PICKS = 5;

/** An event that runs: map, time left, top picks. */
export function EventCard({ context, event }: { context: PageContext; event: EventAnswer }): Html {
  const { t, f, href, now } = context;
  const [start, end] = [Date.parse(event.startTime), Date.parse(event.endTime)];
  const left = Math.min(1, Math.max(0, (end - now) / Math.max(1, end - start)));
  return (
    <li class="card event">
      <div class="over">
        {event.mode === null ? null : <ModeMark context={context} mode={event.mode} />}
        <time datetime={event.endTime} data-time="left">
          {t.map.left({ span: f.span(end - now) })}
        </time>
      </div>
      <svg class="left" aria-hidden="true">
        <rect width={`${(left * 100).toFixed(1)}%`} height="2" />
      </svg>
      <h3>
        {event.map === null ? (
          t.words.unknownMap
        ) : (
          <a href={href(`/map/${event.map.slug}`)}>{event.map.name}</a>
        )}
      </h3>
      {event.modifier === null ? null : (
        <p class="dim">
          {t.home.modifier}: {event.modifier}
        </p>
      )}
      <TopPicks context={context} event={event} />
    </li>
  );
}

/** Who is best on the event's map; of a map without a ranking, in its mode, which is said. */
function TopPicks({ context, event }: { context: PageContext; event: EventAnswer }): Html {
  const { t, memo } = context;
  const { top, mode } = event;
  const pool = top.length === 0 && mode !== null ? memo.pool(mode) : null;
  const best = pool === null ? top : pool.rows.map((row) => ({ ...row, tier: null }));
  // Whoever is under the baseline is no pick, be he first of those that are known.
  const picks = best.filter(({ lift }) => lift === null || lift > 0).slice(0, PICKS);
  if (picks.length === 0) return <p class="dim thin">{t.home.thin}</p>;
  if (pool === null || mode === null) return <Picks context={context} picks={picks} />;
  return (
    <>
      <p class="dim">{t.home.overMode({ mode })}</p>
      <Picks context={context} picks={picks} />
    </>
  );
}

interface Pick {
  readonly id: number;
  readonly name: string;
  readonly tier: Tier | null;
  readonly lift: number | null;
}

function Picks({ context, picks }: { context: PageContext; picks: readonly Pick[] }): Html {
  const { t, f, href, memo } = context;
  return (
    <ol class="picks">
      {picks.map(({ id, name, tier, lift }) => (
        <li>
          <a href={href(`/brawler/${memo.brawler(id)?.slug ?? id}`)}>
            <Portrait context={context} id={id} name={name} size="m" />
            <span class="who">{name}</span>
            <span class={`t${tier ?? 'n'}`}>{lift === null ? '–' : f.signed(lift)}</span>
            {tier === null ? null : (
              <span class="unseen">
                {' '}
                {t.words.tier} {tier}
              </span>
            )}
          </a>
        </li>
      ))}
    </ol>
  );
}

/** An event to come, in one line. */
export function NextEvent({ context, event }: { context: PageContext; event: EventAnswer }): Html {
  const { t, f, href, now } = context;
  const [best] = event.top;
  return (
    <li>
      <time datetime={event.startTime} data-time="starts">
        {t.map.starts({ span: f.span(Date.parse(event.startTime) - now) })}
      </time>
      <span class="what">
        {event.map === null ? (
          t.words.unknownMap
        ) : (
          <a href={href(`/map/${event.map.slug}`)}>{event.map.name}</a>
        )}{' '}
        {event.mode === null ? null : <ModeMark context={context} mode={event.mode} />}
        {event.predicted ? <span class="tag">{t.home.predicted}</span> : null}
        {event.modifier === null ? null : <span class="dim">{event.modifier}</span>}
      </span>
      {best === undefined ? null : (
        <span class="best">
          <TierMark tier={best.tier} t={t} /> {best.name}
        </span>
      )}
    </li>
  );
}
