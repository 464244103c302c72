/** Asking one host again, where that may help within a second or two. */
import type { Result } from '../shared/result.ts';
import { type Backoff, backoffMs } from './backoff.ts';
import type { UpstreamError } from './errors.ts';
import { type Hosts, waitMs } from './hosts.ts';

export interface Patience {
  /** requests in all */
  readonly attempts: number;
  readonly backoff: Backoff;
  /** rather than wait longer inside a step, give up, in ms */
  readonly maxWaitMs: number;
  /** failures that may pass so soon */
  readonly mayPass: (error: UpstreamError) => boolean;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
}

/** Does `once`, and again after a jittered wait (or the longer one that the host asked for). Gives its last result. */
export async function persist<T>(
  hosts: Hosts,
  patience: Patience,
  once: () => Promise<Result<T, UpstreamError>>,
): Promise<Result<T, UpstreamError>> {
  for (let attempt = 0; ; attempt += 1) {
    const result = await once();
    if (result.ok || attempt + 1 >= patience.attempts || !patience.mayPass(result.error)) return result;
    const wait = Math.max(
      waitMs(hosts, result.error.host),
      backoffMs(attempt, patience.backoff, patience.random),
    );
    if (wait > patience.maxWaitMs) return result;
    // Timers may fire a millisecond early, which would be before the time that the host asked for.
    await hosts.transport.sleep(Math.ceil(wait) + 1);
  }
}
