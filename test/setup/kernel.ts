import { buildKernel } from '../../scripts/build.ts';

/** Both variants of the kernel are there, and newer than their sources, before any test runs. */
export async function setup(): Promise<void> {
  await buildKernel('release');
  await buildKernel('debug');
}
