import { pagePolicy } from '../serve/intent.ts';
import { SHEETS, type SheetName } from './styles/index.ts';

/** SHA-256 */
export type Digest = (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>;

/** Content security policies of pages: each lets the page's own sheet of styles be, by its hash. */
export class Policies {
  readonly #digest: Digest;
  readonly #known = new Map<SheetName, Promise<string>>();

  constructor(digest: Digest) {
    this.#digest = digest;
  }

  /** Of a page with this sheet; only cards may be framed by others. */
  of(sheet: SheetName): Promise<string> {
    const known = this.#known.get(sheet) ?? this.#make(sheet);
    this.#known.set(sheet, known);
    return known;
  }

  async #make(sheet: SheetName): Promise<string> {
    const hash = await this.#digest(new TextEncoder().encode(SHEETS[sheet]));
    return pagePolicy(btoa(String.fromCharCode(...new Uint8Array(hash))), sheet === 'embed');
  }
}
