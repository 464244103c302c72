/** The browser's view of a snapshot, made once, when it is published. */
import type { Kernel } from '../kernel/port.ts';
import { pack } from '../shared/view/pack.ts';
import { projectForBrowser } from '../shared/view/project.ts';

/**
 * Projects, seals, packs and compresses: 540 KB of 2 MB, 123 KB in the end. The edge would compress none of it by itself (it is no
 * text), and should not have to with each request. A failure is logged and gives null: the snapshot is published all the same.
 */
export async function makeView(
  kernel: Pick<Kernel, 'seal'>,
  snapshot: Uint8Array,
  log: (event: Record<string, unknown>) => void,
): Promise<Uint8Array | null> {
  try {
    return await gzip(pack(kernel.seal(projectForBrowser(snapshot))));
  } catch (error) {
    log({ event: 'view-failed', error: error instanceof Error ? error.message : 'unknown error' });
    return null;
  }
}

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const compressed = new Response(bytes).body?.pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(compressed).arrayBuffer());
}
