/** The kernel without its host: writes a draft's answer into linear memory and gives its length. */
import { formatFlags, putDraft } from '../../src/kernel/draft-host.ts';
import type { DraftOptions } from '../../src/kernel/port.ts';

const CAPACITY = 262_144;
const REQUEST = 1024;

interface BareKernel {
  readonly memory: WebAssembly.Memory;
  heapBase(): number;
  snapshotOpen(at: number, length: number): number;
  renderScratchSize(): number;
  renderDraft(...args: number[]): number;
}

function align(address: number): number {
  return (address + 63) & ~63;
}

/** Opens a snapshot; the requests of all drafts stand in memory. */
export function bareDraft(
  module: WebAssembly.Module,
  snapshot: Uint8Array,
  drafts: readonly DraftOptions[],
): (map: number, draft: number) => number {
  const kernel = new WebAssembly.Instance(module, {}).exports as unknown as BareKernel;
  kernel.memory.grow(Math.ceil((snapshot.length + 2 * CAPACITY + drafts.length * REQUEST) / 65_536));
  const memory = new Uint8Array(kernel.memory.buffer);
  const at = align(kernel.heapBase());
  memory.set(snapshot, at);
  if (kernel.snapshotOpen(at, snapshot.length) !== 0) throw new Error('the kernel refuses the snapshot');
  const requests = align(at + snapshot.length + 64);
  drafts.forEach((draft, i) => {
    putDraft(draft, memory, requests + i * REQUEST, REQUEST);
  });
  const scratch = requests + drafts.length * REQUEST;
  const out = align(scratch + kernel.renderScratchSize());
  return (map, draft) => {
    const { bracket, format, limit } = drafts[draft] as DraftOptions;
    const request = requests + draft * REQUEST;
    const length = kernel.renderDraft(
      map,
      bracket,
      format.size,
      formatFlags(format),
      limit,
      request,
      scratch,
      out,
      CAPACITY,
    );
    if (length < 0) throw new Error(`the draft fails with ${length}`);
    return length;
  };
}
