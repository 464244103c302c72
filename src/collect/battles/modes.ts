import * as layout from '../../../kernel/layout/bundle.ts';
import { BundleView } from '../../shared/bundle.ts';

/** (map id, mode id) of every map of the list (null for none) whose mode is known, sorted by map id. */
export function mapModes(bundle: Uint8Array | null): Uint32Array {
  if (bundle === null) return new Uint32Array();
  const modes = new Map<number, number>();
  for (const row of new BundleView(bundle).maps()) {
    const mode = row[layout.MAP_MODE_ID] ?? 0;
    if (mode > 0) modes.set(row[layout.MAP_ID] ?? 0, mode);
  }
  return Uint32Array.from([...modes].sort(([a], [b]) => a - b).flat());
}
