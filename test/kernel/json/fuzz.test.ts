import { expect, test } from 'vitest';
import { run } from '../../fuzz/json.ts';

const SEED = Number(process.env.FUZZ_SEED ?? 20_261_123);
const DOCUMENTS = Number(process.env.FUZZ_DOCUMENTS ?? 6_000);

test(`agrees with JSON.parse and the references on random documents (seed ${SEED}, ${DOCUMENTS})`, async () => {
  const report = await run(DOCUMENTS, SEED);
  // A fuzz that met only refusals, or only good documents, would show nothing.
  expect(report.accepted).toBeGreaterThan(DOCUMENTS / 20);
  expect(report.accepted).toBeLessThan(DOCUMENTS);
  expect(report.extracted).toBeGreaterThan(DOCUMENTS / 50);
});

test(`the bounds-checked build agrees as well (seed ${SEED}, ${DOCUMENTS / 10})`, async () => {
  const report = await run(DOCUMENTS / 10, SEED + 1, 'debug');
  expect(report.extracted).toBeGreaterThan(0);
});
