/** Search in plain TypeScript: the readable twin of kernel/search/, with the same index bytes and the same hits. */
export { build, type SearchName } from './build.ts';
export { type Hit, type Hits, query } from './query.ts';
export { check } from './read.ts';
