/** What all answers of one snapshot and state have in common, and those of them that have been made. */
import type { SnapshotHead } from '../kernel/head.ts';
import type { Reader } from '../kernel/port.ts';
import { answerHeaders, etagOf, matchesEtag, unchangedHeaders } from './headers.ts';
import { jsonOf } from './version.ts';

/** Longer addresses are nobody else's: they would only take the room of others. */
const MAX_ADDRESS_LENGTH = 200;

export class Frame {
  readonly head: SnapshotHead;
  readonly state: string;
  readonly #etag: string;
  /** Headers as an object of the runtime's are copied faster than a record of texts. */
  readonly #whole: { readonly headers: Headers };
  #unchanged: ResponseInit | null = null;
  readonly #made = new Map<string, Uint8Array>();
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
      return new Response(null, this.#withoutBody());
    return method === 'HEAD' ? new Response(null, this.#whole) : null;
  }

  /** Made when it is first wanted: the first answer of an isolate is seldom one of these. */
  #withoutBody(): ResponseInit {
    this.#unchanged ??= { status: 304, headers: unchangedHeaders(this.#whole.headers) };
    return this.#unchanged;
  }

  withBody(body: Uint8Array): Response {
    return new Response(body as BodyInit, this.#whole);
  }

  /** The answer that was made for an address. */
  made(address: string): Uint8Array | undefined {
    return this.#made.get(address);
  }

  /**
   * Keeps an answer that is lent, while there is room. None is dropped for another: what many ask for is asked for soon
   * after a snapshot has come, and goes with it.
   */
  keep(address: string, lent: Uint8Array): void {
    const size = lent.length + 2 * address.length;
    if (size > this.#room || address.length > MAX_ADDRESS_LENGTH) return;
    this.#room -= size;
    this.#made.set(address, lent.slice());
  }
}
