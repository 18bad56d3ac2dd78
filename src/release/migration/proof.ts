// The proof that a migrated stack makes the same releases: every minor packaged from both, and compared.
import { CsctlError, refuseErrors, type Problem } from '../../problem/problem.ts';
import { viewOfStack } from '../../verify/stack-view.ts';
import { renderStack } from '../../render/render-stack.ts';
import { CHECKSUMS_FILE, type Asset } from '../../stack/asset.ts';
import { givenDecision } from '../../stack/decision.ts';
import { directoryHashes } from '../../stack/directory-hash.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import { HASHES_FILE } from '../../stack/hashes-file.ts';
import { formatMinor } from '../../stack/kubernetes-version.ts';
import { nativeLayout } from '../../stack/layout/native.ts';
import type { ComponentVersions } from '../../stack/metadata.ts';
import { tagName } from '../../stack/release-name.ts';
import type { Stack } from '../../stack/stack.ts';
import { fingerprintStack } from '../parts.ts';
import type { World } from '../ports.ts';
import type { Packaged, Compared } from '../stages.ts';
import { pack } from '../steps/package.ts';
import type { MigrationSource } from './source-minor.ts';

/** Three that differ, so that none can stand for another. */
const VERSIONS: ComponentVersions = { clusterStack: 'v3', clusterAddon: 'v2', nodeImage: 'v1' };

/**
 * Compares archives, metadata and addon config byte for byte, and what `plan` looks at.
 * @returns what is doubtful about the new folder
 * @throws CsctlError `migration-differs` naming the file; the errors of the new folder
 */
export async function proveMigration(
  source: MigrationSource,
  files: FileTree,
  world: World,
): Promise<readonly Problem[]> {
  const layout = nativeLayout(source.folder, files);
  const warnings: Problem[] = [];
  for (const { minor, stack } of source.minors) {
    const read = layout.read(minor);
    warnings.push(...refuseErrors(read.problems, `the migrated ${source.folder}`));
    if (!read.stack) throw new Error('a stack without a config must have an error');
    const [before, after] = [await packageStack(stack, world), await packageStack(read.stack, world)];
    const difference = firstDifference(before, after);
    if (difference === undefined) continue;
    const message = `Kubernetes ${formatMinor(minor)} would be released differently: ${difference}`;
    const hint = 'nothing was written; please report this, with the stack';
    throw new CsctlError('migration-differs', message, { file: source.folder, hint });
  }
  return warnings;
}

interface Made {
  readonly assets: readonly Asset[];
  readonly fingerprints: Readonly<Record<string, string>>;
}

/** As `create -m custom` does it, but for the rules: a stack that is not right yet can be migrated, too. */
async function packageStack(stack: Stack, world: World): Promise<Made> {
  const decision = givenDecision(VERSIONS, 'to compare');
  const fingerprints = await fingerprintStack(stack);
  const rendered = await renderStack(stack, VERSIONS);
  const compared: Compared = {
    folder: stack.label,
    minor: stack.config.identity.minor,
    subject: stack.label,
    request: {
      ...{ mode: 'custom', minors: [], versions: VERSIONS, forced: undefined, embed: undefined },
      ...{ allowed: new Set<string>(), mtime: 0 },
    },
    stack,
    hashes: directoryHashes(stack.tree),
    problems: [],
    previous: { kind: 'not-needed' },
    known: [],
    used: { clusterAddon: [], nodeImage: [] },
    fingerprints,
    decision,
    tag: tagName(stack.config.identity, decision.version),
    rendered,
    view: viewOfStack(stack, rendered.tree),
    allowed: [],
    upgrade: undefined,
  };
  const { assets }: Packaged = await pack.run(compared, world);
  // hashes.json is about the folder, and the checksums are about it.
  return { assets: assets.filter(({ name }) => ![HASHES_FILE, CHECKSUMS_FILE].includes(name)), fingerprints };
}

/** The first file or part that is not the same, in words; undefined when all are. */
function firstDifference(before: Made, after: Made): string | undefined {
  const names = new Set([...before.assets, ...after.assets].map(({ name }) => name));
  for (const name of names) {
    const [old, fresh] = [before, after].map(({ assets }) => assets.find((asset) => asset.name === name));
    if (old?.digest !== fresh?.digest) return name;
  }
  const parts = Object.keys({ ...before.fingerprints, ...after.fingerprints });
  return parts.find((part) => before.fingerprints[part] !== after.fingerprints[part]);
}
