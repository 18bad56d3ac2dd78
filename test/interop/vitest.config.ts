// npm run test:interop: against real programs; what is missing is reported as skipped, by name.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/interop/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['verbose'],
    env: { NO_COLOR: '1', CSCTL_REMOTE: '', SOURCE_DATE_EPOCH: '' },
  },
});
