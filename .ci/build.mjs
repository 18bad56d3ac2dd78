// npm run build: one bundle for the command, one for the library, and a V8 code cache for the first.
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });

/** The commit, from git where there is a checkout. */
function commit() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  logLevel: 'warning',
  // oclif can run plugins from TypeScript sources; there are none.
  external: ['typescript', 'ts-node', 'tsx'],
  define: { CSCTL_COMMIT: JSON.stringify(commit()) },
};

await Promise.all([
  // One CommonJS file: with a code cache it starts twice as fast as modules do.
  build({
    ...common,
    entryPoints: ['src/main.ts'],
    outfile: 'dist/main.cjs',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
  }),
  build({
    ...common,
    entryPoints: ['src/bin.ts'],
    outfile: 'dist/csctl.cjs',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({
    ...common,
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.js',
    format: 'esm',
    // Bundled CommonJS packages ask for Node's modules with require.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  }),
]);
chmodSync('dist/csctl.cjs', 0o755);

execFileSync(process.execPath, ['.ci/code-cache.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
