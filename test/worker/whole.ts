/** The three Workers in one isolate, for tests that look into the Durable Object and move the clock of all. */
import { env } from 'cloudflare:workers';
import type { Background, CollectorBindings, SiteBindings } from '../../src/workers/bindings.ts';
import { collectorStatus, takeWrite, wakeCollector } from '../../src/workers/collecting.ts';
import { composeEdge } from '../../src/workers/compose-edge.ts';
import { composeSite } from '../../src/workers/compose-site.ts';

export { Collector } from '../../src/workers/collector-object.ts';

const bindings = env as unknown as CollectorBindings;
const { SNAPSHOTS, ASSETS } = env as unknown as SiteBindings;
/** A service binding gives its Worker a context of its own; here there is one. */
const contexts = new WeakMap<Request, Background>();

const COLLECTING = {
  fetch: (request: Request) => takeWrite(bindings, request),
  status: () => collectorStatus(bindings),
};
const site = composeSite({ SNAPSHOTS, COLLECTING, ASSETS });
const SITE = {
  fetch: (request: Request) => site.fetch(request, contexts.get(request) as Background),
};
const edge = composeEdge({ SNAPSHOTS, SITE });

export default {
  fetch(request: Request, _env: unknown, ctx: Background) {
    contexts.set(request, ctx);
    return edge.fetch(request, ctx);
  },
  scheduled: () => wakeCollector(bindings),
};
