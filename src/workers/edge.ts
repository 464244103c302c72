/** The edge's Worker: everybody's requests come here. */
import type { EdgeBindings } from './bindings.ts';
import { composeEdge, edgeReader } from './compose-edge.ts';
import { once } from './once.ts';

const reader = edgeReader();
const edge = once((bindings: EdgeBindings) => composeEdge(bindings, reader));

export default {
  fetch: (request: Request, bindings: EdgeBindings, ctx: ExecutionContext) =>
    edge(bindings).fetch(request, ctx),
};
