/** What the terminal says of a first fill. */
import { describe, expect, test } from 'vitest';
import { type Health, readHealth } from '../../scripts/start/health.ts';
import { followFill, progressLine } from '../../scripts/start/progress.ts';

const BODY = { status: 'ok', maps: 3, brawlers: 2, battles: 5 };

/** Health with so many of a hundred players polled. */
function filling(polled: number, battles = 10 * polled): Health {
  return { ...BODY, collecting: { players: 100, polled, battles } };
}

/** Follows a series of answers, one a second, the last for ever. */
async function follow(answers: (Health | null)[], isTTY: boolean, seconds = Number.POSITIVE_INFINITY) {
  const written: string[] = [];
  let [time, asked] = [0, 0];
  await followFill({
    ask: async () => answers[Math.min(asked++, answers.length - 1)] ?? null,
    terminal: { isTTY, write: (text) => void written.push(text) },
    now: () => time,
    sleep: async (ms) => {
      time += ms;
    },
    isRunning: () => time < seconds * 1000,
  });
  return { written, asked, time };
}

describe('/health', () => {
  test('is read with and without what is collected', () => {
    expect(readHealth(BODY)).toEqual({ ...BODY, collecting: null });
    expect(readHealth({ ...BODY, collecting: null })).toEqual({ ...BODY, collecting: null });
    expect(readHealth({ status: 'ok' })).toEqual({
      status: 'ok',
      maps: 0,
      brawlers: 0,
      battles: 0,
      collecting: null,
    });
    const collecting = { players: 9, polled: 4, battles: 7, due: 1 };
    expect(readHealth({ ...BODY, collecting })?.collecting).toEqual({ players: 9, polled: 4, battles: 7 });
    expect(readHealth({ ...BODY, collecting: { players: '9' } })?.collecting?.players).toBe(0);
  });

  test('is nothing where it is something else', () => {
    for (const body of [null, 'ok', 5, [], {}, { status: 7 }]) expect(readHealth(body)).toBeNull();
  });
});

describe('the first fill', () => {
  test('is told in one line', () => {
    expect(progressLine({ players: 3000, polled: 1200, battles: 14_830 })).toBe(
      'first fill: 1,200 of 3,000 players asked, 14,830 battles counted',
    );
  });

  test('is written over and over on a terminal, and ends with a line break', async () => {
    const { written } = await follow([filling(10), filling(10), filling(60), filling(100)], true);
    expect(written).toHaveLength(4);
    expect(written[0]).toBe('\r\u001b[K  first fill: 10 of 100 players asked, 100 battles counted');
    expect(written[2]).toContain('1,000 battles counted; done');
    expect(written[3]).toBe('\n');
  });

  test('is told now and then elsewhere, and in any case at its end', async () => {
    const { written, time } = await follow(
      Array.from({ length: 41 }, (_, i) => filling(60 + i)),
      false,
    );
    expect(written.map((line) => /\d+ of/.exec(line)?.[0])).toEqual(['60 of', '75 of', '90 of', '100 of']);
    expect(written.every((line) => line.endsWith('\n'))).toBe(true);
    expect(time).toBe(40_000);
  });

  test('is nothing to speak of where an earlier run has done it', async () => {
    expect(await follow([null, filling(100)], true)).toEqual({ written: [], asked: 2, time: 1000 });
  });

  test('that never begins, stands still or loses its Worker is not waited for', async () => {
    const idle = await follow([{ ...BODY, collecting: null }], true);
    expect([idle.written, idle.time]).toEqual([[], 60_000]);
    const stuck = await follow([filling(1), filling(2)], false);
    expect([stuck.written.length, stuck.time]).toEqual([1, 61_000]);
    const ended = await follow([filling(1), filling(2)], true, 5);
    expect([ended.time, ended.written.at(-1)]).toEqual([5000, '\n']);
    const empty = await follow([{ ...BODY, collecting: { players: 0, polled: 0, battles: 0 } }], false, 2);
    expect(empty.written).toHaveLength(1);
  });
});
