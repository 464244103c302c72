import type { Misbehaviour, Rule } from './misbehave.ts';

type Kind = Misbehaviour['kind'];
type FieldType = 'number' | 'string' | 'boolean' | 'headers';
interface Fields {
  readonly required: Readonly<Record<string, FieldType>>;
  readonly optional: Readonly<Record<string, FieldType>>;
}

/** The fields of each kind, for rules that come as JSON. */
const FIELDS: Readonly<Record<Kind, Fields>> = {
  status: { required: { status: 'number' }, optional: { headers: 'headers', body: 'string' } },
  delay: { required: { ms: 'number' }, optional: {} },
  hang: { required: {}, optional: {} },
  truncate: { required: {}, optional: { fraction: 'number', clean: 'boolean' } },
  'wrong-types': { required: {}, optional: { what: 'string' } },
  html: { required: {}, optional: { status: 'number' } },
  shrink: { required: { fraction: 'number' }, optional: {} },
  garbage: { required: {}, optional: { bytes: 'number', seed: 'number' } },
  reset: { required: {}, optional: {} },
  body: { required: { body: 'string' }, optional: { status: 'number', headers: 'headers' } },
  redirect: { required: { location: 'string' }, optional: { status: 'number' } },
  maintenance: { required: {}, optional: {} },
};

/** Allowed values, [lowest, highest]: what Node can send, and what memory bears. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  status: [200, 599],
  ms: [0, 600_000],
  fraction: [0, 1],
  bytes: [0, 16_000_000],
  seed: [0, 2 ** 32 - 1],
  times: [0, Number.MAX_SAFE_INTEGER],
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOfType(value: unknown, type: FieldType): boolean {
  if (type !== 'headers') return typeof value === type;
  return isRecord(value) && Object.values(value).every((item) => typeof item === 'string');
}

function readMatch(value: unknown): string | RegExp | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (isRecord(value) && typeof value.regexp === 'string') return new RegExp(value.regexp);
  throw new TypeError('match must be a text or {"regexp": "…"}');
}

function checkField(name: string, value: unknown, type: FieldType): void {
  if (!isOfType(value, type)) throw new TypeError(`${name} must be a ${type}`);
  const [lowest, highest] = RANGES[name] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (typeof value === 'number' && !(value >= lowest && value <= highest)) {
    throw new TypeError(`${name} must lie between ${lowest} and ${highest}`);
  }
  if (name === 'what' && !['ids', 'lists', 'numbers', 'all'].includes(String(value))) {
    throw new TypeError('what must be ids, lists, numbers or all');
  }
}

function readRule(value: unknown): Rule {
  if (!isRecord(value)) throw new TypeError('a rule must be an object');
  const { kind, match, ...rest } = value;
  if (typeof kind !== 'string' || !Object.hasOwn(FIELDS, kind)) {
    throw new TypeError(`kind must be one of ${Object.keys(FIELDS).join(', ')}`);
  }
  const { required, optional } = FIELDS[kind as Kind];
  for (const name of Object.keys(required)) {
    if (rest[name] === undefined) throw new TypeError(`${kind} needs ${name}`);
  }
  const known: Record<string, FieldType> = { ...required, ...optional, times: 'number' };
  for (const [name, item] of Object.entries(rest)) {
    const type = known[name];
    if (type === undefined) throw new TypeError(`${kind} has no ${name}`);
    checkField(name, item, type);
  }
  const pattern = readMatch(match);
  const rule = { kind, ...rest } as Rule;
  return pattern === undefined ? rule : { ...rule, match: pattern };
}

/**
 * Reads a rule, or a list of rules, from JSON; `match` is a text or `{"regexp": "…"}`.
 * Throws a TypeError or SyntaxError that says what is wrong.
 */
export function parseRules(json: string): Rule[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.map(readRule) : [readRule(value)];
}
