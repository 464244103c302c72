import { TERMS } from '../../shared/terms.ts';
import type { Html } from '../html.ts';
import type { Loaded, PageContext } from '../page.ts';

const ROUTES = [
  { route: '/api/map/:id', answer: 'map', example: '/api/map/hard-rock-mine?limit=5' },
  { route: '/api/brawler/:id', answer: 'brawler', example: '/api/brawler/shelly' },
  { route: '/api/brawler/:id/trend', answer: 'trend', example: '/api/brawler/shelly/trend' },
  { route: '/api/trends', answer: 'trends', example: '/api/trends' },
  { route: '/api/draft?map=&allies=&enemies=', answer: 'draft', example: '/api/draft?map=hard-rock-mine' },
  { route: '/api/search?q=', answer: 'search', example: '/api/search?q=hard+rok' },
  { route: '/api/events', answer: 'events', example: '/api/events' },
  { route: '/api/maps', answer: 'lists', example: '/api/maps' },
  { route: '/api/brawlers', answer: 'lists', example: '/api/brawlers' },
  { route: '/api/modes', answer: 'lists', example: '/api/modes' },
  { route: '/api/snapshot', answer: 'snapshot', example: '/api/snapshot' },
  { route: '/api/snapshots', answer: 'archive', example: '/api/snapshots' },
  { route: '/api/snapshots/:date', answer: 'day', example: '/api/snapshots' },
  { route: '/health', answer: 'health', example: '/health' },
] as const;

/** /developers: the way into the API. */
export function loadDevelopers(context: PageContext): Loaded {
  const { t } = context;
  return {
    status: 200,
    title: t.developers.title,
    description: t.developers.description,
    section: null,
    sheet: 'prose',
    body: () => <DevelopersBody context={context} />,
  };
}

function DevelopersBody({ context }: { context: PageContext }): Html {
  const { t, origin, memo, reader } = context;
  const base = origin ?? '';
  const map =
    (reader.head === null ? undefined : memo.maps.find(({ hasData }) => hasData)?.slug) ?? 'hard-rock-mine';
  return (
    <div class="prose">
      <h1 class="page">{t.developers.title}</h1>
      <p>{t.developers.intro}</p>
      <pre class="code" tabindex={0}>
        {`curl '${base}/api/map/${map}?limit=3'`}
      </pre>
      <h2>{t.developers.routes}</h2>
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col" class="l">
              {t.developers.route}
            </th>
            <th scope="col" class="l">
              {t.developers.answer}
            </th>
          </tr>
        </thead>
        <tbody>
          {ROUTES.map(({ route, answer, example }) => (
            <tr>
              <th scope="row" class="l free">
                <a href={example}>
                  <code>{route}</code>
                </a>
              </th>
              <td class="l free">{t.developers.answers[answer]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t.developers.embed}</h2>
      <p>{t.developers.embedText}</p>
      <pre class="code" tabindex={0}>
        {`<iframe src="${base}/embed/map/${map}?background=transparent&limit=5&refresh=300" width="360" height="320" title="BrawlFast"></iframe>`}
      </pre>
      <p>{t.developers.fair}</p>
      <p class="dim">
        {t.site.unofficial} <a href={TERMS.policy}>www.supercell.com/fan-content-policy</a>
      </p>
    </div>
  );
}
