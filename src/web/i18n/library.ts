/** Texts as an instance keeps them: English is built in, the other languages are loaded with the first page in each. */
import type { Background } from '../../serve/edge.ts';
import type { Language } from '../address.ts';
import type { AssetNames } from '../assets.ts';
import { en } from './en.ts';
import { createMessages, type Messages, readMessages } from './messages.ts';

export interface LibraryDeps {
  /** addresses of the languages' texts */
  readonly names: AssetNames['texts'];
  /** one of the browser's files, by its address */
  readonly fetch: (address: string) => Promise<Response>;
  /** epoch ms */
  readonly now: () => number;
  /** one line of JSON an event */
  readonly log: (event: Record<string, unknown>) => void;
}

/** So long after a load began that failed, or that the runtime cut off and that never settles, another begins. */
const RETRY_MS = 10_000;

interface Attempt {
  readonly at: number;
  /** null where it failed */
  readonly loaded: Promise<Messages | null>;
}

export class Library {
  readonly #deps: LibraryDeps;
  readonly #known = new Map<Language, Messages>();
  readonly #attempts = new Map<Language, Attempt>();

  constructor(deps: LibraryDeps) {
    this.#deps = deps;
  }

  /** A language's texts, loaded once however many ask at the same time; English's where they can't be had. Never rejects. */
  async messages(language: Language, background: Background): Promise<Messages> {
    const known = this.#known.get(language);
    if (known !== undefined) return known;
    if (language === 'en') return this.#english();
    const { now } = this.#deps;
    let attempt = this.#attempts.get(language);
    if (attempt === undefined || now() - attempt.at >= RETRY_MS) {
      attempt = { at: now(), loaded: this.#load(language) };
      this.#attempts.set(language, attempt);
      // The others who wait for it must not lose it when this request's client goes away.
      background(attempt.loaded);
    }
    return (await attempt.loaded) ?? this.#english();
  }

  /** Made when the first page is: an isolate that answers the API alone has no use for it. */
  #english(): Messages {
    const messages = this.#known.get('en') ?? createMessages(en);
    this.#known.set('en', messages);
    return messages;
  }

  async #load(language: Language): Promise<Messages | null> {
    const { fetch, log, names } = this.#deps;
    try {
      const messages = await readMessages(await fetch(names[language]));
      this.#known.set(language, messages);
      return messages;
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: 'unknown', message: '' };
      log({ event: 'texts-failed', language, error: name, message });
      return null;
    }
  }
}
