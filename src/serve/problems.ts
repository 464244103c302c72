/** Errors on the wire: RFC 9457. */
export interface Problem {
  readonly status: 400 | 404 | 405 | 500 | 503;
  readonly detail: string;
  /** the parameter that is at fault */
  readonly parameter?: string;
  /** what the caller may have meant */
  readonly suggestions?: readonly { readonly id: number; readonly name: string; readonly slug: string }[];
  readonly retryAfterSeconds?: number;
}

/** What can go wrong, by status. `type` is a name to branch on, not an address (RFC 9457, section 3.1.1). */
const KINDS: Readonly<Record<number, { type: string; title: string }>> = {
  400: { type: 'urn:brawlfast:problem:bad-parameter', title: 'Malformed request' },
  404: { type: 'urn:brawlfast:problem:not-found', title: 'Not found' },
  405: { type: 'urn:brawlfast:problem:method-not-allowed', title: 'Method not allowed' },
  500: { type: 'urn:brawlfast:problem:internal', title: 'Internal error' },
  503: { type: 'urn:brawlfast:problem:warming-up', title: 'Warming up' },
};

export function badParameter(parameter: string, detail: string): Problem {
  return { status: 400, detail, parameter };
}

export function notFound(detail: string, suggestions: Problem['suggestions'] = []): Problem {
  return { status: 404, detail, suggestions };
}

export function problemBody(problem: Problem, instance: string): string {
  const { status, detail, parameter, suggestions } = problem;
  return JSON.stringify({
    ...KINDS[status],
    status,
    detail,
    instance,
    ...(parameter === undefined ? {} : { parameter }),
    ...(suggestions === undefined ? {} : { suggestions }),
  });
}
