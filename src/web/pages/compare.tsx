import type { HtmlEscapedString } from 'hono/utils/html';
import { parseKey } from '../../serve/parameters.ts';
import type { BrawlerAnswer, CellNumbers, MapAnswer } from '../../shared/wire.ts';
import { Select } from '../components/filters.tsx';
import { ModeMark } from '../components/mode.tsx';
import { Portrait } from '../components/portrait.ts';
import { tierMark } from '../components/tier.ts';
import { type Html, html } from '../html.ts';
import type { Loaded, PageContext } from '../page.ts';
import { parse } from '../reading.ts';

type Kind = 'brawlers' | 'maps';

/** Columns at most. */
const MOST = 4;
/** Rows at most: those where the columns differ most. */
const ROWS = 60;

/** What stands at the head of a column. */
interface Column {
  readonly slug: string;
  readonly name: string;
  readonly head: () => Html;
}

interface Row {
  readonly path: string;
  readonly name: string;
  readonly mode: string | null;
  readonly cells: (CellNumbers | null)[];
}

interface CompareView {
  readonly context: PageContext;
  readonly kind: Kind;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** names that nobody has */
  readonly unknown: readonly string[];
}

/** /compare: `brawlers` or `maps`, two to four, separated by commas. The form says `one` for each. */
export function loadCompare(context: PageContext): Loaded {
  const { t, f, query, href, reader } = context;
  const kind: Kind = query.get('kind') === 'maps' || query.has('maps') ? 'maps' : 'brawlers';
  const chosen = query.getAll('one').filter((key) => key !== '');
  if (query.has('one')) {
    return {
      redirect: href('/compare', {
        [kind]: chosen.slice(0, MOST).join(','),
        ...(chosen.length > 0 ? {} : { kind }),
      }),
      permanent: false,
    };
  }
  const keys = [...new Set((query.get(kind) ?? '').split(',').filter((key) => key !== ''))].slice(0, MOST);
  const { columns, rows } = kind === 'maps' ? compareMaps(context, keys) : compareBrawlers(context, keys);
  const find = (key: string) => (kind === 'maps' ? reader.findMap(key) : reader.findBrawler(key));
  const unknown = keys.filter((key) => rowOf(key, find) < 0);
  const view = { context, kind, columns, rows: mostDifferent(rows), unknown };
  const names = columns.map(({ name }) => name);
  return {
    status: 200,
    title: names.length < 2 ? t.compare.title : t.compare.titleOf({ names: f.list(names) }),
    description: t.compare.description,
    section: 'compare',
    sheet: 'compare',
    ...(query.size > 0 ? { unlisted: true as const } : {}),
    body: () => <CompareBody view={view} />,
    parts: { compare: () => <Matrix view={view} /> },
  };
}

function rowOf(key: string, find: (key: string) => number): number {
  const parsed = parseKey(key);
  return parsed.ok ? find(parsed.value) : -1;
}

function compareBrawlers(
  context: PageContext,
  keys: readonly string[],
): Pick<CompareView, 'columns' | 'rows'> {
  const { reader, href } = context;
  const answers = keys
    .map((key) => rowOf(key, (one) => reader.findBrawler(one)))
    .filter((row) => row >= 0)
    .map((row) => parse<BrawlerAnswer>(reader.renderBrawler(row, { bracket: 0, min: 0, limit: 0 })));
  const rows = new Map<string, Row>();
  answers.forEach((answer, column) => {
    for (const cell of answer.bestMaps) {
      const row = rows.get(cell.slug) ?? {
        path: `/map/${cell.slug}`,
        name: cell.map,
        mode: cell.mode,
        cells: answers.map(() => null),
      };
      row.cells[column] = cell;
      rows.set(cell.slug, row);
    }
  });
  const columns = answers.map(({ id, name, slug }) => ({
    slug,
    name,
    head: () => (
      <a href={href(`/brawler/${slug}`)}>
        <Portrait context={context} id={id} name={name} size="m" />
        <span>{name}</span>
      </a>
    ),
  }));
  return { columns, rows: [...rows.values()] };
}

function compareMaps(context: PageContext, keys: readonly string[]): Pick<CompareView, 'columns' | 'rows'> {
  const { reader, href, memo } = context;
  const answers = keys
    .map((key) => rowOf(key, (one) => reader.findMap(one)))
    .filter((row) => row >= 0)
    .map((row) => parse<MapAnswer>(reader.renderMap(row, { bracket: 0, min: 0, limit: 0, sort: 0 })));
  const rows = new Map<number, Row>();
  answers.forEach((answer, column) => {
    for (const cell of answer.brawlers) {
      const row = rows.get(cell.id) ?? {
        path: `/brawler/${memo.brawler(cell.id)?.slug ?? cell.id}`,
        name: cell.name,
        mode: null,
        cells: answers.map(() => null),
      };
      row.cells[column] = cell;
      rows.set(cell.id, row);
    }
  });
  const columns = answers.map(({ map, mode, slug }) => ({
    slug,
    name: map,
    head: () => (
      <a href={href(`/map/${slug}`)}>
        <span>{map}</span>
        <ModeMark context={context} mode={mode} />
      </a>
    ),
  }));
  return { columns, rows: [...rows.values()] };
}

