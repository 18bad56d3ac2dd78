// npm test: everything that needs only Node.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/{unit,contract,edge,golden,corpus,e2e}/**/*.test.ts'],
    // Many tests wait for servers of their own: more at once than there are cores.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { NO_COLOR: '1', CSCTL_REMOTE: '', SOURCE_DATE_EPOCH: '' },
  },
});
