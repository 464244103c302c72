import type { EventsAnswer, MapsAnswer } from '../../shared/wire.ts';
import { ModeMark } from '../components/mode.tsx';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { parse } from '../reading.ts';
import { type DraftState, stateQuery } from './state.ts';

/** Maps that are on, by name. */
export function liveMaps({ reader, memo, now }: PageContext): MapsAnswer['maps'] {
  const { active } = parse<EventsAnswer>(reader.renderEvents(Math.floor(now / 1000)));
  const live = new Set(active.map(({ map }) => map?.slug));
  return memo.maps.filter(({ slug }) => live.has(slug));
}

/** A draft without a map: most want one that is on, and have ten seconds. What was picked already stays. */
export function DraftStart({ context, state }: { context: PageContext; state: DraftState }): Html {
  const { t, href } = context;
  const maps = liveMaps(context);
  return (
    <>
      {state.map === '' ? null : <p class="note">{t.errors.noMap({ key: state.map })}</p>}
      <p class="note">{t.draft.choose}</p>
      {maps.length === 0 ? null : (
        <section class="begin">
          <h2>{t.home.now}</h2>
          <ul>
            {maps.map(({ slug, name, mode }) => (
              <li>
                <a href={href('/draft', stateQuery({ ...state, map: slug }))}>
                  {name}
                  <ModeMark context={context} mode={mode} />
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
