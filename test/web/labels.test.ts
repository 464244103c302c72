/** Texts in drawings: none covers another, or a dot, or runs off its column. */
import { describe, expect, test } from 'vitest';
import { ForestAxis } from '../../src/web/charts/forest.tsx';
import { placeLabels } from '../../src/web/charts/plot.tsx';
import { forestAbout } from '../../src/web/charts/scale.ts';
import { createFormats } from '../../src/web/i18n/formats.ts';

type Dots = Parameters<typeof placeLabels>[0];

describe('names in the plot', () => {
  const dot = (name: string, x: number, y: number, lift: number): Dots[number] => ({
    row: { name, lift, useRate: 1, tier: 'A' } as Dots[number]['row'],
    x,
    y,
  });
  const named = (dots: Dots) => placeLabels(dots).map(({ row, anchor }) => [row.name, anchor]);

  test('stand after the dot, before it where another dot is in the way, nowhere where both sides are taken', () => {
    expect(named([dot('Max', 100, 100, 9)])).toEqual([['Max', 'start']]);
    expect(named([dot('Max', 100, 100, 9), dot('Fang', 115, 103, 1)])).toEqual([
      ['Max', 'end'],
      ['Fang', 'start'],
    ]);
    expect(named([dot('Max', 100, 100, 9), dot('Fang', 115, 103, 8), dot('Bo', 90, 98, 7)])).toEqual([
      ['Fang', 'start'],
      ['Bo', 'end'],
    ]);
  });
});

describe('the axis over a ranking', () => {
  /** Texts that a phone shows. */
  const shown = (baseline: number, reach: number) => {
    const drawn = String(ForestAxis({ forest: forestAbout(baseline, reach), f: createFormats('en') }));
    return [...drawn.matchAll(/<text([^>]*)>([^<]*)</g)]
      .filter(([, attributes = '']) => !attributes.includes('class="w"'))
      .map(([, , text]) => text);
  };

  test('leaves, of a narrow column, what fits: no lift is 0, not 0.0', () => {
    expect(shown(0, 14)).toEqual(['−10', '10', '0']);
    expect(shown(0, 11)).toEqual(['−5', '5', '0']);
  });

  test('leaves the baseline alone where nothing fits beside it', () => {
    expect(shown(48.7, 50)).toEqual(['48.7']);
  });
});
