/** The interface's languages: complete by their types; here that every text is used, said, and written as its language writes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TEXTS } from '../../scripts/build/texts.ts';
import {
  LANGUAGE_NAMES,
  LANGUAGE_TAGS,
  LANGUAGES,
  type Language,
  parseAddress,
} from '../../src/web/address.ts';
import { createFormats } from '../../src/web/i18n/formats.ts';
import { createMessages } from '../../src/web/i18n/messages.ts';
import said from './said.json' with { type: 'json' };

const WEB = join(import.meta.dirname, '../../src/web');

/** What pages say, by its path; what is put in stands as `<name>`, counts are each said in turn. */
function sayings(language: Language): Map<string, string | string[]> {
  const messages = createMessages(TEXTS[language]);
  const { whole } = createFormats(language);
  const count = (say: Count) => COUNTS.map((n) => say(n, whole(n)));
  const found = new Map<string, string | string[]>();
  const visit = (texts: object, path: string[]) => {
    for (const [name, text] of Object.entries(texts)) {
      const at = [...path, name];
      const said = at.reduce((group, key) => (group as Record<string, unknown>)[key], messages as unknown);
      if (typeof said === 'string') found.set(at.join('.'), said);
      else if (typeof said !== 'function') visit(text, at);
      else if (typeof text === 'string') found.set(at.join('.'), (said as Fill)(places(text)));
      else found.set(at.join('.'), count(said as Count));
    }
  };
  const { language: _, singular: __, ...groups } = TEXTS[language];
  visit(groups, []);
  return found;
}

type Fill = (values: Record<string, string>) => string;
type Count = (n: number, written: string) => string;

const COUNTS = [0, 1, 2, 21, 1000, 1_000_000];

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

function places(text: string): Record<string, string> {
  return Object.fromEntries(placesOf(text).map((name) => [name, `<${name}>`]));
}

const english = sayings('en');

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

describe.each(LANGUAGES)('%s', (language) => {
  const own = sayings(language);

  test('names itself', () => {
    expect(TEXTS[language].language).toBe(language);
    expect(createMessages(TEXTS[language]).language).toBe(language);
  });

  test('says everything, and nothing else', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of own) for (const form of [text].flat()) expect(form.trim(), path).not.toBe('');
  });

  test('puts in what it is given, and leaves no place open', () => {
    for (const [path, text] of english) {
      const given = [...[text].flat().join(' ').matchAll(/<\w+>/g)].map(([place]) => place);
      const put = [...[own.get(path) ?? ''].flat().join(' ').matchAll(/<\w+>/g)].map(([place]) => place);
      expect(new Set(put), path).toEqual(new Set(given));
    }
    expect([...own].filter(([, text]) => /[{}]|undefined/.test(String(text)))).toEqual([]);
  });

  // Written down when texts were functions of their own in each language.
  test('says it in the words and forms of this list', () => {
    const expected = said[language] as Record<string, string | string[]>;
    for (const [path, text] of Object.entries(expected)) expect(own.get(path), path).toEqual(text);
    const filled = [...own].filter(([, text]) => Array.isArray(text) || /<\w+>/.test(text));
    expect(filled.map(([path]) => path).sort()).toEqual(Object.keys(expected).sort());
  });
});

describe.each(LANGUAGES.filter((language) => language !== 'en'))('%s', (language) => {
  const own = [...sayings(language)].map(([path, text]) => [path, [text].flat().join(' ')] as const);

  test('is written as the language is written', () => {
    const letters = {
      ko: /\p{Script=Hangul}/u,
      ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
      zh: /\p{Script=Han}/u,
    };
    const script = letters[language as keyof typeof letters];
    const same = own.filter(([path, text]) => english.get(path) === text && text.length > 12);
    expect(same.map(([path]) => path)).toEqual([]);
    if (script === undefined) return;
    const foreign = own.filter(([, text]) => text.length > 14 && !script.test(text));
    expect(foreign).toEqual([]);
  });
});

describe('a template', () => {
  const { home, words } = createMessages(TEXTS.fr);

  test('takes what is put in as it is', () => {
    expect(home.found({ query: '{query} $& {n}' })).toBe('Résultats pour « {query} $& {n} »');
  });

  test('knows a language’s own forms of counts', () => {
    expect([0, 1, 2].map((n) => words.gamesCount(n, String(n)))).toEqual([
      '0 partie',
      '1 partie',
      '2 parties',
    ]);
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
