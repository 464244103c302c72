import type { Reader } from '../kernel/port.ts';
import type { BrawlersAnswer, MapsAnswer, ModesAnswer } from '../shared/wire.ts';
import type { Language } from './address.ts';
import { createFormats, type Formats } from './i18n/formats.ts';
import { parse } from './reading.ts';

type BrawlerFacts = BrawlersAnswer['brawlers'][number];
type MapFacts = MapsAnswer['maps'][number];
type ModeFacts = ModesAnswer['modes'][number];

/**
 * What pages need again and again, made once: the lists of the present snapshot, and formatters, which cost more than a
 * page to make. One for each reader.
 */
export class Memo {
  readonly #reader: Reader;
  readonly #formats = new Map<Language, Formats>();
  #hash: string | null = null;
  #brawlers: readonly BrawlerFacts[] | null = null;
  #brawlerById: ReadonlyMap<number, BrawlerFacts> | null = null;
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

  #forgetOld(): void {
    const hash = this.#reader.head?.hash ?? null;
    if (hash === this.#hash) return;
    this.#hash = hash;
    this.#brawlers = null;
    this.#brawlerById = null;
    this.#maps = null;
    this.#modes = null;
  }
}
