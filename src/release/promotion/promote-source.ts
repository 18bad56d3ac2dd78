// promote by sources: for releases of the Go csctl, which do not say where versions were filled in.
import { allowProblems, CsctlError, problem, refuseErrors, type Problem } from '../../problem/problem.ts';
import { streamOf } from '../../stack/asset.ts';
import type { PartChange } from '../../stack/decision.ts';
import { FileTree } from '../../stack/file-tree.ts';
import { sameMinor, type KubernetesMinor } from '../../stack/kubernetes-version.ts';
import { describeIdentity, seriesName } from '../../stack/release-name.ts';
import { joinLabel } from '../../stack/stack.ts';
import { diffTrees, findChanges } from '../changes.ts';
import { findStacks } from '../find-stacks.ts';
import { partsOfRelease, partsOfStack } from '../parts.ts';
import { packaging, planning } from '../pipeline.ts';
import type { ProviderPlugins, StoredRelease, World } from '../ports.ts';
import {
  promotedFrom,
  refuseUnproven,
  stepRequest,
  type PromoteRequest,
  type Promotion,
} from './promotion.ts';
import { readFinished, recordOf, type FinishedRelease, type RecordedRelease } from './recorded-release.ts';
import { withChecksums } from './repackage.ts';
import { selectMinors } from '../select.ts';
import type { Decided, Packaged, PreviousRelease, ReleaseRequest, Requested } from '../stages.ts';

/**
 * Builds the next version from a stack, once it is shown that the tested release is made of it: rendered with the
 * tested versions, no file differs, by content or by what Helm reads from it.
 * @throws CsctlError `promote-unproven`, naming what differs; as the steps of `create`
 */
export async function promoteFromSource(
  tested: FinishedRelease,
  stored: StoredRelease,
  source: string,
  request: PromoteRequest,
  world: World,
): Promise<Promotion> {
  const meant = await oneStack(source, tested.name.identity.minor, stepRequest(request), world);
  const decided = await planning.run(meant, world);
  const { decision, previous, stack } = decided;
  refuseOther(tested, decided);
  const hint = `take the sources from which ${tested.tag} was built`;
  refuseUnproven(tested.tag, await differencesTo(decided, tested, stored), hint);
  const problems = refuseErrors(allowProblems(decided.problems, request.allowed), stack.label);
  const packaged = decision.changed
    ? await packaging.run(decided, { ...world, plugins: CARRIED })
    : undefined;
  return {
    decision: promotedFrom(tested.tag, decision),
    previous: previous.kind === 'found' ? previous.release : undefined,
    problems: packaged?.problems ?? problems,
    release: packaged && (await withTheRest(packaged, tested)),
  };
}

/** @throws CsctlError `usage` when the argument means several stacks */
async function oneStack(
  source: string,
  tested: KubernetesMinor,
  request: ReleaseRequest,
  world: World,
): Promise<Requested> {
  const [folder, ...more] = await findStacks([source], world);
  if (folder !== undefined && more.length === 0) {
    const all = await selectMinors([folder], { ...request, minors: ['all'] }, world);
    const meant = all.find(({ minor }) => minor && sameMinor(minor, tested)) ?? all[0];
    if (meant) return { ...meant, request };
  }
  const message = `--source ${source} holds ${more.length + 1} stacks; expected the one that was released`;
  throw new CsctlError('usage', message, { hint: `name it: --source ${folder ?? 'STACK'}` });
}

/** @throws CsctlError `promote-unproven` when the folder is another stack, or for another minor */
function refuseOther({ tag, name }: FinishedRelease, { stack }: Decided): void {
  const { identity } = stack.config;
  if (seriesName(identity) === seriesName(name.identity)) return;
  const message = `${stack.label} is ${describeIdentity(identity)}; ${tag} is ${describeIdentity(name.identity)}`;
  throw new CsctlError('promote-unproven', message, {
    file: stack.label,
    hint: 'name the stack it was built from',
  });
}

/** What differs between the sources and the tested release, versions apart. */
async function differencesTo(
  decided: Decided,
  tested: FinishedRelease,
  stored: StoredRelease,
): Promise<Problem[]> {
  const { stack, known } = decided;
  const store = known.find(({ tag }) => tag === tested.tag)?.store;
  if (!store) throw new Error(`${tested.tag} was found, and is not listed`);
  const release: PreviousRelease = { ...tested, store, stored, assets: tested.files };
  const changes = [...(await findChanges(decided, release)), ...(await contentChanges(decided, tested))];
  return changes.flatMap(({ reason, files }) =>
    files.length === 0
      ? [problem('promote-unproven', reason, { file: stack.label })]
      : files.map(({ path, change }) => {
          const message = `${path} differs from ${tested.tag}: ${change} since`;
          return problem('promote-unproven', message, { file: joinLabel(stack.label, path) });
        }),
  );
}

/** With a record its fingerprints decide; that the archives are what was recorded is a question of its own. */
async function contentChanges({ stack }: Decided, tested: FinishedRelease): Promise<PartChange[]> {
  const recorded = recordOf(tested);
  if (!recorded) return [];
  const [before, now] = [partsOfRelease(tested.files), await partsOfStack(stack, recorded.versions)];
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((part) => {
    const files = diffTrees(before.get(part) ?? FileTree.EMPTY, now.get(part) ?? FileTree.EMPTY, false);
    const located = files.map((one) => ({ ...one, path: one.path === part ? part : `${part}/${one.path}` }));
    return located.length === 0 ? [] : [{ part, reason: `${part} differs`, files: located }];
  });
}

/** What the plugin added is in the tested release, and goes along: it is not made anew. */
const CARRIED: ProviderPlugins = { run: () => Promise.resolve([]) };

/** The built release with the files that `create` does not make. */
async function withTheRest(packaged: Packaged, tested: FinishedRelease): Promise<RecordedRelease> {
  const isMade = (name: string) => packaged.assets.some((asset) => asset.name === name);
  const images = tested.files.filter(({ role, name }) => role === 'node-images' && !isMade(name));
  const files = withChecksums([...packaged.assets, ...images], tested.carried);
  const read = await readFinished(packaged.tag, [...files.map(streamOf), ...tested.carried]);
  const release = recordOf(read);
  if (!release) throw new Error(`${packaged.tag} was made without a record`);
  return release;
}
