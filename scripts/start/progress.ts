/** The first fill, told in the terminal. */
import type { Collecting, Health } from './health.ts';

const POLL_MS = 1_000;
/** Between two lines where a line can't be written over. */
const PLAIN_EVERY_MS = 15_000;
/** A fill that doesn't move for so long is no longer news; /health says why. */
const PATIENCE_MS = 60_000;

/** "first fill: 1,200 of 3,000 players asked, 14,830 battles counted" */
export function progressLine({ players, polled, battles }: Collecting): string {
  const count = (value: number) => value.toLocaleString('en-US');
  return `first fill: ${count(polled)} of ${count(players)} players asked, ${count(battles)} battles counted`;
}

/** Whether everybody known has been asked once. */
export function isFilled({ players, polled }: Collecting): boolean {
  return players > 0 && polled >= players;
}

export interface Terminal {
  readonly isTTY: boolean;
  write(text: string): void;
}

export interface FollowOptions {
  /** the newest /health, null where there was none */
  readonly ask: () => Promise<Health | null>;
  readonly terminal: Terminal;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Whether the Worker still runs. */
  readonly isRunning: () => boolean;
}

/**
 * Tells how the first fill goes until it is done, stands still or the Worker ends; says nothing where none is under way.
 * On a terminal one line is written over and over; elsewhere there is one now and then.
 */
export async function followFill(options: FollowOptions): Promise<void> {
  const { terminal, now, sleep, isRunning } = options;
  let [movedAt, toldAt, polled, told] = [now(), Number.NEGATIVE_INFINITY, -1, 0];
  while (isRunning() && now() - movedAt < PATIENCE_MS) {
    const collecting = (await options.ask())?.collecting ?? null;
    // A state that an earlier run has filled is not worth a word.
    const isDone = collecting !== null && isFilled(collecting);
    if (isDone && told === 0) return;
    if (collecting !== null && collecting.polled !== polled) {
      movedAt = now();
      polled = collecting.polled;
      if (isDone || terminal.isTTY || now() - toldAt >= PLAIN_EVERY_MS) {
        terminal.write(framed(`  ${progressLine(collecting)}${isDone ? '; done' : ''}`, terminal.isTTY));
        [toldAt, told] = [now(), told + 1];
      }
    }
    if (isDone) break;
    await sleep(POLL_MS);
  }
  if (terminal.isTTY && told > 0) terminal.write('\n');
}

/** A line in place of the one before, or one of its own. */
function framed(line: string, isTTY: boolean): string {
  return isTTY ? `\r\u001b[K${line}` : `${line}\n`;
}
