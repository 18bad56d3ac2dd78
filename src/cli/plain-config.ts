// oclif's configuration for a command that is already found: no plugins to look for, which is half of its start-up.
import { Config } from '@oclif/core/config';
import type { Hook, Hooks } from '@oclif/core/hooks';
import type { ProgramPlugin } from './program-plugin.ts';

/** Knows the program's name and version, and has no hooks. */
export class PlainConfig extends Config {
  constructor(program: ProgramPlugin) {
    super({ root: program.root });
    const { name, version } = program;
    this.plugins.set(name, program);
    this.root = program.root;
    this.name = name;
    this.bin = name;
    this.version = version;
    this.userAgent = `${name}/${version}`;
  }

  override runHook<T extends keyof Hooks>(): Promise<Hook.Result<Hooks[T]['return']>> {
    return Promise.resolve({ successes: [], failures: [] });
  }
}
