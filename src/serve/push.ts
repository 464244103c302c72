/** `PUT /api/snapshot`: where an instance is pushed to by its collector. Without a token it is not there. */
import { readBody } from '../shared/body.ts';
import type { Receipt, RefusalReason, Refused } from '../shared/receipt.ts';
import { type Intent, methodNotAllowed, respond } from './intent.ts';
import type { Problem } from './problems.ts';
import { carriesToken, type Digest } from './token.ts';

export interface PushGate {
  /** a secret */
  readonly token: string;
  readonly digest: Digest;
  /** the largest snapshot that is taken, in bytes */
  readonly maxBytes: number;
  /** Hands it to the single writer. */
  readonly receive: (snapshot: Uint8Array) => Promise<Receipt>;
}

const STATUSES: Readonly<Record<RefusalReason, Problem['status']>> = {
  bad: 422,
  data: 422,
  future: 422,
  older: 409,
  early: 429,
  unwritten: 503,
};
/** Where the writer can't be reached. */
const RETRY_AFTER_S = 60;

/**
 * What is answered to a request that would write at the snapshot's address. `gate` is null where this instance is not
 * pushed to.
 */
export async function answerWrite(gate: PushGate | null, request: Request): Promise<Response> {
  if (gate === null) return respond(methodNotAllowed(request.method), request);
  if (request.method !== 'PUT') return respond(methodNotAllowed(request.method, ['PUT']), request);
  return respond(await acceptPush(gate, request), request);
}

/** Whoever has no token learns nothing but that, and nothing of the body is read. */
export async function acceptPush(gate: PushGate, request: Request): Promise<Intent> {
  if (!(await carriesToken(request.headers.get('authorization'), gate.token, gate.digest))) {
    const detail = 'PUT wants the token of this edge: Authorization: Bearer.';
    return { kind: 'problem', problem: { status: 401, detail } };
  }
  const body = await readBody(request, gate.maxBytes);
  if (!body.ok) return { kind: 'problem', problem: unread(body.error, gate.maxBytes) };
  let receipt: Receipt;
  try {
    receipt = await gate.receive(body.value);
  } catch {
    const detail = 'The snapshot could not be handed to the writer.';
    return {
      kind: 'problem',
      problem: { status: 503, detail, name: 'unavailable', retryAfterSeconds: RETRY_AFTER_S },
    };
  }
  if (receipt.status === 'refused') return { kind: 'problem', problem: refusal(receipt) };
  const { status, hash } = receipt;
  const text = JSON.stringify({ status, snapshot: hash });
  return { kind: 'answer', body: () => text, type: 'json', version: null, maxAgeSeconds: 0 };
}

function unread(error: 'too-large' | 'broken', maxBytes: number): Problem {
  if (error === 'too-large') return { status: 413, detail: `A snapshot has at most ${maxBytes} bytes.` };
  return { status: 400, detail: 'The body broke off.' };
}

function refusal({ reason, detail, retryAfterMs }: Refused): Problem {
  const name = reason === 'unwritten' ? { name: 'unavailable' as const } : {};
  const wait = retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) };
  return { status: STATUSES[reason], detail, ...name, ...wait };
}
