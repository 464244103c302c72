/** Errors on the wire: RFC 9457. */
export interface Problem {
  readonly status: 400 | 401 | 404 | 405 | 409 | 413 | 422 | 429 | 500 | 503;
  /** which of the kinds of this status, where it has several */
  readonly name?: 'unavailable';
  readonly detail: string;
  /** the parameter that is at fault */
  readonly parameter?: string;
  /** what the caller may have meant */
  readonly suggestions?: readonly { readonly id: number; readonly name: string; readonly slug: string }[];
  /** days (YYYY-MM-DD) of which there is a snapshot, nearest first */
  readonly dates?: readonly string[];
  readonly retryAfterSeconds?: number;
}

/** What can go wrong, by status. `type` is a name to branch on, not an address (RFC 9457, section 3.1.1). */
const KINDS: Readonly<Record<string, { type: string; title: string }>> = {
  400: { type: 'urn:brawlfast:problem:bad-parameter', title: 'Malformed request' },
  401: { type: 'urn:brawlfast:problem:unauthorized', title: 'Unauthorized' },
  404: { type: 'urn:brawlfast:problem:not-found', title: 'Not found' },
  405: { type: 'urn:brawlfast:problem:method-not-allowed', title: 'Method not allowed' },
  409: { type: 'urn:brawlfast:problem:older', title: 'Older than what is published' },
  413: { type: 'urn:brawlfast:problem:too-large', title: 'Too large' },
  422: { type: 'urn:brawlfast:problem:bad-snapshot', title: 'Snapshot refused' },
  429: { type: 'urn:brawlfast:problem:too-early', title: 'Too early' },
  500: { type: 'urn:brawlfast:problem:internal', title: 'Internal error' },
  503: { type: 'urn:brawlfast:problem:warming-up', title: 'Warming up' },
  unavailable: { type: 'urn:brawlfast:problem:unavailable', title: 'Not available at the moment' },
};

export function badParameter(parameter: string, detail: string): Problem {
  return { status: 400, detail, parameter };
}

export function notFound(detail: string, suggestions: Problem['suggestions'] = []): Problem {
  return { status: 404, detail, suggestions };
}

export function problemBody(problem: Problem, instance: string): string {
  const { status, name, detail, parameter, suggestions, dates } = problem;
  return JSON.stringify({
    ...KINDS[name ?? status],
    status,
    detail,
    instance,
    ...(parameter === undefined ? {} : { parameter }),
    ...(suggestions === undefined ? {} : { suggestions }),
    ...(dates === undefined ? {} : { dates }),
  });
}
