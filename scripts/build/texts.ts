/** All languages' texts, as they are written. */
import type { Language } from '../../src/web/address.ts';
import { de } from '../../src/web/i18n/de.ts';
import { en } from '../../src/web/i18n/en.ts';
import { es } from '../../src/web/i18n/es.ts';
import { fr } from '../../src/web/i18n/fr.ts';
import { ja } from '../../src/web/i18n/ja.ts';
import { ko } from '../../src/web/i18n/ko.ts';
import type { Texts } from '../../src/web/i18n/messages.ts';
import { pt } from '../../src/web/i18n/pt.ts';
import { zh } from '../../src/web/i18n/zh.ts';

export const TEXTS: Readonly<Record<Language, Texts>> = { en, es, pt, fr, de, ko, ja, zh };
