import type { Language } from '../address.ts';
import { en } from '../i18n/en.ts';
import type { Messages } from '../i18n/messages.ts';

/** A language's texts, loaded when they are wanted: each is a part of its own. */
export async function loadMessages(language: Language): Promise<Messages> {
  switch (language) {
    case 'es':
      return (await import('../i18n/es.ts')).es;
    case 'pt':
      return (await import('../i18n/pt.ts')).pt;
    case 'fr':
      return (await import('../i18n/fr.ts')).fr;
    case 'de':
      return (await import('../i18n/de.ts')).de;
    case 'ko':
      return (await import('../i18n/ko.ts')).ko;
    case 'ja':
      return (await import('../i18n/ja.ts')).ja;
    case 'zh':
      return (await import('../i18n/zh.ts')).zh;
    default:
      return en;
  }
}
