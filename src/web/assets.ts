import type { Language } from './address.ts';

/** Names of the browser's files, as addresses (scripts/build/assets.ts). */
export interface AssetNames {
  readonly client: string;
  readonly reader: string;
  /** the client's own parts, which are loaded later */
  readonly chunks: readonly string[];
  /** each language's texts, as JSON */
  readonly texts: Readonly<Record<Language, string>>;
  /** changes with any of them */
  readonly version: string;
}
