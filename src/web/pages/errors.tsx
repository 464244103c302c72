import { MAX_QUERY_LENGTH } from '../../serve/parameters.ts';
import type { SearchAnswer } from '../../shared/wire.ts';
import type { Html } from '../html.ts';
import type { PageContext, View } from '../page.ts';
import { parse } from '../reading.ts';

/** Names offered in place of one that there isn't. */
const SUGGESTIONS = 5;
/** How soon to look again whether there is a snapshot. */
const WARMING_REFRESH_S = 3;

/** An address that leads nowhere. */
export function loadNotFound({ t, href }: PageContext): View {
  return missing(t.errors.notFound, t.errors.notFoundText, <a href={href('/')}>{t.errors.back}</a>);
}

/** A map or brawler that there isn't: what may have been meant. */
export function loadUnknown(context: PageContext, kind: 'map' | 'brawler', key: string): View {
  const { t, reader, now, href } = context;
  const shown = key.slice(0, MAX_QUERY_LENGTH);
  const text = shown.replaceAll('-', ' ').trim();
  const found = /^[0-9]*$/.test(text)
    ? null
    : parse<SearchAnswer>(reader.renderSearch(text, SUGGESTIONS, Math.floor(now / 1000)));
  const links =
    kind === 'map'
      ? (found?.maps ?? []).map(({ slug, name, mode }) => ({
          path: `/map/${slug}`,
          text: `${name} (${mode})`,
        }))
      : (found?.brawlers ?? []).map(({ slug, name }) => ({ path: `/brawler/${slug}`, text: name }));
  return missing(
    kind === 'map' ? t.errors.noMap({ key: shown }) : t.errors.noBrawler({ key: shown }),
    null,
    <>
      {links.length === 0 ? null : (
        <>
          <h2>{t.errors.meant}</h2>
          <ul class="plain">
            {links.map(({ path, text: name }) => (
              <li>
                <a href={href(path)}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={href('/')}>{t.errors.back}</a>
      </p>
    </>,
  );
}

function missing(title: string, text: string | null, more: Html): View {
  return {
    status: 404,
    title,
    description: title,
    section: null,
    sheet: 'error',
    body: () => (
      <div class="top narrow">
        <h1>{title}</h1>
        {text === null ? null : <p>{text}</p>}
        {more}
      </div>
    ),
  };
}

/** There is no snapshot yet. */
export function loadWarming({ t }: PageContext): View {
  return {
    status: 503,
    title: t.errors.warming,
    description: t.errors.warmingText,
    section: null,
    sheet: 'error',
    refreshSeconds: WARMING_REFRESH_S,
    body: () => (
      <div class="top narrow">
        <h1>{t.errors.warming}</h1>
        <p>{t.errors.warmingText}</p>
        <p class="pulse" aria-hidden="true" />
      </div>
    ),
  };
}
