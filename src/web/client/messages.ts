import type { Language } from '../address.ts';
import { en } from '../i18n/en.ts';
import type { Messages } from '../i18n/messages.ts';

/** A language's texts, loaded when they are wanted. */
export async function loadMessages(_language: Language): Promise<Messages> {
  return en;
}
