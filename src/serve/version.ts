/** What the version of an answer is made of, and what follows from it: the hot routes and the general ones have it in common. */
import type { Reader } from '../kernel/port.ts';
import { ANSWER_FORM } from '../shared/answers.ts';
import type { Described } from './headers.ts';
import type { Intent } from './intent.ts';

const MAX_AGE_S = 30;
const DAY_MS = 86_400_000;

/** What a search depends on besides the snapshot: what is live, and the day. `now` is epoch ms. */
export function searchState(kernel: Reader, now: number): string {
  return `${kernel.rotationPhase(Math.floor(now / 1000))}-${Math.floor(now / DAY_MS)}`;
}

/** What an answer of the open snapshot says of itself; `state` names what else it depends on, as its version does. */
export function jsonOf(kernel: Reader, state: string): Described & { readonly version: string } {
  return jsonOfHash(kernel.head?.hash ?? '', state);
}

/** The same of the snapshot with this content hash; '' for none. */
export function jsonOfHash(hash: string, state: string): Described & { readonly version: string } {
  const version = `${hash === '' ? '' : `${hash}-`}${ANSWER_FORM}${state === '' ? '' : `-${state}`}`;
  return { type: 'json', version, maxAgeSeconds: MAX_AGE_S };
}

/** An answer of the open snapshot, with its body. */
export function jsonIntent(kernel: Reader, body: () => Uint8Array, state = ''): Intent & { kind: 'answer' } {
  return { kind: 'answer', body, ...jsonOf(kernel, state) };
}
