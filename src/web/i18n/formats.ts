import { LANGUAGE_TAGS, type Language } from '../address.ts';

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
  /** "12 min", "3 h 20 min", "5 d 2 h" of milliseconds */
  readonly span: (ms: number) => string;
  /** "3 minutes ago" of milliseconds since then */
  readonly ago: (ms: number) => string;
  /** "23 Nov 2026" of epoch ms, the day of UTC */
  readonly day: (time: number) => string;
  /** "Mon 14:00" of epoch ms, UTC */
  readonly moment: (time: number) => string;
  /** "A, B and C" */
  readonly list: (items: readonly string[]) => string;
}

const MINUTE_MS = 60_000;

/** Formatters of a language, by Intl; decimals without it, since a page has hundreds of them. Each is made when it is first needed. */
export function createFormats(language: Language): Formats {
  const tag = LANGUAGE_TAGS[language];
  const wholes = once(() => new Intl.NumberFormat(tag, { maximumFractionDigits: 0 }));
  const point = once(
    () => new Intl.NumberFormat(tag).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.',
  );
  const fixed = (value: number, digits: number) => {
    const text = value.toFixed(digits).replace('-', '−');
    return point() === '.' ? text : text.replace('.', point());
  };
  const decimal = (value: number) => fixed(value, 1);
  const unit = (name: string) =>
    once(() => new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'narrow' }));
  const [days, hours, minutes] = [unit('day'), unit('hour'), unit('minute')];
  const relative = once(() => new Intl.RelativeTimeFormat(tag, { numeric: 'always', style: 'long' }));
  const dates = once(() => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }));
  const moments = once(
    () =>
      new Intl.DateTimeFormat(tag, {
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone: 'UTC',
      }),
  );
  const lists = once(() => new Intl.ListFormat(tag, { type: 'conjunction' }));
  return {
    whole: (value) => wholes().format(value),
    decimal,
    fixed,
    signed: (value) => {
      const rounded = Math.round(value * 10);
      return `${rounded > 0 ? '+' : rounded < 0 ? '−' : '±'}${decimal(Math.abs(value))}`;
    },
    range: ([low, high]) => `${decimal(low)}–${decimal(high)}`,
    span: (ms) => {
      const total = Math.max(0, Math.floor(ms / MINUTE_MS));
      const [d, h, m] = [Math.floor(total / 1440), Math.floor(total / 60) % 24, total % 60];
      if (d > 1) return h === 0 ? days().format(d) : `${days().format(d)} ${hours().format(h)}`;
      const all = d * 24 + h;
      if (all === 0) return minutes().format(m);
      return m === 0 ? hours().format(all) : `${hours().format(all)} ${minutes().format(m)}`;
    },
    ago: (ms) => {
      const total = Math.max(0, Math.floor(ms / MINUTE_MS));
      if (total < 60) return relative().format(-total, 'minute');
      return total < 2880
        ? relative().format(-Math.floor(total / 60), 'hour')
        : relative().format(-Math.floor(total / 1440), 'day');
    },
    day: (time) => dates().format(time),
    moment: (time) => moments().format(time),
    list: (items) => lists().format(items),
  };
}

/** What is made when it is first asked for. */
function once<T extends object | string>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
