// The bundle is run as Node's loader would run it, with a code cache that V8 takes.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Vm from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { cacheName, loadBundle, optimizeLater } from '../../../src/cli/bundle.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const made = vi.hoisted((): Vm.Script[] => []);
vi.mock('node:vm', async (original) => {
  const vm = await original<typeof Vm>();
  class Recorded extends vm.Script {
    constructor(...args: ConstructorParameters<typeof vm.Script>) {
      super(...args);
      made.push(this);
    }
  }
  return { ...vm, Script: Recorded };
});

/** As .ci/code-cache.mjs makes it: by another process, from the source in the same wrapping. */
function cacheOf(source: string): Uint8Array {
  const file = join(tempFolder(), 'cache');
  const program = `
    const script = new (require('node:vm').Script)(process.argv[1], { filename: 'csctl/dist/main.cjs' });
    require('node:fs').writeFileSync(process.argv[2], script.createCachedData());`;
  const wrapped = `(function (exports, require, module) {${source}\n})`;
  execFileSync(process.execPath, ['-e', program, wrapped, file]);
  return readFileSync(file);
}

const file = join(import.meta.dirname, 'none.cjs');
/** Of one that V8 has not seen: it keeps what it compiled. */
const sourceOf = (word: string): string => `exports.start = () => Promise.resolve(void '${word}');`;
const loadCached = (source: string): boolean | undefined => {
  loadBundle({ file, source, cache: cacheOf(source) });
  return made.at(-1)?.cachedDataRejected;
};

describe('loadBundle', () => {
  // First: V8 keeps the flags that are set once.
  it('has V8 take the code cache, unless it was asked before to optimize later, which no load does', () => {
    expect(loadCached(sourceOf('first'))).toBe(false);
    expect(loadCached(sourceOf('second'))).toBe(false);
    optimizeLater();
    // Under other flags V8 takes none that was made under its own.
    expect(loadCached(sourceOf('third'))).toBe(process.versions.v8.startsWith('11.'));
  });

  it('gives the bundle exports, module and a require for the place of its file', async () => {
    const source = `module.exports.start = async () => [exports === module.exports, require.resolve('./bundle.test.ts')];`;
    const main = loadBundle({ file, source });
    expect(await main.start([], '/')).toEqual([true, import.meta.filename]);
  });
});

describe('cacheName', () => {
  it('tells the Node that made the cache', () => {
    expect(cacheName()).toBe(`main-${process.version}-${process.platform}-${process.arch}.cache`);
  });
});
