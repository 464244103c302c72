import type { Language } from '../address.ts';
import type { Messages } from '../i18n/messages.ts';

/** Each language is a part of its own: a page loads one. */
const LOADERS: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import('../i18n/en.ts')).en,
  es: async () => (await import('../i18n/es.ts')).es,
  pt: async () => (await import('../i18n/pt.ts')).pt,
  fr: async () => (await import('../i18n/fr.ts')).fr,
  de: async () => (await import('../i18n/de.ts')).de,
  ko: async () => (await import('../i18n/ko.ts')).ko,
  ja: async () => (await import('../i18n/ja.ts')).ja,
  zh: async () => (await import('../i18n/zh.ts')).zh,
};

/** A language's texts, loaded when they are wanted. */
export function loadMessages(language: Language): Promise<Messages> {
  return LOADERS[language]();
}
