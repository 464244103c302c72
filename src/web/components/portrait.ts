import type { HtmlEscapedString } from 'hono/utils/html';
import { html } from '../html.ts';
import type { PageContext } from '../page.ts';

/** The upstream's image host; square pictures of every brawler by id. */
const PORTRAITS = 'https://cdn.brawlify.com/brawlers/borderless';

/** Rarities whose colours stand in the styles (styles/ranking.ts), by the upstream's name. */
const RARITY_CLASSES: Readonly<Record<string, string>> = {
  Common: 'r1',
  Rare: 'r2',
  'Super Rare': 'r3',
  Epic: 'r4',
  Mythic: 'r5',
  Legendary: 'r6',
  'Ultra Legendary': 'r7',
};

const PIXELS = { s: 32, m: 48, l: 96 } as const;

export interface PortraitProps {
  readonly context: Pick<PageContext, 'memo' | 'offline' | 'reader'>;
  readonly id: number;
  readonly name: string;
  readonly size?: keyof typeof PIXELS;
}

/**
 * A brawler's picture over a drawn stand-in of the same size: its initials on the rarity's colour. The stand-in is what is
 * seen until the picture is there, where there is none, offline, and in the demo, which asks nobody for anything. Beside the
 * brawler's name, so it says nothing by itself.
 */
export function Portrait({ context, id, name, size = 's' }: PortraitProps): HtmlEscapedString {
  const rarity = RARITY_CLASSES[context.memo.brawler(id)?.rarity ?? ''] ?? 'r0';
  const classes = size === 's' ? rarity : `${size} ${rarity}`;
  const pixels = PIXELS[size];
  const picture =
    context.offline || context.reader.head?.data === 'demo'
      ? null
      : html`<img src="${PORTRAITS}/${id}.png" alt="" width="${pixels}" height="${pixels}" loading="lazy" decoding="async"/>`;
  return html`<span class="p ${classes}" aria-hidden="true">${context.memo.initials(name)}${picture}</span>`;
}
