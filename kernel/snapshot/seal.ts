import { E_SNAPSHOT_FORMAT } from '../layout/errors';
import * as layout from '../layout/snapshot';
import { fail } from '../status';
import { xxh64 } from './xxh64';

/** Sets the checksum of the snapshot in [ptr, ptr + len), whatever is in it. Gives 0 or E_SNAPSHOT_FORMAT. */
export function snapshotSeal(ptr: usize, len: i32): i32 {
  if (len < layout.SNAPSHOT_HEADER) return fail(E_SNAPSHOT_FORMAT, 0);
  store<u64>(ptr, xxh64(ptr + layout.SH_CONTENT_HASH, len - layout.SH_CONTENT_HASH), layout.SH_CHECKSUM);
  return 0;
}
