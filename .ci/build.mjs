// npm run build: one bundle of the command and the library, a V8 code cache, types, and the licences of what is bundled.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { licensesOf } from './licenses.mjs';

/** The commit: as the environment says, or from git where there is a checkout. */
function commit() {
  if (process.env.CSCTL_COMMIT) return process.env.CSCTL_COMMIT;
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync('git', ['rev-parse', 'HEAD'], options).trim();
  } catch {
    return 'unknown';
  }
}

const LAZY =
  'const __lazy = (load) => { let module; return new Proxy({}, { get: (_, key) => (module ??= load())[key] }); };';

/**
 * oclif's modules require one another at once, most of them for things that a run never does. Its compiler
 * names each `name_1` and only ever reads members of it, so each can be loaded when a member is first read.
 */
const lazyRequires = {
  name: 'lazy-requires',
  setup({ onLoad }) {
    onLoad({ filter: /@oclif[/\\]core[/\\]lib[/\\].*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source
        .replace(
          /^const (\w+_1) = ((?:__import\w+\()?require\("[^"]+"\)\)?);$/gm,
          (_line, name, load) => `const ${name} = __lazy(() => ${load});`,
        )
        // Results are written by cli/terminal.ts; making Node's stream for stdout takes longer than writing them.
        .replace(/^process\.stdout\.on\('error', [\s\S]*?^\}\);$/m, '');
      return { contents: `${LAZY}\n${contents}`, loader: 'js' };
    });
  },
};

/** Of Node's own modules, those that take milliseconds to load; many runs need none of them. esbuild only reads their members. */
const lazyBuiltins = {
  name: 'lazy-builtins',
  setup({ onEnd }) {
    onEnd(({ outputFiles: [file] }) => {
      const text = file.text.replace(
        /\b(import_\w+ = )(require\("node:(?:child_process|crypto|fs\/promises|zlib)"\))/g,
        '$1__lazy(() => $2)',
      );
      writeFileSync(file.path, `${LAZY}\n${text}`);
    });
  },
};

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  // The launcher reads one byte a character.
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
  // oclif can run plugins from TypeScript sources; there are none.
  external: ['typescript', 'ts-node', 'tsx'],
  define: { CSCTL_COMMIT: JSON.stringify(commit()) },
};

/** Declarations for those who import the library, with the endings that they can resolve. */
function makeTypes() {
  const flags = ['--noEmit', 'false', '--emitDeclarationOnly', '--rootDir', 'src', '--outDir', 'dist/types'];
  execFileSync('node', ['node_modules/typescript/bin/tsc', '-p', '.ci/tsconfig.types.json', ...flags], {
    stdio: 'inherit',
  });
  for (const name of readdirSync('dist/types', { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join('dist/types', name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/(from '\.[^']*)\.ts'/g, "$1.js'"));
  }
}

/** The command and the library in one CommonJS file: with a code cache it starts twice as fast as modules do. */
async function makeBundle() {
  const { metafile } = await build({
    ...common,
    stdin: {
      // By require, which runs the library's modules when it is called: commands load what they need of them.
      contents: "export * from './src/main.ts'; export const library = () => require('./src/index.ts');",
      resolveDir: '.',
      sourcefile: 'bundle.ts',
      loader: 'ts',
    },
    outfile: 'dist/main.cjs',
    format: 'cjs',
    minifySyntax: true,
    metafile: true,
    plugins: [lazyRequires, lazyBuiltins],
    write: false,
  });
  const { library } = createRequire(import.meta.url)('../dist/main.cjs');
  const names = Object.keys(library()).sort().join(', ');
  // Not by import: for that Node would read the whole bundle for its exports first, which takes longer than running it.
  const lines = [
    "import { createRequire } from 'node:module';",
    "const { library } = createRequire(import.meta.url)('./library.cjs');",
    `export const { ${names} } = library;`,
  ];
  writeFileSync('dist/index.js', `${lines.join('\n')}\n`);
  const commands = [
    "import { createRequire } from 'node:module';",
    "export const COMMANDS = await createRequire(import.meta.url)('./main.cjs').loadCommands();",
  ];
  writeFileSync('dist/commands.js', `${commands.join('\n')}\n`);
  writeFileSync('dist/licenses.txt', licensesOf(metafile));
}

const makeLauncher = (entry, outfile, firstLine = '') =>
  build({ ...common, entryPoints: [entry], outfile, format: 'cjs', banner: { js: firstLine } });

rmSync('dist', { recursive: true, force: true });
await Promise.all([
  makeBundle(),
  makeLauncher('src/bin.ts', 'dist/csctl.cjs', '#!/usr/bin/env node'),
  makeLauncher('src/library.ts', 'dist/library.cjs'),
]);
chmodSync('dist/csctl.cjs', 0o755);
makeTypes();

const cached = spawnSync(process.execPath, ['.ci/code-cache.mjs'], { encoding: 'utf8' });
if (cached.status !== 0) {
  console.error(cached.stderr);
  process.exitCode = 1;
}
