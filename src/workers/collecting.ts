/** What the collector's Worker does for others: it hands everything to the one Durable Object. */
import { readConfig } from '../config.ts';
import { MAX_SNAPSHOT_BYTES } from '../kernel/head.ts';
import { answerWrite, type PushGate } from '../serve/push.ts';
import type { Receipt } from '../shared/receipt.ts';
import type { CollectorStatus } from '../shared/status.ts';
import type { CollectorBindings } from './bindings.ts';
import type { Collector } from './collector-object.ts';

/** There is one collector: the single writer. */
const COLLECTOR_NAME = 'main';

/** Makes sure that its alarm is set. */
export async function wakeCollector(env: CollectorBindings): Promise<void> {
  await stub(env).wake();
}

/** How it does. Rejects where it can't be asked. */
export async function collectorStatus(env: CollectorBindings): Promise<CollectorStatus> {
  return (await stub(env).status()) as CollectorStatus;
}

/** A request that would write: a snapshot that is pushed, by whoever has the token; else the answer says what is wrong. */
export function takeWrite(env: CollectorBindings, request: Request): Promise<Response> {
  return answerWrite(pushGate(env), request);
}

/** Where this instance is pushed to; null where no token is set, and where the variables make no sense. */
function pushGate(env: CollectorBindings): PushGate | null {
  try {
    const { role } = readConfig(env);
    if (role.role !== 'receive') return null;
    return {
      token: role.token,
      digest: (bytes) => crypto.subtle.digest('SHA-256', bytes),
      maxBytes: MAX_SNAPSHOT_BYTES,
      receive: async (snapshot) => (await stub(env).receive(snapshot)) as Receipt,
    };
  } catch {
    return null;
  }
}

function stub({ COLLECTOR }: CollectorBindings): DurableObjectStub<Collector> {
  const id = COLLECTOR.idFromName(COLLECTOR_NAME);
  return COLLECTOR.get(id) as unknown as DurableObjectStub<Collector>;
}
