// csctl version: the two lines that scripts of the Go csctl read.
import { BaseCommand } from '../cli/base-command.ts';
import { BUILD_COMMIT } from '../cli/build-info.ts';

interface Version {
  readonly version: string;
  readonly commit: string;
}

export default class VersionCommand extends BaseCommand {
  static override readonly summary = 'Print version and commit';
  static override readonly examples = ['<%= config.bin %> <%= command.id %>'];

  async run(): Promise<Version> {
    await this.parse(VersionCommand);
    const result = { version: this.config.version, commit: BUILD_COMMIT };
    return this.present(result, ({ version, commit }) => ({
      out: `csctl version: ${version}\ncommit: ${commit}\n`,
    }));
  }
}
