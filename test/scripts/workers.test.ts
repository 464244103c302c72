/** The configurations of the three Workers: that they fit together, and how they are deployed. */
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMPATIBILITY_DATE, COMPATIBILITY_FLAGS } from '../../bench/serve/workerd.ts';
import { deploy, withNamespace } from '../../scripts/deploy.ts';
import { readConfiguration, WORKERS, type WorkerName } from '../../scripts/workers/configuration.ts';
import { makeFolder } from './folder.ts';

interface Whole {
  readonly name: string;
  readonly main: string;
  readonly compatibility_date: string;
  readonly compatibility_flags: readonly string[];
  readonly workers_dev?: boolean;
  readonly services?: readonly { readonly service: string }[];
  readonly kv_namespaces: readonly { readonly binding: string; readonly id?: string }[];
}

const NAMES = Object.keys(WORKERS) as WorkerName[];
const read = async (name: WorkerName) => (await readConfiguration(name)) as Whole;
const written = (folder: string, name: WorkerName) =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Whole;

describe('the configurations', () => {
  test('are read with their comments', async () => {
    expect(await read('edge')).toMatchObject({ name: 'brawlfast', main: 'src/workers/edge.ts' });
  });

  test('have the same date and namespace, those that are measured, and are bound to each other in the order of deployment', async () => {
    const all = await Promise.all(NAMES.map(read));
    for (const { compatibility_date: date, compatibility_flags: flags } of all)
      expect([date, flags]).toEqual([COMPATIBILITY_DATE, COMPATIBILITY_FLAGS]);
    expect(all.map(({ kv_namespaces }) => kv_namespaces)).toEqual(all.map(() => [{ binding: 'SNAPSHOTS' }]));
    all.forEach(({ services = [] }, i) => {
      const before = all.slice(0, i).map(({ name }) => name);
      for (const { service } of services) expect(before).toContain(service);
    });
    // Only the edge has an address of its own.
    expect(all.map(({ workers_dev }) => workers_dev ?? true)).toEqual([false, false, true]);
  });
});

describe('a deployment', () => {
  const ID = '0123456789abcdef0123456789abcdef';

  const run = async (namespaces: { id: string; title: string }[], isDry = false) => {
    const folder = makeFolder();
    const asked: string[] = [];
    const wrangler = (args: readonly string[]) => {
      asked.push(args.slice(0, 3).join(' ').replace(folder, ''));
      if (args[2] === 'create') namespaces.push({ id: ID, title: args[3] ?? '' });
      return args[2] === 'list' ? JSON.stringify(namespaces) : '';
    };
    await deploy(wrangler, folder, isDry);
    return { folder, asked };
  };

  const DEPLOYED = NAMES.map((name) => `deploy --config /${name}.json`);

  test('makes the namespace where there is none, and gives it to all three', async () => {
    const { folder, asked } = await run([{ id: 'other', title: 'other' }]);
    expect(asked).toEqual([
      ...['kv namespace list', 'kv namespace create', 'kv namespace list', ...DEPLOYED],
    ]);
    for (const name of NAMES) {
      const { kv_namespaces, main } = written(folder, name);
      expect(kv_namespaces).toEqual([{ id: ID, binding: 'SNAPSHOTS' }]);
      expect(isAbsolute(main) && existsSync(main)).toBe(true);
    }
  });

  test('finds the one that is there', async () => {
    const { folder, asked } = await run([{ id: 'known', title: 'brawlfast-snapshots' }]);
    expect(asked).toEqual(['kv namespace list', ...DEPLOYED]);
    expect(written(folder, 'edge').kv_namespaces[0]?.id).toBe('known');
  });

  test('to look at asks nobody', async () => {
    expect((await run([], true)).asked).toEqual(DEPLOYED);
  });

  test('leaves an id that is in the configuration', async () => {
    const own = {
      ...(await readConfiguration('site')),
      kv_namespaces: [{ binding: 'SNAPSHOTS', id: 'mine' }],
    };
    expect(withNamespace(own, ID).kv_namespaces).toEqual(own.kv_namespaces);
  });
});
