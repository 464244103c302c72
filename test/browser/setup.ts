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
  }
}

let product: Product | null = null;

export async function setup({ provide }: TestProject): Promise<void> {
  await buildAll();
  const [started] = await Promise.all([startProduct('demo'), chromiumPath()]);
  product = started;
  const world = await buildBrowserWorld(wholeKernel());
  await product.push(world.snapshot);
  provide('url', product.url);
  provide('map', world.map);
}

export async function teardown(): Promise<void> {
  await product?.stop();
}
