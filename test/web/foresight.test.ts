/** What a press will show is what it would show anyway: of this very question, of this moment, each text made once. */
import { expect, test } from 'vitest';
import { Foresight, type Found } from '../../src/web/client/foresight.ts';

const ASKED = { href: 'https://x/draft?map=a&pick=b', offline: false, snapshot: '1f' };

function make() {
  const made: string[] = [];
  const say = (text: string) => {
    made.push(text);
    return text;
  };
  const found: Found = {
    url: new URL('https://x/draft?map=a&allies=b'),
    pieces: {
      has: (name) => name === 'board',
      part: (name) => (name === 'board' ? say('part') : null),
      frame: (name) => say(`frame of ${name}`),
      items: (name) => (name === 'short' ? [[() => say('one'), () => say('two')]] : null),
      taken: ['b'],
      main: () => say('main'),
    },
  };
  return { found, made };
}

test('is given once, with the address that it was found at', () => {
  const foresight = new Foresight(() => 0);
  const { found } = make();
  const kept = foresight.keep(ASKED, found);
  const taken = foresight.take({ ...ASKED });
  expect(taken).toBe(kept);
  expect(taken?.url).toBe(found.url);
  expect(taken?.pieces.taken).toEqual(['b']);
  expect(foresight.take(ASKED)).toBeNull();
});

test.each([
  ['another address', { href: 'https://x/draft?map=a&pick=c' }],
  ['without a network', { offline: true }],
  ['another snapshot', { snapshot: '2e' }],
])('is of one question: %s is another, and ends it', (_, other) => {
  const foresight = new Foresight(() => 0);
  foresight.keep(ASKED, make().found);
  expect(foresight.take({ ...ASKED, ...other })).toBeNull();
  expect(foresight.take(ASKED)).toBeNull();
});

test('is of one moment', () => {
  let now = 10_000;
  const foresight = new Foresight(() => now);
  foresight.keep(ASKED, make().found);
  now += 2_000;
  expect(foresight.take(ASKED)).not.toBeNull();
  foresight.keep(ASKED, make().found);
  now += 2_001;
  expect(foresight.take(ASKED)).toBeNull();
  // A clock that is put back.
  foresight.keep(ASKED, make().found);
  now -= 5_000;
  expect(foresight.take(ASKED)).toBeNull();
});

test('each text is made when it is first asked for, and once', () => {
  const { found, made } = make();
  const { pieces } = new Foresight(() => 0).keep(ASKED, found);
  expect(made).toEqual([]);
  for (let i = 0; i < 2; i++) {
    expect(pieces.part('board')).toBe('part');
    expect(pieces.part('top')).toBeNull();
    expect(pieces.frame('short')).toBe('frame of short');
    expect(pieces.items('short')?.map((list) => list.map((item) => item()))).toEqual([['one', 'two']]);
    expect(pieces.items('board')).toBeNull();
    expect(pieces.has('board') && !pieces.has('top')).toBe(true);
  }
  expect(made).toEqual(['part', 'frame of short', 'one', 'two']);
});