/** Rows that all columns have, one of them at least with a tier; those with the widest range of lifts first. */
function mostDifferent(rows: readonly Row[]): Row[] {
  const range = ({ cells }: Row) => {
    const lifts = cells.map((cell) => cell?.lift ?? 0);
    return Math.max(...lifts) - Math.min(...lifts);
  };
  return rows
    .filter(({ cells }) => cells.every((cell) => cell !== null) && cells.some((cell) => cell?.tier !== null))
    .sort((a, b) => range(b) - range(a) || (a.name < b.name ? -1 : 1))
    .slice(0, ROWS);
}

function CompareBody({ view }: { view: CompareView }): Html {
  const { context, kind } = view;
  const { t, href } = context;
  const other = (name: Kind) => (
    <a href={href('/compare', { kind: name })} aria-current={name === kind ? 'true' : undefined}>
      {t.compare[name]}
    </a>
  );
  return (
    <>
      <h1 class="page">{t.compare.title}</h1>
      <nav class="tabs" aria-label={t.compare.title}>
        {other('brawlers')}
        {other('maps')}
      </nav>
      <Form view={view} />
      <Matrix view={view} />
    </>
  );
}

function Form({ view }: { view: CompareView }): Html {
  const { context, kind, columns } = view;
  const { t, f, href, memo } = context;
  const choices = [
    { value: '', text: t.compare.none },
    ...(kind === 'brawlers'
      ? memo.brawlers
          .map(({ slug, name }) => ({ value: slug, text: name }))
          .sort((a, b) => (a.value < b.value ? -1 : 1))
      : memo.maps
          .filter(({ hasData }) => hasData)
          .map(({ slug, name, mode }) => ({ value: slug, text: `${name} (${mode})` }))),
  ];
  return (
    <form class="filters" action={href('/compare')} method="get" data-part="filters">
      <input type="hidden" name="kind" value={kind} />
      {Array.from({ length: MOST }, (_, i) => (
        <Select
          name="one"
          label={`${kind === 'maps' ? t.words.map : t.words.brawler} ${f.whole(i + 1)}`}
          choices={choices}
          chosen={columns[i]?.slug ?? ''}
        />
      ))}
      <button type="submit">{t.compare.go}</button>
    </form>
  );
}

function Matrix({ view: { context, kind, columns, rows, unknown } }: { view: CompareView }): Html {
  const { t, f } = context;
  return (
    <section data-part="compare">
      {unknown.length === 0 ? null : <p class="note">{t.draft.unknown({ names: f.list(unknown) })}</p>}
      {columns.length < 2 ? (
        <p class="note">{t.compare.choose}</p>
      ) : rows.length === 0 ? (
        <p class="note">{t.compare.nothing}</p>
      ) : (
        <section class="card flush scroll" tabindex={0} aria-label={t.compare.title}>
          <table class="matrix">
            <caption class="dim">
              <span>{kind === 'maps' ? t.compare.liftsOfMaps : t.compare.lifts}</span>
            </caption>
            <thead>
              <tr>
                <th scope="col" class="l">
                  {kind === 'maps' ? t.words.brawler : t.words.map}
                </th>
                {columns.map(({ head }) => (
                  <th scope="col">{head()}</th>
                ))}
              </tr>
            </thead>
            <tbody>{rows.map((row) => matrixRow(context, row))}</tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function matrixRow({ t, f, href }: PageContext, row: Row): HtmlEscapedString {
  const best = Math.max(...row.cells.map((cell) => cell?.lift ?? 0));
  const cells = row.cells.map((cell) =>
    cell === null
      ? html`<td>–</td>`
      : html`<td class="${cell.lift === best ? 'v' : ''}">${tierMark(cell.tier, t)} <span class="t${cell.tier ?? 'n'}">${f.signed(cell.lift ?? 0)}</span><small class="u">${cell.games === null ? '' : f.whole(cell.games)}</small></td>`,
  );
  const mode = row.mode === null ? null : html`<small class="u">${row.mode}</small>`;
  return html`<tr><th scope="row" class="l"><a href="${href(row.path)}"><span>${row.name}${mode}</span></a></th>${cells}</tr>`;
}
