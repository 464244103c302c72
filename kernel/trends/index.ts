/** Daily series and their changes: docs/trends.md. */
export { tallyFold, tallyFoldScratch } from './fold';
export { seriesOfFolds, seriesScratch } from './series';
export { surveyFolds, surveyScratch } from './survey';
