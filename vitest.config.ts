import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/** A file that was built for the browser, as the platform's static assets give it. */
function assetOf(request: { readonly url: string }) {
  const file = join(import.meta.dirname, 'build/assets', new URL(request.url).pathname);
  return existsSync(file) ? new Response(readFileSync(file)) : new Response(null, { status: 404 });
}

/**
 * What needs the runtime runs in workerd, with the bindings of the real configuration and, for a role, its variables. The
 * runner looks for `node:inspector` there and says that it is not; it does without.
 */
function inWorkerd(
  name: string,
  include: string[],
  exclude: string[],
  bindings: Record<string, string> = {},
) {
  return {
    plugins: [
      cloudflareTest({
        main: './test/worker/whole.ts',
        wrangler: { configPath: './wrangler.collector.jsonc' },
        // The site's assets: the collector has none.
        miniflare: { bindings, serviceBindings: { ASSETS: assetOf } },
      }),
    ],
    test: { name, include, exclude, globalSetup: ['test/setup/kernel.ts'], testTimeout: 60_000 },
  };
}

const RECEIVER = 'test/worker/receiver.test.ts';
const FOLLOWER = 'test/worker/follower.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/worker/**', 'test/browser/**'],
          globalSetup: ['test/setup/kernel.ts'],
          // The fuzz tests work for some seconds each; a loaded machine may take several times that.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/setup.ts'],
          // One product and two cores: one file at a time.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // What follows an answer comes in idle moments, of which a loaded machine has few.
          expect: { poll: { timeout: 15_000 } },
        },
      },
      inWorkerd('workerd', ['test/worker/**/*.test.ts'], [RECEIVER, FOLLOWER]),
      inWorkerd('workerd, pushed to', [RECEIVER], [], {
        BRAWLFAST_PUBLISH_TOKEN: 'the-token-of-the-tests.0123456789',
      }),
      inWorkerd('workerd, following', [FOLLOWER], [], { BRAWLFAST_FOLLOW: 'https://other.example' }),
    ],
  },
});
