/** Seeded draws for simulated tables: the same seed gives the same table on every machine. */
export interface Draws {
  /** in [0, 1) */
  uniform(): number;
  /** standard normal */
  normal(): number;
  /** wins among `games` at a chance of `percent`; beyond 500 games from the normal distribution */
  wins(games: number, percent: number): number;
  /** integer in [0, below) */
  integer(below: number): number;
}

/** Mulberry32 (public domain, Tommy Ettinger), with Box–Muller for normals. */
export function draws(seed: number): Draws {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const wins = (games: number, percent: number) => {
    if (games > 500) {
      const p = percent / 100;
      return Math.round(games * p + normal() * Math.sqrt(games * p * (1 - p)));
    }
    let won = 0;
    for (let i = 0; i < games; i++) if (uniform() * 100 < percent) won++;
    return won;
  };
  return { uniform, normal, wins, integer: (below) => Math.floor(uniform() * below) };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Root of the mean square. */
export function rms(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value * value)));
}

export function shuffled<T>(values: readonly T[], { integer }: Draws): T[] {
  const out = [...values];
  for (let i = out.length - 1; i > 0; i--) {
    const j = integer(i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}
