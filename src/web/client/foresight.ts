/**
 * What a press of a button will show, made ready while the finger, or the mouse's button, is still down: a press takes a tenth of a
 * second, in which nothing else is to be done. Whether the press comes or not, nothing of the page changes by it.
 */
import type { Pieces } from '../load.ts';

/** ms after which it is made anew: what is shown is of the moment of the press */
const FRESH_MS = 2_000;

/** What is at an address: the pieces of a page, and its address in the end. */
export interface Found {
  readonly url: URL;
  readonly pieces: Pieces;
}

interface Asked {
  readonly href: string;
  readonly offline: boolean;
  /** content hash of the snapshot */
  readonly snapshot: string;
}

export class Foresight {
  readonly #now: () => number;
  #kept: { readonly asked: Asked; readonly at: number; readonly found: Found } | null = null;

  /** `now`: epoch ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Keeps what was found, in place of what was kept before; returns it, each text to be made but once. */
  keep(asked: Asked, { url, pieces }: Found): Found {
    const found = { url, pieces: once(pieces) };
    this.#kept = { asked, at: this.#now(), found };
    return found;
  }

  /** What was kept of that, which is given up with it; null where nothing was, or it is of another moment. */
  take({ href, offline, snapshot }: Asked): Found | null {
    const kept = this.#kept;
    this.#kept = null;
    if (kept === null || Math.abs(this.#now() - kept.at) > FRESH_MS) return null;
    const { asked, found } = kept;
    return asked.href === href && asked.offline === offline && asked.snapshot === snapshot ? found : null;
  }
}

/** The same pieces, whose texts are made when they are first asked for, and kept. */
function once(pieces: Pieces): Pieces {
  const items = byName((name) => pieces.items(name)?.map((list) => list.map(lazily)) ?? null);
  return { ...pieces, part: byName(pieces.part), frame: byName(pieces.frame), items };
}

function byName<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const fresh = make(name);
    made.set(name, fresh);
    return fresh;
  };
}

function lazily(make: () => string): () => string {
  let made: string | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
