/** Writing answers as JSON, straight from the columns of the attached snapshot. */
export { renderBrawler } from './brawler';
export { renderDraft } from './draft';
export { renderEvents, rotationPhase } from './events';
export { renderBrawlers, renderMaps, renderModes } from './lists';
export { renderMap } from './map';
export { renderScratchSize, renderSearch } from './search';
export { renderTrend, renderTrends } from './trend';
