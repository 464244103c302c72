/** The search benches: speed and quality against four libraries, and growth. `node bench/search/search.ts` runs them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildKernel } from '../../scripts/build.ts';
import { type BenchResult, table } from '../harness.ts';
import { makeOurs, makePeers } from './libraries.ts';
import { benchNames } from './names.ts';
import { compareQuality } from './quality.ts';
import { compareScaling } from './scaling.ts';
import { compareSpeed } from './speed.ts';

const WASM = join(import.meta.dirname, '../../build/kernel.wasm');

/** All results; takes about a minute. */
export async function searchResults(): Promise<BenchResult[]> {
  await buildKernel('release');
  const names = benchNames();
  const ours = makeOurs(new WebAssembly.Module(readFileSync(WASM)), names);
  const peers = makePeers(names.entries);
  const meant = names.entries.map((entry) => entry.name);
  return [
    ...compareSpeed(ours, peers, meant, names.origin),
    await compareScaling(names.listed),
    ...compareQuality(ours, peers, meant),
  ];
}

if (process.argv[1] === import.meta.filename) console.log(table(await searchResults()));
