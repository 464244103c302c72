/**
 * Differential fuzzing of the kernel's JSON part against its reference: made-up answers rewritten in every
 * notation, mutated bytes, and fast-check's JSON. Each document is validated and extracted by both.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { KIND_EVENTS, KIND_MAPS, KIND_ROTATION } from '../../kernel/layout/bundle.ts';
import { E_JSON_DEPTH, E_JSON_SYNTAX, E_JSON_TRUNCATED, E_OUTPUT_FULL } from '../../kernel/layout/errors.ts';
import { validate } from '../../src/kernel/reference/json/index.ts';
import { type Kind, SAMPLES } from '../kernel/json/documents.ts';
import { extractByReference, JsonHarness, type Outcome, type Placement } from '../kernel/json/harness.ts';
import { loadKernel, SHARED_DATA, type Variant } from '../kernel/support.ts';
import { mutate } from './json-mutate.ts';
import { Random, rewrite } from './json-random.ts';

export interface FuzzReport {
  readonly documents: number;
  /** how many of them were JSON, and of which a bundle could be made */
  readonly accepted: number;
  readonly extracted: number;
}

interface Seed {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
  readonly value: unknown;
}

/** Pieces of captures, if there are any: as they are, small enough to be quick. */
function captures(): Seed[] {
  const seeds: Seed[] = [];
  try {
    const directory = join(SHARED_DATA, 'recordings', 'brawlapi-2025-08', 'brawlapi', 'v1', 'maps');
    for (const file of readdirSync(directory).slice(0, 4)) {
      const bytes = readFileSync(join(directory, file));
      const value = JSON.parse(bytes.toString()) as { stats: unknown[] };
      value.stats.length = 3;
      seeds.push({ kind: 2, bytes, value });
    }
  } catch {
    // no captures beside this checkout: the made-up answers cover the same ground
  }
  return seeds;
}

function sameCode(expected: number, actual: number): boolean {
  if (expected === actual) return true;
  // JSON.parse doesn't tell these apart, and a document that is too deep may be wrong further on
  return expected === E_JSON_SYNTAX && (actual === E_JSON_TRUNCATED || actual === E_JSON_DEPTH);
}

function checkOffset(outcome: Outcome, bytes: Uint8Array): void {
  if (outcome.code >= 0) return;
  if (outcome.offset < 0 || outcome.offset > bytes.length) throw new Error(`offset ${outcome.offset}`);
}

/** Compares both implementations on one document. Throws on any disagreement. */
function check(
  harness: JsonHarness,
  kind: Kind,
  bytes: Uint8Array,
  placement: Placement,
): { json: boolean; bundle: boolean } {
  const expected = validate(bytes).code;
  const validated = harness.validate(bytes, placement);
  checkOffset(validated, bytes);
  if (!sameCode(expected, validated.code)) {
    throw new Error(`validate: ${validated.code} at ${validated.offset}, expected ${expected}`);
  }
  const reference = extractByReference(kind, bytes);
  const extracted = harness.extract(kind, bytes, placement);
  checkOffset(extracted, bytes);
  const what = `extract ${kind}: ${extracted.code} at ${extracted.offset}`;
  if (!reference.ok) {
    if (!sameCode(reference.code, extracted.code)) throw new Error(`${what}, expected ${reference.code}`);
    return { json: expected === 0, bundle: false };
  }
  if (extracted.bytes === null) throw new Error(`${what}, expected a bundle`);
  if (Buffer.compare(reference.bytes, extracted.bytes) !== 0) throw new Error(`${what}, other bytes`);
  const tight = harness.extract(kind, bytes, { ...placement, capacity: reference.bytes.length });
  if (tight.code !== extracted.code) throw new Error(`${what}, but ${tight.code} in a tight region`);
  const less = harness.extract(kind, bytes, { ...placement, capacity: reference.bytes.length - 1 });
  if (less.code !== E_OUTPUT_FULL) throw new Error(`${what}, but ${less.code} with a byte less`);
  return { json: true, bundle: true };
}

/** An endless supply of fast-check's JSON texts, a batch at a time. */
function* arbitraryTexts(seed: number): Generator<string> {
  for (let batch = 0; ; batch++) {
    const options = { seed: seed + batch, numRuns: 200 };
    yield* fc.sample(fc.json({ maxDepth: 4, noUnicodeString: false } as fc.JsonSharedConstraints), options);
  }
}

/**
 * Fuzzes with so many documents. The same seed gives the same documents. Throws at the first disagreement, trap or
 * write outside of the regions, with the document in the message.
 */
export async function run(
  documents: number,
  seed: number,
  variant: Variant = 'release',
): Promise<FuzzReport> {
  const harness = new JsonHarness(await loadKernel(variant));
  const random = new Random(seed);
  const texts = arbitraryTexts(seed);
  const encoder = new TextEncoder();
  const seeds: Seed[] = SAMPLES.map(({ kind, text }) => ({
    kind,
    bytes: encoder.encode(text),
    value: JSON.parse(text),
  }));
  seeds.push(...captures());
  let accepted = 0;
  let extracted = 0;
  for (let i = 0; i < documents; i++) {
    const { kind, bytes, value } = random.pick(seeds);
    let document = bytes;
    let asked: Kind = kind;
    const way = random.below(10);
    if (way < 5) document = encoder.encode(rewrite(random, value, random.pick([12, 60, 400])));
    else if (way === 5) {
      document = encoder.encode(texts.next().value);
      asked = random.pick<Kind>([KIND_MAPS, KIND_EVENTS, KIND_ROTATION, 'battles', 'ranking']);
    }
    if (way > 3) document = mutate(random, document, random.pick(seeds).bytes);
    const rest = document;
    const cut = random.below(document.length + 1);
    const isCut = random.chance(8);
    if (isCut) document = document.subarray(0, cut);
    const placement = {
      shift: random.below(16),
      // what was cut off stands behind a cut document: nothing of it must be read as its part
      noise: isCut
        ? (at: number) => rest[cut + at] ?? 0x20
        : random.chance(2)
          ? undefined
          : () => random.below(256),
    };
    try {
      const { json, bundle } = check(harness, asked, document, placement as Placement);
      accepted += Number(json);
      extracted += Number(bundle);
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      const base64 = Buffer.from(document).toString('base64');
      throw new Error(`document ${i} of seed ${seed}, kind ${asked}: ${what}; in base64: ${base64}`, {
        cause: error,
      });
    }
  }
  return { documents, accepted, extracted };
}
