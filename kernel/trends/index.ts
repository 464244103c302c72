/** Daily series and their changes: docs/trends.md. */
export { tallySeries, tallySeriesScratch } from './series';
