/** Numbers, spans, dates and lists as languages write them: held to Intl, which the pages do without. */
import { describe, expect, test } from 'vitest';
import { LANGUAGE_TAGS, LANGUAGES } from '../../src/web/address.ts';
import { createFormats } from '../../src/web/i18n/formats.ts';
import { PATTERNS, writeWhole } from '../../src/web/i18n/patterns.ts';
import { createRandom } from '../../upstream-sim/random.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const SEED = 20_261_127;

describe.each(LANGUAGES)('%s', (language) => {
  const tag = LANGUAGE_TAGS[language];
  const formats = createFormats(language);

  test('whole numbers are in groups as Intl has them', () => {
    const { format } = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
    const random = createRandom(SEED);
    const some = Array.from({ length: 2000 }, () => 10 ** (random.float() * 12) - 1);
    for (const value of [0, 0.4, 0.6, 9, 10, 99, 100, 999.4, 999.5, 1000, 9999, 10_000, 1e6, 1e9, ...some]) {
      expect(writeWhole(value, PATTERNS[language])).toBe(format(value));
      if (Math.round(value) !== 0) expect(writeWhole(-value, PATTERNS[language])).toBe(format(-value));
    }
  });

  test('decimals have its point', () => {
    const { format } = new Intl.NumberFormat(tag, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      useGrouping: false,
    });
    for (const value of [0, 0.5, 12.3, 100, 1234.5]) expect(formats.decimal(value)).toBe(format(value));
  });

  test('days, hours and minutes are its narrow units', () => {
    const unit = (name: string) =>
      new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'narrow' }).format;
    const [days, hours, minutes] = [unit('day'), unit('hour'), unit('minute')];
    for (let minute = 0; minute < 60; minute++)
      expect(formats.span(minute * MINUTE_MS)).toBe(minutes(minute));
    for (let hour = 1; hour < 48; hour++) {
      expect(formats.span(hour * 60 * MINUTE_MS)).toBe(hours(hour));
      expect(formats.span((hour * 60 + 20) * MINUTE_MS)).toBe(`${hours(hour)} ${minutes(20)}`);
    }
    for (const day of [2, 3, 21, 999, 1000, 12_345]) {
      expect(formats.span(day * DAY_MINUTES * MINUTE_MS)).toBe(days(day));
      expect(formats.span((day * DAY_MINUTES + 60) * MINUTE_MS)).toBe(`${days(day)} ${hours(1)}`);
    }
  });

  test('how long ago something was is said as Intl says it', () => {
    const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'always', style: 'long' });
    for (let minute = 0; minute < 60; minute++)
      expect(formats.ago(minute * MINUTE_MS)).toBe(relative.format(-minute, 'minute'));
    for (let hour = 1; hour < 48; hour++)
      expect(formats.ago((hour * 60 + 59) * MINUTE_MS)).toBe(relative.format(-hour, 'hour'));
    for (const day of [2, 3, 21, 101, 999, 1000, 12_345])
      expect(formats.ago((day + 0.9) * DAY_MINUTES * MINUTE_MS)).toBe(relative.format(-day, 'day'));
  });

  test('dates are its of medium length', () => {
    const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
    // Every day of two years, one of them a leap year, at all times of the day.
    for (let day = 0; day < 731; day++) {
      const time = Date.UTC(2027, 0, 1 + day, day % 24, day % 60);
      expect(formats.day(time)).toBe(date.format(time));
    }
  });

  test('lists are joined as Intl joins them', () => {
    const list = new Intl.ListFormat(tag, { type: 'conjunction' });
    const ends = ['Shelly', 'Iggy', 'iris', 'Hikari', 'Hielo', 'hiato', 'Hi', 'Himari', 'Ícaro', 'Yago', 'h'];
    for (const end of ends)
      for (let before = 0; before < 5; before++) {
        const items = [...['El Primo', '8-Bit', 'Mr. P', 'Larry & Lawrie'].slice(0, before), end];
        expect(formats.list(items)).toBe(list.format(items));
      }
    expect(formats.list([])).toBe('');
  });
});
