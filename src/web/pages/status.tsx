import type { HealthAnswer } from '../../shared/wire.ts';
import type { Html } from '../html.ts';
import type { Loaded, PageContext } from '../page.ts';

/** What the collector keeps to, and what the platform's free plan gives (docs/limits.md). */
const BUDGET = [
  { resource: 'writes', bound: 480, limit: 1000 },
  { resource: 'requests', bound: 45, limit: 50 },
  { resource: 'connections', bound: 6, limit: 6 },
  { resource: 'rows', bound: 100_000, limit: 100_000 },
] as const;

/** /status: the body of /health, for people. */
export function loadStatus(context: PageContext): Loaded {
  const { t } = context;
  return {
    status: 200,
    title: t.status.title,
    description: t.status.description,
    section: null,
    sheet: 'prose',
    body: () => <StatusBody context={context} />,
    parts: { status: () => <StatusPart context={context} /> },
  };
}

function StatusBody({ context }: { context: PageContext }): Html {
  const { t, f } = context;
  return (
    <>
      <h1 class="page">{t.status.title}</h1>
      <StatusPart context={context} />
      <section class="card">
        <h2>{t.status.budget}</h2>
        <p class="dim">{t.status.budgetText}</p>
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col" class="l">
                {t.status.resource}
              </th>
              <th scope="col">{t.status.bound}</th>
              <th scope="col">{t.status.limit}</th>
            </tr>
          </thead>
          <tbody>
            {BUDGET.map(({ resource, bound, limit }) => (
              <tr>
                <th scope="row" class="l">
                  {t.status.resources[resource]}
                </th>
                <td>{f.whole(bound)}</td>
                <td>{f.whole(limit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          <a href="/health">/health</a>
        </p>
      </section>
    </>
  );
}

function StatusPart({ context }: { context: PageContext }): Html {
  const { t, health } = context;
  if (health === null) {
    return (
      <section data-part="status">
        <p class="note">{t.status.unknown}</p>
      </section>
    );
  }
  return (
    <div data-part="status" class="stack">
      <p class={`state ${health.status}`}>
        <span aria-hidden="true" /> {t.status.states[health.status]}
      </p>
      <Data context={context} health={health} />
      <Sources context={context} health={health} />
    </div>
  );
}

function Data({ context, health }: { context: PageContext; health: HealthAnswer }): Html {
  const { t, f } = context;
  const { collecting, archive, snapshot } = health;
  const facts: (readonly [name: string, value: string | null])[] = [
    [t.words.battles, f.whole(health.battles)],
    [t.site.maps, f.whole(health.maps)],
    [t.site.brawlers, f.whole(health.brawlers)],
    [t.status.snapshot, snapshot?.hash ?? null],
    [t.status.built, snapshot === null ? null : f.ago(snapshot.ageSeconds * 1000)],
    [t.status.players, collecting === undefined ? null : f.whole(collecting.players)],
    [t.status.polled, collecting === undefined ? null : f.whole(collecting.polled)],
    [t.status.logs, collecting === undefined ? null : f.whole(collecting.logs)],
    [t.status.counted, collecting === undefined ? null : f.whole(collecting.battles)],
    [t.status.missed, collecting === undefined ? null : f.whole(collecting.missed)],
    [t.status.archive, archive === undefined ? null : f.whole(archive.days)],
  ];
  return (
    <section class="card">
      <h2>{t.status.data}</h2>
      <dl class="facts wrap">
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {health.trouble === undefined ? null : <p class="note">{health.trouble}</p>}
      {health.refused === undefined ? null : <p class="note">{health.refused}</p>}
    </section>
  );
}

function Sources({ context, health }: { context: PageContext; health: HealthAnswer }): Html {
  const { t, f } = context;
  const states: Readonly<Record<string, string>> = t.status.sourceStates;
  return (
    <section class="card">
      <h2>{t.status.sources}</h2>
      <section class="scroll" tabindex={0} aria-label={t.status.sources}>
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col" class="l">
                {t.status.source}
              </th>
              <th scope="col" class="l">
                {t.status.state}
              </th>
              <th scope="col" class="l">
                {t.status.age}
              </th>
            </tr>
          </thead>
          <tbody>
            {health.sources.map(({ name, status, ageSeconds, detail }) => (
              <tr>
                <th scope="row" class="l">
                  {name}
                  {detail === null ? null : <small class="u">{detail}</small>}
                </th>
                <td class={`l s-${status}`}>{states[status] ?? status}</td>
                <td class="l">{ageSeconds === null ? t.status.never : f.ago(ageSeconds * 1000)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
