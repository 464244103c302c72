/**
 * Answers that travel in front of a snapshot: what an isolate without one says first, while the rest still arrives. Made
 * when the snapshot is published, for the maps that are on then (src/collect/first.ts); docs/decisions/0014-first-answers.md.
 *
 *     "BFF1" | u32 bytes of the index | u64 its checksum | index, JSON | bodies
 *
 * Numbers are little-endian. Each part has the checksum that snapshots have, so that what is answered was checked, as all
 * that a snapshot answers.
 */
import { ANSWER_FORM } from './answers.ts';
import { concat } from './bytes.ts';

/** "BFF1", read as a little-endian u32. */
const MAGIC = 0x31464642;
const FRONT = 16;
const HEX = 16;

/** The answer of `GET /api/map/:id`, without parameters. */
export interface FirstAnswer {
  /** each id of the map, in digits, and its slug */
  readonly keys: readonly string[];
  readonly body: Uint8Array;
}

/** An answer, and the content hash of the snapshot that it is of. */
export interface Found {
  readonly hash: string;
  readonly body: Uint8Array;
}

/** XXH64 with seed 0: a kernel's `checksum`. */
export type Checksum = (bytes: Uint8Array) => bigint;

interface Entry {
  readonly keys: readonly string[];
  /** bytes from the end of the index */
  readonly at: number;
  readonly length: number;
  /** checksum of the body, 16 hex digits */
  readonly sum: string;
}

interface Index {
  /** ANSWER_FORM of the program that made them */
  readonly form: string;
  /** content hash of the snapshot behind them */
  readonly hash: string;
  readonly maps: readonly Entry[];
}

/** `hash`: content hash of the snapshot whose answers these are. */
export function writeFirst(
  hash: string,
  answers: readonly FirstAnswer[],
  checksum: Checksum,
): Uint8Array<ArrayBuffer> {
  let at = 0;
  const maps: Entry[] = answers.map(({ keys, body }) => {
    const entry = { keys, at, length: body.length, sum: hexOf(checksum(body)) };
    at += body.length;
    return entry;
  });
  const index: Index = { form: ANSWER_FORM, hash, maps };
  const json = new TextEncoder().encode(JSON.stringify(index));
  const front = new Uint8Array(FRONT);
  const view = new DataView(front.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, json.length, true);
  view.setBigUint64(8, checksum(json), true);
  return concat([front, json, ...answers.map(({ body }) => body)]);
}

/** The answers of a snapshot, opened from what `writeFirst` wrote. */
export class FirstAnswers {
  /** content hash of the snapshot that they are of */
  readonly hash: string;
  readonly #maps: readonly Entry[];
  readonly #bodies: Uint8Array;
  readonly #checksum: Checksum;

  private constructor({ hash, maps }: Index, bodies: Uint8Array, checksum: Checksum) {
    this.hash = hash;
    this.#maps = maps;
    this.#bodies = bodies;
    this.#checksum = checksum;
  }

  /**
   * Null where these bytes are none, are damaged, or were made by a program whose answers have another form: then the
   * snapshot behind them answers.
   */
  static open(bytes: Uint8Array, checksum: Checksum): FirstAnswers | null {
    if (bytes.length < FRONT) return null;
    const front = new DataView(bytes.buffer, bytes.byteOffset, FRONT);
    const end = FRONT + front.getUint32(4, true);
    if (front.getUint32(0, true) !== MAGIC || end > bytes.length) return null;
    const json = bytes.subarray(FRONT, end);
    if (checksum(json) !== front.getBigUint64(8, true)) return null;
    // Its checksum is right: it is what writeFirst wrote, though perhaps that of another version of this program.
    const index = JSON.parse(new TextDecoder().decode(json)) as Index;
    return index.form === ANSWER_FORM ? new FirstAnswers(index, bytes.subarray(end), checksum) : null;
  }

  /** The answer for the map with this id or slug; null where it is not among these, or damaged. */
  map(key: string): Found | null {
    const found = this.#maps.find(({ keys }) => keys.includes(key));
    if (found === undefined) return null;
    const { at, length, sum } = found;
    const body = this.#bodies.subarray(at, at + length);
    return hexOf(this.#checksum(body)) === sum ? { hash: this.hash, body } : null;
  }
}

function hexOf(sum: bigint): string {
  return sum.toString(16).padStart(HEX, '0');
}
