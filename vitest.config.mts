import { defineConfig } from 'vitest/config';

// Types, layers and dead code are checked by `npm run check`; vitest only runs.
export default defineConfig({
  define: { MAINSTAY_VERSION: JSON.stringify('0.0.0-test') },
  test: {
    testTimeout: 30_000,
    maxWorkers: '100%', // by default one core is left idle: of two, half
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { extends: true, test: { name: 'repo', include: ['test/repo/**/*.test.ts'] } },
      // `npm run soak`: the long runs; their short forms are unit tests.
      { extends: true, test: { name: 'soak', include: ['scripts/soak/**/*.soak.ts'], testTimeout: 3_600_000 } },
      { extends: true, test: { name: 'protocol', include: ['test/protocol/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
});
