/** What answers first, put together. */
import readerModule from '../../build/reader.wasm';
import type { Reader } from '../kernel/port.ts';
import { createReader } from '../kernel/reader-host.ts';
import { Edge } from '../serve/edge.ts';
import { Hot } from '../serve/hot.ts';
import { Pages } from '../serve/pages.ts';
import { createKvStore } from '../store/kv.ts';
import type { Background, EdgeBindings } from './bindings.ts';

const now = () => Date.now();

/** The kernel needs no binding: it is there before anybody asks. */
export function edgeReader(): Reader {
  return createReader(readerModule);
}

/** One for the life of the isolate. */
export function composeEdge({ SNAPSHOTS, SITE }: EdgeBindings, reader = edgeReader()) {
  const store = createKvStore(SNAPSHOTS, { views: false });
  const edge = new Edge(reader, store, now, () => scheduler.wait(0));
  const hot = new Hot({ edge, now });
  const pages = new Pages({ edge, ask: (request) => SITE.fetch(request), now });
  const answerEarly = async (request: Request, ctx: Background) =>
    (await hot.answerEarly(request, ctx)) ?? pages.ask(request);
  const askSite = (request: Request) => pages.kept(request) ?? pages.ask(request);
  return {
    fetch: (request: Request, ctx: Background): Response | Promise<Response> =>
      hot.answer(request, ctx) ?? (hot.isEarly(request) ? answerEarly(request, ctx) : askSite(request)),
  };
}
