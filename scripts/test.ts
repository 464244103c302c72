/** `npm test`: format and lint, types, then all tests; the last line is `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const REPORT = join(ROOT, 'test-results/vitest.json');

/** Runs a tool of node_modules with this Node; returns whether it succeeded. */
function run(name: string, script: string, args: readonly string[]): boolean {
  console.log(`\n▸ ${name}`);
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', NO_UPDATE_NOTIFIER: '1' },
  });
  return status === 0;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  /** files that could not even be collected count as failures */
  readonly numFailedTestSuites: number;
  readonly success: boolean;
}

function readReport(): Report | null {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8')) as Report;
  } catch {
    return null;
  }
}

function main(): number {
  rmSync(REPORT, { force: true });
  mkdirSync(join(ROOT, 'test-results'), { recursive: true });
  // The Workers import what is built: its types need it.
  run('build', '../scripts/build.ts', []);
  const checks = [
    run('format and lint', '@biomejs/biome/bin/biome', ['check', '.']),
    run('types of the Workers', 'wrangler/bin/wrangler.js', [
      'types',
      'build/worker-configuration.d.ts',
      '--strict-vars=false',
      '--config=wrangler.collector.jsonc',
    ]) && run('types', 'typescript/bin/tsc', ['-p', 'tsconfig.json']),
    run('types of the browser', 'typescript/bin/tsc', ['-p', 'tsconfig.browser.json']),
  ];
  const tested = run('tests', 'vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORT}`,
  ]);
  const report = readReport();
  const failedChecks = checks.filter((passed) => !passed).length;
  const passed = (report?.numPassedTests ?? 0) + checks.length - failedChecks;
  const failed = (report?.numFailedTests ?? 0) + failedChecks;
  // A run that fails without a failed test (a crash, an unhandled rejection) is a failure all the same.
  const unexplained = !tested && (report?.numFailedTests ?? 0) === 0 ? 1 : 0;
  const skipped = report?.numPendingTests ?? 0;
  console.log(
    `\n${passed} passed, ${failed + unexplained} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
  return failed + unexplained === 0 ? 0 : 1;
}

process.exit(main());
