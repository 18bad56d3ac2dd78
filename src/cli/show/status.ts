// The result of status: what is here at a glance, and below it what one can do next.
import type {
  NextStep,
  Status,
  StatusMinor,
  StatusRelease,
  StatusStack,
} from '../../release/status/status-result.ts';
import { parseTag } from '../../stack/release-name.ts';
import { formatVersion } from '../../stack/stack-version.ts';
import { showProblems } from './problems.ts';
import { countOf, type Style } from './style.ts';
import { NO_BREAK } from './table.ts';
import { visibly } from './visible.ts';

/** More rows than that are no glance. */
const MOST_STACKS = 12;
const MOST_RELEASES = 6;

export function showStatus(status: Status, style: Style): { out: string; err: string } {
  const { stacks, releases, complete, next, warnings } = status;
  const blocks = [
    stacks.length === 0 ? nothingHere(status) : showStacks(status, style),
    releases.length === 0 ? '' : showReleases(releases, style),
    showNext(next, style),
    `${style.dim('csctl help lists all commands; csctl COMMAND --help tells more of one')}\n`,
  ];
  const note = complete ? '' : 'note: there are too many folders here to look through all of them\n';
  return {
    out: blocks.filter((block) => block !== '').join('\n'),
    err: note + showProblems(warnings, style),
  };
}

const nothingHere = ({ releases }: Status): string =>
  releases.length === 0
    ? 'no cluster stacks and no releases in this folder\n'
    : 'no cluster stacks in this folder\n';

function showStacks({ stacks, remotes }: Status, style: Style): string {
  const isAsked = remotes.some(({ asked }) => asked);
  const titles = ['STACK', 'MINOR', 'KUBERNETES', ...(isAsked ? ['RELEASED'] : []), ''];
  const shown = stacks.slice(0, MOST_STACKS);
  const rows = shown.flatMap((stack) => stackRows(stack, isAsked, style));
  const more = stacks.length - shown.length;
  const rest = more > 0 ? `and ${more} more: csctl matrix shows all\n` : '';
  const unasked = remotes.filter(({ asked }) => !asked).map(({ remote }) => visibly(remote));
  const where =
    unasked.length === 0 ? '' : style.dim(`not asked: ${unasked.join(', ')} (csctl list does)`) + '\n';
  return (
    style.table([titles.map((title) => (title === '' ? '' : style.dim(title))), ...rows], 0) + rest + where
  );
}

function stackRows({ folder, minors, problems }: StatusStack, isAsked: boolean, style: Style): string[][] {
  const name = visibly(folder);
  const broken = style.paint('red', `broken: ${countOf(problems.length, 'problem')}`);
  const blank = isAsked ? [''] : [];
  if (minors.length === 0) return [[name, '-', '-', ...blank, broken]];
  return minors.map((minor, index) => [
    index === 0 ? name : '',
    minor.minor,
    visibly(minor.kubernetes ?? 'no patch'),
    ...(isAsked ? [releasedText(minor, style)] : []),
    index === 0 && problems.length > 0 ? broken : noteOf(minor, style),
  ]);
}

/** `v3`; with its Kubernetes version where the sources have another. */
function releasedText({ released, kubernetes }: StatusMinor, style: Style): string {
  if (released === null) return style.paint('yellow', 'not yet');
  const name = parseTag(released.tag);
  const version = name ? formatVersion(name.version) : released.tag;
  if (released.kubernetes === kubernetes) return visibly(version);
  return style.paint('yellow', visibly(`${version} (${released.kubernetes ?? 'unknown'})`));
}

function noteOf({ newer, ended }: StatusMinor, style: Style): string {
  if (ended) return style.paint('yellow', 'no longer supported');
  return newer === null ? '' : style.paint('yellow', `${visibly(newer)} is out`);
}

/** The newest of each series stand last. */
function showReleases(releases: readonly StatusRelease[], style: Style): string {
  const shown = releases.slice(-MOST_RELEASES);
  const rows = shown.map(({ folder, published }) => [
    visibly(folder),
    published === null ? '' : published ? 'published' : style.paint('yellow', 'not published'),
  ]);
  const more = releases.length - shown.length;
  const rest = more > 0 ? `and ${more} more\n` : '';
  return style.table([[style.dim('RELEASE'), ''], ...rows], 0) + rest;
}

/** Commands are never broken, so that they can be copied; where the reasons do not fit beside them, they stand below. */
function showNext(next: readonly NextStep[], style: Style): string {
  const whole = (command: string) => visibly(command).replaceAll(' ', NO_BREAK);
  const rows = next.map(({ command, why }) => [style.paint('cyan', whole(command)), visibly(why)]);
  return `next:\n${style.table(rows)}`;
}
