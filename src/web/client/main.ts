/**
 * The page's client: the composition root in the browser, the only file here that reads clock, network and storage. What it adds is an
 * improvement of links and forms that work without it.
 */
import { parseAddress } from '../address.ts';
import { tickCountdowns } from './countdown.ts';
import type { Engine } from './engine.ts';
import { keepFavourites } from './favourites.ts';
import { answerLocally } from './local.ts';
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
const { language } = parseAddress(location.pathname);

let loading: Promise<Engine> | null = null;
let engine: Engine | null = null;

/** Loads the engine, once; after a failure, once more with the next wish. */
function wanted(): Promise<Engine> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<Engine> {
  const [{ Engine }, { loadMessages }] = await Promise.all([import('./engine.ts'), import('./messages.ts')]);
  const messages = await loadMessages(language);
  engine = await Engine.load({
    fetch: (input) => fetch(input),
    reader: READER_URL,
    messages: () => messages,
    language,
    assets: { client: null },
    origin: location.origin,
    now,
    breathe: () => new Promise((done) => setTimeout(done)),
  });
  document.documentElement.dataset.engine = engine.snapshot;
  return engine;
}

/** The engine, where it is there already; else it is on its way. */
function present(): Engine | null {
  if (engine === null) wanted().catch(() => {});
  return engine;
}

function start(): void {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, SHEET()];
  switchTheme(document, shelf);
  const favourites = keepFavourites(document, shelf);
  const roster = keepRoster(document, shelf);
  const show = answerLocally({
    document,
    window,
    engine: present,
    fetch: (input) => fetch(input),
    shown: () => {
      favourites();
      roster();
    },
  });
  answerSearch({ document, engine: present, wanted, go: (address) => location.assign(address) });
  // Never before the first paint: what has been loaded has been painted two frames later.
  const idle = () => requestAnimationFrame(() => requestAnimationFrame(() => whenIdle(begin)));
  if (document.readyState === 'complete') idle();
  else addEventListener('load', idle, { once: true });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') engine?.refresh();
  });
  setInterval(() => document.visibilityState === 'visible' && engine?.refresh(), REFRESH_MS);
  const tick = () => tickCountdowns(document, engine, () => show(new URL(location.href), 'stay'));
  setInterval(tick, TICK_MS);
}

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: PATIENCE_MS });
  else setTimeout(work, PATIENCE_MS / 10);
}

function begin(): void {
  wanted().catch(() => {});
  navigator.serviceWorker?.register('/sw.js', { type: 'module' }).catch(() => {
    // A browser without module workers, or a private window: everything but offline works.
  });
}

start();
