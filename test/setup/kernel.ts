import { buildAll } from '../../scripts/build.ts';

/** Every variant of the kernel is there, and newer than its sources, before any test runs. */
export async function setup(): Promise<void> {
  await buildAll();
}
