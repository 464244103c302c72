/**
 * The part of the kernel that answers: opens a snapshot, finds, searches, renders. What the edge and the browser
 * load; index.ts is the whole, for the collector.
 */

export {
  renderBrawler,
  renderBrawlers,
  renderDraft,
  renderEvents,
  renderMap,
  renderMaps,
  renderModes,
  renderScratchSize,
  renderSearch,
  renderTrend,
  renderTrends,
  rotationPhase,
} from './render/index';
export {
  findBrawler,
  findMap,
  modeIdOf,
  snapshotDetach,
  snapshotOpen,
  snapshotRebase,
} from './snapshot/read/index';
export { xxh64 } from './snapshot/xxh64';
export { errorOffset, heapBase } from './status';
