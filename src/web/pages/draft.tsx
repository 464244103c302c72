import { parseKey } from '../../serve/parameters.ts';
import { BRACKET_NAMES, DRAFT_NOTICES } from '../../shared/answers.ts';
import type { DraftAnswer, DraftBrawler } from '../../shared/wire.ts';
import { Select } from '../components/filters.tsx';
import { ModeMark } from '../components/mode.tsx';
import { Board } from '../draft/board.tsx';
import { formatOfMap, onBoard, readDraft, resolve, roomOf, withinFormat } from '../draft/read.ts';
import { ShortLists, shortListsOf } from '../draft/short-lists.tsx';
import { DraftStart, liveMaps } from '../draft/start.tsx';
import {
  ANY_ROOM,
  changeState,
  type DraftState,
  type Room,
  readState,
  SIDES,
  type Side,
  sideWithRoom,
  stateQuery,
} from '../draft/state.ts';
import { AllBrawlers, Suggestions, suggestionItems } from '../draft/suggestions.tsx';
import type { Html } from '../html.ts';
import type { Loaded, PageContext, View } from '../page.ts';

interface DraftView {
  readonly context: PageContext;
  readonly state: DraftState;
  /** row of the map, −1 without one */
  readonly map: { readonly slug: string; readonly name: string; readonly mode: string } | null;
  /** sides that the mode has: in Showdown there is no one enemy team */
  readonly sides: readonly Side[];
  /** where the next pick goes */
  readonly next: Side;
  readonly room: Room;
  readonly picked: Readonly<Record<Side, readonly DraftBrawler[]>>;
  /** names that nobody has */
  readonly unknown: readonly string[];
  readonly answer: DraftAnswer | null;
}

/** Suggestions on the page; the API has all of them. */
const SHOWN = 15;

/** /draft: the whole draft is in the address; buttons of the form lead to the address with their change. */
export function loadDraft(context: PageContext): Loaded {
  const { t, query, href, reader } = context;
  const state = readState(query);
  const key = parseKey(state.map);
  const row = key.ok ? reader.findMap(key.value) : -1;
  const { picked: named, unknown } = resolve(context, state);
  const format = row < 0 ? null : formatOfMap(reader, row);
  const picked = format === null ? named : withinFormat(named, format);
  const room = format === null ? ANY_ROOM : roomOf(format);
  const board = format === null ? state : onBoard(state, picked, format);
  const changed = changeState(query, board, room);
  if (changed !== null) {
    // Where there was no room for anybody, the address stays as it was.
    const kept = changed === board ? state : changed;
    return { redirect: href('/draft', stateQuery(kept)), permanent: false };
  }
  const answer = row < 0 ? null : readDraft(reader, row, state, picked, SHOWN);
  const sides = SIDES.filter((side) => room[side] > 0);
  const wanted = sideWithRoom(board, room);
  const next = sides.includes(wanted) ? wanted : 'ally';
  const map = mapOf(context, row);
  const view: DraftView = { context, state, map, next, room, sides, picked, unknown, answer };
  return {
    status: 200,
    title: view.map === null ? t.draft.title : t.draft.titleOn({ map: view.map.name }),
    description: t.draft.description,
    section: 'draft',
    sheet: 'draft',
    ...(query.size > 0 ? { unlisted: true as const } : {}),
    body: () => <DraftBody view={view} />,
    parts: partsOf(view),
    lists: listsOf(view),
    taken: takenOf(view),
  };
}

function mapOf({ memo }: PageContext, row: number): DraftView['map'] {
  const map = row < 0 ? undefined : memo.maps[row];
  return map === undefined ? null : { slug: map.slug, name: map.name, mode: map.mode };
}

function DraftBody({ view }: { view: DraftView }): Html {
  const { context, state, map } = view;
  const { t, href } = context;
  return (
    <>
      <h1 class="page">{map === null ? t.draft.title : t.draft.titleOn({ map: map.name })}</h1>
      <form class="filters" action={href('/draft')} method="get" data-part="filters">
        <MapSelect view={view} />
        <Select
          name="bracket"
          label={t.map.bracket}
          choices={BRACKET_NAMES.map((value) => ({
            value: value === 'all' ? '' : value,
            text: t.brackets[value],
          }))}
          chosen={state.bracket}
        />
        <Kept state={state} names={['allies', 'enemies', 'bans', 'pool', 'side']} />
        <button type="submit">{t.draft.start}</button>
        {map === null ? null : <a href={href('/draft', { map: map.slug })}>{t.draft.clear}</a>}
        <OwnPool context={context} state={state} />
      </form>
      {map === null ? <DraftStart context={context} state={state} /> : <DraftPart view={view} />}
    </>
  );
}

