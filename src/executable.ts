// Launcher of the single executable: the bundle, its code cache and its files are inside (.ci/executable.mjs).
import { getAsset, getRawAsset } from 'node:sea';
import { cacheName, loadBundle, optimizeLater } from './cli/bundle.ts';

/** Without a copy: it is memory of the executable, and must not be written to. */
const bytesOf = (name: string): Buffer => Buffer.from(getRawAsset(name) as ArrayBuffer);

const names = JSON.parse(getAsset('names.json', 'utf8')) as string[];
const cache = cacheName();

const main = loadBundle({
  // Bundles require nothing but what Node has built in; the name only has to be absolute.
  file: process.execPath,
  source: bytesOf('main.cjs').toString('latin1'),
  cache: names.includes(cache) ? bytesOf(cache) : undefined,
});
optimizeLater();
void main.start(process.argv.slice(2), process.execPath, { names, read: (name) => getAsset(name, 'utf8') });
