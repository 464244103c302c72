/** A deterministic stream of random numbers. */
export interface Random {
  /** Uniform 32-bit integer, 0 to 4294967295. */
  uint32(): number;
  /** Uniform in [0, 1), steps of 2^-32. */
  float(): number;
}

const TO_UNIT = 2 ** -32;

/** Mixes integer keys into one 32-bit word (the finaliser of MurmurHash3), so that near keys give far seeds. */
function mixKeys(keys: readonly number[], salt: number): number {
  let hash = salt;
  for (const key of keys) {
    hash = Math.imul(hash ^ (key | 0), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash | 0;
}

/**
 * A stream of its own for a list of integer keys (world seed, purpose, id …): the same keys always give the
 * same stream, whichever other streams were read before. Generator: sfc32 (Chris Doty-Humphrey, PractRand).
 */
export function createRandom(...keys: readonly number[]): Random {
  // Four words of state; a typed array keeps them unboxed wherever the closure is called from.
  const state = Int32Array.of(
    mixKeys(keys, 0x9e3779b9),
    mixKeys(keys, 0x243f6a88),
    mixKeys(keys, 0xb7e15162),
    1,
  );
  function uint32(): number {
    const a = state[0] ?? 0;
    const b = state[1] ?? 0;
    const c = state[2] ?? 0;
    const counter = state[3] ?? 0;
    const sum = (((a + b) | 0) + counter) | 0;
    state[3] = counter + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }
  function float(): number {
    return uint32() * TO_UNIT;
  }
  // sfc32 needs a few rounds before nearby seeds look unrelated.
  for (let round = 0; round < 15; round += 1) uint32();
  return { uint32, float };
}

/** Standard normal deviate (Box–Muller; the second one is thrown away to keep the stream simple). */
export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.float()));
  return radius * Math.cos(2 * Math.PI * random.float());
}

/** Exponential deviate with mean 1. */
export function exponential(random: Random): number {
  return -Math.log(1 - random.float());
}

/** Uniform integer in [0, bound), bound from 1 to 2^32. */
export function below(random: Random, bound: number): number {
  return Math.floor(random.float() * bound);
}

/** A shuffled copy (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) {
    const picked = rest.splice(below(random, rest.length), 1);
    result.push(...picked);
  }
  return result;
}

/** Draws indices in proportion to given weights, in constant time. */
export interface Sampler {
  sample(random: Random): number;
}

/**
 * Walker's alias method, built as by Vose (1991). Weights must be finite, not negative, and not all 0.
 * A throw means a bug in the caller.
 */
export function createSampler(weights: ArrayLike<number>): Sampler {
  const size = weights.length;
  const total = Array.prototype.reduce.call(
    weights,
    (sum, weight) => Number(sum) + Number(weight),
    0,
  ) as number;
  if (!(total > 0) || !Number.isFinite(total))
    throw new RangeError('weights must have a positive, finite sum');
  const threshold = new Float64Array(size).fill(1);
  const alias = Uint16Array.from({ length: size }, (_, index) => index);
  const share = Float64Array.from({ length: size }, (_, index) => (Number(weights[index]) * size) / total);
  const small: number[] = [];
  const large: number[] = [];
  share.forEach((value, index) => {
    (value < 1 ? small : large).push(index);
  });
  for (;;) {
    const low = small.pop();
    const high = large.pop();
    if (low === undefined || high === undefined) break;
    threshold[low] = share[low] ?? 1;
    alias[low] = high;
    share[high] = (share[high] ?? 0) - (1 - (share[low] ?? 0));
    ((share[high] ?? 0) < 1 ? small : large).push(high);
  }
  return {
    sample(random) {
      const place = random.float() * size;
      const index = place | 0;
      // The fraction left over is itself uniform, and has about 25 bits to spare for tables of this size.
      return place - index < (threshold[index] ?? 1) ? index : (alias[index] ?? index);
    },
  };
}
