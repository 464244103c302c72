/** Starts the product once for all browser tests, publishes a made-up world, and unpacks the browser. */
import type { TestProject } from 'vitest/node';
import { buildAll } from '../../scripts/build.ts';
import { chromiumPath } from './chromium.ts';
import { type Product, startProduct, wholeKernel } from './product.ts';
import { buildBrowserWorld } from './world.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** where the product is */
    url: string;
    /** slug of a map that has counts */
    map: string;
    /** slug of a map that has none */
    bare: string;
    /** why there is nothing to test; null where there is */
    failure: string | null;
  }
}

let product: Product | null = null;

/** What fails here fails the browser tests, which say why, and no other test of the run. */
export async function setup({ provide }: TestProject): Promise<void> {
  let map = '';
  let bare = '';
  let failure: string | null = null;
  try {
    await buildAll();
    // Before the product: unpacking sets the folder of temporary files, which a child would inherit.
    await chromiumPath();
    product = await startProduct('demo');
    const world = await buildBrowserWorld(wholeKernel());
    await product.push(world.snapshot);
    map = world.map;
    bare = world.bare;
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  provide('url', product?.url ?? '');
  provide('map', map);
  provide('bare', bare);
  provide('failure', failure);
}

export async function teardown(): Promise<void> {
  await product?.stop();
}
