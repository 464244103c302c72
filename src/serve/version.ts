/** What the version of an answer is made of, and what follows from it: the hot routes and the general ones have it in common. */
import type { Reader } from '../kernel/port.ts';
import type { Intent } from './intent.ts';

/** Part of every ETag: to be raised when an answer's form changes while the data doesn't. */
const FORM = '1';
const MAX_AGE_S = 30;
const DAY_MS = 86_400_000;

/** What a search depends on besides the snapshot: what is live, and the day. `now` is epoch ms. */
export function searchState(kernel: Reader, now: number): string {
  return `${kernel.rotationPhase(Math.floor(now / 1000))}-${Math.floor(now / DAY_MS)}`;
}

/** An answer of the open snapshot; `state` names what else it depends on, as its version does. */
export function jsonIntent(kernel: Reader, body: () => Uint8Array, state = ''): Intent & { kind: 'answer' } {
  const version = [kernel.head?.hash ?? '', FORM, state].filter((part) => part !== '').join('-');
  return { kind: 'answer', body, type: 'json', version, maxAgeSeconds: MAX_AGE_S };
}
