/**
 * The edge with a clock of the bench's own: the product's classes, and nothing else of it. `/refresh` looks into the
 * store at once, behind its answer; other paths answer a map, and their clock runs so fast that a look is due each
 * second.
 */
import { env } from 'cloudflare:workers';
import readerModule from '../../../build/reader.wasm';
import { createReader } from '../../../src/kernel/reader-host.ts';
import { Edge } from '../../../src/serve/edge.ts';
import { Hot } from '../../../src/serve/hot.ts';
import { createKvStore, type KvNamespace } from '../../../src/store/kv.ts';

/** The product looks every 30 s. */
const FAST = 30;

const { SNAPSHOTS } = env as unknown as { SNAPSHOTS: KvNamespace };
const now = () => Date.now() * FAST;
const edge = new Edge(createReader(readerModule), createKvStore(SNAPSHOTS), now);
const hot = new Hot({ edge, now });

export default {
  async fetch(request: Request, _env: unknown, context: { waitUntil(work: Promise<unknown>): void }) {
    await edge.ready((work) => context.waitUntil(work));
    if (request.url.endsWith('/refresh')) context.waitUntil(edge.refresh());
    return hot.answer(request, context) ?? new Response(edge.kernel.head?.hash ?? 'none');
  },
};
