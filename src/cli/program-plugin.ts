// The program as a plugin of oclif's that knows where its commands are: nothing is looked for, on disk or elsewhere.
import type { Command } from '@oclif/core/command';
import type { Config } from '@oclif/core/config';
import type { Interfaces } from '@oclif/core';
import type { ProgramFiles } from './program-files.ts';

type Pjson = Interfaces.PJSON;
type Manifest = Readonly<Record<string, Command.Cached>>;

/** How commands are loaded, by their name, `generate:cluster`. */
export type CommandLoaders = Readonly<Record<string, () => Promise<{ readonly default: Command.Class }>>>;

/** oclif's own plugin reads package.json and loads modules from beside it; in the executable there are none. */
export class ProgramPlugin implements Interfaces.Plugin {
  readonly _base = 'csctl';
  readonly commandsDir = undefined;
  readonly hasManifest = true;
  readonly hooks = {};
  readonly isRoot = true;
  readonly moduleType = 'commonjs';
  readonly type = 'core';
  readonly valid = true;
  readonly topics: Interfaces.Topic[];
  readonly options: Interfaces.Plugin['options'];
  readonly pjson: Pjson;
  readonly name: string;
  readonly alias: string;
  readonly version: string;
  private known: Command.Loadable[] | undefined;

  /** @param root where the program is; only told, never read */
  constructor(
    readonly files: ProgramFiles,
    readonly root: string,
    private readonly loaders: CommandLoaders,
  ) {
    this.pjson = JSON.parse(files.text('package.json')) as Pjson;
    const { name, version } = this.pjson;
    [this.name, this.alias, this.version] = [name, name, version];
    this.options = { root };
    this.topics = Object.entries(this.pjson.oclif.topics ?? {}).map(([topic, more]) => ({
      ...more,
      name: topic,
    }));
  }

  get commandIDs(): string[] {
    return this.commands.map(({ id }) => id);
  }

  /** What the manifest says of each command; the command itself is only asked when it runs. */
  get commands(): Command.Loadable[] {
    return (this.known ??= Object.entries(this.manifest()).map(([id, command]) => ({
      ...command,
      load: () => this.findCommand(id),
      pluginAlias: this.alias,
      pluginType: this.type,
    })));
  }

  /** Names of those that people type. */
  get shownCommands(): string[] {
    return this.commands.flatMap(({ id, hidden }) => (hidden ? [] : [id]));
  }

  async findCommand(id: string): Promise<Command.Class> {
    const load = this.loaders[id];
    if (!load) throw new Error(`the manifest has a command ${id}, the program has not`);
    const { default: command } = await load();
    command.id = id;
    return command;
  }

  load(): Promise<void> {
    return Promise.resolve();
  }

  private manifest(): Manifest {
    return (JSON.parse(this.files.text('oclif.manifest.json')) as { commands: Manifest }).commands;
  }
}

/** The program that a configuration is of. */
export function programOf(config: Config): ProgramPlugin {
  const [plugin] = config.plugins.values();
  if (plugin instanceof ProgramPlugin) return plugin;
  throw new Error('this configuration is not of csctl');
}
