/** Reading a snapshot: check and attach it, move it, find rows in it. */
export { snapshotDetach, snapshotRebase } from './columns';
export { findBrawler, findMap, modeIdOf } from './find';
export { snapshotOpen } from './open';
