import type { Reader } from '../kernel/port.ts';
import type { BrawlersAnswer, MapAnswer, MapsAnswer, ModesAnswer } from '../shared/wire.ts';
import type { Language } from './address.ts';
import { createFormats, type Formats } from './i18n/formats.ts';
import { MOST_MAPS, type Pool, poolMaps } from './pool.ts';
import { parse } from './reading.ts';

type BrawlerFacts = BrawlersAnswer['brawlers'][number];
type MapFacts = MapsAnswer['maps'][number];
type ModeFacts = ModesAnswer['modes'][number];

/** A pool of the maps with the most battles. */
export interface Pooled extends Pool {
  /** maps of which something is known */
  readonly known: number;
}

/** A whole ranking in bracket `all`. */
const WHOLE = { bracket: 0, min: 0, limit: 0, sort: 0 };

/**
 * What pages need again and again, made once: the lists of the present snapshot, and formatters, which cost more than a
 * page to make. One for each reader.
 */
export class Memo {
  readonly #reader: Reader;
  readonly #formats = new Map<Language, Formats>();
  readonly #pools = new Map<string | null, Pooled | null>();
  readonly #initials = new Map<string, string>();
  #hash: string | null = null;
  #brawlers: readonly BrawlerFacts[] | null = null;
  #brawlerById: ReadonlyMap<number, BrawlerFacts> | null = null;
  #brawlerByKey: ReadonlyMap<string, BrawlerFacts> | null = null;
  #maps: readonly MapFacts[] | null = null;
  #modes: ReadonlyMap<string, ModeFacts> | null = null;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  formats(language: Language): Formats {
    const known = this.#formats.get(language) ?? createFormats(language);
    this.#formats.set(language, known);
    return known;
  }

  /** By id. */
  get brawlers(): readonly BrawlerFacts[] {
    this.#forgetOld();
    this.#brawlers ??= parse<BrawlersAnswer>(this.#reader.renderBrawlers()).brawlers;
    return this.#brawlers;
  }

  /** What the catalogue says of a brawler; undefined for one that only statistics know. */
  brawler(id: number): BrawlerFacts | undefined {
    this.#forgetOld();
    this.#brawlerById ??= new Map(this.brawlers.map((brawler) => [brawler.id, brawler]));
    return this.#brawlerById.get(id);
  }

  /** By what stands in an address: a slug, or an id. */
  brawlerOf(key: string): BrawlerFacts | undefined {
    this.#forgetOld();
    this.#brawlerByKey ??= new Map(
      this.brawlers.flatMap((one) => [[one.slug, one] as const, [String(one.id), one] as const]),
    );
    return this.#brawlerByKey.get(key);
  }

  /** A brawler's initials, two letters: a page has hundreds of portraits. */
  initials(name: string): string {
    this.#forgetOld();
    const known = this.#initials.get(name) ?? initialsOf(name);
    this.#initials.set(name, known);
    return known;
  }

  /** By slug. */
  get maps(): readonly MapFacts[] {
    this.#forgetOld();
    this.#maps ??= parse<MapsAnswer>(this.#reader.renderMaps()).maps;
    return this.#maps;
  }

  /** By name: what the other answers call a mode. */
  get modes(): ReadonlyMap<string, ModeFacts> {
    this.#forgetOld();
    this.#modes ??= new Map(
      parse<ModesAnswer>(this.#reader.renderModes()).modes.map((mode) => [mode.name, mode]),
    );
    return this.#modes;
  }

  /** What is known of a mode's maps together, of all modes' where it is null; null where that is nothing. */
  pool(mode: string | null): Pooled | null {
    this.#forgetOld();
    const known = this.#pools.get(mode);
    if (known !== undefined) return known;
    const maps = this.maps.filter((map) => map.hasData && (mode === null || map.mode === mode));
    const most = [...maps].sort((a, b) => (b.battles ?? 0) - (a.battles ?? 0)).slice(0, MOST_MAPS);
    const rows = most.map(({ id }) => this.#reader.findMap(String(id)));
    const pool = poolMaps(rows.map((row) => parse<MapAnswer>(this.#reader.renderMap(row, WHOLE))));
    const pooled = pool && { ...pool, known: maps.length };
    this.#pools.set(mode, pooled);
    return pooled;
  }

  #forgetOld(): void {
    const hash = this.#reader.head?.hash ?? null;
    if (hash === this.#hash) return;
    this.#hash = hash;
    this.#pools.clear();
    this.#initials.clear();
    this.#brawlers = null;
    this.#brawlerById = null;
    this.#brawlerByKey = null;
    this.#maps = null;
    this.#modes = null;
  }
}

/** "El Primo" → "EP", "Shelly" → "SH", "8-Bit" → "8B", "九尾" → "九尾". */
function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const [first = '', second] = words;
  const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]];
  return letters.join('').toUpperCase() || '?';
}
