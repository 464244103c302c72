/** The site's Worker: what the edge does not answer by itself. */
import type { SiteBindings } from './bindings.ts';
import { composeSite } from './compose-site.ts';
import { once } from './once.ts';

const site = once(composeSite);

export default {
  fetch: (request: Request, bindings: SiteBindings, ctx: ExecutionContext) =>
    site(bindings).fetch(request, ctx),
};
