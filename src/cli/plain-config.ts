// oclif's configuration for a command that is already found: no plugins to look for, which is half of its start-up.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '@oclif/core/config';
import type { Hook, Hooks } from '@oclif/core/hooks';

/** Knows the program's name and version; has no plugins, and so no hooks. */
export class PlainConfig extends Config {
  /** @param root the folder of package.json */
  constructor(root: string) {
    super({ root });
    const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    this.root = root;
    this.name = name ?? '';
    this.bin = this.name;
    this.version = version ?? '';
    this.userAgent = `${this.name}/${this.version}`;
  }

  override runHook<T extends keyof Hooks>(): Promise<Hook.Result<Hooks[T]['return']>> {
    return Promise.resolve({ successes: [], failures: [] });
  }
}
