/** Reading a body, of a request or a response, without trusting its length. */
import { err, ok, type Result } from './result.ts';

/** What of a Request or a Response is used. */
export type Message = Pick<Response, 'headers' | 'body'>;

/** `too-large`: more than the bytes allowed. `broken`: the connection ended before the body did. */
export type BodyError = 'too-large' | 'broken';

/**
 * The whole body, at most `maxBytes` of it. Whatever lies beyond is not read: the stream is cancelled at the first
 * chunk that goes over, or at once where Content-Length already does.
 */
export async function readBody(message: Message, maxBytes: number): Promise<Result<Uint8Array, BodyError>> {
  if (Number(message.headers.get('content-length')) > maxBytes) {
    await discardBody(message);
    return err('too-large');
  }
  if (message.body === null) return ok(new Uint8Array(0));
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of message.body) {
      length += chunk.byteLength;
      // Leaving the loop cancels the stream.
      if (length > maxBytes) return err('too-large');
      chunks.push(chunk);
    }
  } catch {
    return err('broken');
  }
  return ok(concatenate(chunks, length));
}

/** Lets go of a body that nobody will read; an unread one would hold one of the six connections. */
export async function discardBody(message: Message): Promise<void> {
  try {
    await message.body?.cancel();
  } catch {
    // It is broken or locked already: nothing is held.
  }
}

function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
