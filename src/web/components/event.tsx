import type { EventAnswer } from '../../shared/wire.ts';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { ModeMark } from './mode.tsx';
import { Portrait } from './portrait.ts';
import { TierMark } from './tier.ts';

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

function TopPicks({ context, event }: { context: PageContext; event: EventAnswer }): Html {
  const { t, f, href, memo } = context;
  // Whoever is under the baseline is no pick, be he first of those that are known.
  const picks = event.top.filter(({ lift }) => lift === null || lift > 0);
  if (picks.length === 0) return <p class="dim thin">{t.home.thin}</p>;
  return (
    <ol class="picks">
      {picks.map(({ id, name, tier, lift }) => (
        <li>
          <a href={href(`/brawler/${memo.brawler(id)?.slug ?? id}`)}>
            <Portrait context={context} id={id} name={name} size="m" />
            <span class="who">{name}</span>
            <span class={`t${tier}`}>{lift === null ? '–' : f.signed(lift)}</span>
            <span class="unseen">
              {' '}
              {t.words.tier} {tier}
            </span>
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
