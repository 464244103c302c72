import type { SearchAnswer } from '../../shared/wire.ts';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { ModeMark } from './mode.tsx';
import { Portrait } from './portrait.ts';

/** What a search found: maps, then brawlers. */
export function SearchResults({ context, found }: { context: PageContext; found: SearchAnswer }): Html {
  const { t, href } = context;
  if (found.maps.length + found.brawlers.length === 0) return <p class="note">{t.home.nothing}</p>;
  return (
    <div class="results">
      <ul class="plain">
        {found.maps.map((map) => (
          <li>
            <a href={href(`/map/${map.slug}`)}>{map.name}</a>
            <ModeMark context={context} mode={map.mode} />
            {map.activeToday ? <span class="tag live">{t.home.onToday}</span> : null}
          </li>
        ))}
      </ul>
      <ul class="plain">
        {found.brawlers.map((brawler) => (
          <li>
            <a href={href(`/brawler/${brawler.slug}`)}>
              <Portrait context={context} id={brawler.id} name={brawler.name} />
              {brawler.name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
