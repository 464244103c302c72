/**
 * The page's address, kept in step with what is shown. The browser takes two milliseconds of a phone to change it, which nobody sees:
 * it is told when what is new has been painted.
 */

export type How = 'push' | 'replace' | 'stay';

type Later = (work: () => void) => void;

export class Address {
  readonly #window: Window;
  readonly #later: Later;
  #pending: { readonly href: string; readonly how: How } | null = null;

  constructor(window: Window, later: Later) {
    this.#window = window;
    this.#later = later;
    window.addEventListener('pagehide', () => this.#tell());
  }

  /** Of what is shown. */
  get url(): URL {
    return new URL(this.#pending?.href ?? this.#window.location.href);
  }

  keep({ href }: URL, how: How): void {
    if (how === 'stay') {
      // Back was pressed before the browser knew of the last one.
      if (this.#pending?.href !== href) this.#pending = null;
      return;
    }
    this.#tell();
    this.#pending = { href, how };
    this.#later(() => this.#tell());
  }

  #tell(): void {
    if (this.#pending === null) return;
    const { href, how } = this.#pending;
    this.#pending = null;
    if (how === 'push') this.#window.history.pushState(null, '', href);
    else this.#window.history.replaceState(null, '', href);
  }
}
