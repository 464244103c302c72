/** The stand-in upstream of a simulated day: in this thread, or in one of its own, where its work is nobody else's. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type DirectSim, openUpstreamDirect } from '../../upstream-sim/direct.ts';
import type { Fetch } from './meters.ts';

export interface WorldOptions {
  readonly players: number;
  readonly battlesPerDay: number;
  readonly seed: number;
}

/** What the collector is put before. */
export interface StandIn {
  readonly brawlApiUrl: string;
  readonly officialUrl: string;
  /** Answers as of the simulated time; it doesn't obey signals, since none of its answers takes any of that time. */
  readonly fetch: Fetch;
  /** CPU that it has taken so far in a thread of its own, in ms; 0 where it has none. */
  readonly cpuMs: () => number;
  readonly close: () => Promise<void>;
}

/** A question to the thread; they go in lists, those of one turn of the event loop together. */
export interface Question {
  readonly id: number;
  readonly url: string;
  readonly headers: [string, string][];
  /** epoch ms, simulated */
  readonly now: number;
}

/** Its answer, in lists likewise; `body` is null where there is none, as with a 304. */
export interface Answer {
  readonly id: number;
  readonly status: number;
  readonly headers: [string, string][];
  readonly body: ArrayBuffer | null;
}

/** What the thread says to a list of questions. */
export interface Answers {
  readonly answers: readonly Answer[];
  /** CPU of the thread so far, in ms */
  readonly cpuMs: number;
}

/** The first that the thread says. */
export interface Greeting {
  readonly brawlApiUrl: string;
  readonly officialUrl: string;
}

/** The demo world as it is simulated: BrawlAPI without statistics, as since spring 2026. */
export function openWorld({ seed, players, battlesPerDay }: WorldOptions, now: () => number): DirectSim {
  const source = { kind: 'demo', seed, players, battlesPerDay, brawlApiStatistics: false } as const;
  return openUpstreamDirect({ source, now });
}

/** In this thread: its truth can be read, and its CPU is not told apart. */
export function standInHere(
  options: WorldOptions,
  now: () => number,
): StandIn & { readonly world: DirectSim } {
  const world = openWorld(options, now);
  const { brawlApiUrl, officialUrl, fetch } = world;
  return { world, brawlApiUrl, officialUrl, fetch, cpuMs: () => 0, close: async () => {} };
}

/** A body as it comes from a wire, in one piece; given as a buffer it would be copied once more. */
function streamOf(body: ArrayBuffer): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(body));
      controller.close();
    },
  });
}

/** In a thread of its own. */
export async function standInApart(options: WorldOptions, now: () => number): Promise<StandIn> {
  const worker = new Worker(new URL('./stand-in-thread.ts', import.meta.url), { workerData: options });
  const [{ brawlApiUrl, officialUrl }] = (await once(worker, 'message')) as [Greeting];
  const waiting = new Map<number, PromiseWithResolvers<Response>>();
  const queue: Question[] = [];
  let [asked, cpuMs] = [0, 0];
  worker.on('message', (said: Answers) => {
    cpuMs = said.cpuMs;
    for (const { id, status, headers, body } of said.answers) {
      waiting.get(id)?.resolve(new Response(body && streamOf(body), { status, headers }));
      waiting.delete(id);
    }
  });
  worker.on('error', (error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  // To wake a thread costs as much as a small log: once for all that ask in the same turn.
  const send = () => worker.postMessage(queue.splice(0));
  return {
    brawlApiUrl,
    officialUrl,
    cpuMs: () => cpuMs,
    fetch(url, init) {
      asked += 1;
      const answer = Promise.withResolvers<Response>();
      waiting.set(asked, answer);
      if (queue.length === 0) queueMicrotask(send);
      queue.push({ id: asked, url, headers: [...new Headers(init?.headers)], now: now() });
      return answer.promise;
    },
    async close() {
      await worker.terminate();
    },
  };
}
