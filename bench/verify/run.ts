/**
 * `npm run verify`: the system's budget, claim beside measurement, on the Worker as it is deployed. Ends with 1 where a
 * claim is broken.
 */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import fuzzysort from 'fuzzysort';
import { KIND_BRAWLERS, KIND_MAP, KIND_MAPS, KIND_MODES } from '../../kernel/layout/bundle.ts';
import { buildAll } from '../../scripts/build.ts';
import { createKernel } from '../../src/kernel/host.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import { createReader } from '../../src/kernel/reader-host.ts';
import { compare } from '../harness.ts';
import { memory } from '../kernel/module.ts';
import { benchNames } from '../search/names.ts';
import { type Bundle, buildProduct, type Product } from '../serve/product.ts';
import { cold } from '../serve/start.ts';
import { makeServeWorld, type ServeWorld, typedQueries } from '../serve/world.ts';
import { type Claim, claimsTable, isKept } from './claims.ts';
import { requestClaims, tailClaim } from './request.ts';

const KIB = 1024;
const ITEMS = 500;
const STARTS = 31;

async function main(): Promise<number> {
  await buildAll();
  const product = buildProduct();
  try {
    const { edge, collector } = product.workers;
    const kernel = createKernel(new WebAssembly.Module(wasm(collector, 'kernel.wasm')));
    const now = Date.now();
    const world = await makeServeWorld(kernel, now);
    const reader = createReader(new WebAssembly.Module(wasm(edge, 'reader.wasm')));
    reader.open(world.snapshot);
    const claims: Claim[] = [
      ...sizeClaims(product),
      await startClaim(product, world),
      ...requestClaims(reader, world, now),
      tailClaim(reader, world, now),
      memoryClaim(world, now),
      jsonClaim(kernel, world),
      searchClaim(kernel, now),
    ];
    const broken = claims.filter((claim) => !isKept(claim));
    const load = `load ${(loadavg()[0] ?? 0).toFixed(1)} on ${cpus().length} cores`;
    console.log(`${cpus()[0]?.model.trim()}, Node ${process.version}, ${load}\n\n${claimsTable(claims)}`);
    console.log(`\n${claims.length - broken.length} of ${claims.length} claims kept`);
    return broken.length === 0 ? 0 : 1;
  } finally {
    product.remove();
  }
}

function wasm({ dir, modules }: Bundle, name: string): Uint8Array<ArrayBuffer> {
  const file = modules.find((candidate) => candidate.endsWith(name));
  if (file === undefined) throw new Error(`the product has no ${name}`);
  return readFileSync(join(dir, file));
}

function sizeClaims({ workers }: Product): Claim[] {
  const all = Object.values(workers);
  const rawBytes = all.reduce((sum, bundle) => sum + bundle.rawBytes, 0);
  const gzipBytes = all.reduce((sum, bundle) => sum + bundle.gzipBytes, 0);
  const parts = Object.entries(workers).map(
    ([name, bundle]) => `${name} ${(bundle.gzipBytes / KIB).toFixed(0)}`,
  );
  const note = `all modules of all three Workers; gzip: ${parts.join(', ')} KB`;
  return [
    { what: 'binary', limit: 800, measured: rawBytes / KIB, plain: null, unit: 'KB', note },
    { what: 'binary, gzip', limit: 250, measured: gzipBytes / KIB, plain: null, unit: 'KB', note },
  ];
}

async function startClaim(product: Product, world: ServeWorld): Promise<Claim> {
  const { ours, note } = await cold(product, world, STARTS);
  return {
    what: 'cold start',
    limit: 5,
    measured: ours,
    plain: null,
    unit: 'ms',
    note: note.split('; ').slice(1).join('; '),
  };
}

function memoryClaim({ snapshot }: ServeWorld, now: number): Claim {
  const { ours, note } = memory({ bytes: snapshot, origin: '', now: Math.floor(now / 1000) });
  return {
    ...{ what: 'memory', limit: 3, measured: ours, plain: null, unit: 'MB' },
    note: note.split('; ').slice(1).join('; '),
  };
}

