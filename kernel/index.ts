/**
 * BrawlFast's compute core: bytes in, bytes out.
 *
 * Memory map. [0, heapBase) holds static data. All above belongs to the caller, who lays out input, scratch,
 * snapshot and output regions there and passes their addresses; the kernel keeps no pointer between calls but
 * that of the attached snapshot. Each input is followed by 64 readable bytes, and no call writes outside
 * [out, out + capacity). Results are lengths (≥ 0) or error codes (< 0, layout/errors.ts); nothing traps.
 */

export {
  countGrow,
  countKnow,
  countLog,
  countPack,
  tallyMerge,
  tallyScratchSize,
  tallySum,
} from './battles/index';
export { effectsFit, effectsScratchSize } from './effects/index';
export { battlesExtract, jsonExtract, jsonScratchSize, jsonValidate, rankingExtract } from './json/index';
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
export { snapshotBuild, snapshotBuildScratchSize, snapshotRank } from './snapshot/build/index';
export {
  findBrawler,
  findMap,
  modeIdOf,
  snapshotDetach,
  snapshotOpen,
  snapshotRebase,
} from './snapshot/read/index';
export { snapshotSeal } from './snapshot/seal';
export { xxh64 } from './snapshot/xxh64';
export { errorOffset, heapBase } from './status';
export {
  seriesOfFolds,
  seriesScratch,
  surveyFolds,
  surveyScratch,
  tallyFold,
  tallyFoldScratch,
} from './trends/index';
