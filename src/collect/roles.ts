/** One program, three roles: an instance collects (and may push what it makes), is pushed to, or follows another. */
import type { CollectorStatus, Published } from '../shared/status.ts';
import type { Instance } from '../upstream/instance.ts';
import { archiveHealth } from './archive.ts';
import { type CollectorDeps, runStep, statusOf } from './collector.ts';
import { type FollowDeps, followSource, followStep } from './follow.ts';
import { type PushDeps, pushDue, pushHealth } from './push.ts';
import { pushSource, type ReceiveDeps, receiveStep } from './receive.ts';
import { troubleOf } from './supervise.ts';

export type RoleDeps =
  | { readonly role: 'collect'; readonly collector: CollectorDeps; readonly push: PushDeps | null }
  | { readonly role: 'receive'; readonly receiver: ReceiveDeps }
  | { readonly role: 'follow'; readonly follower: FollowDeps };

/** One step of whatever this instance is. Returns the epoch ms at which the next is due. */
export async function roleStep(deps: RoleDeps): Promise<number> {
  if (deps.role === 'receive') return receiveStep(deps.receiver);
  if (deps.role === 'follow') return followStep(deps.follower);
  const next = await runStep(deps.collector);
  if (deps.push !== null) await pushDue(deps.push);
  return next;
}

/** What of a role its status depends on. */
export type RoleName =
  | {
      readonly role: 'collect';
      readonly pushesTo: Pick<Instance, 'host'> | null;
      /** whether battles are collected */
      readonly battles: boolean;
    }
  | { readonly role: 'receive' }
  | { readonly role: 'follow'; readonly source: Pick<Instance, 'host'> };

/** What /health is told. */
export function roleStatus(
  name: RoleName,
  { ledger, now }: Pick<ReceiveDeps, 'ledger' | 'now'>,
): CollectorStatus {
  const archive = archiveHealth({ ledger, now });
  if (name.role === 'collect') {
    const status = { ...statusOf({ ledger, battles: name.battles }), archive };
    return name.pushesTo === null ? status : { ...status, push: pushHealth(ledger, name.pushesTo.host) };
  }
  const source =
    name.role === 'follow' ? followSource(ledger, name.source.host) : pushSource({ ledger, now });
  return {
    sources: [source],
    published: ledger.note<Published>('published'),
    trouble: troubleOf(ledger),
    archive,
  };
}
