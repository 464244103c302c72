/** What all answers of one snapshot and state have in common, and what is known of them: bodies, or how to make them. */
import type { SnapshotHead } from '../kernel/head.ts';
import type { Reader } from '../kernel/port.ts';
import { Envelope } from './envelope.ts';
import { jsonOf } from './version.ts';

/** Longer addresses are nobody else's: they would only take the room of others. */
const MAX_ADDRESS_LENGTH = 200;
/** More addresses than maps have statistics; a tenth of a megabyte at most by their usual length. */
const MAX_LEARNT = 512;

/** Makes an answer's body, lent. */
type Make = () => Uint8Array;

export class Frame extends Envelope {
  readonly head: SnapshotHead;
  readonly state: string;
  readonly #known = new Map<string, Uint8Array | Make>();
  #learnt = 0;
  #room: number;

  /** `room`: bytes of answers that are kept. The headers are the general routes' own. */
  constructor(kernel: Reader, state: string, room: number) {
    const { head } = kernel;
    if (head === null) throw new TypeError('there is no snapshot');
    super(jsonOf(kernel, state));
    this.head = head;
    this.state = state;
    this.#room = room;
  }

  /** The answer to an address that is known, by GET or HEAD; null where it is not. */
  answer(request: Request, address: string, method: string): Response | null {
    const known = this.#known.get(address);
    if (known === undefined) return null;
    const without = this.withoutBody(request, method);
    if (without !== null) return without;
    return this.withBody(typeof known === 'function' ? this.#make(address, known) : known);
  }

  /** The answer to an address that was not known; how it is made is remembered. */
  learn(request: Request, address: string, method: string, make: Make): Response {
    const answer = this.withoutBody(request, method) ?? this.withBody(this.#make(address, make));
    if (this.#learnt < MAX_LEARNT && address.length <= MAX_ADDRESS_LENGTH && !this.#known.has(address)) {
      this.#learnt++;
      this.#known.set(address, make);
    }
    return answer;
  }

  /**
   * Makes a body, and keeps it while there is room. None is dropped for another: what many ask for is asked for soon
   * after a snapshot has come, and goes with it.
   */
  #make(address: string, make: Make): Uint8Array {
    const lent = make();
    const size = lent.length + 2 * address.length;
    if (size > this.#room || address.length > MAX_ADDRESS_LENGTH) return lent;
    this.#room -= size;
    if (this.#known.has(address)) this.#learnt--;
    this.#known.set(address, lent.slice());
    return lent;
  }
}
