/** What all answers of one snapshot and state have in common, and what is known of them: bodies, or how to make them. */
import type { SnapshotHead } from '../kernel/head.ts';
import type { Reader } from '../kernel/port.ts';
import { answerHeaders, etagOf, matchesEtag, unchangedHeaders } from './headers.ts';
import { jsonOf } from './version.ts';

/** Longer addresses are nobody else's: they would only take the room of others. */
const MAX_ADDRESS_LENGTH = 200;
/** More addresses than maps have statistics; a tenth of a megabyte at most by their usual length. */
const MAX_LEARNT = 512;

/** Makes an answer's body, lent. */
type Make = () => Uint8Array;

export class Frame {
  readonly head: SnapshotHead;
  readonly state: string;
  readonly #etag: string;
  /** Headers as an object of the runtime's are copied faster than a record of texts. */
  readonly #whole: { readonly headers: Headers };
  #unchanged: Response | null = null;
  readonly #known = new Map<string, Uint8Array | Make>();
  #learnt = 0;
  #room: number;

  /** `room`: bytes of answers that are kept. The headers are the general routes' own. */
  constructor(kernel: Reader, state: string, room: number) {
    const { head } = kernel;
    if (head === null) throw new TypeError('there is no snapshot');
    this.head = head;
    this.state = state;
    this.#room = room;
    const described = jsonOf(kernel, state);
    this.#etag = etagOf(described.version);
    this.#whole = { headers: answerHeaders(described) };
  }

  /** 304 where the caller has this version, the head alone for HEAD; null where a body is wanted. */
  withoutBody(request: Request, method: string): Response | null {
    const known = request.headers.get('if-none-match');
    if (known !== null && (known === this.#etag || matchesEtag(known, this.#etag)))
      return this.#saidUnchanged();
    return method === 'HEAD' ? new Response(null, this.#whole) : null;
  }

  /**
   * One for all who have this version: without a body there is nothing in it that is used up, and to make and collect one is
   * a sixth of what such a request costs. Made when it is first wanted, which is seldom an isolate's first answer.
   */
  #saidUnchanged(): Response {
    this.#unchanged ??= new Response(null, { status: 304, headers: unchangedHeaders(this.#whole.headers) });
    return this.#unchanged;
  }

  withBody(body: Uint8Array): Response {
    return new Response(body as BodyInit, this.#whole);
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
