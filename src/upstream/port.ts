/** What the collector asks of a catalogue's upstream, whoever serves it. */
import type { Result } from '../shared/result.ts';
import type { UpstreamError } from './errors.ts';

/** One answer of the upstream: a list, the events, or one map by its game id. */
export type Resource = 'maps' | 'brawlers' | 'modes' | 'events' | { readonly mapId: number };

export interface CatalogueRequest {
  readonly resource: Resource;
  /** as a Fetched brought it the last time; it names the host that it came from */
  readonly etag?: string;
}

export type Fetched =
  | {
      readonly kind: 'fresh';
      /** the extracted answer, laid out as kernel/layout/bundle.ts says */
      readonly bundle: Uint8Array;
      /** to be sent with the next request for the same resource; null where the host gave none */
      readonly etag: string | null;
      readonly host: string;
    }
  | { readonly kind: 'unchanged'; readonly host: string };

/** The subrequests that a step may still make. A retry and every hop of a redirect cost one each. */
export interface RequestBudget {
  /** Takes one; false when none is left. */
  take(): boolean;
  readonly remaining: number;
}

export interface CatalogueSource {
  /** Never throws for anything that an upstream does. */
  fetch(request: CatalogueRequest, budget: RequestBudget): Promise<Result<Fetched, UpstreamError>>;
}

/** A resource in words, for errors and logs. */
export function resourceName(resource: Resource): string {
  return typeof resource === 'string' ? resource : `map ${resource.mapId}`;
}

/** A budget of `limit` subrequests (an integer, 0 or more). */
export function createBudget(limit: number): RequestBudget {
  let remaining = limit;
  return {
    take() {
      if (remaining <= 0) return false;
      remaining -= 1;
      return true;
    },
    get remaining() {
      return remaining;
    },
  };
}
