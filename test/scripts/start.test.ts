/** What `npm start` makes of its environment, before it starts anything. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keptAnchor } from '../../scripts/start/anchor.ts';
import { secretsText, writeSecrets } from '../../scripts/start/secrets.ts';
import { takeOverState } from '../../scripts/start/state.ts';
import { readPort, readUpstream } from '../../scripts/start/upstream.ts';
import { type StandIn, workerSettings } from '../../scripts/start/variables.ts';
import { workerArguments } from '../../scripts/start/worker.ts';
import { makeFolder } from './folder.ts';

const KEY = 'eyJ0eXAi.eyJzdWIi.made-up_key==';
const SIM: StandIn = {
  brawlApiUrl: 'http://127.0.0.1:4000/brawlapi/v1',
  officialUrl: 'http://127.0.0.1:4000/official/v1',
};

describe('the upstream', () => {
  test('is the demo, or live where there is a key', () => {
    expect(readUpstream({}, '/')).toMatchObject({ data: 'demo', hasOfficial: true });
    expect(readUpstream({ BRAWL_STARS_TOKEN: ' ' }, '/').data).toBe('demo');
    expect(readUpstream({ BRAWL_STARS_TOKEN: KEY }, '/')).toMatchObject({ data: 'live', hasOfficial: true });
    expect(readUpstream({ BRAWLFAST_UPSTREAM: 'live' }, '/')).toMatchObject({ hasOfficial: false });
    const demo = { BRAWLFAST_UPSTREAM: 'demo', BRAWL_STARS_TOKEN: KEY };
    expect(readUpstream(demo, '/').data).toBe('demo');
  });

  test('is a recording, with or without an official API', () => {
    const base = makeFolder();
    mkdirSync(join(base, 'full/official/v1'), { recursive: true });
    mkdirSync(join(base, 'bare/brawlapi/v1'), { recursive: true });
    const [full, bare] = ['full', 'bare'].map((name) =>
      readUpstream({ BRAWLFAST_UPSTREAM: `replay:${name}` }, base),
    );
    expect(full).toMatchObject({ data: 'replay', directory: join(base, 'full'), hasOfficial: true });
    expect(bare).toMatchObject({ hasOfficial: false });
    expect(full?.folder).not.toBe(bare?.folder);
  });

  test('that makes no sense is refused', () => {
    expect(() => readUpstream({ BRAWLFAST_UPSTREAM: 'real' }, '/')).toThrow('demo, live or replay:DIR');
    expect(() => readUpstream({ BRAWLFAST_UPSTREAM: 'replay:/no/such/folder' }, '/')).toThrow('no folder');
  });
});

test('the port is a number from 1 to 65535', () => {
  expect([readPort({}), readPort({ PORT: '' }), readPort({ PORT: '65535' })]).toEqual([8787, 8787, 65535]);
  for (const PORT of ['0', '65536', '80x', '-1', '1e3']) expect(() => readPort({ PORT })).toThrow(PORT);
});

describe('the Worker is told', () => {
  const demo = { data: 'demo', folder: 'demo', hasOfficial: true } as const;
  const live = { data: 'live', folder: 'live', hasOfficial: true } as const;
  const replay = { data: 'replay', folder: 'r', directory: '/r', hasOfficial: true } as const;

  test('of a demo: the stand-in, fast, whatever the environment says of real APIs', () => {
    const env = { BRAWL_STARS_TOKEN: KEY, OFFICIAL_BASE: 'https://elsewhere.test/v1', BRAWLFAST_RELAY: '1' };
    const { variables, secrets } = workerSettings(demo, SIM, env);
    expect(variables).toEqual({
      BRAWLFAST_DATA: 'demo',
      BRAWLAPI_HOSTS: SIM.brawlApiUrl,
      OFFICIAL_BASE: SIM.officialUrl,
      OFFICIAL_RATE: '200',
    });
    expect(secrets).toEqual({ BRAWL_STARS_TOKEN: 'stand-in' });
  });

  test('of a replay: also what counts as now for its battles', () => {
    const battles = { newest: 1_770_000_000_400, offset: 7_200_000 };
    const { variables } = workerSettings(replay, { ...SIM, battles }, { OFFICIAL_RATE: '50' });
    expect(variables).toMatchObject({ BATTLES_NOW: '1770007200', OFFICIAL_RATE: '50' });
  });

  test('of a recording without an official API: nothing of one', () => {
    const bare = { ...replay, hasOfficial: false };
    const { variables, secrets } = workerSettings(bare, SIM, { BRAWL_STARS_TOKEN: KEY });
    expect(variables).toEqual({ BRAWLFAST_DATA: 'replay', BRAWLAPI_HOSTS: SIM.brawlApiUrl });
    expect(secrets).toEqual({});
  });

  test('of live data: the key, and the way to the API', () => {
    const settings = (env: Record<string, string>) =>
      workerSettings(live, null, { BRAWL_STARS_TOKEN: KEY, ...env });
    expect(settings({}).secrets).toEqual({ BRAWL_STARS_TOKEN: KEY });
    expect(settings({}).variables.OFFICIAL_BASE).toBe('https://api.brawlstars.com/v1');
    expect(settings({ BRAWLFAST_RELAY: '1' }).variables.OFFICIAL_BASE).toBe(
      'https://bsproxy.royaleapi.dev/v1',
    );
    const own = { BRAWLFAST_RELAY: '1', OFFICIAL_BASE: 'https://relay.test/v1', OFFICIAL_RATE: '2' };
    expect(settings(own).variables).toMatchObject({
      OFFICIAL_BASE: 'https://relay.test/v1',
      OFFICIAL_RATE: '2',
    });
    expect(settings({ BATTLES_NOW: '1' }).variables.BATTLES_NOW).toBeUndefined();
    const keyless = workerSettings({ ...live, hasOfficial: false }, null, {});
    expect(keyless).toEqual({ variables: { BRAWLFAST_DATA: 'live' }, secrets: {} });
  });

  test('its key by no command line', () => {
    const args = workerArguments(8787, '/s');
    expect(args.filter((arg) => arg.endsWith('.json') || arg.endsWith('.jsonc'))).toEqual([
      ...['wrangler.jsonc', 'wrangler.site.jsonc', '/s/collector/wrangler.json'],
    ]);
    expect(args.join(' ')).not.toMatch(/--var|--env-file/);
  });
});

describe('the state of an older version', () => {
  const [older, newer] = ['v3/do/brawlfast-Collector', 'v3/do/brawlfast-collector-Collector'];
  const fill = (base: string, folder: string) => {
    mkdirSync(join(base, folder), { recursive: true });
    writeFileSync(join(base, folder, 'it.sqlite'), folder);
  };

  test('is taken over once', () => {
    const base = makeFolder();
    fill(base, older);
    takeOverState(base);
    takeOverState(base);
    expect(readFileSync(join(base, newer, 'it.sqlite'), 'utf8')).toBe(older);
    expect(existsSync(join(base, older))).toBe(false);
  });

  test('does not take the place of the present one', () => {
    const base = makeFolder();
    takeOverState(base);
    fill(base, older);
    fill(base, newer);
    takeOverState(base);
    expect(readFileSync(join(base, newer, 'it.sqlite'), 'utf8')).toBe(newer);
  });
});

describe('the file of secrets', () => {
  test('is for its owner alone, also in place of one that was not, and goes', () => {
    const file = join(makeFolder(), 'state', 'secrets.env');
    const removeFirst = writeSecrets(file, {});
    expect(readFileSync(file, 'utf8')).toBe('');
    removeFirst();
    writeFileSync(file, 'open to all', { mode: 0o666 });
    const remove = writeSecrets(file, { BRAWL_STARS_TOKEN: ` ${KEY}\n` });
    expect(readFileSync(file, 'utf8')).toBe(`BRAWL_STARS_TOKEN=${KEY}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    remove();
    remove();
    expect(existsSync(file)).toBe(false);
  });

  test.each(['a b', 'a"b', "a'b", 'a#b', 'a$b', 'a\nB=c', 'a\\b', ''])(
    'takes no value that would be read as another: %j',
    (value) => {
      expect(() => secretsText({ NAME: value })).toThrow('NAME holds something that no key holds');
    },
  );
});

describe('the anchor of a replay', () => {
  test('is settled by the first start', () => {
    const file = join(makeFolder(), 'replay', 'anchor');
    expect(keptAnchor(file, 1_790_000_000_000)).toBe(1_790_000_000_000);
    expect(keptAnchor(file, 1_799_999_999_999)).toBe(1_790_000_000_000);
  });

  test('is never guessed anew where it can’t be read', () => {
    const file = join(makeFolder(), 'anchor');
    writeFileSync(file, 'soon');
    expect(() => keptAnchor(file, 1)).toThrow('holds no time');
    expect(() => keptAnchor(makeFolder(), 1)).toThrow('EISDIR');
  });
});
