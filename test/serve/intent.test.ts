/** The header policy, as the pure function that it is. */
import { describe, expect, test } from 'vitest';
import { matchesEtag } from '../../src/serve/headers.ts';
import { type Intent, pagePolicy, preflightResponse, respond } from '../../src/serve/intent.ts';
import { badParameter, notFound, type Problem } from '../../src/serve/problems.ts';
import { CONTRACT } from './contract.ts';

type Answer = Extract<Intent, { kind: 'answer' }>;

const VERSION = '0123456789abcdef-1';
const ETAG = `W/"${VERSION}"`;
const URL_TEXT = 'https://edge.test/api/map/x?limit=3';

function answer(extra: Partial<Answer> = {}): Answer {
  return {
    kind: 'answer',
    body: () => '{"a":1}',
    type: 'json',
    version: VERSION,
    maxAgeSeconds: 30,
    ...extra,
  };
}

function ask(intent: Intent, headers: Record<string, string> = {}, method = 'GET'): Response {
  return respond(intent, new Request(URL_TEXT, { method, headers }));
}

function problem(problem: Problem): Intent {
  return { kind: 'problem', problem };
}

describe('an answer', () => {
  test('has a weak ETag and may be shown stale, for a while and while the origin fails', async () => {
    const response = ask(answer());
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag, Retry-After',
      'cache-control': 'public, max-age=30, stale-while-revalidate=300, stale-if-error=86400',
      'content-type': 'application/json; charset=utf-8',
      etag: ETAG,
      link: '<https://www.supercell.com/fan-content-policy>; rel="terms-of-service"',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(await response.text()).toBe('{"a":1}');
  });

  test('that never changes is kept for ever', () => {
    const { headers } = ask({ ...answer(), immutable: true });
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('etag')).toBe(ETAG);
  });

  // These switch stale-while-revalidate and stale-if-error off in front of a Worker.
  test('has no s-maxage and no must-revalidate, and varies by nothing', () => {
    const response = ask(answer());
    expect(response.headers.get('cache-control')).not.toMatch(
      /s-maxage|must-revalidate|proxy-revalidate|no-/,
    );
    expect(response.headers.has('vary')).toBe(false);
    expect(response.headers.has('set-cookie')).toBe(false);
  });

  test('without a version is never stored', () => {
    const response = ask(answer({ version: null }), { 'if-none-match': '*' });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('etag')).toBe(false);
  });

  test.each([
    ['json', 'application/json; charset=utf-8'],
    ['html', 'text/html; charset=utf-8'],
    ['binary', 'application/octet-stream'],
  ] as const)('of type %s says so', (type, contentType) => {
    const response = ask(answer({ type }));
    expect(response.headers.get('content-type')).toBe(contentType);
    expect(response.headers.has('content-security-policy')).toBe(type === 'html');
  });

  test('a page may load nothing from elsewhere, run no script of its own and stand in no frame', () => {
    const policy =
      ask(answer({ type: 'html', policy: pagePolicy('x', false) })).headers.get('content-security-policy') ??
      '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(part);
    expect(pagePolicy('x', true)).toContain('frame-ancestors *');
    // The kernel is compiled, and nothing else: https://www.w3.org/TR/CSP3/#wasm-unsafe-eval-source-expression
    expect(policy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/);
  });

  test('may say that something is missing', () => {
    expect(ask(answer({ version: null, status: 503 })).status).toBe(503);
    expect(ask(answer({ version: null, status: 404 })).status).toBe(404);
  });
});

describe('HEAD', () => {
  test('has the headers of GET and no body, which is not even made', async () => {
    let made = 0;
    const body = () => {
      made++;
      return 'x';
    };
    const head = ask(answer({ body }), {}, 'HEAD');
    expect(await head.text()).toBe('');
    expect(made).toBe(0);
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(ask(answer()).headers));
  });

  test('of a problem has its status and headers', async () => {
    const head = ask(problem(notFound('none')), {}, 'HEAD');
    expect(head.status).toBe(404);
    expect(head.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await head.text()).toBe('');
  });
});

