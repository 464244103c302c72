/** What all answers of one state of the data have in common besides their bodies. */
import { answerHeaders, type Described, etagOf, matchesEtag, unchangedHeaders } from './headers.ts';

export class Envelope {
  readonly #etag: string;
  /** Headers as an object of the runtime's are copied faster than a record of texts. */
  readonly #whole: { readonly headers: Headers };
  #unchanged: Response | null = null;

  constructor(described: Described & { readonly version: string }) {
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
}
