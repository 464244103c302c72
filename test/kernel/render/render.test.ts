import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildKernel } from '../../../scripts/build.ts';
import { createKernel } from '../../../src/kernel/host.ts';
import { createReferenceKernel } from '../../../src/kernel/reference/index.ts';
import { REPOSITORY } from '../support.ts';
import { describeAnswers } from './render.cases.ts';

describeAnswers('answers of the reference', async () => createReferenceKernel());

describeAnswers('answers of the kernel', async () => {
  await buildKernel('release');
  return createKernel(await WebAssembly.compile(await readFile(join(REPOSITORY, 'build', 'kernel.wasm'))));
});