describe('If-None-Match', () => {
  test('that matches: 304, without a body, with what a cache needs to renew its copy', async () => {
    let made = 0;
    const intent = answer({
      body: () => {
        made++;
        return 'x';
      },
    });
    for (const method of ['GET', 'HEAD']) {
      const response = ask(intent, { 'if-none-match': ETAG }, method);
      expect(response.status).toBe(304);
      expect(await response.text()).toBe('');
      expect(Object.fromEntries(response.headers)).toEqual({
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'ETag, Retry-After',
        'cache-control': 'public, max-age=30, stale-while-revalidate=300, stale-if-error=86400',
        etag: ETAG,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
    }
    expect(made).toBe(0);
  });

  test.each([
    ['the same', ETAG],
    ['strong where ours is weak', `"${VERSION}"`],
    ['any', '*'],
    ['first of a list', `${ETAG}, "b"`],
    ['last of a list, without blanks', `"a",W/"b",${ETAG}`],
    ['in a list with blanks and tabs', `"a" ,\t"${VERSION}" , W/"b"`],
    ['after an empty element', `, ${ETAG}`],
    ['after a tag with a comma', `"a,b", ${ETAG}`],
  ])('%s: matches', (_, header) => {
    expect(matchesEtag(header, ETAG)).toBe(true);
  });

  test.each([
    ['absent', null],
    ['empty', ''],
    ['another', 'W/"0123456789abcdef-2"'],
    ['a beginning', 'W/"0123456789abcdef"'],
    ['without quotes', VERSION],
    ['another case', ETAG.toUpperCase()],
    ['a small w, which is no weak tag', `w/"${VERSION}"`],
    ['a star in quotes', '"*"'],
  ])('%s: does not match', (_, header) => {
    expect(matchesEtag(header, ETAG)).toBe(false);
  });

  test('compares the other way round too: ours strong, theirs weak', () => {
    expect(matchesEtag('W/"x"', '"x"')).toBe(true);
  });
});

describe('a problem', () => {
  const problems: [string, Problem, number][] = [
    ['bad-parameter', badParameter('limit', 'limit must be …'), 400],
    ['not-found', notFound('There is none.', [{ id: 1, name: 'A "B" <c>', slug: 'a-b' }]), 404],
    ['method-not-allowed', { status: 405, detail: 'POST is not supported.' }, 405],
    ['internal', { status: 500, detail: 'It has been logged.' }, 500],
    ['warming-up', { status: 503, detail: 'No snapshot.', retryAfterSeconds: 5 }, 503],
  ];

  test.each(problems)('%s: RFC 9457, never stored, readable by any site', async (kind, given, status) => {
    const response = ask(problem(given));
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.has('etag')).toBe(false);
    const body = (await response.json()) as Record<string, unknown>;
    expect(CONTRACT.problem(body, kind)).toEqual([]);
    expect(body).toMatchObject({ type: `urn:brawlfast:problem:${kind}`, status, instance: '/api/map/x' });
    expect(body.parameter).toBe(given.parameter);
    expect(body.suggestions).toEqual(given.suggestions);
  });

  test('is not answered by 304', () => {
    expect(ask(problem(notFound('none')), { 'if-none-match': '*' }).status).toBe(404);
  });

  test('says when to come back, and which methods there are', () => {
    const warming = ask(problem({ status: 503, detail: 'x', retryAfterSeconds: 5 }));
    expect(warming.headers.get('retry-after')).toBe('5');
    const intent: Intent = { ...problem({ status: 405, detail: 'x' }), allow: 'GET, HEAD' } as Intent;
    expect(ask(intent, {}, 'POST').headers.get('allow')).toBe('GET, HEAD');
    expect(ask(problem(notFound('none'))).headers.has('allow')).toBe(false);
  });
});

test('a preflight lets any site read, with a conditional request', () => {
  const response = preflightResponse();
  expect(response.status).toBe(204);
  expect(response.body).toBeNull();
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
  expect(response.headers.get('access-control-allow-headers')).toContain('If-None-Match');
  expect(Number(response.headers.get('access-control-max-age'))).toBeGreaterThan(0);
});
