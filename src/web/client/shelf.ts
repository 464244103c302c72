/** What is kept in this browser and nowhere else: `localStorage`, or nothing where that is forbidden or full. */
export class Shelf {
  readonly #open: () => Storage;

  constructor(open: () => Storage) {
    this.#open = open;
  }

  read(key: string): string | null {
    try {
      return this.#open().getItem(key);
    } catch {
      return null;
    }
  }

  /** Whether it could be kept. */
  write(key: string, value: string | null): boolean {
    try {
      if (value === null) this.#open().removeItem(key);
      else this.#open().setItem(key, value);
      return true;
    } catch {
      return false;
    }
  }

  /** A set of texts; what is no list of texts is taken for empty. */
  readSet(key: string): ReadonlySet<string> {
    try {
      const list: unknown = JSON.parse(this.read(key) ?? '[]');
      return new Set(Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []);
    } catch {
      return new Set();
    }
  }

  writeSet(key: string, items: ReadonlySet<string>): boolean {
    return this.write(key, items.size === 0 ? null : JSON.stringify([...items]));
  }
}
