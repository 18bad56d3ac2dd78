// The bundle as it is installed: main.cjs, and beside it the code cache of the Node that made it.
import { existsSync, readFileSync } from 'node:fs';
import * as modules from 'node:module';
import { join } from 'node:path';
import { cacheName, loadBundle, optimizeLater, type Main } from './bundle.ts';

/** From 22 on Node keeps a code cache itself, in its temporary folder: for when another Node built the package. */
const { enableCompileCache } = modules as { enableCompileCache?: () => unknown };

/** For a process that is csctl's own, and may be tuned as a whole. @param folder of main.cjs */
export function loadProgram(folder: string): Main {
  if (!existsSync(join(folder, cacheName()))) enableCompileCache?.();
  const main = loadLibrary(folder);
  optimizeLater();
  return main;
}

/** For any process: nothing in it works otherwise afterwards. @param folder of main.cjs */
export function loadLibrary(folder: string): Main {
  const file = join(folder, 'main.cjs');
  const cache = join(folder, cacheName());
  if (!existsSync(cache)) return modules.createRequire(file)(file) as Main;
  return loadBundle({ file, source: readFileSync(file, 'latin1'), cache: readFileSync(cache) });
}
