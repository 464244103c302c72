/** Search over the names of maps and brawlers. Twin of src/kernel/reference/search/; docs/search.md. */
export { searchBuild, searchBuildCapacity } from './build';
export { searchCheck } from './check';
export { searchQuery, searchScratchSize } from './query';
