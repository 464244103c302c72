/** An answer's cost in a trace: whole tasks, what is nested in them once. */
import { expect, test } from 'vitest';
import { answersOf } from '../../bench/web/trace.ts';

const on = (name: string, ts: number, dur: number, tdur = dur, type?: string) => ({
  ...{ name, ts, dur, tdur, ph: 'X', pid: 1, tid: 2 },
  ...(type === undefined ? {} : { args: { data: { type } } }),
});

const CHANGE = on('EventDispatch', 0, 4000, 3000, 'change');
const FRAME = [
  on('RunTask', 10_000, 9000, 8000),
  on('Layout', 10_500, 3000),
  on('UpdateLayoutTree', 11_000, 1000),
  on('Commit', 15_000, 500),
];

test('handlers, the first frame’s task, its parts by their own time, and the tasks afterwards', () => {
  const later = [on('RunTask', 30_000, 5000), on('RunTask', 40_000, 2000)];
  const [answer] = answersOf([CHANGE, ...later, ...FRAME], 'change');
  expect(answer).toMatchObject({ handlers: 3, frame: 8, later: 7, longest: 5 });
  expect(Object.fromEntries(answer?.parts ?? [])).toEqual({
    RunTask: 4.5,
    Layout: 2,
    UpdateLayoutTree: 1,
    Commit: 0.5,
  });
});

test('other threads and other events are left out, and a later event ends what comes afterwards', () => {
  const next = on('EventDispatch', 35_000, 100, 100, 'change');
  const frame = [on('RunTask', 36_000, 900), on('Commit', 36_100, 100)];
  const other = [{ ...on('RunTask', 20_000, 9000), tid: 3 }, on('EventDispatch', 21_000, 50, 50, 'input')];
  const answers = answersOf([CHANGE, ...FRAME, ...other, next, ...frame], 'change');
  expect(answers.map(({ later }) => later)).toEqual([0, 0]);
  expect(answers[1]).toMatchObject({ handlers: 0.1, frame: 0.9 });
});

test('an event without a frame is an error', () => {
  expect(() => answersOf([CHANGE], 'change')).toThrow('no frame follows event 0 (change)');
});

test('what is done when the pointer goes down stands beside the answer that it is for', () => {
  const downs = [
    on('EventDispatch', -900, 700, 600, 'pointerdown'),
    on('EventDispatch', 34_000, 90, 90, 'pointerdown'),
  ];
  const next = on('EventDispatch', 35_000, 100, 100, 'change');
  const frame = [on('RunTask', 36_000, 900), on('Commit', 36_100, 100)];
  const answers = answersOf([CHANGE, ...downs, ...FRAME, next, ...frame], 'change');
  expect(answers.map(({ ahead }) => ahead)).toEqual([0.6, 0.09]);
  expect(answers.map(({ handlers }) => handlers)).toEqual([3, 0.1]);
});
