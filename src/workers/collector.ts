/** The collector's Worker: cron and the site come here, the Durable Object does the work. */
import { WorkerEntrypoint } from 'cloudflare:workers';
import type { CollectorStatus } from '../shared/status.ts';
import type { CollectingService, CollectorBindings } from './bindings.ts';
import { collectorStatus, takeWrite, wakeCollector } from './collecting.ts';

export { Collector } from './collector-object.ts';

export default class Collecting
  extends WorkerEntrypoint<CollectorBindings>
  implements Pick<CollectingService, 'status'>
{
  override fetch(request: Request): Promise<Response> {
    return takeWrite(this.env, request);
  }

  status(): Promise<CollectorStatus> {
    return collectorStatus(this.env);
  }

  override scheduled(): Promise<void> {
    return wakeCollector(this.env);
  }
}
