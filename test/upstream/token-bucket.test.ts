import { describe, expect, test } from 'vitest';
import { createTokenBucket, type TokenBucketState } from '../../src/upstream/token-bucket.ts';
import { START } from './fakes.ts';

function setUp(saved?: TokenBucketState, ratePerSecond = 5, burst = 3) {
  const clock = { time: START };
  const bucket = createTokenBucket({ now: () => clock.time, ratePerSecond, burst }, saved);
  const take = (times: number) => Array.from({ length: times }, () => bucket.take());
  return { clock, bucket, take };
}

describe('the token bucket', () => {
  test('lets a burst through at once, then one request every fifth of a second', () => {
    expect(setUp().take(6)).toEqual([0, 0, 0, 200, 400, 600]);
  });

  test('fills up evenly while nobody asks, and no further than its brim', () => {
    const { clock, take } = setUp();
    take(3);
    clock.time += 400;
    expect(take(3)).toEqual([0, 0, 200]);
    clock.time += 3_600_000;
    expect(take(4)).toEqual([0, 0, 0, 200]);
  });

  test('never lets more through than its rate and one burst, whoever asks and when', () => {
    const { clock, bucket } = setUp(undefined, 3, 2);
    const sent: number[] = [];
    let seed = 7;
    for (let i = 0; i < 500; i += 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      clock.time += seed % 500;
      sent.push(clock.time + bucket.take());
    }
    // n + 1 requests, 2 of them from the burst, take at least n − 1 thirds of a second.
    for (const [i, first] of sent.entries()) {
      for (let n = 1; n < 60 && i + n < sent.length; n += 1) {
        expect((sent[i + n] ?? 0) - first).toBeGreaterThan(((n - 1) * 1000) / 3 - 0.01);
      }
    }
  });

  test('goes on from its state after JSON', () => {
    const { bucket, take } = setUp();
    take(3);
    const saved: TokenBucketState = JSON.parse(JSON.stringify(bucket.state()));
    expect(setUp(saved).take(2)).toEqual([200, 400]);
  });

  test.each([
    ['lent tokens of a step that was killed', START + 60_000],
    ['a clock that was a year ahead', START + 365 * 86_400_000],
  ])('%s leave it empty, not silent', (_, fullAt) => {
    expect(setUp({ fullAt }).take(2)).toEqual([200, 400]);
  });

  test.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY])(
    'a state of %j is that of a full one',
    (fullAt) => {
      expect(setUp({ fullAt }).take(4)).toEqual([0, 0, 0, 200]);
    },
  );

  test('a clock that is set back while it runs changes nothing', () => {
    const { clock, take } = setUp();
    take(5);
    clock.time -= 86_400_000;
    expect(take(2)).toEqual([600, 800]);
  });

  test.each([
    [0, 1],
    [-1, 1],
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, 1],
    [5, 0.5],
    [5, Number.NaN],
  ])('a rate of %d with a burst of %d is refused', (rate, burst) => {
    expect(() => setUp(undefined, rate, burst)).toThrow(RangeError);
  });
});
