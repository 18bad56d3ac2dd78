// Makes the code cache of this Node: runs real commands, so that it holds the functions that runs use.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { create } from 'tar';

const file = resolve('dist/main.cjs');
const require = createRequire(file);
// As in src/cli/bundle.ts, to the letter: V8 takes a cache only for the very same source.
const source = `(function (exports, require, module) {${readFileSync(file, 'latin1')}\n})`;
const script = new Script(source, { filename: 'csctl/dist/main.cjs' });
const module = { exports: {}, id: file, filename: file, loaded: true, children: [], paths: [] };
require.cache[file] = module;
script.runInThisContext().call(module.exports, module.exports, require, module);

/** A stack of ours with an addon that does what charts commonly do: ours embed none. */
function stackWithChart(folder) {
  const stack = join(folder, 'stack');
  cpSync('providers/docker/scs/cluster-class', join(stack, 'cluster-class'), { recursive: true });
  cpSync('.ci/warm-up/stack', stack, { recursive: true });
  const charts = join(stack, 'cluster-addon/everyday/charts');
  mkdirSync(charts);
  create({ gzip: true, sync: true, cwd: '.ci/warm-up', file: join(charts, 'everyday-0.1.0.tgz') }, [
    'everyday',
  ]);
  return stack;
}

const folder = mkdtempSync(join(tmpdir(), 'csctl-build-'));
try {
  const lines = [
    ['create', '-m', 'hash', '--dry-run', 'providers/docker/scs'],
    ['validate', 'providers'],
    ['render', stackWithChart(folder), '--addons'],
    // What people wait for at the keyboard.
    ['complete', '--', 'create', '-k', ''],
    ['status'],
  ];
  for (const line of lines) if (!process.exitCode) await module.exports.start(line, resolve('.'));
} finally {
  rmSync(folder, { recursive: true });
}

if (!process.exitCode) {
  const { version, platform, arch } = process;
  writeFileSync(`dist/main-${version}-${platform}-${arch}.cache`, script.createCachedData());
}
