import { below, createRandom } from '../../random.ts';
import { STREAM } from '../streams.ts';

/** The game's digits, in the order of their values. */
const DIGITS = '0289PYLQGRJCUV';
/**
 * A tag spells the number account * 256 + shard. Shards from 200 up are far above those seen in the game, so that no
 * tag here is likely to be a real player's.
 */
const LOWEST_SHARD = 200;
/** Accounts whose tags have nine digits, the commonest length. */
const ACCOUNTS = { lowest: 6_000_000, count: 70_000_000 };

/** The tag that spells a positive integer, `#` included. */
export function spellTag(number: number): string {
  let tag = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / DIGITS.length)) {
    tag = (DIGITS[rest % DIGITS.length] ?? '') + tag;
  }
  return `#${tag}`;
}

/** Different tags, `#` included, drawn from the seed; the first ones don't depend on how many there are. */
export function drawTags(seed: number, count: number, stream: number): string[] {
  const random = createRandom(seed, STREAM.tags, stream);
  const tags = new Set<string>();
  while (tags.size < count) {
    const account = ACCOUNTS.lowest + below(random, ACCOUNTS.count);
    tags.add(spellTag(account * 256 + LOWEST_SHARD + below(random, 256 - LOWEST_SHARD)));
  }
  return [...tags];
}