/** An upstream's answer of 10 KB: checked whole and cut to what is wanted, against JSON.parse alone. */
function jsonClaim(kernel: Kernel, { maps }: ServeWorld): Claim {
  const documents = maps.slice(0, 32).map((map) => {
    const { id, map: name, modeId, mode, brawlers, teams } = map;
    return new TextEncoder().encode(
      JSON.stringify({
        ...{ id, name, disabled: false, dataUpdated: 1_780_000_000, gameMode: { scId: modeId, name: mode } },
        stats: brawlers.map((row) => ({
          ...{ brawler: row.id, winRate: row.winRate, useRate: row.useRate, count: row.games },
        })),
        teamStats: teams.slice(0, 22).map(({ ids, games, wins }) => ({
          ...{
            name: '',
            hash: '',
            brawler1: ids[0],
            brawler2: ids[1],
            brawler3: ids[2],
            brawler4: null,
            brawler5: null,
          },
          data: {
            winRate: 50,
            useRate: 1,
            wins: Math.floor(wins),
            losses: games - Math.ceil(wins),
            draws: 0,
            total: games,
          },
        })),
      }),
    );
  });
  const decoder = new TextDecoder();
  const at = (i: number) => documents[i % documents.length] as Uint8Array;
  const { ours, peer } = compare({
    ...{ id: 'json', must: 0, note: '' },
    ours: (i) => kernel.extract(KIND_MAP, at(i)),
    peer: (i) => JSON.parse(decoder.decode(at(i))),
  });
  const note = `${at(0).length} B, checked and cut to its rows; plain: decoded, JSON.parse`;
  return {
    what: 'JSON of 10 KB',
    limit: null,
    measured: ours / 1000,
    plain: (peer ?? 0) / 1000,
    unit: 'ms',
    note,
  };
}

/** 500 names, typed as people do: text in, JSON out. */
function searchClaim(kernel: Kernel, now: number): Claim {
  const names = benchNames();
  const extract = (kind: number, json: Uint8Array) => {
    const result = kernel.extract(kind, json);
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  const { list } = JSON.parse(new TextDecoder().decode(names.maps)) as { list: { name: string }[] };
  const brawlers = names.entries.filter(({ kind }) => kind === 'brawler').length;
  // From all over the list: its beginning may be of one make.
  const step = Math.max(1, Math.floor(list.length / (ITEMS - brawlers)));
  const maps = list.filter((_, i) => i % step === 0).slice(0, ITEMS - brawlers);
  const bundles = [
    extract(KIND_MODES, names.modes),
    extract(KIND_BRAWLERS, names.brawlers),
    extract(KIND_MAPS, new TextEncoder().encode(JSON.stringify({ list: maps }))),
  ];
  kernel.open(kernel.buildSnapshot({ bundles, builtAt: now, data: 'demo', windowDays: 0, sources: [] }));
  const queries = typedQueries(maps.map(({ name }) => name));
  const entries = [...maps, ...names.entries.filter(({ kind }) => kind === 'brawler')];
  const targets = entries.map((entry) => ({ entry, target: fuzzysort.prepare(entry.name) }));
  const seconds = Math.floor(now / 1000);
  const { ours, peer } = compare({
    ...{ id: 'search', must: 0, note: '' },
    ours: (i) => kernel.renderSearch(queries[i % queries.length] ?? '', 8, seconds, true),
    peer: (i) =>
      JSON.stringify(
        fuzzysort
          .go(queries[i % queries.length] ?? '', targets, { key: 'target', limit: 8 })
          .map((hit) => hit.obj.entry.name),
      ),
  });
  const note = `${entries.length} names, ${queries.length} queries; plain: fuzzysort`;
  return {
    what: 'fuzzy search over 500',
    limit: null,
    measured: ours / 1000,
    plain: (peer ?? 0) / 1000,
    unit: 'ms',
    note,
  };
}

process.exitCode = await main();