/** Suggestions of one's own brawlers alone, which the browser knows, or of all again: the client shows which of them there is. */
function OwnPool({ context: { t, href }, state }: Pick<DraftView, 'context' | 'state'>): Html {
  return (
    <>
      <button type="button" data-pool="">
        {t.site.onlyOwn}
      </button>
      <a
        href={href('/draft', stateQuery({ ...state, pool: [] }))}
        data-without="pool"
        class={state.pool.length > 0 ? 'on' : undefined}
      >
        {t.draft.everyone}
      </a>
    </>
  );
}

/** Maps that run first, then the others with data, by name. */
function MapSelect({ view }: { view: DraftView }): Html {
  const { context, map } = view;
  const { t, memo } = context;
  const live = new Set(liveMaps(context));
  const option = ({ slug, name, mode }: { slug: string; name: string; mode: string }) => (
    <option value={slug} selected={slug === map?.slug}>{`${name} (${mode})`}</option>
  );
  const shown = memo.maps.filter(({ hasData, slug }) => hasData || slug === map?.slug);
  return (
    <label class="wide">
      <span>{t.words.map}</span>
      <select name="map">
        <option value="">—</option>
        <optgroup label={t.map.live}>{[...live].map(option)}</optgroup>
        <optgroup label={t.maps.all}>{shown.filter((one) => !live.has(one)).map(option)}</optgroup>
      </select>
    </label>
  );
}

/** What a form keeps of the address beside its own fields. */
function Kept({ state, names }: { state: DraftState; names: readonly string[] }): Html {
  const query = stateQuery(state);
  return (
    <>
      {names
        .filter((name) => (query[name] ?? '') !== '')
        .map((name) => (
          <input type="hidden" name={name} value={query[name]} />
        ))}
    </>
  );
}

/** What a pick changes. All brawlers stay where they are: those that are taken are hidden. */
function partsOf(view: DraftView): Record<string, () => Html> {
  return {
    top: () => <DraftTop view={view} />,
    board: () => <DraftBoard view={view} />,
    suggestions: () => <DraftSuggestions view={view} />,
    short: () => <Short view={view} />,
  };
}

/** Without a place for another ban none is offered. */
const shortOf = ({ context, answer, picked, room }: DraftView) =>
  shortListsOf(context, answer, picked.ban.length < room.ban);

/** Of a pick's pieces, the ones whose items are made one by one: a phone shows three of fifteen suggestions. */
function listsOf(view: DraftView): NonNullable<View['lists']> {
  const { context, answer } = view;
  const lists = shortOf(view);
  const short = {
    frame: () => <ShortLists lists={lists} isBare={true} />,
    items: lists.map(({ items }) => items),
  };
  if (answer === null || answer.candidates.length === 0) return { short };
  return {
    short,
    suggestions: {
      frame: () => <Suggestions context={context} answer={answer} items={[]} />,
      items: [suggestionItems(context, answer)],
    },
  };
}

/** Who can't be picked any more. */
function takenOf({ picked }: DraftView): string[] {
  return SIDES.flatMap((side) => picked[side].map(({ slug }) => slug));
}

function DraftPart({ view }: { view: DraftView }): Html {
  const { context } = view;
  return (
    <form action={context.href('/draft')} method="get" data-part="draft">
      <DraftTop view={view} />
      <div class="cols">
        <div class="main">
          <DraftBoard view={view} />
          <DraftSuggestions view={view} />
        </div>
        <div class="side">
          <Short view={view} />
          <AllBrawlers context={context} taken={new Set(takenOf(view))} />
        </div>
      </div>
    </form>
  );
}

/** What the form keeps of the draft, and what is said about it. */
function DraftTop({ view }: { view: DraftView }): Html {
  const { context, state, answer, unknown, map } = view;
  const { t, f } = context;
  const code = answer?.notice?.code;
  return (
    <div data-part="top">
      <Kept state={state} names={['map', 'bracket', 'allies', 'enemies', 'bans', 'pool']} />
      {map === null ? null : (
        <p class="over">
          <ModeMark context={context} mode={map.mode} />
        </p>
      )}
      {unknown.length === 0 ? null : <p class="note">{t.draft.unknown({ names: f.list(unknown) })}</p>}
      {code === undefined || !(code in DRAFT_NOTICES) ? null : (
        <p class="note">{t.draft.notices[code as keyof typeof DRAFT_NOTICES]}</p>
      )}
    </div>
  );
}

function DraftBoard({ view }: { view: DraftView }): Html {
  const { context, next, room, sides, answer, picked } = view;
  return <Board {...{ context, next, room, sides, answer, picked }} />;
}

function DraftSuggestions({ view: { context, answer } }: { view: DraftView }): Html {
  if (answer === null) return <p class="note">{context.t.draft.none}</p>;
  return <Suggestions context={context} answer={answer} />;
}

function Short({ view }: { view: DraftView }): Html {
  return <ShortLists lists={shortOf(view)} isBare={false} />;
}
