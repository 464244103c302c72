/** Counting: docs/methodology.md, "Counting", and docs/decisions/0009-counting.md. */
export { countGrow, countKnow, countLog, countPack } from './batch';
export { tallyMerge, tallyScratchSize, tallySum } from './merge';
