// Words for the cursor from what is around: stacks, minors, releases, tags, remotes.
import { ALLOWABLE_CODES, CATALOGUE } from '../../problem/catalogue.ts';
import { UPDATE_PARTS } from '../../release/currency/update-plan.ts';
import { parseTag, type ReleaseName } from '../../stack/release-name.ts';
import { formatMinor } from '../../stack/kubernetes-version.ts';
import type { WordKind } from './command-table.ts';
import type { Candidate, LineSoFar, Wish } from './cursor.ts';

/** What completion can ask, all of it fast: this disk, and no network. */
export interface CompletionSources {
  /** Stack folders near the current one. */
  stacks(): readonly string[];
  /** Minors of stack folders, as in `1.34`. */
  minors(folders: readonly string[]): readonly string[];
  /** Names of stacks, as in `docker/scs`. */
  names(folders: readonly string[]): readonly string[];
  /** Release folders in a folder, with it. */
  releases(output: string): readonly string[];
  /** Tags on remotes that need no network, and those that are remembered of others. @param named as flags name them */
  tags(named: readonly string[] | undefined): Promise<readonly string[]>;
  /** Remotes that are set, or were used lately. */
  remotes(): readonly string[];
  /** Folders that a path begins, each with a slash at its end. */
  foldersAt(path: string): readonly string[];
}

/** What a shell is to offer. */
export interface Offer {
  readonly candidates: readonly Candidate[];
  /** What the shell completes by itself where there is no candidate. */
  readonly paths: 'files' | 'folders' | undefined;
}

const PATHS: Partial<Readonly<Record<WordKind, Offer['paths']>>> = {
  file: 'files',
  folder: 'folders',
  stack: 'folders',
  release: 'folders',
  source: 'folders',
};

/** The words that go on with what is typed. @param commands words of commands, for `csctl help` */
export async function offerFor(
  wish: Wish,
  sources: CompletionSources,
  commands: readonly Candidate[],
): Promise<Offer> {
  const { kind, typed, before, line } = wish;
  const found = kind === undefined ? wish.words : await candidatesOf(kind, typed, line, sources, commands);
  const taken = new Set(line.arguments);
  const candidates = found
    .filter(({ value }) => value.startsWith(typed) && !taken.has(value))
    .map(({ value, about }) => ({ value: before + value, about: about.split('\n')[0] ?? '' }));
  const paths = kind === undefined || candidates.length > 0 ? undefined : PATHS[kind];
  return { candidates, paths };
}

const plain = (values: readonly string[], about = ''): Candidate[] =>
  [...new Set(values)].map((value) => ({ value, about }));

async function candidatesOf(
  kind: WordKind,
  typed: string,
  line: LineSoFar,
  sources: CompletionSources,
  commands: readonly Candidate[],
): Promise<readonly Candidate[]> {
  switch (kind) {
    case 'stack':
      return plain(sources.stacks(), 'stack');
    case 'minor':
      return minors(line, sources);
    case 'release':
      return [...releases(line, sources), ...(await tags(line, sources))];
    case 'source':
      return [
        ...plain(sources.stacks(), 'stack'),
        ...releases(line, sources),
        ...(await tags(line, sources)),
      ];
    case 'tag':
      return tags(line, sources);
    case 'prefix':
      return prefixes(line, sources);
    case 'remote':
      return remotes(typed, sources);
    case 'channel':
      return plain(['stable', 'beta', 'alpha', 'sha']);
    case 'code':
      return Object.entries(CATALOGUE).map(([value, { reason }]) => ({ value, about: reason }));
    case 'allowable':
      return ALLOWABLE_CODES.map((value) => ({ value, about: CATALOGUE[value].reason }));
    case 'parts':
      return parts(typed);
    case 'command':
      return commands;
    default:
      return [];
  }
}

/** Of the stacks on the line, where any are; else of those around. */
function minors({ arguments: named }: LineSoFar, sources: CompletionSources): Candidate[] {
  const around = sources.stacks();
  const meant = around.filter((folder) =>
    named.some((one) => `${folder}/`.startsWith(`${one.replace(/\/$/, '')}/`)),
  );
  const served = sources.minors(meant.length > 0 ? meant : around);
  return [...plain(served, 'Kubernetes minor'), { value: 'all', about: 'every minor' }];
}

const releases = ({ flags }: LineSoFar, sources: CompletionSources): Candidate[] =>
  plain(sources.releases(flags['output']?.at(-1) ?? '.release'), 'release folder');

async function tags({ flags }: LineSoFar, sources: CompletionSources): Promise<Candidate[]> {
  const found = await sources.tags(flags['from'] ?? flags['remote']);
  return plain(
    found.filter((tag) => parseTag(tag)),
    'published release',
  );
}

/** Stacks as `list` names them, and the beginnings of tags. */
async function prefixes(line: LineSoFar, sources: CompletionSources): Promise<Candidate[]> {
  const names = (await tags(line, sources)).flatMap(({ value }) => parseTag(value) ?? []);
  const stacks = names.map(({ identity }: ReleaseName) => `${identity.provider}/${identity.name}`);
  const series = names.map(
    ({ identity }) =>
      `${identity.provider}-${identity.name}-${formatMinor(identity.minor).replace('.', '-')}`,
  );
  return plain([...sources.names(sources.stacks()), ...stacks, ...series]);
}

function remotes(typed: string, sources: CompletionSources): Candidate[] {
  const layout = 'layout:';
  if (typed.startsWith(layout))
    return plain(sources.foldersAt(typed.slice(layout.length)).map((path) => layout + path));
  const forms = [
    { value: 'github:', about: 'github:OWNER/REPO' },
    { value: 'oci://', about: 'oci://HOST/REPOSITORY' },
    { value: layout, about: 'a folder on this disk' },
  ];
  return [...plain(sources.remotes(), 'used before'), ...forms];
}

/** The part behind the last comma; those before it stay. */
function parts(typed: string): Candidate[] {
  const before = typed.slice(0, typed.lastIndexOf(',') + 1);
  const given = before.split(',');
  return plain(UPDATE_PARTS.filter((part) => !given.includes(part)).map((part) => before + part));
}
