import { type Answer, jsonAnswer, officialError } from './answer.ts';
import { createRandom } from './random.ts';

/** One way to fail a client. Everything is deterministic. */
export type Misbehaviour =
  /** Another status; `headers` for instance `{'retry-after': '30'}`. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  /** The right answer, `ms` later. */
  | { kind: 'delay'; ms: number }
  /** No answer at all; the connection stays open. */
  | { kind: 'hang' }
  /**
   * The first `fraction` (0 to 1, default 0.5) of the body. Else the full content-length is announced and the
   * connection breaks; with `clean` the part poses as the whole.
   */
  | { kind: 'truncate'; fraction?: number; clean?: boolean }
  /** JSON that still parses, with ids as strings, lists as objects, numbers as strings, or (default) all three. */
  | { kind: 'wrong-types'; what?: 'ids' | 'lists' | 'numbers' | 'all' }
  /** A bot challenge page, as a CDN puts it before an API. Default status 403. */
  | { kind: 'html'; status?: number }
  /** Every top-level list cut to its first `fraction` (0 to 1). */
  | { kind: 'shrink'; fraction: number }
  /** `bytes` (default 1024) random bytes, announced as JSON. */
  | { kind: 'garbage'; bytes?: number; seed?: number }
  /** The connection closed before a single byte. */
  | { kind: 'reset' }
  /** A literal body, default status 200 and JSON. */
  | { kind: 'body'; body: string; status?: number; headers?: Record<string, string> }
  /** A redirect, default status 301. */
  | { kind: 'redirect'; location: string; status?: number }
  /** What the official API says while the game is being updated: 503, no Retry-After. */
  | { kind: 'maintenance' };

/**
 * A misbehaviour and the requests it applies to: `match` is a part of the path (with query) or a regular
 * expression, default all; after `times` requests (default no end) the rule is spent.
 */
export type Rule = Misbehaviour & { match?: string | RegExp; times?: number };

/** What the server is to do for one request. */
export type Plan =
  | { kind: 'answer'; answer: Answer; delayMs: number }
  | { kind: 'cut'; answer: Answer; bytes: number }
  | { kind: 'hang' }
  | { kind: 'reset' };

/** The rules in force, tried in order. */
export interface RuleBook {
  set(rules: Rule | readonly Rule[] | null): void;
  /** The first rule for a path, its `times` counted down; null when the server is to behave. */
  take(path: string): Rule | null;
}

/** A rule book without rules. */
export function createRuleBook(): RuleBook {
  let entries: { rule: Rule; left: number }[] = [];
  return {
    set(rules) {
      const list = rules === null ? [] : Array.isArray(rules) ? (rules as readonly Rule[]) : [rules as Rule];
      entries = list.map((rule) => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }));
    },
    take(path) {
      const entry = entries.find(({ rule, left }) => left > 0 && matches(rule.match, path));
      if (entry === undefined) return null;
      entry.left -= 1;
      return entry.rule;
    },
  };
}

function matches(match: string | RegExp | undefined, path: string): boolean {
  if (match === undefined) return true;
  // `search` ignores a global expression's lastIndex, `test` does not.
  return typeof match === 'string' ? path.includes(match) : path.search(match) >= 0;
}

const CHALLENGE_PAGE = `<!DOCTYPE html>
<html lang="en-US"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow"></head>
<body><h1>Security Check</h1><p>Verifying that you are human. This may take a few seconds.</p>
<noscript>Enable JavaScript and cookies to continue</noscript></body></html>
`;

function plain(status: number, headers: Record<string, string>, body: string | Buffer): Answer {
  return { status, headers, body: typeof body === 'string' ? Buffer.from(body) : body };
}

function cutLength(answer: Answer, fraction: number): number {
  // At least one byte is missing, or it would be no truncation.
  return Math.max(0, Math.min(Math.floor(answer.body.length * fraction), answer.body.length - 1));
}

/** Turns a rule (or none) and the right answer into what is to happen. */
export function planFor(rule: Rule | null, answer: Answer): Plan {
  if (rule === null) return { kind: 'answer', answer, delayMs: 0 };
  switch (rule.kind) {
    case 'hang':
    case 'reset':
      return { kind: rule.kind };
    case 'delay':
      return { kind: 'answer', answer, delayMs: rule.ms };
    case 'truncate': {
      const bytes = cutLength(answer, rule.fraction ?? 0.5);
      if (rule.clean !== true) return { kind: 'cut', answer, bytes };
      return { kind: 'answer', answer: { ...answer, body: answer.body.subarray(0, bytes) }, delayMs: 0 };
    }
    default:
      return { kind: 'answer', answer: distort(rule, answer), delayMs: 0 };
  }
}

type Distortion = Exclude<Rule, { kind: 'hang' | 'reset' | 'delay' | 'truncate' }>;

function distort(rule: Distortion, answer: Answer): Answer {
  const json = { 'content-type': 'application/json' };
  switch (rule.kind) {
    case 'status':
      return plain(
        rule.status,
        { ...json, ...rule.headers },
        rule.body ?? `{"error":"status ${rule.status}"}`,
      );
    case 'body':
      return plain(rule.status ?? 200, { ...json, ...rule.headers }, rule.body);
    case 'redirect':
      return plain(rule.status ?? 301, { location: rule.location }, '');
    case 'maintenance':
      return officialError(503, 'inMaintenance', 'API is currently in maintenance, please come back later');
    case 'html': {
      const headers = { 'content-type': 'text/html; charset=UTF-8', 'cf-mitigated': 'challenge' };
      return plain(rule.status ?? 403, headers, CHALLENGE_PAGE);
    }
    case 'garbage':
      return plain(200, json, randomBytes(rule.bytes ?? 1024, rule.seed ?? 1));
    case 'shrink':
      return rewrite(answer, (value) => shrink(value, rule.fraction));
    case 'wrong-types':
      return rewrite(answer, (value) => wrongTypes(value, rule.what ?? 'all', ''));
  }
}

function randomBytes(length: number, seed: number): Buffer {
  const random = createRandom(seed);
  return Buffer.from(Array.from({ length }, () => random.uint32() & 0xff));
}

/** Changes the JSON of a good answer; errors stay as they are. */
function rewrite(answer: Answer, change: (value: unknown) => unknown): Answer {
  if (answer.status !== 200) return answer;
  return jsonAnswer(JSON.stringify(change(JSON.parse(answer.body.toString('utf8')))));
}

function shrink(value: unknown, fraction: number): unknown {
  if (Array.isArray(value)) return value.slice(0, Math.floor(value.length * fraction));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => [
    key,
    Array.isArray(item) ? item.slice(0, Math.floor(item.length * fraction)) : item,
  ]);
  return Object.fromEntries(entries);
}

function wrongTypes(value: unknown, what: 'ids' | 'lists' | 'numbers' | 'all', key: string): unknown {
  if (typeof value === 'number') {
    const isId = /^(id|scId|brawler\d?)$/.test(key);
    return what === 'all' || what === (isId ? 'ids' : 'numbers') ? String(value) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, wrongTypes(item, what, name)] as const);
  const asObject = !Array.isArray(value) || what === 'all' || what === 'lists';
  return asObject ? Object.fromEntries(entries) : entries.map(([, item]) => item);
}
