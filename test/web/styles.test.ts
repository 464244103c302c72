/** Both themes, as numbers: contrast by WCAG 2.2, 1.4.3 (text) and 1.4.11 (what is not text). */
import { describe, expect, test } from 'vitest';
import { STYLES } from '../../src/web/styles.ts';

type Theme = Readonly<Record<string, string>>;

const TEXT = 4.5;
const GRAPHIC = 3;

/** The colours of each :root block: the light ones first. */
function themes(): Theme[] {
  return [...STYLES.matchAll(/:root\{([^}]*)\}/g)].map(([, block = '']) =>
    Object.fromEntries(
      [...block.matchAll(/--(\w+):(#[0-9a-f]{3,6})/g)].map(([, name, color]) => [name, color]),
    ),
  );
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

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the %s theme', (_, i) => {
  const theme = themes()[i] ?? {};

  test.each(['ink', 'dim', 'accent', 's', 'a', 'b', 'c', 'd'])(
    '%s can be read on the page and on cards',
    (name) => {
      expect(contrast(theme[name], theme.card)).toBeGreaterThanOrEqual(TEXT);
      expect(contrast(theme[name], theme.bg)).toBeGreaterThanOrEqual(TEXT);
    },
  );

  test('buttons can be read, fields and bars can be seen', () => {
    expect(contrast(theme.bg, theme.accent)).toBeGreaterThanOrEqual(TEXT);
    expect(contrast(theme.edge, theme.bg)).toBeGreaterThanOrEqual(GRAPHIC);
    expect(contrast(theme.edge, theme.card)).toBeGreaterThanOrEqual(GRAPHIC);
    expect(contrast(theme.band, theme.card)).toBeGreaterThanOrEqual(GRAPHIC);
    expect(contrast(theme.ink, theme.band)).toBeGreaterThanOrEqual(GRAPHIC);
  });
});

test('the demo banner can be read', () => {
  const [, background, color] = /\.demo\{background:(#\w+);color:(#\w+)/.exec(STYLES) ?? [];
  expect(contrast(background, color)).toBeGreaterThanOrEqual(TEXT);
});

test('focus is seen, and no rule takes it away', () => {
  expect(STYLES).toMatch(/:focus-visible\{outline:2px solid/);
  expect(STYLES).not.toMatch(/outline:(0|none)/);
});
