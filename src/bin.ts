// Launcher of the installed package: the bundle beside it, with its code cache where this Node made it.
import { existsSync, readFileSync } from 'node:fs';
import * as modules from 'node:module';
import { dirname, join } from 'node:path';
import { cacheName, loadMain, type Main } from './cli/bundle.ts';

declare const __filename: string;

const here = dirname(__filename);
const file = join(here, 'main.cjs');
const cache = join(here, cacheName());

/** Another Node than the one that built the package: from 22 on it keeps a cache itself, in its temporary folder. */
function loadWithNode(): Main {
  (modules as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  return modules.createRequire(file)(file) as Main;
}

const main = existsSync(cache)
  ? loadMain({ file, source: readFileSync(file, 'latin1'), cache: readFileSync(cache) })
  : loadWithNode();
void main.start(process.argv.slice(2), dirname(here));
