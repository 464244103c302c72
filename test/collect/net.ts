/** The fetch seam: the real one over loopback, with an eye on how many requests are under way. */
import type { BrawlApiOptions } from '../../src/upstream/brawlapi.ts';
import type { Clock } from './clock.ts';

export interface Net {
  readonly fetch: BrawlApiOptions['fetch'];
  /** requests since the last reset */
  count: number;
  underWay: number;
  mostUnderWay: number;
  /** ms that a request takes before it is even sent */
  latencyMs: number;
  /** requests that get no answer: time goes on without them */
  hanging: RegExp | null;
  /** Whether answers lose their ETag on the way. */
  stripEtags: boolean;
  /** paths asked, with how often */
  readonly asked: Map<string, number>;
}

type Send = BrawlApiOptions['fetch'];

/** `visit` is called where a life may end: before a request is sent and before its answer is handed on. */
export function createNet(clock: Clock, visit: () => Promise<void>, send: Send = fetch): Net {
  const net: Net = {
    count: 0,
    underWay: 0,
    mostUnderWay: 0,
    latencyMs: 0,
    hanging: null,
    stripEtags: false,
    asked: new Map(),
    async fetch(url, init) {
      const path = new URL(url).pathname.replace('/brawlapi/v1', '');
      const request = begin(net, clock, path);
      init.signal?.addEventListener('abort', request.end);
      try {
        await visit();
        if (net.latencyMs > 0) await clock.sleep(net.latencyMs);
        request.send();
        const response = await received(await send(url, init), net.stripEtags);
        await visit();
        return response;
      } finally {
        request.end();
      }
    },
  };
  return net;
}

/** Enters a request. From send() to end() time stands still, unless it hangs. */
function begin(net: Net, clock: Clock, path: string): { send(): void; end(): void } {
  let state: 'waiting' | 'sent' | 'over' = 'waiting';
  const hangs = net.hanging?.test(path) ?? false;
  net.count += 1;
  net.asked.set(path, (net.asked.get(path) ?? 0) + 1);
  net.underWay += 1;
  net.mostUnderWay = Math.max(net.mostUnderWay, net.underWay);
  return {
    send() {
      if (state !== 'waiting' || hangs) return;
      state = 'sent';
      clock.busy(true);
    },
    end() {
      if (state === 'over') return;
      if (state === 'sent') clock.busy(false);
      state = 'over';
      net.underWay -= 1;
    },
  };
}

/**
 * The response, its body read to the end: only then the request is over. One that breaks off breaks off for the
 * collector too.
 */
async function received(response: Response, stripEtag: boolean): Promise<Response> {
  if (response.body === null) return response;
  const { status } = response;
  const headers = new Headers(response.headers);
  if (stripEtag) headers.delete('etag');
  try {
    return new Response(await response.arrayBuffer(), { status, headers });
  } catch (error) {
    const broken = new ReadableStream({ start: (controller) => controller.error(error) });
    return new Response(broken, { status, headers });
  }
}
