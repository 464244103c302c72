import type { Language } from '../address.ts';
import { en } from './en.ts';
import type { Messages } from './messages.ts';

const MESSAGES: Readonly<Partial<Record<Language, Messages>>> = { en };

/** Every language's texts. */
export function allMessages(language: Language): Messages {
  return MESSAGES[language] ?? en;
}
