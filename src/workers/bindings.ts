/** What each of the three Workers is given by its configuration (wrangler*.jsonc); docs/decisions/0013-three-workers.md. */
import type { Variables } from '../config.ts';
import type { HotContext } from '../serve/hot.ts';
import type { CollectorStatus } from '../shared/status.ts';
import type { KvNamespace } from '../store/kv.ts';

/** What of the platform's context is used. */
export type Background = HotContext;

/** Another Worker of ours, asked without a network. */
export interface Service {
  fetch(request: Request): Promise<Response>;
}

export interface EdgeBindings {
  readonly SNAPSHOTS: KvNamespace;
  readonly SITE: Service;
}

export interface SiteBindings {
  readonly SNAPSHOTS: KvNamespace;
  readonly COLLECTING: CollectingService;
  /** the browser's files: the languages' texts are read there */
  readonly ASSETS: Service;
}

/** What the collector's Worker does for the site: writes that are asked for, and how it does. */
export interface CollectingService extends Service {
  status(): Promise<CollectorStatus>;
}

export interface CollectorBindings extends Variables {
  readonly SNAPSHOTS: KvNamespace;
  readonly COLLECTOR: DurableObjectNamespace;
}
