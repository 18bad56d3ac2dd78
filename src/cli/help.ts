// The help of csctl: commands by the job that they are for, and a few real lines to begin with.
import { Help } from '@oclif/core/help';
import { CsctlCommandHelp } from './command-help.ts';
import { requireCommand } from './usage.ts';

/** Jobs in the order in which one comes to them; commands of two words stand under their first. */
const JOBS: readonly (readonly [title: string, names: readonly string[]])[] = [
  ['START', ['status', 'init', 'migrate']],
  ['CHECK AND BUILD', ['validate', 'render', 'show', 'plan', 'create', 'verify']],
  ['PUBLISH', ['publish', 'promote', 'copy']],
  ['LOOK AT RELEASES', ['list', 'inspect', 'pull', 'diff']],
  ['USE A RELEASE', ['generate']],
  ['KEEP CURRENT', ['outdated', 'update', 'patch', 'images']],
  ['DOCUMENT', ['docs', 'matrix']],
];
/** Where a command goes that no job names. */
const REST = 'MORE';

const EXAMPLES: readonly (readonly [why: string, command: string])[] = [
  ['What is here, and what can be done next?', 'csctl'],
  ['Build a release to try, without any remote:', 'csctl create -m hash providers/docker/scs'],
  [
    'Publish what changed into a folder that skopeo and oras can read:',
    'csctl create --publish --remote layout:releases providers',
  ],
];

/** oclif's help, with another first page. */
export class CsctlHelp extends Help {
  protected override CommandHelpClass = CsctlCommandHelp;

  /** @throws CsctlError `usage` for words that are no command */
  override async showHelp(argv: string[]): Promise<void> {
    const ids = this.config.commands.flatMap(({ id, hidden }) => (hidden ? [] : [id]));
    const words = argv.filter((word) => !word.startsWith('-'));
    requireCommand(words[0] === 'help' ? words.slice(1) : words, ids);
    await super.showHelp(argv);
  }

  override showRootHelp(): Promise<void> {
    const sections = [
      this.wrap(String(this.config.pjson.description)),
      this.section('USAGE', '$ csctl COMMAND [ARGUMENTS] [FLAGS]'),
      ...this.jobs(),
      this.section('EXAMPLES', EXAMPLES.map(([why, command]) => `${why}\n  $ ${command}`).join('\n\n')),
      this.wrap(
        'csctl COMMAND --help tells all of a command; csctl explain CODE what an error means; csctl completion lets your shell complete all this.',
      ),
    ];
    this.log(sections.join('\n\n') + '\n');
    return Promise.resolve();
  }

  private jobs(): string[] {
    const rows = this.rows();
    const named = new Set(JOBS.flatMap(([, names]) => names));
    const rest = [...rows.keys()].filter((name) => !named.has(name));
    return [...JOBS, [REST, rest] as const].flatMap(([title, names]) => {
      const body = names.flatMap((name) => rows.get(name) ?? []);
      return body.length === 0 ? [] : [this.section(title, this.renderList(body, LIST))];
    });
  }

  /** Each command with its summary, by the first word of its name. */
  private rows(): Map<string, [string, string][]> {
    const rows = new Map<string, [string, string][]>();
    for (const command of this.sortedCommands) {
      const name = command.id.replaceAll(':', ' ');
      const [head = ''] = name.split(' ');
      rows.set(head, [...(rows.get(head) ?? []), [name.padEnd(NAME_WIDTH), command.summary ?? '']]);
    }
    return rows;
  }
}

/** As wide as the longest name, so that summaries of all jobs stand below one another. */
const NAME_WIDTH = 'generate clusterstack'.length;
const LIST = { indentation: 2, spacer: '\n' } as const;
