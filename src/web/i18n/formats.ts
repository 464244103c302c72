import type { Language } from '../address.ts';
import { PATTERNS, writeCount, writeDay, writeList, writeWhole } from './patterns.ts';

/** Numbers, times and spans as a language writes them. */
export interface Formats {
  /** "12,345" */
  readonly whole: (value: number) => string;
  /** "52.3", one decimal */
  readonly decimal: (value: number) => string;
  /** any number of decimals, "0.6798" */
  readonly fixed: (value: number, digits: number) => string;
  /** "+2.3", "−0.4", "±0.0": a sign always, one decimal */
  readonly signed: (value: number) => string;
  /** "49.1–55.6" */
  readonly range: (range: readonly [number, number]) => string;
  /** "12m", "3h 20m", "5d 2h" of milliseconds */
  readonly span: (ms: number) => string;
  /** "3 minutes ago" of milliseconds since then */
  readonly ago: (ms: number) => string;
  /** "Nov 23, 2026" of epoch ms, the day of UTC */
  readonly day: (time: number) => string;
  /** "A, B, and C" */
  readonly list: (items: readonly string[]) => string;
}

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 1440;
/** Shorter times are said in hours. */
const TWO_DAYS = 2 * DAY_MINUTES;

/** Formatters of a language, by its patterns. */
export function createFormats(language: Language): Formats {
  const patterns = PATTERNS[language];
  const { point } = patterns;
  const fixed = (value: number, digits: number) => {
    const text = value.toFixed(digits).replace('-', '−');
    return point === '.' ? text : text.replace('.', point);
  };
  const decimal = (value: number) => fixed(value, 1);
  return {
    whole: (value) => writeWhole(value, patterns),
    decimal,
    fixed,
    signed: (value) => {
      const rounded = Math.round(value * 10);
      return `${rounded > 0 ? '+' : rounded < 0 ? '−' : '±'}${decimal(Math.abs(value))}`;
    },
    range: ([low, high]) => `${decimal(low)}–${decimal(high)}`,
    ...spansOf(language),
    day: (time) => writeDay(time, patterns.day),
    list: (items) => writeList(items, language),
  };
}

function spansOf(language: Language): Pick<Formats, 'span' | 'ago'> {
  const patterns = PATTERNS[language];
  const { span, ago } = patterns;
  const minutesOf = (ms: number) => Math.max(0, Math.floor(ms / MINUTE_MS));
  const write = (unit: keyof typeof span, count: number) => writeCount(count, span[unit], patterns);
  const tell = (unit: keyof typeof ago, count: number) => writeCount(count, ago[unit], patterns);
  return {
    span: (ms) => {
      const total = minutesOf(ms);
      const days = Math.floor(total / DAY_MINUTES);
      const hours = Math.floor(total / HOUR_MINUTES) - (total < TWO_DAYS ? 0 : 24 * days);
      if (total >= TWO_DAYS) return write('day', days) + (hours === 0 ? '' : ` ${write('hour', hours)}`);
      const minutes = total % HOUR_MINUTES;
      if (hours === 0) return write('minute', minutes);
      return write('hour', hours) + (minutes === 0 ? '' : ` ${write('minute', minutes)}`);
    },
    ago: (ms) => {
      const total = minutesOf(ms);
      if (total < HOUR_MINUTES) return tell('minute', total);
      if (total < TWO_DAYS) return tell('hour', Math.floor(total / HOUR_MINUTES));
      return tell('day', Math.floor(total / DAY_MINUTES));
    },
  };
}
