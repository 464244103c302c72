import type { MoverAnswer } from '../../shared/wire.ts';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { readTrends } from '../reading.ts';
import { Portrait } from './portrait.ts';
import { trendMark } from './tier.ts';

/** Of each direction. */
const SHOWN = 6;

/** Brawlers whose win rate has changed of late, most certain first; nothing where there are none. */
export function Movers({ context }: { context: PageContext }): Html | null {
  const { t, reader } = context;
  const trends = readTrends(reader);
  const movers = [...trends.rising.slice(0, SHOWN), ...trends.falling.slice(0, SHOWN)];
  if (movers.length === 0) return null;
  return (
    <section data-part="movers">
      <h2>{t.brawlers.movers}</h2>
      <ul class="movers">
        {movers.map((mover) => (
          <Mover context={context} mover={mover} />
        ))}
      </ul>
    </section>
  );
}

function Mover({ context, mover }: { context: PageContext; mover: MoverAnswer }): Html {
  const { t, f, href } = context;
  const { id, name, slug, mode, size, date } = mover;
  return (
    <li>
      <a href={href(`/brawler/${slug}`)}>
        <Portrait context={context} id={id} name={name} />
        <span>
          {name} {trendMark(size > 0 ? 'rising' : 'falling', t)}
          <small>
            {mode === null ? null : `${mode}: `}
            {t.brawler.changed({ size: f.signed(size), day: f.day(Date.parse(date)) })}
          </small>
        </span>
      </a>
    </li>
  );
}
