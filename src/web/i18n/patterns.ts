/**
 * How a language writes numbers, spans of time, dates and lists: CLDR's patterns, as Intl has them, which test/web/patterns.test.ts
 * holds them to. Not by Intl itself: the first formatter of a kind reads the names of all locales, up to a third of what a
 * new process's first page takes, several times as long on a phone; and a page has hundreds of numbers.
 */
import type { Language } from '../address.ts';

/** Of counts that take the first form, and of others: "#" is where the number goes. */
type Forms = readonly [first: string, others: string];

export interface Patterns {
  /** before decimals */
  readonly point: string;
  /** between groups of three digits */
  readonly group: string;
  /** digits of the shortest number that has groups */
  readonly groupsFrom: 4 | 5;
  /** whole numbers that take the first of two forms */
  readonly firstOf: readonly number[];
  /** days (two at least), hours and minutes in their narrow form */
  readonly span: { readonly day: string; readonly hour: string; readonly minute: string };
  /** how long ago something was; days are two at least */
  readonly ago: { readonly day: string; readonly hour: Forms; readonly minute: Forms };
  /** a date of medium length: day, month and year, with two digits where the letter is there twice; `months` where they have names */
  readonly day: { readonly form: string; readonly months?: string };
  /** between the items of a list; the last two of two, and of more */
  readonly list: { readonly comma: string; readonly two: string; readonly last: string };
}

const GROUP_DIGITS = 3;
const ENGLISH = { point: '.', group: ',', groupsFrom: 4 } as const;
const GERMAN = { point: ',', group: '.', groupsFrom: 4 } as const;
/** Of languages that write no comma before the last item. */
const listBy = (and: string, comma = ', ') => ({ comma, two: and, last: and });
/** Of languages that count all numbers in one form. */
const always = (form: string): Forms => [form, form];

export const PATTERNS: Readonly<Record<Language, Patterns>> = {
  en: {
    ...ENGLISH,
    firstOf: [1],
    span: { day: '#d', hour: '#h', minute: '#m' },
    ago: {
      day: '# days ago',
      hour: ['# hour ago', '# hours ago'],
      minute: ['# minute ago', '# minutes ago'],
    },
    day: { form: '{month} {d}, {y}', months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec' },
    list: { comma: ', ', two: ' and ', last: ', and ' },
  },
  es: {
    ...GERMAN,
    groupsFrom: 5,
    firstOf: [1],
    span: { day: '#d', hour: '#h', minute: '#min' },
    ago: {
      day: 'hace # días',
      hour: ['hace # hora', 'hace # horas'],
      minute: ['hace # minuto', 'hace # minutos'],
    },
    day: { form: '{d} {month} {y}', months: 'ene feb mar abr may jun jul ago sept oct nov dic' },
    list: listBy(' y '),
  },
  pt: {
    ...GERMAN,
    firstOf: [0, 1],
    span: { day: '# dias', hour: '# h', minute: '# min' },
    ago: { day: 'há # dias', hour: ['há # hora', 'há # horas'], minute: ['há # minuto', 'há # minutos'] },
    day: {
      form: '{d} de {month} de {y}',
      months: 'jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.',
    },
    list: listBy(' e '),
  },
  fr: {
    ...{ point: ',', group: '\u202f', groupsFrom: 4, firstOf: [0, 1] },
    span: { day: '#j', hour: '#h', minute: '#min' },
    ago: {
      day: 'il y a # jours',
      hour: ['il y a # heure', 'il y a # heures'],
      minute: ['il y a # minute', 'il y a # minutes'],
    },
    day: {
      form: '{d} {month} {y}',
      months: 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.',
    },
    list: listBy(' et '),
  },
  de: {
    ...GERMAN,
    firstOf: [1],
    span: { day: '# T', hour: '#h', minute: '# Min.' },
    ago: {
      day: 'vor # Tagen',
      hour: ['vor # Stunde', 'vor # Stunden'],
      minute: ['vor # Minute', 'vor # Minuten'],
    },
    day: { form: '{dd}.{mm}.{y}' },
    list: listBy(' und '),
  },
  ko: {
    ...ENGLISH,
    firstOf: [],
    span: { day: '#일', hour: '#시간', minute: '#분' },
    ago: { day: '#일 전', hour: always('#시간 전'), minute: always('#분 전') },
    day: { form: '{y}. {m}. {d}.' },
    list: listBy(' 및 '),
  },
  ja: {
    ...ENGLISH,
    firstOf: [],
    span: { day: '#d', hour: '#h', minute: '#m' },
    ago: { day: '# 日前', hour: always('# 時間前'), minute: always('# 分前') },
    day: { form: '{y}/{mm}/{dd}' },
    list: listBy('、', '、'),
  },
  zh: {
    ...ENGLISH,
    firstOf: [],
    span: { day: '#天', hour: '#小时', minute: '#分钟' },
    ago: { day: '#天前', hour: always('#小时前'), minute: always('#分钟前') },
    day: { form: '{y}年{m}月{d}日' },
    list: listBy('和', '、'),
  },
};

/** A number rounded to a whole one, in groups: "12,345". */
export function writeWhole(value: number, { group, groupsFrom }: Patterns): string {
  const digits = String(Math.round(Math.abs(value)));
  const sign = value < 0 && digits !== '0' ? '-' : '';
  if (digits.length < groupsFrom) return sign + digits;
  let end = digits.length % GROUP_DIGITS;
  let text = digits.slice(0, end);
  for (; end < digits.length; end += GROUP_DIGITS)
    text += (text === '' ? '' : group) + digits.slice(end, end + GROUP_DIGITS);
  return sign + text;
}

/** A whole count in the form that it takes. */
export function writeCount(count: number, forms: Forms | string, patterns: Patterns): string {
  const form = typeof forms === 'string' ? forms : forms[patterns.firstOf.includes(count) ? 0 : 1];
  return form.replace('#', writeWhole(count, patterns));
}

/** The day of epoch ms in UTC, as a date of medium length. */
export function writeDay(time: number, { form, months }: Patterns['day']): string {
  const date = new Date(time);
  const [day, month] = [date.getUTCDate(), date.getUTCMonth() + 1];
  const parts: Readonly<Record<string, string | number>> = {
    ...{ d: day, dd: twoDigits(day), m: month, mm: twoDigits(month), y: date.getUTCFullYear() },
    month: months?.split(' ')[month - 1] ?? month,
  };
  return form.replace(/\{(\w+)\}/g, (_, part: string) => String(parts[part]));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** What begins with the sound of an i, but for "hia" and "hie": Spanish says "e" before it and not "y". */
const SPANISH_I = /^(?:i|hi(?![ae]))/i;

/** "A, B and C" */
export function writeList(items: readonly string[], language: Language): string {
  const { comma, two, last } = PATTERNS[language].list;
  const end = items.at(-1) ?? '';
  if (items.length < 2) return end;
  const and = items.length === 2 ? two : last;
  const said = language === 'es' && SPANISH_I.test(end) ? ' e ' : and;
  return items.slice(0, -1).join(comma) + said + end;
}
