/** Seeded randomness and made-up JSON text for fuzzing: every notation that JSON allows, and near misses. */

/** mulberry32: small, seedable, good enough to pick mutations. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** An integer in 0…2^32 − 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** An integer in 0…n − 1. */
  below(n: number): number {
    return this.next() % n;
  }

  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('pick from nothing');
    return item;
  }
}

const NUMBERS = [
  '0',
  '-0',
  '1',
  '1e3',
  '15000000',
  '15000000.0',
  '1.5e7',
  '16000063',
  '150000000e-1',
  '4294967294',
  '4294967295',
  '4294967296',
  '4294967294.00000000000000000001',
  '-1',
  '0.1',
  '54.1',
  '56.17',
  '100',
  '100.0',
  '100.00000000000001',
  '99.99999999999999999999',
  '1e400',
  '-1e400',
  '1e-400',
  '2.4703282292062327e-324',
  '2.4703282292062328e-324',
  '5e-324',
  '0.00005',
  '0.00015',
  '12.34565',
  '33.33335',
  '1.00005',
  '49.99995',
  '9007199254740993',
  '179769313486231580793e289',
  '1.7976931348623157e308',
  '1.7976931348623159e308',
  '2.2250738585072011e-308',
  '0.1e1',
  '1E+2',
  '1e0000000000000002',
  '50.000049999999999999999999999999',
  '0.00004999999999999999',
  '123456789012345678901234567890',
  '0e999999999999',
];
const BAD_NUMBERS = [
  '01',
  '-',
  '1.',
  '.5',
  '+1',
  '1e',
  '1e+',
  '0x1',
  '-01',
  '1.e2',
  'NaN',
  'Infinity',
  '--1',
  '1-1',
  '00',
];
const TEXTS = [
  '',
  'Gem Grab',
  '#d852ff',
  '#D852FG',
  'ranked',
  'shabby-shells',
  'Hard-Rock-Mine',
  '2025-08-17T20:00:00.000Z',
  '20250817T200000.000Z',
  '2024-02-29T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '1969-12-31T23:59:59.999Z',
  '2106-02-07T06:28:14Z',
  '2106-02-07T06:28:15Z',
  '2025-08-17T24:00:00.000Z',
  '2025-08-17T20:00:00.Z',
  '20250817T200000Z',
  '2025-0817T20:00:00Z',
  '0000-01-01T00:00:00Z',
  '#2PP',
  '#0289PYLQ',
  '#YLQ0J',
  'é',
  '日本語',
  '🤯',
  '\u2028',
  '<c7>x</c>',
];
const BAD_TEXTS = [
  '"\n"',
  '"\t"',
  '"\\x"',
  '"\\u12"',
  '"\\uZZZZ"',
  '"\\"',
  '"\x00"',
  "'a'",
  '"a',
  '"\\u123',
  '"\x1f"',
];
const LITERALS = ['true', 'false', 'null'];
const BAD_LITERALS = ['tru', 'True', 'nul', 'nulll', 'truefalse', 'undefined', 'falsey', 't', 'n', 'f'];
const KEYS = [
  'id',
  'name',
  'map',
  'list',
  'stats',
  '__proto__',
  'constructor',
  '',
  'x',
  'a long key of thirty-one bytes!',
];

/** White space as one may meet it: mostly none. */
export function space(random: Random): string {
  if (!random.chance(6)) return '';
  return random.pick([' ', '\n', '\t', '\r\n', '  ', '\n        ', ' '.repeat(random.below(70))]);
}

/** A JSON string literal of the text, some characters escaped in some way. */
export function quoted(random: Random, text: string): string {
  let out = '"';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const plain = JSON.stringify(text.charAt(i)).slice(1, -1);
    const isSurrogate = (unit & 0xf800) === 0xd800;
    const hex = unit.toString(16).padStart(4, '0');
    if (random.chance(40)) out += `\\u${random.chance(2) ? hex : hex.toUpperCase()}`;
    else if (isSurrogate) out += text.charAt(i);
    else out += text.charAt(i) === '/' && random.chance(2) ? '\\/' : plain;
  }
  return `${out}"`;
}

function randomText(random: Random): string {
  if (random.chance(3)) return random.pick(TEXTS);
  let text = '';
  for (let n = random.below(random.chance(8) ? 90 : 12); n > 0; n--) {
    text += random.chance(12)
      ? random.pick(['\\', '"', '/', '\b', '\ud83d', '\udc4d', '🧭', 'ß', '߿', '￿', ',', '{'])
      : 'a';
  }
  return text;
}

/** A scalar's text; now and then one that isn't JSON. */
function scalar(random: Random): string {
  const isBad = random.chance(200);
  switch (random.below(6)) {
    case 0:
      return random.pick(isBad ? BAD_LITERALS : LITERALS);
    case 1:
    case 2:
      return isBad ? random.pick(BAD_TEXTS) : quoted(random, randomText(random));
    default:
      if (isBad) return random.pick(BAD_NUMBERS);
      return random.chance(3)
        ? random.pick(NUMBERS)
        : `${random.below(2 ** 31)}${random.chance(2) ? `.${random.below(1000)}` : ''}`;
  }
}

/** The text of some JSON value, brackets included. */
export function junk(random: Random, depth = 3): string {
  if (depth === 0 || random.chance(2)) return scalar(random);
  const items = Array.from({ length: random.below(4) }, () => junk(random, depth - 1));
  if (random.chance(2)) return write(random, '[', items, ']');
  return write(
    random,
    '{',
    items.map((item) => `${quoted(random, random.pick(KEYS))}${space(random)}:${space(random)}${item}`),
    '}',
  );
}

function write(random: Random, open: string, items: readonly string[], close: string): string {
  return `${open}${space(random)}${items.join(`${space(random)},${space(random)}`)}${space(random)}${close}`;
}

/**
 * Writes a value as JSON with everything shuffled that must not matter (key order, unknown keys, keys that come
 * twice, notation, white space) and, one value in `wildness`, something else in its place.
 */
export function rewrite(random: Random, value: unknown, wildness: number): string {
  if (random.chance(wildness)) return random.chance(5) ? 'null' : junk(random, 2);
  if (Array.isArray(value))
    return write(
      random,
      '[',
      value.map((item) => rewrite(random, item, wildness)),
      ']',
    );
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, item]) =>
      field(random, key, rewrite(random, item, wildness)),
    );
    if (random.chance(4)) fields.push(field(random, random.pick(KEYS), junk(random, 2)));
    if (random.chance(8))
      fields.unshift(field(random, random.pick(Object.keys(value).concat('x')), junk(random, 1)));
    if (random.chance(10)) fields.splice(random.below(fields.length + 1), random.below(2));
    if (random.chance(3)) fields.sort(() => random.below(3) - 1);
    return write(random, '{', fields, '}');
  }
  if (typeof value === 'string') return quoted(random, value);
  if (typeof value === 'number' && random.chance(20))
    return random.pick([`${value}.0`, `${value}e0`, value.toExponential()]);
  return JSON.stringify(value);
}

function field(random: Random, key: string, value: string): string {
  return `${quoted(random, key)}${space(random)}:${space(random)}${value}`;
}
