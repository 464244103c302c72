/** The interface's languages: complete by their types; here that every text is used, said, and written as its language writes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGE_NAMES, LANGUAGE_TAGS, LANGUAGES, parseAddress } from '../../src/web/address.ts';
import { en } from '../../src/web/i18n/en.ts';
import { createFormats } from '../../src/web/i18n/formats.ts';
import { allMessages } from '../../src/web/i18n/index.ts';

const WEB = join(import.meta.dirname, '../../src/web');

/** Texts by their path; functions are called with their own parameters' places. */
function texts(messages: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(messages)) {
    const at = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'string') found.set(at, value);
    else if (typeof value === 'function') {
      const places = Array.from({ length: value.length }, (_, i) => `<${i}>`);
      found.set(at, String(value(...places)));
    } else for (const [inner, text] of texts(value, at)) found.set(inner, text);
  }
  return found;
}

const english = texts(en);

test('every text is used', () => {
  const source = readdirSync(WEB, { recursive: true })
    .map(String)
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('i18n'))
    .map((file) => readFileSync(join(WEB, file), 'utf8'))
    .join('\n');
  const used = (path: string): boolean => {
    const parts = path.split('.');
    return parts.some((_, i) => {
      const head = parts.slice(0, i + 1).join('.');
      return source.includes(`t.${head}[`) || (i === parts.length - 1 && source.includes(`t.${head}`));
    });
  };
  // Lists that are handed on whole: their parts are picked by name there.
  const handedOn = ['status.sourceStates'];
  const unused = [...english.keys()].filter(
    (path) => !used(path) && !handedOn.some((list) => path.startsWith(`${list}.`)),
  );
  expect(unused).toEqual([]);
});

describe.each(LANGUAGES.filter((language) => language !== 'en'))('%s', (language) => {
  const own = texts(allMessages(language));

  test('says everything, and puts in what it is given', () => {
    for (const [path, text] of english) {
      const said = own.get(path) ?? '';
      expect(said.trim(), path).not.toBe('');
      // Counts have the number as such for the plural, and as text.
      const given = [...text.matchAll(/<\d>/g)].map(([place]) => place).sort();
      for (const place of new Set(given)) expect(said, path).toContain(place);
    }
  });

  test('is written as the language is written', () => {
    const letters = {
      ko: /\p{Script=Hangul}/u,
      ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
      zh: /\p{Script=Han}/u,
    };
    const script = letters[language as keyof typeof letters];
    const same = [...english].filter(([path, text]) => own.get(path) === text && text.length > 12);
    expect(same.map(([path]) => path)).toEqual([]);
    if (script === undefined) return;
    const foreign = [...own].filter(([, text]) => text.length > 14 && !script.test(text));
    expect(foreign).toEqual([]);
  });
});

describe('addresses', () => {
  test.each([
    ['/', 'en', '/'],
    ['/es', 'es', '/'],
    ['/es/', 'es', '/'],
    ['/zh/map/x', 'zh', '/map/x'],
    ['/map/x/', 'en', '/map/x'],
    ['/en/map/x', 'en', '/en/map/x'],
    ['/esp/map', 'en', '/esp/map'],
    ['//evil.example/x', 'en', '/evil.example/x'],
  ])('%s', (path, language, page) => {
    expect(parseAddress(path)).toEqual({ language, path: page });
  });

  test('every language has a name and a tag that is one', () => {
    for (const language of LANGUAGES) {
      expect(LANGUAGE_NAMES[language]).not.toBe('');
      expect(Intl.getCanonicalLocales(LANGUAGE_TAGS[language])).toEqual([LANGUAGE_TAGS[language]]);
    }
  });
});

describe('formats', () => {
  const HOUR = 3_600_000;

  test('numbers', () => {
    const [f, de] = [createFormats('en'), createFormats('de')];
    expect([f.whole(12_345), f.decimal(52.34), f.signed(2.31), f.signed(-0.4), f.signed(0)]).toEqual([
      ...['12,345', '52.3', '+2.3', '−0.4', '±0.0'],
    ]);
    expect([de.whole(12_345), de.decimal(52.34), de.range([1, 2.25])]).toEqual(['12.345', '52,3', '1,0–2,3']);
    expect(f.fixed(-3, 0)).toBe('−3');
  });

  test('what rounds to nothing has no sign', () => {
    expect(createFormats('en').signed(0.04)).toBe('±0.0');
    expect(createFormats('en').signed(-0.04)).toBe('±0.0');
  });

  test('spans and ages', () => {
    const f = createFormats('en');
    expect([0, 59_999, 12 * 60_000, HOUR, 3.5 * HOUR, 47 * HOUR, 50 * HOUR].map(f.span)).toEqual([
      ...['0m', '0m', '12m', '1h', '3h 30m', '47h', '2d 2h'],
    ]);
    expect([-5, 60_000, HOUR, 47 * HOUR, 49 * HOUR].map(f.ago)).toEqual([
      ...['0 minutes ago', '1 minute ago', '1 hour ago', '47 hours ago', '2 days ago'],
    ]);
    expect(createFormats('ja').ago(HOUR)).toBe('1 時間前');
  });
});
