import { type DeskOptions, type Extras, openDesk } from './desk.ts';
import type { Plan, Rule } from './misbehave.ts';
import type { RequestCount } from './requests.ts';

export type { DeskOptions } from './desk.ts';

/** A host that no resolver knows: a request that misses the stand-in fails instead of leaving the machine. */
const ORIGIN = 'https://upstream-sim.invalid';

export interface DirectOptions extends DeskOptions {
  /** Waits for a rule of kind `delay`; default a timer. Ends early when the signal aborts. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** A stand-in for both upstream APIs inside this process: no socket, no server, nothing to close. */
export interface DirectSim extends Extras {
  readonly brawlApiUrl: string;
  readonly officialUrl: string;
  /** As the global fetch, for addresses below the two above; TypeError for any other, and for a reset connection. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  misbehave(rules: Rule | readonly Rule[] | null): void;
  requests(): RequestCount[];
  /** The world's time, epoch milliseconds. */
  now(): number;
}

function timer(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(waiting);
      resolve();
    };
    const waiting = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** Never resolves; rejects when the signal aborts. */
function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** A body that breaks off after some bytes. */
function brokenBody(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = bytes.length === 0;
  return new ReadableStream({
    pull(controller) {
      if (isSent) return controller.error(new TypeError('terminated'));
      isSent = true;
      controller.enqueue(bytes);
    },
  });
}

function responseOf(plan: Extract<Plan, { kind: 'answer' | 'cut' }>, method: string): Response {
  const { status, headers, body } = plan.answer;
  const length = { 'content-length': String(body.length) };
  if (plan.kind === 'cut') {
    const part = new Uint8Array(body.subarray(0, plan.bytes));
    return new Response(brokenBody(part), { status, headers: { ...length, ...headers } });
  }
  if (status === 304 || status === 204) return new Response(null, { status, headers: { ...headers } });
  const sent = method === 'HEAD' ? null : new Uint8Array(body);
  return new Response(sent, { status, headers: { ...length, ...headers } });
}

/**
 * Opens the same world that `startUpstreamSim` serves, answering the same bytes without HTTP. A redirect is
 * returned as it is, never followed. Throws for options out of their range.
 */
export function openUpstreamDirect(options: DirectOptions): DirectSim {
  const desk = openDesk(options);
  const { sleep = timer } = options;
  return {
    ...desk.extras,
    brawlApiUrl: `${ORIGIN}/brawlapi/v1`,
    officialUrl: `${ORIGIN}/official/v1`,
    misbehave: desk.rules.set,
    requests: desk.log.list,
    now: desk.now,
    async fetch(url, { method = 'GET', headers, signal: given } = {}) {
      const signal = given ?? undefined;
      signal?.throwIfAborted();
      if (!url.startsWith(`${ORIGIN}/`)) throw new TypeError('fetch failed: not an address of the stand-in');
      const sent = new Headers(headers);
      const plan = desk.decide({
        method,
        url: url.slice(ORIGIN.length),
        authorization: sent.get('authorization') ?? undefined,
        ifNoneMatch: sent.get('if-none-match') ?? undefined,
      });
      if (plan.kind === 'hang') return untilAborted(signal);
      if (plan.kind === 'reset') throw new TypeError('fetch failed');
      if (plan.kind === 'answer' && plan.delayMs > 0) await sleep(plan.delayMs, signal);
      signal?.throwIfAborted();
      return responseOf(plan, method);
    },
  };
}
