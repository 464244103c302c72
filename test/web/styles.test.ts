/** Both themes, as numbers: contrast by WCAG 2.2, 1.4.3 (text) and 1.4.11 (what is not text). */
import { describe, expect, test } from 'vitest';
import { SHEETS } from '../../src/web/styles/index.ts';
import { TOKENS } from '../../src/web/styles/tokens.ts';
import { createWorldSite } from '../serve/site.ts';

type Theme = Readonly<Record<string, string>>;

const TEXT = 4.5;
const GRAPHIC = 3;

/** The colours of each theme. */
function themes(): { dark: Theme; light: Theme; chosenLight: Theme } {
  const blocks = [...TOKENS.matchAll(/\{(color-scheme:[^}]*)\}/g)].map(([, block = '']) =>
    Object.fromEntries(
      [...block.matchAll(/--(\w+):(#[0-9a-f]{3,6})/g)].map(([, name, color]) => [name, color]),
    ),
  );
  const [dark = {}, light = {}, chosenLight = {}] = blocks;
  return { dark, light, chosenLight };
}

/** Relative luminance, 0–1. */
function luminance(color: string): number {
  const hex = color.length === 4 ? color.replace(/[0-9a-f]/g, '$&$&') : color;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string | undefined, b: string | undefined): number {
  const [dark = 0, light = 0] = [luminance(a ?? ''), luminance(b ?? '')].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

test('contrast is what the standard says it is', () => {
  expect(contrast('#000000', '#fff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('the light theme is the same, chosen or by the system', () => {
  const { light, chosenLight } = themes();
  expect(chosenLight).toEqual(light);
});

describe.each(['light', 'dark'] as const)('the %s theme', (name) => {
  const theme = themes()[name];

  test.each(['ink', 'dim', 'accent', 'S', 'A', 'B', 'C', 'D', 'n'])(
    '%s can be read on the page, on cards and on what is pointed at',
    (color) => {
      for (const ground of [theme.card, theme.bg, theme.lift])
        expect(contrast(theme[color], ground)).toBeGreaterThanOrEqual(TEXT);
    },
  );

  test('buttons can be read, fields and lines can be seen', () => {
    expect(contrast(theme.on, theme.accent)).toBeGreaterThanOrEqual(TEXT);
    for (const ground of [theme.card, theme.bg])
      expect(contrast(theme.edge, ground)).toBeGreaterThanOrEqual(GRAPHIC);
  });
});

test.each(Object.entries(SHEETS))(
  '%s: focus is seen, and no rule takes it away but where the whole page has it',
  (_, sheet) => {
    expect(sheet).toMatch(/:focus-visible\{outline:2px solid/);
    expect(sheet.replace('main:focus{outline:none}', '')).not.toMatch(/outline:(0|none)/);
  },
);

/** Classes that a sheet or a page names. */
const classesOf = (text: string, pattern: RegExp) =>
  new Set([...text.matchAll(pattern)].flatMap(([, names = '']) => names.split(' ')));

describe('a page has the styles of its classes, as far as any page has some', () => {
  const styledBy = (sheet: string) => classesOf(sheet, /\.([a-z][\w-]*)/gi);
  const styled = styledBy(Object.values(SHEETS).join(''));

  test.each([
    '/',
    '/?q=ada',
    '/maps',
    '/map/copper-bend',
    '/map/copper-bend?sort=name&min=many',
    '/map/quiet-vale',
    '/map/nope',
    '/brawlers',
    '/brawler/ada',
    '/draft',
    '/draft?map=copper-bend&allies=ada',
    '/compare?brawlers=ada,bo',
    '/methodology',
    '/status',
    '/developers',
    '/embed/map/copper-bend',
  ])('%s', async (path) => {
    const site = await createWorldSite();
    const html = await (await site.ask(path, { headers: { accept: 'text/html' } })).text();
    const own = styledBy(/<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '');
    expect(own.size).toBeGreaterThan(10);
    const bare = [...classesOf(html, / class="([^"]*)"/g)].filter(
      (name) => styled.has(name) && !own.has(name),
    );
    expect(bare).toEqual([]);
  });
});

test('names of rows stay where a comparison scrolls, on a ground of their own', () => {
  expect(SHEETS.compare).toMatch(
    /\.matrix \.l\{position:sticky;inset-inline-start:0;[^}]*background:var\(--card\)/,
  );
});

test('tiles that are not there are no block of lines', () => {
  expect(SHEETS.lists).not.toMatch(/\.tiles\{[^}]*background:var\(--line\)/);
});
