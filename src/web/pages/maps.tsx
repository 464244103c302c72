import type { HtmlEscapedString } from 'hono/utils/html';
import type { EventsAnswer, MapsAnswer } from '../../shared/wire.ts';
import { Select } from '../components/filters.tsx';
import { ModeMark } from '../components/mode.tsx';
import { type Html, html } from '../html.ts';
import type { Loaded, PageContext } from '../page.ts';
import { parse } from '../reading.ts';

type MapFacts = MapsAnswer['maps'][number];

interface MapsView {
  readonly context: PageContext;
  /** by mode, those with most maps first */
  readonly groups: readonly (readonly [mode: string, maps: readonly MapFacts[]])[];
  readonly mode: string;
  readonly all: boolean;
  readonly live: ReadonlySet<number>;
}

/** /maps: every map, by mode; `mode` (slug) narrows, `show=all` also lists those without statistics. */
export function loadMaps(context: PageContext): Loaded {
  const { t, query, memo } = context;
  const asked = query.get('mode') ?? '';
  const mode = [...memo.modes.values()].find(({ slug }) => slug === asked);
  const all = query.get('show') === 'all' || !memo.maps.some(({ hasData }) => hasData);
  const maps = memo.maps.filter(
    (map) => (all || map.hasData) && (mode === undefined || map.mode === mode.name),
  );
  const view = { context, groups: byMode(maps), mode: mode?.slug ?? '', all, live: liveIds(context) };
  return {
    status: 200,
    title: t.maps.title,
    description: t.maps.description,
    section: 'maps',
    sheet: 'lists',
    ...(query.size > 0 ? { unlisted: true as const } : {}),
    body: () => <MapsBody view={view} />,
    parts: { maps: () => <MapsList view={view} /> },
  };
}

function liveIds({ reader, now }: PageContext): ReadonlySet<number> {
  const { active } = parse<EventsAnswer>(reader.renderEvents(Math.floor(now / 1000)));
  return new Set(active.flatMap(({ map }) => (map === null ? [] : [map.id])));
}

function byMode(maps: readonly MapFacts[]): [string, readonly MapFacts[]][] {
  const groups = Map.groupBy(maps, ({ mode }) => mode);
  return [...groups]
    .map(([mode, members]): [string, MapFacts[]] => [
      mode,
      [...members].sort((a, b) => (b.battles ?? 0) - (a.battles ?? 0)),
    ])
    .sort(([, a], [, b]) => b.length - a.length);
}

function MapsBody({ view }: { view: MapsView }): Html {
  const { context, mode, all } = view;
  const { t, href, memo } = context;
  const modes = [...memo.modes.values()].filter(({ maps }) => maps > 0);
  return (
    <>
      <h1 class="page">{t.maps.title}</h1>
      <form class="filters" action={href('/maps')} method="get" data-part="filters">
        <Select
          name="mode"
          label={t.maps.mode}
          choices={[
            { value: '', text: t.maps.allModes },
            ...modes.map(({ slug, name }) => ({ value: slug, text: name })),
          ]}
          chosen={mode}
        />
        <Select
          name="show"
          label={t.maps.show}
          choices={[
            { value: '', text: t.maps.withData },
            { value: 'all', text: t.maps.all },
          ]}
          chosen={all ? 'all' : ''}
        />
        <button type="submit">{t.map.apply}</button>
      </form>
      <MapsList view={view} />
    </>
  );
}

function MapsList({ view }: { view: MapsView }): Html {
  const { context, groups } = view;
  const { t, f } = context;
  return (
    <div data-part="maps" class="groups">
      {groups.length === 0 ? <p class="note">{t.maps.none}</p> : null}
      {groups.map(([mode, maps]) => (
        <section>
          <h2>
            <ModeMark context={context} mode={mode} />{' '}
            <small>{t.maps.count(maps.length, f.whole(maps.length))}</small>
          </h2>
          <ul class="tiles">{maps.map((map) => mapTile(view, map))}</ul>
        </section>
      ))}
    </div>
  );
}

function mapTile({ context, live }: MapsView, map: MapFacts): HtmlEscapedString {
  const { t, f, href } = context;
  const battles =
    map.battles === null
      ? null
      : html`<small>${t.words.battlesCount(map.battles, f.whole(map.battles))}</small>`;
  const tag = live.has(map.id) ? html`<span class="tag live">${t.map.live}</span>` : null;
  return html`<li><a href="${href(`/map/${map.slug}`)}"><span>${map.name}</span>${battles}</a>${tag}</li>`;
}
