/** Does work when the page has nothing better to do; `within` ms in any case. */
export type Idle = (work: () => void, within?: number) => void;

/** However busy the page is, a task goes on. */
const PATIENCE_MS = 100;

/** Work in pieces, each in a moment of its own between which the page answers. One task at a time: a newer one, or `stop`, ends it. */
export class Slices {
  readonly #idle: Idle;
  /** which task goes on; an older one that wakes up finds another's number, and ends */
  #task = 0;

  constructor(idle: Idle) {
    this.#idle = idle;
  }

  /** Takes a piece whenever the page is idle, until there is none. */
  run(pieces: Iterator<unknown>): void {
    const task = ++this.#task;
    const next = () =>
      this.#idle(() => {
        if (task === this.#task && pieces.next().done !== true) next();
      }, PATIENCE_MS);
    next();
  }

  stop(): void {
    this.#task++;
  }
}
