import { parseBoardOptions, parseKey } from '../../serve/parameters.ts';
import { BRACKET_NAMES } from '../../shared/answers.ts';
import type { BrawlerAnswer, SeriesAnswer } from '../../shared/wire.ts';
import { jsonOf } from '../address.ts';
import { TrendChart } from '../charts/trend.tsx';
import { BestMaps } from '../components/best-maps.tsx';
import { Effects } from '../components/effects.tsx';
import { Select } from '../components/filters.tsx';
import { Portrait } from '../components/portrait.ts';
import { trendMark } from '../components/tier.ts';
import type { Html } from '../html.ts';
import type { Loaded, PageContext } from '../page.ts';
import { parse, readSeries } from '../reading.ts';
import { loadUnknown } from './errors.tsx';

interface BrawlerView {
  readonly context: PageContext;
  readonly answer: BrawlerAnswer;
  readonly mode: string;
  readonly refused: string | null;
  /** the daily series of the mode that is shown, over all modes where none is */
  readonly series: SeriesAnswer['series'];
}

/** Maps named in the description for search engines. */
const NAMED = 3;

/** /brawler/:slug, by id or slug. */
export function loadBrawler(context: PageContext, key: string): Loaded {
  const { reader, href, query, t, f } = context;
  const parsed = parseKey(key);
  const row = parsed.ok ? reader.findBrawler(parsed.value) : -1;
  if (row < 0) return loadUnknown(context, 'brawler', key);
  const options = parseBoardOptions(query);
  const answer = parse<BrawlerAnswer>(
    reader.renderBrawler(row, options.ok ? { ...options.value, limit: 0 } : { bracket: 0, min: 0, limit: 0 }),
  );
  if (key !== answer.slug)
    return { redirect: href(`/brawler/${answer.slug}`, Object.fromEntries(query)), permanent: false };
  const refused = options.ok ? null : (options.error.parameter ?? null);
  const view = {
    context,
    answer,
    mode: query.get('mode') ?? '',
    refused,
    series: readSeries(reader, row).series,
  };
  const { name } = answer;
  const best = answer.bestMaps.filter(({ tier }) => tier !== null).slice(0, NAMED);
  return {
    status: 200,
    title: t.brawler.title({ name }),
    description:
      best.length === 0
        ? t.brawler.descriptionEmpty({ name })
        : t.brawler.description({ name, maps: f.list(best.map(({ map, mode }) => `${map} (${mode})`)) }),
    section: 'brawlers',
    sheet: 'brawler',
    ...(query.size > 0 ? { unlisted: true as const } : {}),
    body: () => <BrawlerBody view={view} />,
    parts: { maps: () => <MapsPart view={view} /> },
  };
}

function BrawlerBody({ view }: { view: BrawlerView }): Html {
  const { context, answer } = view;
  const { t } = context;
  const { pairs = [], matchups = [] } = answer;
  return (
    <>
      <Head view={view} />
      <div class="cols">
        <div class="main">
          <Filters view={view} />
          <MapsPart view={view} />
        </div>
        <div class="side">
          <TrendCard view={view} />
          <Effects context={context} title={t.brawler.pairs} text={t.brawler.pairsText} effects={pairs} />
          <Effects
            context={context}
            title={t.brawler.matchups}
            text={t.brawler.matchupsText}
            effects={matchups}
          />
        </div>
      </div>
    </>
  );
}

function Head({ view }: { view: BrawlerView }): Html {
  const { context, answer } = view;
  const { t, f, href, now } = context;
  const facts = [answer.class === 'Unknown' ? null : answer.class, answer.rarity].filter(
    (fact) => fact !== null,
  );
  const strong = answer.bestMaps.filter(({ tier }) => tier === 'S' || tier === 'A').length;
  const overall = answer.trends?.find(({ mode }) => mode === null);
  return (
    <div class="top" data-part="head">
      <div class="who">
        <Portrait context={context} id={answer.id} name={answer.name} size="l" />
        <div>
          <p class="over">
            {facts.join(' · ')}
            {answer.released ? null : <span class="tag">{t.brawlers.unreleased}</span>}
          </p>
          <h1>
            {answer.name} {trendMark(overall?.trend, t)}
          </h1>
          <dl class="facts">
            <div>
              <dt>{t.compare.strong}</dt>
              <dd>
                {f.whole(strong)} / {f.whole(answer.bestMaps.filter(({ tier }) => tier !== null).length)}
              </dd>
            </div>
            <div>
              <dt>{t.map.age}</dt>
              <dd>
                <time datetime={answer.builtAt}>{f.ago(now - Date.parse(answer.builtAt))}</time>
              </dd>
            </div>
          </dl>
        </div>
      </div>
      <p class="acts">
        <a class="button" href={href('/compare', { brawlers: answer.slug })}>
          {t.site.compare}
        </a>
        <a href={jsonOf(`/api/brawler/${answer.slug}`, answer.bracket)}>{t.words.json}</a>
        <label class="check later">
          <input type="checkbox" data-own={answer.id} />
          <span>{t.site.own}</span>
        </label>
      </p>
    </div>
  );
}

function Filters({ view }: { view: BrawlerView }): Html {
  const { context, answer, mode } = view;
  const { t, href, memo } = context;
  const played = new Set(answer.bestMaps.map((row) => row.mode));
  const modes = [...memo.modes.values()].filter(({ name }) => played.has(name));
  return (
    <form class="filters" action={href(`/brawler/${answer.slug}`)} method="get" data-part="filters">
      <Select
        name="bracket"
        label={t.map.bracket}
        choices={BRACKET_NAMES.map((value) => ({ value, text: t.brackets[value] }))}
        chosen={answer.bracket}
      />
      <Select
        name="mode"
        label={t.maps.mode}
        choices={[
          { value: '', text: t.maps.allModes },
          ...modes.map(({ slug, name }) => ({ value: slug, text: name })),
        ]}
        chosen={mode}
      />
      <button type="submit">{t.map.apply}</button>
    </form>
  );
}

function MapsPart({ view }: { view: BrawlerView }): Html {
  const { context, answer, mode, refused } = view;
  const { t, memo } = context;
  const name = [...memo.modes.values()].find(({ slug }) => slug === mode)?.name;
  const rows = name === undefined ? answer.bestMaps : answer.bestMaps.filter((row) => row.mode === name);
  return (
    <section data-part="maps">
      {refused === null ? null : <p class="note">{t.errors.badParameter({ name: refused })}</p>}
      {rows.length === 0 ? (
        <p class="note">{t.brawler.noMaps}</p>
      ) : (
        <BestMaps context={context} name={answer.name} rows={rows} />
      )}
    </section>
  );
}

function TrendCard({ view: { context, series, mode } }: { view: BrawlerView }): Html {
  const { t, memo } = context;
  const name = [...memo.modes.values()].find(({ slug }) => slug === mode)?.name ?? null;
  // What the browser keeps for later has no days of anybody (docs/web.md).
  const isKept = !context.offline || series.length > 0;
  return (
    <section class="card">
      <h2>{t.brawler.trend}</h2>
      <p class="dim">{t.brawler.trendText}</p>
      <TrendChart context={context} series={series.find((one) => one.mode === name)} isKept={isKept} />
    </section>
  );
}
