import { expect, test } from 'vitest';
import { Ledger } from '../../src/collect/ledger.ts';
import { superviseStep, troubleOf } from '../../src/collect/supervise.ts';
import { openStorage } from './sqlite.ts';

const NOW = 1_700_000_000_000;
const now = () => NOW;

test('a step that throws is remembered, logged and tried again later; the second in a row is trouble', async () => {
  const ledger = new Ledger(openStorage());
  const events: Record<string, unknown>[] = [];
  const log = (event: Record<string, unknown>) => events.push(event);
  const refuse = () => Promise.reject(new RangeError('KV put failed: over the daily limit'));
  expect(await superviseStep(ledger, refuse, now, log)).toBe(NOW + 60_000);
  expect(troubleOf(ledger)).toBeNull();
  await superviseStep(ledger, refuse, now, log);
  expect(troubleOf(ledger)).toBe('RangeError: KV put failed: over the daily limit');
  expect(events).toEqual([0, 1].map(() => ({ event: 'step-failed', error: troubleOf(ledger) })));
  expect(await superviseStep(ledger, () => Promise.resolve(42), now, log)).toBe(42);
  expect(troubleOf(ledger)).toBeNull();
});
