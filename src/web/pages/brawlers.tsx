import type { HtmlEscapedString } from 'hono/utils/html';
import type { BrawlersAnswer } from '../../shared/wire.ts';
import { Select } from '../components/filters.tsx';
import { Movers } from '../components/movers.tsx';
import { Portrait } from '../components/portrait.ts';
import { type Html, html } from '../html.ts';
import type { Loaded, PageContext } from '../page.ts';

type BrawlerFacts = BrawlersAnswer['brawlers'][number];

interface BrawlersView {
  readonly context: PageContext;
  readonly shown: readonly BrawlerFacts[];
  readonly className: string;
  readonly rarity: string;
}

/** /brawlers: all of them by name; `class` and `rarity` narrow. */
export function loadBrawlers(context: PageContext): Loaded {
  const { t, query, memo } = context;
  const [className, rarity] = [query.get('class') ?? '', query.get('rarity') ?? ''];
  const shown = memo.brawlers
    .filter(
      (one) => (className === '' || one.class === className) && (rarity === '' || one.rarity === rarity),
    )
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const view = { context, shown, className, rarity };
  return {
    status: 200,
    title: t.brawlers.title,
    description: t.brawlers.description,
    section: 'brawlers',
    sheet: 'lists',
    ...(query.size > 0 ? { unlisted: true as const } : {}),
    body: () => <BrawlersBody view={view} />,
    parts: { brawlers: () => <BrawlersList view={view} /> },
  };
}

/** What there is of a fact, most frequent first. */
function valuesOf(brawlers: readonly BrawlerFacts[], fact: 'class' | 'rarity'): string[] {
  const counts = new Map<string, number>();
  for (const brawler of brawlers) {
    const value = brawler[fact];
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}

function BrawlersBody({ view }: { view: BrawlersView }): Html {
  const { context, className, rarity } = view;
  const { t, href, memo } = context;
  const choices = (fact: 'class' | 'rarity') => [
    { value: '', text: t.brawlers.any },
    ...valuesOf(memo.brawlers, fact).map((value) => ({ value, text: value })),
  ];
  return (
    <>
      <h1 class="page">{t.brawlers.title}</h1>
      <form class="filters" action={href('/brawlers')} method="get" data-part="filters">
        <Select name="class" label={t.brawlers.class} choices={choices('class')} chosen={className} />
        <Select name="rarity" label={t.brawlers.rarity} choices={choices('rarity')} chosen={rarity} />
        <button type="submit">{t.map.apply}</button>
        <button type="button" class="later" data-choose="" aria-pressed="false">
          {t.site.choose}
        </button>
      </form>
      {className === '' && rarity === '' ? <Movers context={context} /> : null}
      <BrawlersList view={view} />
    </>
  );
}

function BrawlersList({ view }: { view: BrawlersView }): Html {
  const { context, shown } = view;
  const { t, f } = context;
  return (
    <section data-part="brawlers">
      <h2>{t.brawlers.count(shown.length, f.whole(shown.length))}</h2>
      {shown.length === 0 ? <p class="note">{t.brawlers.none}</p> : null}
      <ul class="faces">{shown.map((brawler) => face(context, brawler))}</ul>
    </section>
  );
}

function face(
  context: PageContext,
  { id, name, slug, class: kind, released }: BrawlerFacts,
): HtmlEscapedString {
  const { t, href } = context;
  const small = released ? (kind === 'Unknown' ? '' : (kind ?? '')) : t.brawlers.unreleased;
  return html`<li><a href="${href(`/brawler/${slug}`)}">${Portrait({ context, id, name, size: 'm' })}<span>${name}<small>${small}</small></span></a><label class="own"><span class="unseen">${name}: ${t.site.own}</span><input type="checkbox" data-own="${id}"/></label></li>`;
}
