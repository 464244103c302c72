import type { HtmlEscapedString } from 'hono/utils/html';
import type { Tier, Trend } from '../../shared/wire.ts';
import { html } from '../html.ts';
import type { Messages } from '../i18n/messages.ts';

/** A tier's letter in its colour; a question mark where there is not enough data. */
export function tierMark(tier: Tier | null, t: Messages): HtmlEscapedString {
  if (tier === null) return html`<span class="t tn" title="${t.words.noTier}">?</span>`;
  return html`<span class="t t${tier}">${tier}</span>`;
}

export function TierMark({ tier, t }: { tier: Tier | null; t: Messages }): HtmlEscapedString {
  return tierMark(tier, t);
}

/** Rising or falling; nothing where the rate holds still or nothing is known. */
export function trendMark(trend: Trend | null | undefined, t: Messages): HtmlEscapedString | null {
  if (trend === null || trend === undefined) return null;
  const text = trend === 'rising' ? t.words.rising : t.words.falling;
  return html`<span class="trend ${trend}" role="img" aria-label="${text}" title="${text}">${trend === 'rising' ? '▲' : '▼'}</span>`;
}
