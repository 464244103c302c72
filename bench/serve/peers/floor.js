/**
 * The limit: a Worker that returns a constant. Body and headers are of the size that ours has, made before the first
 * request, in the form that costs the runtime least (bytes, and a Headers object); nothing of the request is looked at.
 */
import body from 'body';
import headers from 'headers';

const bytes = new Uint8Array(body);
const init = { status: bytes.length === 0 ? 304 : 200, headers: new Headers(headers) };

export default {
  fetch() {
    return new Response(bytes.length === 0 ? null : bytes, init);
  },
};
