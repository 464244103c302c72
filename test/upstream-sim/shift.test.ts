import { describe, expect, it } from 'vitest';
import {
  clockFromEvents,
  clockFromNewest,
  HOUR_MS,
  newestTime,
  offsetAt,
  parseTime,
  shiftTimes,
} from '../../upstream-sim/shift.ts';

const T0 = Date.UTC(2025, 7, 17, 20);

describe('shift', () => {
  it('reads both spellings of a time', () => {
    expect(parseTime('2025-08-17T20:00:00.000Z')).toBe(T0);
    expect(parseTime('20250817T200000.000Z')).toBe(T0);
    expect(parseTime('yesterday')).toBeNaN();
  });

  it('moves event times and leaves every other byte alone', () => {
    const json = `{"startTime" : "2025-08-17T20:00:00.000Z","endTime":"20250817T235959.999Z", "battleTime":"?",
      "lastActive":1755460800,"dataUpdated": 1755460800}, {"lastActive":null,"dataUpdated":0,
      "other":1755460800, "name":"\\"startTime\\":\\"2025-08-17T20:00:00.000Z\\"", "rate":50.0}`;
    expect(
      shiftTimes(json, 2 * HOUR_MS),
    ).toBe(`{"startTime" : "2025-08-17T22:00:00.000Z","endTime":"20250818T015959.999Z", "battleTime":"?",
      "lastActive":1755468000,"dataUpdated": 1755468000}, {"lastActive":null,"dataUpdated":0,
      "other":1755460800, "name":"\\"startTime\\":\\"2025-08-17T20:00:00.000Z\\"", "rate":50.0}`);
    expect(shiftTimes(json, 0)).toBe(json);
  });

  it('finds the newest time of a key', () => {
    const json =
      '[{"battleTime":"20250817T200000.000Z"},{"battleTime":"20250817T190000.000Z","dataUpdated":12}]';
    expect(newestTime(json, 'battleTime')).toBe(T0);
    expect(newestTime(json, 'dataUpdated')).toBe(12_000);
    expect(newestTime('{"dataUpdated":0}', 'dataUpdated')).toBe(Number.NEGATIVE_INFINITY);
  });

  it('keeps the recording inside its hour at every moment, on offsets of whole hours', () => {
    const clock = clockFromNewest(T0 + 1234);
    for (const now of [
      T0 - 5 * HOUR_MS,
      T0,
      T0 + 1234,
      T0 + 1233 + HOUR_MS,
      Date.UTC(2026, 10, 23, 6, 1, 2),
    ]) {
      const offset = offsetAt(clock, now);
      expect(Math.abs(offset % HOUR_MS)).toBe(0);
      expect(now - offset).toBeGreaterThanOrEqual(clock.start);
      expect(now - offset).toBeLessThan(clock.start + HOUR_MS);
    }
    expect(offsetAt(null, T0)).toBe(0);
  });

  it('sets the clock of an event list where all is active and nothing upcoming has begun', () => {
    const active = [
      { start: T0 - 10 * HOUR_MS, end: T0 + 6 * HOUR_MS },
      { start: T0, end: T0 + 24 * HOUR_MS },
    ];
    expect(clockFromEvents(active, [])).toEqual({ start: T0, quantum: HOUR_MS });
    const soon = [{ start: T0 + HOUR_MS / 4, end: T0 + 24 * HOUR_MS }];
    expect(clockFromEvents(active, soon)).toEqual({ start: T0, quantum: HOUR_MS / 4 });
    expect(clockFromEvents(active, [{ start: T0 - 1, end: T0 }])).toEqual({ start: T0, quantum: HOUR_MS });
    expect(clockFromEvents([], soon)).toBeNull();
  });
});
