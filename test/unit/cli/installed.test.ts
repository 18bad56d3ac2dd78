// The bundle in its folder: with the cache that lies beside it, and without one.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Vm from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { cacheName } from '../../../src/cli/bundle.ts';
import { loadLibrary } from '../../../src/cli/installed.ts';
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

/** A folder with a bundle whose library says a word. */
function folderWith(word: string): string {
  const folder = tempFolder();
  writeFileSync(join(folder, 'main.cjs'), `exports.library = () => ({ word: '${word}' });`);
  return folder;
}

/** As .ci/code-cache.mjs makes it. */
function addCache(folder: string): void {
  const program = `
    const { readFileSync, writeFileSync } = require('node:fs');
    const source = '(function (exports, require, module) {' + readFileSync(process.argv[1], 'latin1') + '\\n})';
    const script = new (require('node:vm').Script)(source, { filename: 'csctl/dist/main.cjs' });
    writeFileSync(process.argv[2], script.createCachedData());`;
  execFileSync(process.execPath, ['-e', program, join(folder, 'main.cjs'), join(folder, cacheName())]);
}

describe('the library', () => {
  it('takes the cache beside it, time and again: no flag of the process was changed', () => {
    for (const word of ['first', 'second']) {
      const folder = folderWith(word);
      addCache(folder);
      expect(loadLibrary(folder).library()).toEqual({ word });
      expect(made.at(-1)?.cachedDataRejected).toBe(false);
    }
    expect(made).toHaveLength(2);
  });

  it('is loaded as any module where no cache is for this Node', () => {
    const before = made.length;
    expect(loadLibrary(folderWith('third')).library()).toEqual({ word: 'third' });
    expect(made).toHaveLength(before);
  });
});
