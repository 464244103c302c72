/** Time that only passes when nothing else can happen: no test waits for it. */

export interface Clock {
  /** epoch ms */
  now(): number;
  /** As src/upstream/sleep.ts: resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  advanceTo(time: number): void;
  /** Says that real work is under way (true) or over (false): until it is over, time stands still. */
  busy(more: boolean): void;
}

export const START = Date.UTC(2026, 10, 23, 12, 0, 0);

/** Turns of the event loop without any news after which everything counts as at rest. */
const QUIET_TURNS = 3;

/** A clock that shows `start` (epoch ms). */
export function createClock(start = START): Clock {
  let time = start;
  let working = 0;
  let watching = false;
  const timers = new Set<{ readonly at: number; readonly fire: () => void }>();

  /** Wakes the next sleeper as soon as everything has come to rest. */
  async function watch(): Promise<void> {
    if (watching) return;
    watching = true;
    for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (working > 0) break;
    }
    watching = false;
    if (working > 0) return;
    const [next] = [...timers].sort((a, b) => a.at - b.at);
    if (next === undefined) return;
    timers.delete(next);
    time = Math.max(time, next.at);
    next.fire();
    void watch();
  }

  return {
    now: () => time,
    sleep(ms, signal) {
      return new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const timer = { at: time + ms, fire: resolve };
        timers.add(timer);
        signal?.addEventListener('abort', () => {
          timers.delete(timer);
          resolve();
        });
        void watch();
      });
    },
    advanceTo(to) {
      time = Math.max(time, to);
    },
    busy(more) {
      working += more ? 1 : -1;
      if (working === 0 && timers.size > 0) void watch();
    },
  };
}
