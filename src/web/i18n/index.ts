import type { Language } from '../address.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import type { Messages } from './messages.ts';
import { pt } from './pt.ts';
import { zh } from './zh.ts';

const MESSAGES: Readonly<Record<Language, Messages>> = { en, es, pt, fr, de, ko, ja, zh };

/** Every language's texts; for the Worker. A client loads its page's alone. */
export function allMessages(language: Language): Messages {
  return MESSAGES[language];
}
