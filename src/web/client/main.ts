/**
 * The page's client: the composition root in the browser, the only file here that reads clock, network and storage. What it adds is an
 * improvement of links and forms that work without it.
 */
import type { Language } from '../address.ts';
import { tickCountdowns } from './countdown.ts';
import { keepFavourites } from './favourites.ts';
import { answerLocally } from './local.ts';
import { hideBroken } from './portraits.ts';
import { keepRoster } from './roster.ts';
import { answerSearch } from './search.ts';
import { SHEET } from './sheet.ts';
import { Shelf } from './shelf.ts';
import { switchTheme } from './theme.ts';

/** address of reader.wasm; set by the build */
declare const READER_URL: string;

/** A snapshot changes at most every 3 minutes. */
const REFRESH_MS = 300_000;
const TICK_MS = 15_000;
/** Idle or not, so long after the page is there the engine is loaded. */
const PATIENCE_MS = 2_000;

const now = () => Date.now();
const shelf = new Shelf(() => localStorage);
/** Of the page's texts: English where the server had no others. A language's name is the first part of its tag. */
const language = document.documentElement.lang.split('-', 1)[0] as Language;

/** Something that is loaded once, when it is first wanted; after a failure, once more with the next wish. */
class Wish<T> {
  readonly #load: () => Promise<T>;
  #loading: Promise<T> | null = null;
  /** what was loaded, where it is there already */
  present: T | null = null;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  wanted(): Promise<T> {
    this.#loading ??= this.#load().then(
      (loaded) => {
        this.present = loaded;
        return loaded;
      },
      (error: unknown) => {
        this.#loading = null;
        throw error;
      },
    );
    return this.#loading;
  }

  /** Loads it for later. */
  soon(): void {
    this.wanted().catch(() => {});
  }
}

const engine = new Wish(async () => {
  const { Engine } = await import('./engine.ts');
  const loaded = await Engine.load({
    fetch: (input) => fetch(input),
    module: READER_URL,
    now,
    breathe: () => new Promise((done) => setTimeout(done)),
  });
  document.documentElement.dataset.engine = loaded.snapshot;
  return loaded;
});

const renderer = new Wish(async () => {
  const [{ Renderer }, { loadMessages }] = await Promise.all([
    import('./renderer.ts'),
    import('./messages.ts'),
  ]);
  const [messages, { reader }] = await Promise.all([
    loadMessages(language, (input) => fetch(input)),
    engine.wanted(),
  ]);
  document.documentElement.dataset.renderer = '';
  return new Renderer({ reader, messages, origin: location.origin, now, idle: afterFrame });
});

function start(): void {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, SHEET()];
  switchTheme(document, shelf);
  hideBroken(document);
  const favourites = keepFavourites(document, shelf);
  const roster = keepRoster(document, shelf);
  const showAgain = answerLocally({
    document,
    window,
    renderer,
    fetch: (input) => fetch(input),
    painted: (work) => requestAnimationFrame(() => setTimeout(work)),
    shown: () => {
      favourites();
      roster();
    },
  });
  answerSearch({ document, engine, go: (address) => location.assign(address) });
  // Never before the first paint: what has been loaded has been painted two frames later.
  const idle = () => requestAnimationFrame(() => requestAnimationFrame(() => whenIdle(begin)));
  if (document.readyState === 'complete') idle();
  else addEventListener('load', idle, { once: true });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') engine.present?.refresh();
  });
  setInterval(() => document.visibilityState === 'visible' && engine.present?.refresh(), REFRESH_MS);
  const tick = () => tickCountdowns(document, renderer.present, showAgain);
  setInterval(() => {
    if (document.querySelector('time[data-time]') !== null) renderer.soon();
    tick();
  }, TICK_MS);
}

function whenIdle(work: () => void, within = PATIENCE_MS): void {
  if ('requestIdleCallback' in window) requestIdleCallback(() => work(), { timeout: within });
  else setTimeout(work, within / 10);
}

/** What is about to be painted comes first. */
function afterFrame(work: () => void, within?: number): void {
  requestAnimationFrame(() => whenIdle(work, within));
}

function begin(): void {
  // One after the other: what the page has loaded, the worker finds in the browser's cache.
  engine
    .wanted()
    .catch(() => {})
    .then(() => navigator.serviceWorker?.register('/sw.js', { type: 'module' }))
    .catch(() => {
      // A browser without module workers, or a private window: everything but offline works.
    });
}

start();
