/**
 * `npm run bench`: every claim side by side with its peer in one run; prints the table and writes
 * bench/results/latest.json. `npm run bench -- kernel search` runs the named groups only, and writes nothing; with `--record`
 * their results take the place of those that are there, each with the commit and date that it is of.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../scripts/build.ts';
import { createKernel } from '../src/kernel/host.ts';
import { buildResults } from './build/build.ts';
import { collectResults } from './collect/collect.ts';
import { draftResults } from './draft/draft.ts';
import { type BenchResult, table } from './harness.ts';
import { ingestResults } from './ingest/ingest.ts';
import { heap, instantiate, memory, sizes } from './kernel/module.ts';
import { references } from './kernel/references.ts';
import { tail } from './kernel/tail.ts';
import { renderResults } from './render/render.ts';
import { searchResults } from './search/search.ts';
import { memoryResults } from './serve/memory.ts';
import { refreshResults } from './serve/refresh.ts';
import { serveResults } from './serve/serve.ts';
import { startResults } from './serve/start.ts';
import { buildFullSnapshot } from './snapshot.ts';
import { trendsResults } from './trends/trends.ts';
import { webResults } from './web/web.ts';

const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(import.meta.dirname, 'results/latest.json');
const GIB = 2 ** 30;
const RECORD = '--record';

type Group = () => BenchResult[] | Promise<BenchResult[]>;

const GROUPS: Readonly<Record<string, Group>> = {
  kernel: kernelResults,
  ingest: ingestResults,
  search: searchResults,
  render: renderResults,
  build: buildResults,
  collect: collectResults,
  draft: draftResults,
  trends: trendsResults,
  serve: serveResults,
  start: () => startResults(),
  refresh: refreshResults,
  memory: () => memoryResults(),
  web: webResults,
};

async function kernelResults(): Promise<BenchResult[]> {
  const whole = createKernel(new WebAssembly.Module(readFileSync(join(ROOT, 'build/kernel.wasm'))));
  const full = await buildFullSnapshot(whole);
  const file = join(tmpdir(), `brawlfast-bench-${process.pid}.snapshot`);
  writeFileSync(file, full.bytes);
  return [...sizes(), instantiate(), memory(full), heap(file), ...tail(full), ...(await references(full))];
}

function machine(): string {
  const [first] = cpus();
  const memoryGib = Math.round(totalmem() / GIB);
  return `${first?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${memoryGib} GiB, Node ${process.version}`;
}

function commit(): string {
  try {
    const hash = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: ROOT,
      encoding: 'utf8',
    }).trim();
    const changed = execFileSync(
      'git',
      ['status', '--porcelain', '--', 'kernel', 'src', 'bench', ':(exclude)bench/results'],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    );
    return changed.trim() === '' ? hash : `${hash}, changed since`;
  } catch {
    return 'unknown';
  }
}

async function main(): Promise<void> {
  const options = process.argv.slice(2);
  const records = options.includes(RECORD);
  const asked = options.filter((option) => option !== RECORD);
  const unknown = asked.find((name) => !(name in GROUPS));
  if (unknown !== undefined)
    throw new Error(`no group "${unknown}"; there are ${Object.keys(GROUPS).join(', ')}`);
  await buildAll();
  const results: BenchResult[] = [];
  const failed: string[] = [];
  for (const [name, group] of Object.entries(GROUPS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.error(`▸ ${name}`);
    try {
      results.push(...(await group()));
    } catch (error) {
      // The others took minutes: what they found is kept, and what is missing is named.
      console.error(error);
      failed.push(name);
    }
  }
  console.log(`\n${machine()}; commit ${commit()}\n\n${table(results)}`);
  const missed = results.filter((result) => !result.met);
  console.log(`\n${results.length - missed.length} of ${results.length} claims met`);
  if (failed.length > 0) {
    console.log(`no results of: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
  const whole = { commit: commit(), date: new Date().toISOString(), machine: machine(), failed, results };
  if (asked.length === 0) record(whole);
  else if (records) record(withNewer(whole));
}

interface Recorded {
  readonly commit: string;
  readonly date: string;
  readonly machine: string;
  readonly failed: readonly string[];
  /** commit and date of those that are not of the whole run */
  readonly results: readonly (BenchResult & { readonly commit?: string; readonly date?: string })[];
}

/** The recorded whole run, with newer results in the places of older ones. */
function withNewer({ commit, date, results }: Recorded): Recorded {
  const kept = JSON.parse(readFileSync(RESULTS, 'utf8')) as Recorded;
  const newer = new Map(results.map((result) => [result.id, { ...result, commit, date }]));
  const replaced = kept.results.map((result) => newer.get(result.id) ?? result);
  const known = new Set(kept.results.map(({ id }) => id));
  return { ...kept, results: [...replaced, ...[...newer.values()].filter(({ id }) => !known.has(id))] };
}

function record(run: Recorded): void {
  mkdirSync(join(ROOT, 'bench/results'), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(run, null, 2)}\n`);
}

await main();
