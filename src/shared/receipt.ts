/** What becomes of a snapshot that another instance hands over. */

/** `kept`: it is published now; `unchanged`: it has the content of what is published already. */
export type Taken = { readonly status: 'kept' | 'unchanged'; readonly hash: string };

/**
 * `bad`: the kernel can't read it whole; `data`: demo data for a live edge, or the like; `future`: built later than now;
 * `older`: than what is published; `early`: the last one came too short a time ago; `unwritten`: the store refused it.
 */
export type RefusalReason = 'bad' | 'data' | 'future' | 'older' | 'early' | 'unwritten';

export interface Refused {
  readonly status: 'refused';
  readonly reason: RefusalReason;
  /** our own words */
  readonly detail: string;
  readonly retryAfterMs?: number;
}

export type Receipt = Taken | Refused;
