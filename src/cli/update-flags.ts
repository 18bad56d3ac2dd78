// Flags of update and patch, and what they ask for.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { didYouMean } from '../problem/nearest.ts';
import { CsctlError } from '../problem/problem.ts';
import { UPDATE_PARTS, type UpdatePart, type UpdateWish } from '../release/currency/update-plan.ts';
import { parseAllowed, parseMinors } from './flags.ts';
import { ON_STDOUT } from './summary-file.ts';

/** Stacks may be left out: a repository is brought up to date as a whole. */
export const anyStacks = {
  stack: Args.string({
    description: 'stack folders, or folders above stacks (default: the current folder)',
  }),
};

/** The arguments of `anyStacks`. */
export const stacksOrHere = (argv: readonly unknown[]): readonly string[] =>
  argv.length > 0 ? (argv as string[]) : ['.'];

export const updateFlags = {
  only: Flags.string({
    description: 'touch only these, separated by commas: kubernetes, addons, images',
    helpValue: 'PARTS',
  }),
  'add-minors': Flags.boolean({
    description: 'serve every minor that upstream supports (stack.yaml of several minors)',
  }),
  'drop-eol': Flags.boolean({
    description: 'serve no minor whose support is over (stack.yaml of several minors)',
  }),
  prune: Flags.boolean({ description: 'take out pinned images of versions that are not served any more' }),
  'dry-run': Flags.boolean({ description: 'show what would change and write nothing' }),
  summary: Flags.string({
    description: 'add a summary in Markdown to the end of this file; - prints it instead of the table',
    helpValue: 'FILE',
  }),
};

interface WishFlags {
  readonly only?: string | undefined;
  readonly kubernetes?: readonly string[] | undefined;
  readonly 'add-minors'?: boolean;
  readonly 'drop-eol'?: boolean;
  readonly prune?: boolean;
  readonly allow?: readonly string[] | undefined;
  readonly summary?: string | undefined;
  readonly json?: boolean;
}

/** Checks the flags against each other. @throws CsctlError `usage` */
export function wishFrom(flags: WishFlags): UpdateWish {
  const { summary, json } = flags;
  if (summary === '') throw new CsctlError('usage', '--summary is empty; expected a file, or -');
  if (summary === ON_STDOUT && json)
    throw new CsctlError('usage', '--summary - and --json both print to stdout', {
      hint: 'name a file for the summary',
    });
  const only = parseParts(flags.only);
  if (flags.prune && !only.has('images'))
    throw new CsctlError('usage', '--prune takes out images, and --only leaves them alone', {
      hint: 'add images to --only',
    });
  if ((flags['add-minors'] || flags['drop-eol']) && !only.has('kubernetes')) {
    const hint = 'add kubernetes to --only';
    throw new CsctlError(
      'usage',
      '--add-minors and --drop-eol change Kubernetes versions, and --only leaves them alone',
      { hint },
    );
  }
  return {
    only,
    minors: parseMinors(flags.kubernetes),
    addMinors: flags['add-minors'] ?? false,
    dropEol: flags['drop-eol'] ?? false,
    prune: flags.prune ?? false,
    allowed: parseAllowed(flags.allow),
  };
}

function parseParts(text: string | undefined): ReadonlySet<UpdatePart> {
  if (text === undefined) return new Set(UPDATE_PARTS);
  const words = text.split(',').map((word) => word.trim());
  const isPart = (word: string): word is UpdatePart => (UPDATE_PARTS as readonly string[]).includes(word);
  const unknown = words.find((word) => !isPart(word));
  if (unknown === undefined) return new Set(words.filter(isPart));
  throw new CsctlError(
    'usage',
    `--only "${unknown}" is nothing to update; expected ${UPDATE_PARTS.join(', ')}`,
    { hint: didYouMean(unknown, UPDATE_PARTS, 1) ?? 'separate several with commas' },
  );
}
