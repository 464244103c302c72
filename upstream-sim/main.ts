import { parseArgs } from 'node:util';
import { startUpstreamSim, type UpstreamSimOptions } from './server.ts';

const USAGE = `usage: npm run sim -- [demo|demo:SEED] [--players N] [--speed X] [OPTION]…
       npm run sim -- replay:DIRECTORY [--log-window N|all] [OPTION]…
options: --port N  --token TOKEN  --rate REQUESTS_PER_SECOND`;

const OPTIONS = {
  port: { type: 'string', default: '0' },
  players: { type: 'string' },
  speed: { type: 'string' },
  'log-window': { type: 'string' },
  token: { type: 'string' },
  rate: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** An option that is a number, named as in the program; {} where it isn't given. */
function numberOf<Name extends string>(name: Name, text: string | undefined): { [name in Name]?: number } {
  if (text === undefined) return {};
  // NaN for what is no number: the server says what it wants.
  return { [name]: /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN } as { [name in Name]: number };
}

/** Reads `demo`, `demo:7` or `replay:some/folder` with its options; null for anything else. */
function readSource(text: string, values: Values): UpstreamSimOptions['source'] | null {
  const [, kind, rest] = /^(demo|replay)(?::(.+))?$/s.exec(text) ?? [];
  const { players, speed, 'log-window': window } = values;
  if (kind === 'replay') {
    if (rest === undefined || players !== undefined || speed !== undefined) return null;
    return {
      kind,
      directory: rest,
      ...(window === 'all' ? { logWindow: window } : numberOf('logWindow', window)),
    };
  }
  if (kind !== 'demo' || window !== undefined) return null;
  const seed = /^\d{1,9}$/.test(rest ?? '1') ? Number(rest ?? 1) : null;
  return seed === null ? null : { kind, seed, ...numberOf('players', players), ...numberOf('speed', speed) };
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const source = readSource(positionals[0] ?? 'demo', values);
  const port = Number(values.port);
  const portIsValid = /^\d+$/.test(values.port) && port <= 65_535;
  if (source === null || positionals.length > 1 || !portIsValid) return fail(USAGE);
  const token = values.token === undefined ? {} : { requireToken: values.token };
  const sim = await startUpstreamSim({
    source,
    port,
    ...token,
    ...numberOf('officialRatePerSecond', values.rate),
  });
  console.log(`upstream-sim: ${positionals[0] ?? 'demo'}`);
  console.log(`  BrawlAPI      ${sim.brawlApiUrl}`);
  console.log(`  official API  ${sim.officialUrl}`);
  const stop = (): void => {
    sim.close().then(
      () => process.exit(0),
      (error: unknown) => fail(String(error)),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
