/**
 * What answers in the browser: the kernel with the browser's snapshot. Loaded after the first paint; the page works without it. What
 * makes pages of its answers is loaded when it is wanted (renderer.ts).
 */

import type { Reader } from '../../kernel/port.ts';
import { compileModule, createReader } from '../../kernel/reader-host.ts';
import { unpackSteps } from '../../shared/view/pack.ts';
import type { SearchAnswer } from '../../shared/wire.ts';

/** Where the browser's snapshot is asked for. */
export const SNAPSHOT_URL = '/api/snapshot?view=browser';

export interface EngineDeps {
  readonly fetch: (input: string) => Promise<Response>;
  /** address of reader.wasm */
  readonly module: string;
  /** epoch ms */
  readonly now: () => number;
  /** Resolves when the page has had a chance to answer its user. */
  readonly breathe: () => Promise<void>;
}

/** Work done in one go: half a frame. */
const STEP_MS = 8;

/** The kernel with a snapshot. */
export class Engine {
  readonly reader: Reader;
  readonly #deps: EngineDeps;

  private constructor(deps: EngineDeps, reader: Reader) {
    this.#deps = deps;
    this.reader = reader;
  }

  /** Loads kernel and snapshot; rejects where either can't be had. */
  static async load(deps: EngineDeps): Promise<Engine> {
    const [module, packed] = await Promise.all([
      compileModule(deps.fetch(deps.module)),
      fetchPacked(deps.fetch),
    ]);
    const engine = new Engine(deps, createReader(module));
    await engine.#open(packed);
    return engine;
  }

  /** content hash of the snapshot that answers */
  get snapshot(): string {
    return this.reader.head?.hash ?? '';
  }

  /** Takes the newest snapshot in, where there is a newer one. Keeps the present one where it can't be had. */
  async refresh(): Promise<void> {
    try {
      await this.#open(await fetchPacked(this.#deps.fetch));
    } catch {
      // The present one answers on; its age is shown.
    }
  }

  /** The best names of each kind. */
  search(text: string, limit: number): SearchAnswer {
    const answer = this.reader.renderSearch(text, limit, Math.floor(this.#deps.now() / 1000));
    return JSON.parse(new TextDecoder().decode(answer)) as SearchAnswer;
  }

  async #open(packed: Uint8Array): Promise<void> {
    const steps = unpackSteps(packed);
    let step = steps.next();
    let since = this.#deps.now();
    while (step.done !== true) {
      if (this.#deps.now() - since >= STEP_MS) {
        await this.#deps.breathe();
        since = this.#deps.now();
      }
      step = steps.next();
    }
    const opened = this.reader.open(step.value);
    if (!opened.ok) throw new Error(opened.error.message);
  }
}

async function fetchPacked(fetch: EngineDeps['fetch']): Promise<Uint8Array> {
  const response = await fetch(SNAPSHOT_URL);
  if (!response.ok) throw new Error(`snapshot: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
