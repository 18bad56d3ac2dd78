// The bundle of all commands, run with V8's code cache, which halves the time to start.
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import type { Embedded } from './program-files.ts';

/** What the bundle exports: the program, and the library. */
export interface Main {
  start(argv: string[], root: string, embedded?: Embedded): Promise<void>;
  library(): Readonly<Record<string, unknown>>;
}

export interface Bundle {
  /** What `require` in it is relative to; need not be there. */
  readonly file: string;
  readonly source: string;
  /** Of this very Node: V8 takes the cache of another patch release for its own, and crashes on it. */
  readonly cache?: Uint8Array | undefined;
}

/** The cache's name among the files of the program. */
export const cacheName = (): string => `main-${process.version}-${process.platform}-${process.arch}.cache`;

/** Runs the bundle once, as Node's own loader would. */
export function loadBundle({ file, source, cache }: Bundle): Main {
  const script = new Script(`(function (exports, require, module) {${source}\n})`, {
    // What stack traces show; the same as in .ci/code-cache.mjs.
    filename: 'csctl/dist/main.cjs',
    ...(cache && { cachedData: cache }),
  });
  const module = { exports: {} as Main };
  const wrapper = script.runInThisContext() as (...args: unknown[]) => void;
  wrapper.call(module.exports, module.exports, createRequire(file), module);
  return module.exports;
}

/**
 * V8 11, which is Node 20's, optimizes functions that a run of a second never pays back: half of the CPU time of `render` went
 * there. Later V8s wait longer by themselves. Not before `loadBundle`: V8 refuses a cache that was made under other flags.
 */
export function optimizeLater(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString(`--interrupt-budget=${PATIENCE}`);
}

/** What a function executes before it is looked at again, in bytes of bytecode; V8's own number is 67584. */
const PATIENCE = 600_000;
