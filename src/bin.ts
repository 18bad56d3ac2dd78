// Launcher of the installed package: the bundle beside it, with its code cache where this Node made it.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheName, loadMain } from './cli/bundle.ts';

declare const __filename: string;

const here = dirname(__filename);
const file = join(here, 'main.cjs');
const cache = join(here, cacheName());

const main = loadMain({
  file,
  source: readFileSync(file, 'latin1'),
  cache: existsSync(cache) ? readFileSync(cache) : undefined,
});
void main.start(process.argv.slice(2), dirname(here));
