import type { Tier, Trend } from '../../shared/wire.ts';
import type { Html } from '../html.ts';
import type { Messages } from '../i18n/messages.ts';

/** A tier's letter in its colour; a question mark where there is not enough data. */
export function TierMark({ tier, t }: { tier: Tier | null; t: Messages }): Html {
  return tier === null ? (
    <span class="t tn" title={t.words.noTier}>
      ?
    </span>
  ) : (
    <span class={`t t${tier}`}>{tier}</span>
  );
}

/** Rising or falling; nothing where the rate holds still or nothing is known. */
export function TrendMark({ trend, t }: { trend: Trend | null | undefined; t: Messages }): Html | null {
  if (trend === null || trend === undefined) return null;
  const text = trend === 'rising' ? t.words.rising : t.words.falling;
  return (
    <span class={`trend ${trend}`} role="img" aria-label={text} title={text}>
      {trend === 'rising' ? '▲' : '▼'}
    </span>
  );
}
