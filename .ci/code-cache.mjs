// Makes dist/main.cache: runs a real command, so that the cache holds the functions that a run uses.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Script } from 'node:vm';

const file = resolve('dist/main.cjs');
const require = createRequire(file);
// The same wrapper as in src/bin.ts: V8 takes a cache only for the very same source.
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`;
const script = new Script(source, { filename: file });
const module = { exports: {}, id: file, filename: file, loaded: true, children: [], paths: [] };
require.cache[file] = module;
script.runInThisContext().call(module.exports, module.exports, require, module, file, dirname(file));
await module.exports.start(['create', '-m', 'hash', '--dry-run', 'providers/docker/scs'], resolve('.'));
const failed = process.exitCode;
writeFileSync('dist/main.cache', script.createCachedData());
process.exitCode = failed;
