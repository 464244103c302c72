/** The languages' texts as a build leaves them, without a build. */
import { TEXTS } from '../../scripts/build/texts.ts';
import type { Language } from '../../src/web/address.ts';
import type { AssetNames } from '../../src/web/assets.ts';

export const TEXT_NAMES = Object.fromEntries(
  Object.keys(TEXTS).map((language) => [language, `/a/texts-${language}.json`]),
) as AssetNames['texts'];

/** What is at one of these addresses; null where it is none of them. */
export function textsAt(address: string): Response | null {
  const found = Object.entries(TEXT_NAMES).find(([, name]) => name === address);
  return found === undefined ? null : Response.json(TEXTS[found[0] as Language]);
}
