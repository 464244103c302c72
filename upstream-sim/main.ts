import { parseArgs } from 'node:util';
import { startUpstreamSim, type UpstreamSimOptions } from './server.ts';

const USAGE = 'usage: npm run sim -- [demo|demo:SEED|replay:DIRECTORY] [--port N]';

/** Reads `demo`, `demo:7` or `replay:some/folder`; null for anything else. */
function readSource(text: string): UpstreamSimOptions['source'] | null {
  const [, kind, rest] = /^(demo|replay)(?::(.+))?$/s.exec(text) ?? [];
  if (kind === 'replay') return rest === undefined ? null : { kind, directory: rest };
  if (kind !== 'demo') return null;
  if (rest === undefined) return { kind };
  return /^\d{1,9}$/.test(rest) ? { kind, seed: Number(rest) } : null;
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { port: { type: 'string', default: '0' } },
    allowPositionals: true,
  });
  const source = readSource(positionals[0] ?? 'demo');
  const port = Number(values.port);
  const portIsValid = /^\d+$/.test(values.port) && port <= 65_535;
  if (source === null || positionals.length > 1 || !portIsValid) return fail(USAGE);
  const sim = await startUpstreamSim({ source, port });
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
