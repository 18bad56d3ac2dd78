// Launcher of the installed package: the bundle beside it, with its code cache where this Node made it.
import { existsSync, readFileSync } from 'node:fs';
import * as modules from 'node:module';
import { dirname, join } from 'node:path';
import { cacheName, loadMain, type Main } from './cli/bundle.ts';

declare const __filename: string;

const here = dirname(__filename);
const file = join(here, 'main.cjs');
const cache = join(here, cacheName());

/** From 22 on Node keeps a code cache itself, in its temporary folder: for when another Node built the package. */
const { enableCompileCache } = modules as { enableCompileCache?: () => unknown };

function load(): Main {
  const made = existsSync(cache);
  if (made || !enableCompileCache)
    return loadMain({
      file,
      source: readFileSync(file, 'latin1'),
      cache: made ? readFileSync(cache) : undefined,
    });
  enableCompileCache();
  return modules.createRequire(file)(file) as Main;
}

void load().start(process.argv.slice(2), dirname(here));
