import type { Language } from '../address.ts';
import type { AssetNames } from '../assets.ts';
import { type Messages, readMessages } from '../i18n/messages.ts';

/** Addresses of the languages' texts, as JSON: an object would be a part of its own, and a request. Set by the build. */
declare const TEXTS: string;

/** A language's texts; a page loads those it is in. */
export async function loadMessages(
  language: Language,
  fetch: (address: string) => Promise<Response>,
): Promise<Messages> {
  const addresses = JSON.parse(TEXTS) as AssetNames['texts'];
  return readMessages(await fetch(addresses[language]));
}
