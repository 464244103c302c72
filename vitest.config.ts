import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/worker/**'],
          globalSetup: ['test/setup/kernel.ts'],
          // The fuzz tests work for some seconds each; a loaded machine may take several times that.
          testTimeout: 60_000,
        },
      },
      {
        // What needs the runtime runs in workerd, with the bindings of the real configuration.
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.jsonc' } })],
        test: {
          name: 'workerd',
          include: ['test/worker/**/*.test.ts'],
          globalSetup: ['test/setup/kernel.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
