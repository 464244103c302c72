import { TERMS } from '../../shared/terms.ts';
import { addressOf, LANGUAGE_NAMES, LANGUAGE_TAGS, LANGUAGES, queryOf } from '../address.ts';
import type { Html } from '../html.ts';
import { type PageContext, SECTIONS, type Section, type View } from '../page.ts';
import { SHEETS } from '../styles/index.ts';
import { Icon } from './icon.tsx';

const SECTION_PATHS: Readonly<Record<Section, string>> = {
  home: '/',
  maps: '/maps',
  brawlers: '/brawlers',
  draft: '/draft',
  compare: '/compare',
};

/** A whole document round a page's body. */
export function Layout({ context, view }: { context: PageContext; view: View }): Html {
  const { t } = context;
  return (
    <html lang={LANGUAGE_TAGS[t.language]}>
      <Head context={context} view={view} />
      <body>
        <a class="skip" href="#content">
          {t.site.skip}
        </a>
        <Banner context={context} />
        <Header context={context} section={view.section} />
        <main id="content" tabindex={-1}>
          {view.body()}
        </main>
        <Footer context={context} />
      </body>
    </html>
  );
}

function Head({ context, view }: { context: PageContext; view: View }): Html {
  const { origin, assets, language, path } = context;
  const title = view.section === 'home' && path === '/' ? view.title : `${view.title} · BrawlFast`;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <meta name="description" content={view.description} />
      <meta name="color-scheme" content="dark light" />
      <style dangerouslySetInnerHTML={{ __html: SHEETS[view.sheet] }} />
      {view.refreshSeconds === undefined ? null : (
        <meta http-equiv="refresh" content={String(view.refreshSeconds)} />
      )}
      {view.unlisted === true || view.status !== 200 ? <meta name="robots" content="noindex" /> : null}
      {origin === null || view.status !== 200 ? null : (
        <Alternates origin={origin} language={language} path={path} />
      )}
      <meta property="og:title" content={view.title} />
      <meta property="og:description" content={view.description} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="BrawlFast" />
      {view.image === undefined || origin === null ? null : (
        <>
          <meta property="og:image" content={origin + view.image} />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta name="twitter:card" content="summary_large_image" />
        </>
      )}
      {assets.client === null ? null : (
        <>
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="manifest" href="/manifest.webmanifest" />
          <script type="module" src={assets.client} />
        </>
      )}
    </head>
  );
}

/** The page's own address, and the same page in every language. */
function Alternates({
  origin,
  language,
  path,
}: {
  origin: string;
  language: PageContext['language'];
  path: string;
}): Html {
  return (
    <>
      <link rel="canonical" href={origin + addressOf(language, path)} />
      {LANGUAGES.map((other) => (
        <link rel="alternate" hreflang={LANGUAGE_TAGS[other]} href={origin + addressOf(other, path)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={origin + addressOf('en', path)} />
    </>
  );
}

/** What the numbers are, where they are not the game's; and that they are old, where no newer ones can be had. */
function Banner({ context }: { context: PageContext }): Html | null {
  const { reader, t, f, offline, now } = context;
  const { head } = reader;
  if (head === null) return null;
  const text = {
    live: null,
    demo: [t.site.demo, t.site.demoText, t.site.demoMore],
    replay: [t.site.replay, t.site.replayText, ''],
  }[head.data];
  if (text === null && !offline) return null;
  return (
    <aside class="banners" aria-label={t.site.dataNote}>
      {text === null ? null : (
        <p class="banner">
          <b>{text[0]}</b> {text[1]} <span>{text[2]}</span>
        </p>
      )}
      {offline ? (
        <p class="banner">
          {t.site.offline({ ago: f.ago(now - head.builtAt) })}
          {` · ${t.site.offlineBracket}`}
        </p>
      ) : null}
    </aside>
  );
}

function Header({ context, section }: { context: PageContext; section: Section | null }): Html {
  const { t, href } = context;
  return (
    <header>
      <a class="brand" href={href('/')}>
        <Icon name="bolt" />
        BrawlFast
      </a>
      <nav aria-label={t.site.menu}>
        {SECTIONS.map((name) => (
          <a href={href(SECTION_PATHS[name])} aria-current={name === section ? 'page' : undefined}>
            <Icon name={name} />
            {t.site[name]}
          </a>
        ))}
      </nav>
      <SearchForm context={context} />
    </header>
  );
}

/** Search, as a form that works by itself; the client answers while typing, below it. */
function SearchForm({ context }: { context: PageContext }): Html {
  const { t, href, query } = context;
  return (
    <search>
      <form action={href('/')} method="get" data-part="search">
        <input
          name="q"
          type="search"
          value={context.path === '/' ? (query.get('q') ?? '') : ''}
          maxlength={100}
          placeholder={t.site.searchLabel}
          aria-label={t.site.searchLabel}
          autocomplete="off"
          spellcheck={false}
        />
        <button type="submit" aria-label={t.site.search}>
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}

function Footer({ context }: { context: PageContext }): Html {
  const { t, f, href, language, path, query, reader, now } = context;
  const { head } = reader;
  const parameters = queryOf(Object.fromEntries(query));
  return (
    <footer>
      <nav aria-label={t.site.more} class="links">
        <a href={href('/methodology')}>{t.site.methodology}</a>
        <a href={href('/status')}>{t.site.status}</a>
        <a href={href('/developers')}>{t.site.developers}</a>
      </nav>
      <nav aria-label={t.site.language} class="links">
        {LANGUAGES.map((other) => (
          <a
            href={addressOf(other, path, parameters)}
            lang={LANGUAGE_TAGS[other]}
            hreflang={LANGUAGE_TAGS[other]}
            aria-current={other === language ? 'true' : undefined}
          >
            {LANGUAGE_NAMES[other]}
          </a>
        ))}
      </nav>
      <p hidden data-theme-choice>
        <label>
          {t.site.theme}{' '}
          <select>
            {(['system', 'dark', 'light'] as const).map((theme) => (
              <option value={theme}>{t.site.themes[theme]}</option>
            ))}
          </select>
        </label>
      </p>
      {head === null ? null : <p>{t.site.snapshot({ hash: head.hash, ago: f.ago(now - head.builtAt) })}</p>}
      <p>
        {t.site.noTrackers} {t.site.unofficial}{' '}
        <a href={TERMS.policy} rel="noreferrer">
          www.supercell.com/fan-content-policy
        </a>
      </p>
    </footer>
  );
}
