/** The site's Worker: what the edge does not answer by itself. */
import { env } from 'cloudflare:workers';
import type { SiteBindings } from './bindings.ts';
import { composeSite } from './compose-site.ts';

const site = composeSite(env as unknown as SiteBindings);

export default {
  fetch: (request: Request, _env: unknown, ctx: ExecutionContext) => site.fetch(request, ctx),
};
