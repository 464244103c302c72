import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { getJson, writeRecording } from './helpers.ts';

// Processes start slowly on busy machines.
vi.setConfig({ testTimeout: 30_000 });

const MAIN = join(import.meta.dirname, '..', '..', 'upstream-sim', 'main.ts');

/** Runs the command line; `until` is awaited in what it prints. */
async function run(args: string[], until: RegExp) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  let printed = '';
  const seen = new Promise<void>((resolve) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString('utf8');
      if (until.test(printed)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  await Promise.race([seen, exited]);
  return { child, exited, printed: () => printed };
}

describe('npm run sim', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('serves until %s', async (signal) => {
    const directory = writeRecording({ 'brawlapi/v1/maps.json': { list: [{ id: 1 }] } });
    const { child, exited, printed } = await run([`replay:${directory}`, '--port', '0'], /official API .*\n/);
    const url = /BrawlAPI\s+(http:\S+)/.exec(printed())?.[1] ?? '';
    expect(await getJson(`${url}/maps`)).toEqual({ list: [{ id: 1 }] });
    child.kill(signal);
    expect(await exited).toEqual([0, null]);
  });

  it('serves the demo world unless told otherwise', async () => {
    const { printed } = await run([], /official API .*\n/);
    const url = /BrawlAPI\s+(http:\S+)/.exec(printed())?.[1] ?? '';
    expect((await getJson<{ list: unknown[] }>(`${url}/brawlers`)).list.length).toBe(106);
  });

  it('takes a token, a rate and a window on the command line', async () => {
    const items = Array.from({ length: 40 }, () => ({ battleTime: '20260405T171604.000Z' }));
    const directory = writeRecording({ 'official/v1/players/ABC/battlelog.json': { items } });
    const options = ['--log-window', 'all', '--token', 'secret', '--rate', '1'];
    const { printed } = await run([`replay:${directory}`, ...options], /official API .*\n/);
    const url = `${/official API\s+(http:\S+)/.exec(printed())?.[1]}/players/%23ABC/battlelog`;
    expect((await fetch(url)).status).toBe(403);
    const headers = { authorization: 'Bearer secret' };
    const log = (await (await fetch(url, { headers })).json()) as { items: unknown[] };
    expect(log.items.length).toBe(40);
  });

  it('takes the size and the speed of a world on the command line', async () => {
    const { printed } = await run(['demo:3', '--players', '300', '--speed', '60'], /official API .*\n/);
    const url = /official API\s+(http:\S+)/.exec(printed())?.[1] ?? '';
    const { items } = await getJson<{ items: unknown[] }>(`${url}/rankings/global/players`);
    expect(items.length).toBe(200);
  });

  it.each([
    [['replay:/no/such/recording'], /no recording/],
    [['replay'], /usage/],
    [['demo:x'], /usage/],
    [['demo', '--port', '70000'], /usage/],
    [['demo', 'demo'], /usage/],
    [['demo', '--log-window', '5'], /usage/],
    [['replay:x', '--players', '50'], /usage/],
    [['demo', '--players', '5'], /players must lie between/],
    [['demo', '--speed', 'fast'], /speed must be/],
    [['demo', '--rate', '0'], /officialRatePerSecond/],
  ])('says what is wrong: %j', async (args, message) => {
    const { exited, printed } = await run(args, message);
    expect(await exited).toEqual([1, null]);
    expect(printed()).toMatch(message);
  });
});
