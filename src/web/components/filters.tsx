import { BRACKET_NAMES, type MapOptions, SORT_NAMES } from '../../shared/answers.ts';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';

/** Minimums of games to choose from. */
export const MINIMUMS = [0, 10, 30, 100, 300, 1000];

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** A labelled list to choose from; the first is what goes without saying, and stays out of the address. */
export function Select({
  name,
  label,
  choices,
  chosen,
}: {
  name: string;
  label: string;
  choices: readonly Choice[];
  chosen: string;
}): Html {
  return (
    <label>
      <span>{label}</span>
      <select name={name}>
        {choices.map(({ value, text }) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What narrows a map's ranking, as a form that asks for the page anew. Without rows there is nothing to narrow but the bracket. */
export function MapFilters({
  context,
  path,
  options,
  hasRows,
}: {
  context: PageContext;
  path: string;
  options: MapOptions;
  hasRows: boolean;
}): Html {
  const { t, href } = context;
  const isNarrowed = options.bracket + options.min + options.sort > 0;
  return (
    <form class="filters" action={href(path)} method="get" data-part="filters">
      <Select
        name="bracket"
        label={t.map.bracket}
        choices={BRACKET_NAMES.map((value) => ({ value, text: t.brackets[value] }))}
        chosen={BRACKET_NAMES[options.bracket] ?? 'all'}
      />
      {hasRows ? <RowFilters context={context} options={options} /> : null}
      <button type="submit">{t.map.apply}</button>
      <a href={href(path)} class={isNarrowed ? 'later on' : 'later'} data-reset="">
        {t.map.reset}
      </a>
      <label class="check later">
        <input type="checkbox" data-only-own="" />
        <span>{t.site.onlyOwn}</span>
      </label>
    </form>
  );
}

function RowFilters({ context: { t, f }, options }: { context: PageContext; options: MapOptions }): Html {
  const minimums = [...new Set([...MINIMUMS, options.min])].sort((a, b) => a - b);
  return (
    <>
      <Select
        name="min"
        label={t.map.minGames}
        choices={minimums.map((value) => ({ value: String(value), text: f.whole(value) }))}
        chosen={String(options.min)}
      />
      <Select
        name="sort"
        label={t.map.sort}
        choices={SORT_NAMES.map((value) => ({ value, text: t.map.sorts[value] }))}
        chosen={SORT_NAMES[options.sort] ?? 'rank'}
      />
    </>
  );
}
