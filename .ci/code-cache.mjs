// Makes the code cache of this Node: runs real commands, so that it holds the functions that runs use.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Script } from 'node:vm';

const file = resolve('dist/main.cjs');
const require = createRequire(file);
// As in src/bin.ts, to the letter: V8 takes a cache only for the very same source.
const source = `(function (exports, require, module) {${readFileSync(file, 'latin1')}\n})`;
const script = new Script(source, { filename: 'csctl/dist/main.cjs' });
const module = { exports: {}, id: file, filename: file, loaded: true, children: [], paths: [] };
require.cache[file] = module;
script.runInThisContext().call(module.exports, module.exports, require, module);

await module.exports.start(['create', '-m', 'hash', '--dry-run', 'providers/docker/scs'], resolve('.'));
if (!process.exitCode) await module.exports.start(['validate', 'providers'], resolve('.'));
// What people wait for at the keyboard.
if (!process.exitCode) await module.exports.start(['complete', '--', 'create', '-k', ''], resolve('.'));
if (!process.exitCode) await module.exports.start(['status'], resolve('.'));
if (!process.exitCode) {
  const { version, platform, arch } = process;
  writeFileSync(`dist/main-${version}-${platform}-${arch}.cache`, script.createCachedData());
}
