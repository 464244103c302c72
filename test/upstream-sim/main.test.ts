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

  it.each([
    [['replay:/no/such/recording'], /no recording/],
    [['replay'], /usage/],
    [['demo:x'], /usage/],
    [['demo', '--port', '70000'], /usage/],
    [['demo', 'demo'], /usage/],
  ])('says what is wrong: %j', async (args, message) => {
    const { exited, printed } = await run(args, message);
    expect(await exited).toEqual([1, null]);
    expect(printed()).toMatch(message);
  });
});
