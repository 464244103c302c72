/** Seeded queries as people type them, each with the name that was meant. */

export { seededRandom } from '../../test/kernel/search/random.ts';

export interface Query {
  readonly kind: QueryKind;
  readonly text: string;
  /** The name that was meant, as displayed. */
  readonly meant: string;
}

/** Changes a name into what somebody types for it, or null where the name does not lend itself to that. */
type Typing = (name: string, random: () => number) => string | null;

const KEYS = 'abcdefghijklmnopqrstuvwxyz';

function below(limit: number, random: () => number): number {
  return Math.floor(random() * limit);
}

function key(random: () => number): string {
  return KEYS[below(KEYS.length, random)] ?? 'x';
}

/** Positions between two different letters of one word. */
function swappable(name: string): number[] {
  return Array.from(name, (_, at) => at).filter(
    (at) =>
      /[a-z0-9]{2}/i.test(name.slice(at, at + 2)) && name[at]?.toLowerCase() !== name[at + 1]?.toLowerCase(),
  );
}

function insertLetter(name: string, random: () => number): string {
  const at = below(name.length + 1, random);
  return name.slice(0, at) + key(random) + name.slice(at);
}

function dropLetter(name: string, random: () => number): string | null {
  const at = below(name.length, random);
  return name.length < 4 || name[at] === ' ' ? null : name.slice(0, at) + name.slice(at + 1);
}

function replaceLetter(name: string, random: () => number): string | null {
  const at = below(name.length, random);
  const typed = key(random);
  const same = name[at]?.toLowerCase() === typed;
  return name.length < 4 || name[at] === ' ' || same ? null : name.slice(0, at) + typed + name.slice(at + 1);
}

function transpose(name: string, random: () => number): string | null {
  const places = swappable(name);
  const at = places[below(places.length, random)];
  if (name.length < 4 || at === undefined) return null;
  return `${name.slice(0, at)}${name[at + 1]}${name[at]}${name.slice(at + 2)}`;
}

/** One typo; in names of ten letters or more, two in one case of five (Damerau, 1964, found 80 % single). */
function mistype(name: string, random: () => number): string | null {
  const typings = [insertLetter, dropLetter, replaceLetter];
  const once = typings[below(typings.length, random)]?.(name, random) ?? null;
  if (once === null || name.length < 10 || random() < 0.8) return once;
  return typings[below(typings.length, random)]?.(once, random) ?? once;
}

function startOf(name: string, random: () => number): string | null {
  return name.length < 4 ? null : name.slice(0, 2 + below(name.length - 2, random)).trim();
}

function mistypedStart(name: string, random: () => number): string | null {
  const start = name.slice(0, 5 + below(Math.max(1, name.length - 5), random));
  return name.length < 7 ? null : (random() < 0.5 ? transpose : replaceLetter)(start, random);
}

function acronym(name: string): string | null {
  const words = name.split(/[\s-]+/).filter((word) => /^[a-z0-9]/i.test(word));
  return words.length < 3 ? null : words.map((word) => word[0]?.toLowerCase()).join('');
}

function leaveOutWord(name: string, random: () => number): string | null {
  const words = name.split(' ');
  const out = below(words.length, random);
  return words.length < 2 ? null : words.filter((_, index) => index !== out).join(' ');
}

function reorderWords(name: string, random: () => number): string | null {
  const words = name.split(' ');
  const turn = 1 + below(words.length - 1, random);
  return words.length < 2 ? null : [...words.slice(turn), ...words.slice(0, turn)].join(' ');
}

function joinWords(name: string): string | null {
  return /[ '-]/.test(name) ? name.replace(/[ '-]/g, '') : null;
}

const TYPINGS = {
  typo: mistype,
  transposition: transpose,
  prefix: startOf,
  acronym,
  'missing word': leaveOutWord,
  'typo in prefix': mistypedStart,
  'word order': reorderWords,
  'joined words': joinWords,
} as const satisfies Record<string, Typing>;

export type QueryKind = keyof typeof TYPINGS;

/** The kinds that `search.quality` is about; the others are shown beside them. */
export const QUALITY_KINDS: readonly QueryKind[] = [
  'typo',
  'transposition',
  'prefix',
  'acronym',
  'missing word',
];
export const OTHER_KINDS: readonly QueryKind[] = ['typo in prefix', 'word order', 'joined words'];

/** Names drawn for each query, on average, before it is taken that hardly any can be typed so. */
const MAX_DRAWS = 100;

/** `count` queries of one kind, about names drawn at random; fewer where hardly any name can be typed so. In lower case, as people type. */
export function makeQueries(
  kind: QueryKind,
  names: readonly string[],
  count: number,
  random: () => number,
): Query[] {
  const queries: Query[] = [];
  for (let draws = 0; queries.length < count && draws < MAX_DRAWS * count; draws++) {
    const meant = names[below(names.length, random)] ?? '';
    const text = TYPINGS[kind](meant, random)?.toLowerCase();
    if (text && text !== meant.toLowerCase()) queries.push({ kind, text, meant });
  }
  return queries;
}
