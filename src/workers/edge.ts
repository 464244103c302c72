/** The edge's Worker: everybody's requests come here. */
import { env } from 'cloudflare:workers';
import type { EdgeBindings } from './bindings.ts';
import { composeEdge } from './compose-edge.ts';

const edge = composeEdge(env as unknown as EdgeBindings);

export default {
  fetch: (request: Request, _env: unknown, ctx: ExecutionContext) => edge.fetch(request, ctx),
};
