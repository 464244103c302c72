/** What the version of an answer is made of, and what follows from it: the hot routes and the general ones have it in common. */
import type { Reader } from '../kernel/port.ts';
import type { Described } from './headers.ts';
import type { Intent } from './intent.ts';

/** Part of every ETag: to be raised when an answer's form changes while the data doesn't. */
const FORM = '1';
const MAX_AGE_S = 30;
const DAY_MS = 86_400_000;

/** What a search depends on besides the snapshot: what is live, and the day. `now` is epoch ms. */
export function searchState(kernel: Reader, now: number): string {
  return `${kernel.rotationPhase(Math.floor(now / 1000))}-${Math.floor(now / DAY_MS)}`;
}

/** What an answer of the open snapshot says of itself; `state` names what else it depends on, as its version does. */
export function jsonOf(kernel: Reader, state: string): Described & { readonly version: string } {
  const hash = kernel.head?.hash ?? '';
  const version = `${hash === '' ? '' : `${hash}-`}${FORM}${state === '' ? '' : `-${state}`}`;
  return { type: 'json', version, maxAgeSeconds: MAX_AGE_S };
}

/** An answer of the open snapshot, with its body. */
export function jsonIntent(kernel: Reader, body: () => Uint8Array, state = ''): Intent & { kind: 'answer' } {
  return { kind: 'answer', body, ...jsonOf(kernel, state) };
}
