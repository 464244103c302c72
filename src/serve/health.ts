import type { Reader } from '../kernel/port.ts';
import { SOURCE_NAMES, SOURCE_STATUS_NAMES } from '../shared/sources.ts';
import type { CollectorStatus } from '../shared/status.ts';

export type HealthStatus = 'ok' | 'warming' | 'stale';

/**
 * The body of /health. Sources are told as the collector sees them now; where it can't be asked, as they were when
 * the snapshot was built, and the whole counts as stale.
 */
export function healthBody(
  kernel: Reader,
  collector: CollectorStatus | null,
  refusal: string | null,
  now: number,
): string {
  const { head } = kernel;
  const age = (time: number | null) => (time === null ? null : Math.max(0, Math.round((now - time) / 1000)));
  const sources = collector?.sources ?? sourcesAtBuild(kernel);
  const trouble = collector?.trouble ?? null;
  const failing = collector === null || refusal !== null || trouble !== null;
  const stale = failing || sources.some((source) => source.status === 'stale');
  const status: HealthStatus = head === null ? 'warming' : stale ? 'stale' : 'ok';
  return JSON.stringify({
    status,
    data: head?.data ?? null,
    snapshot: head && {
      hash: head.hash,
      builtAt: new Date(head.builtAt).toISOString(),
      ageSeconds: age(head.builtAt),
    },
    sources: sources.map(({ name, status: state, goodAt, detail }) => ({
      name,
      status: state,
      ageSeconds: age(goodAt),
      detail,
    })),
    ...(refusal === null ? {} : { refused: refusal }),
    ...(trouble === null ? {} : { trouble }),
    ...(collector?.collecting === undefined ? {} : { collecting: collector.collecting }),
    ...roleBody(collector, age),
    battles: head?.battles ?? 0,
    maps: head?.maps ?? 0,
    brawlers: head?.brawlers ?? 0,
  });
}

/** How archive and pushes do, where the collector says so. */
function roleBody(collector: CollectorStatus | null, age: (time: number | null) => number | null) {
  const { archive, push } = collector ?? {};
  return {
    ...(archive === undefined ? {} : { archive }),
    ...(push === undefined
      ? {}
      : {
          push: {
            acknowledged: push.acknowledged,
            ageSeconds: age(push.at),
            failures: push.failures,
            detail: push.detail,
          },
        }),
  };
}

function sourcesAtBuild(kernel: Reader) {
  return (kernel.head?.sources ?? []).map((source) => ({
    name: SOURCE_NAMES[source.id] ?? 'unknown',
    status: SOURCE_STATUS_NAMES[source.status] ?? 'unavailable',
    goodAt: source.lastGood === 0 ? null : source.lastGood * 1000,
    detail: 'as of the snapshot: the collector did not answer',
  }));
}
