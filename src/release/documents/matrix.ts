// matrix: which versions of what the stacks bring for each Kubernetes minor, and which of it is published.
import { sortProblems, type Problem } from '../../problem/problem.ts';
import { isStable, parseVersion } from '../../stack/stack-version.ts';
import type { ReleaseStore, World } from '../ports.ts';
import type { Addon } from '../reading/addon-charts.ts';
import { listReleases, type ListedRelease } from '../reading/list.ts';
import { selectMinors } from '../select.ts';
import type { ReleaseRequest } from '../stages.ts';
import { keepDocument, type DocumentStatus, type DocumentWish } from './document-file.ts';
import { matrixMarkdown } from './matrix-markdown.ts';
import type { MatrixAddon, MatrixRow, PublishedVersions } from './matrix-row.ts';
import { readFacts, type StackFacts } from './stack-facts.ts';

/** The result of matrix, as `--json` prints it. */
export interface MatrixResult {
  readonly matrix: readonly MatrixRow[];
  readonly file: string | null;
  readonly status: DocumentStatus;
  /** Warnings, and what is stale. */
  readonly problems: readonly Problem[];
}

/** What is asked. */
export interface MatrixRequest extends DocumentWish {
  /** The folders as the user named them, for the command that mends a stale file; empty: the current one. */
  readonly named: readonly string[];
  readonly reading: ReleaseRequest;
  /** Remotes whose releases are told; none: nothing is said of releases. */
  readonly stores: readonly ReleaseStore[];
}

/**
 * The matrix of the stacks of folders; with a file it is written there, or compared.
 * @throws CsctlError when a stack cannot be read; as `keepDocument`
 */
export async function matrixOf(
  folders: readonly string[],
  request: MatrixRequest,
  world: World,
): Promise<MatrixResult> {
  const facts: StackFacts[] = [];
  for (const one of await selectMinors(folders, request.reading, world))
    facts.push(await readFacts(one, world));
  const releases = await publishedOf(facts, request.stores);
  const matrix = facts
    .map((one) => rowOf(one, releases))
    .sort((a, b) => (a.stack < b.stack ? -1 : Number(a.stack > b.stack)));
  const command = commandOf(request);
  const block = { name: 'matrix', make: () => matrixMarkdown(matrix), command } as const;
  const kept = await keepDocument(block, request, world);
  const warnings = facts.flatMap((one) => one.warnings);
  return { matrix, ...kept, problems: sortProblems([...warnings, ...kept.problems]) };
}

/** What makes the same document again. */
const commandOf = ({ named, reading, stores }: MatrixRequest): string =>
  [
    'csctl matrix',
    ...stores.map(({ remote }) => `--remote ${remote}`),
    ...reading.minors.map((minor) => `-k ${minor}`),
    ...named,
  ].join(' ');

/** Undefined where nobody was asked. */
async function publishedOf(
  facts: readonly StackFacts[],
  stores: readonly ReleaseStore[],
): Promise<readonly ListedRelease[] | undefined> {
  if (stores.length === 0) return undefined;
  const prefixes = [...new Set(facts.map(({ stack }) => stack))];
  return (await listReleases(stores, { prefixes, minors: [], channels: [] })).releases;
}

function rowOf(
  { stack, minor, kubernetes, addons, images }: StackFacts,
  releases: readonly ListedRelease[] | undefined,
): MatrixRow {
  const own = releases?.filter((one) => `${one.provider}/${one.stack}` === stack && one.minor === minor);
  return {
    stack,
    minor,
    kubernetes,
    addons: addons.flatMap(chartsOf),
    image: images.map(({ name }) => name).join(', ') || null,
    published: own ? newestOf(own) : null,
  };
}

const chartsOf = ({ stage, dependencies }: Addon): MatrixAddon[] =>
  dependencies.map(({ name, version }) => ({ stage, chart: name, version }));

/** @param releases the newest first */
function newestOf(releases: readonly ListedRelease[]): PublishedVersions {
  const versions = releases.map(({ version }) => version);
  const stable = versions.find((version) => {
    const parsed = parseVersion(version);
    return parsed !== undefined && isStable(parsed);
  });
  return { stable: stable ?? null, newest: versions[0] ?? null };
}
