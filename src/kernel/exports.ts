/** What the module exports for counting. Addresses, lengths and results are i32. */
import type { LinearMemory } from './linear.ts';

/** For merging and summing tallies. */
export interface TallyExports {
  tallyScratchSize(inputLength: number): number;
  tallyFoldScratch(inputLength: number): number;
  tallyFold(input: number, inputLength: number, day: number, scratch: number, scratchLength: number): number;
  surveyScratch(pairs: number): number;
  surveyFolds(
    folds: number,
    lengths: number,
    days: number,
    modes: number,
    pairs: number,
    scratch: number,
    out: number,
    capacity: number,
  ): number;
  seriesScratch(pairs: number): number;
  seriesOfFolds(
    folds: number,
    lengths: number,
    days: number,
    first: number,
    modes: number,
    pairs: number,
    survey: number,
    scratch: number,
    out: number,
    capacity: number,
  ): number;
  tallyMerge(
    input: number,
    inputLength: number,
    scratch: number,
    scratchLength: number,
    day: number,
    kind: number,
    maxRun: number,
    out: number,
    capacity: number,
  ): number;
  tallySum(
    input: number,
    inputLength: number,
    scratch: number,
    scratchLength: number,
    kind: number,
    today: number,
    weights: number,
    ages: number,
    base: number,
    baseLength: number,
    out: number,
    capacity: number,
  ): number;
}

/** For effects of pairs and match-ups. */
export interface EffectExports {
  effectsScratchSize(input: number, inputLength: number): number;
  effectsFit(
    input: number,
    inputLength: number,
    scratch: number,
    scratchLength: number,
    out: number,
    capacity: number,
  ): number;
}

/** For a counter. */
export interface CounterExports extends TallyExports {
  readonly memory: LinearMemory;
  heapBase(): number;
  countGrow(
    keys: number,
    oldLength: number,
    keysLength: number,
    scratch: number,
    scratchLength: number,
  ): number;
  countKnow(keys: number, keysLength: number, added: number, addedLength: number): number;
  countLog(
    keys: number,
    keysLength: number,
    batch: number,
    batchLength: number,
    log: number,
    logLength: number,
  ): number;
  countPack(
    batch: number,
    batchLength: number,
    spare: number,
    spareLength: number,
    out: number,
    capacity: number,
  ): number;
}

/** All of it. */
export interface ModuleExports extends CounterExports, EffectExports {
  errorOffset(): number;
  jsonScratchSize(inputLength: number): number;
  jsonExtract(
    kind: number,
    input: number,
    inputLength: number,
    scratch: number,
    scratchLength: number,
    out: number,
    capacity: number,
  ): number;
  battlesExtract(
    input: number,
    inputLength: number,
    scratch: number,
    scratchLength: number,
    out: number,
    capacity: number,
    ownerLow: number,
    ownerHigh: number,
  ): number;
  rankingExtract(
    input: number,
    inputLength: number,
    scratch: number,
    scratchLength: number,
    out: number,
    capacity: number,
  ): number;
  snapshotBuildScratchSize(length: number, cellRows: number, trioRows: number, cells: number): number;
  snapshotBuild(
    input: number,
    inputLength: number,
    scratch: number,
    scratchLength: number,
    out: number,
    capacity: number,
  ): number;
  snapshotOpen(snapshot: number, length: number): number;
  snapshotRebase(snapshot: number): void;
  snapshotSeal(snapshot: number, length: number): number;
  /** an i64 */
  xxh64(bytes: number, length: number): bigint;
  findMap(key: number, length: number): number;
  findBrawler(key: number, length: number): number;
  renderScratchSize(): number;
  renderMap(
    map: number,
    bracket: number,
    min: number,
    limit: number,
    sort: number,
    scratch: number,
    out: number,
    capacity: number,
  ): number;
  renderBrawler(
    brawler: number,
    bracket: number,
    min: number,
    limit: number,
    scratch: number,
    out: number,
    capacity: number,
  ): number;
  modeIdOf(map: number): number;
  renderDraft(
    map: number,
    bracket: number,
    size: number,
    format: number,
    limit: number,
    request: number,
    scratch: number,
    out: number,
    capacity: number,
  ): number;
  renderTrend(brawler: number, out: number, capacity: number): number;
  renderTrends(out: number, capacity: number): number;
  renderMaps(out: number, capacity: number): number;
  renderBrawlers(out: number, capacity: number): number;
  renderModes(scratch: number, out: number, capacity: number): number;
  renderEvents(now: number, out: number, capacity: number): number;
  renderSearch(
    query: number,
    queryLength: number,
    limit: number,
    now: number,
    scratch: number,
    out: number,
    capacity: number,
  ): number;
  rotationPhase(now: number): number;
}
