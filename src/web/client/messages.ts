import type { Language } from '../address.ts';
import type { AssetNames } from '../assets.ts';
import { type Messages, readMessages } from '../i18n/messages.ts';

/** addresses of the languages' texts; set by the build */
declare const TEXTS: AssetNames['texts'];

/** A language's texts; a page loads those it is in. */
export async function loadMessages(
  language: Language,
  fetch: (address: string) => Promise<Response>,
): Promise<Messages> {
  return readMessages(await fetch(TEXTS[language]));
}
