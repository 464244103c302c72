/** The Retry-After header: RFC 9110, section 10.2.3. */

/** "At once" (0 seconds, a date gone by) still means a second. */
export const MIN_RETRY_AFTER_MS = 1000;
/** A host that asks for more is asked again after this: a slip of the upstream must not silence us for days. */
export const MAX_RETRY_AFTER_MS = 6 * 3_600_000;

const DELAY_SECONDS = /^\d+$/;
/** The three forms of section 5.6.7. Checked first, since Date.parse takes nearly anything for a date. */
const HTTP_DATE =
  /^(?:[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;

/**
 * How long to wait from `now` (epoch ms), in ms, clamped to MIN_RETRY_AFTER_MS…MAX_RETRY_AFTER_MS; null where the
 * header is missing or neither a number of seconds nor an HTTP date.
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (DELAY_SECONDS.test(text)) return clamp(Number(text) * 1000);
  if (!HTTP_DATE.test(text)) return null;
  // asctime dates name no zone; all HTTP dates are in GMT.
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : clamp(at - now);
}

function clamp(ms: number): number {
  return Math.min(MAX_RETRY_AFTER_MS, Math.max(MIN_RETRY_AFTER_MS, ms));
}
