// publish: the written release to every remote, the tag last.
import { CsctlError } from '../../problem/problem.ts';
import { streamOf } from '../../stack/asset.ts';
import { looksBack } from '../../stack/modes.ts';
import { annotationsOf } from '../annotations.ts';
import type { Step } from '../flow.ts';
import { notesOf } from '../publishing/notes.ts';
import type { Annotations, OutgoingRelease, World } from '../ports.ts';
import { asTaken } from '../publishing/taken.ts';
import { publishTo } from '../publishing/publish-to.ts';
import type { Published, Written } from '../stages.ts';

export const publish: Step<Written, Published> = {
  title: 'publish',
  async run(written, world) {
    const annotations = await annotationsFor(written, world);
    try {
      const published = await publishTo(world.stores, outgoing(written, annotations, world), world);
      return { ...written, annotations, published };
    } catch (error) {
      throw asRace(error, written);
    }
  },
};

async function annotationsFor(written: Written, world: World): Promise<Annotations> {
  const { folder, kubernetes, decision, hashes, request } = written;
  return annotationsOf({
    kubernetes,
    version: decision.versions.clusterStack,
    hash: hashes.clusterStack,
    revision: await world.revisions.of(folder),
    sourceDate: request.mtime,
  });
}

function outgoing(written: Written, annotations: Annotations, { notes }: World): OutgoingRelease {
  const { tag, kubernetes, decision, assets, allowed, upgrade: known } = written;
  const upgrade = () => Promise.resolve(known);
  const facts = { tag, kubernetes, components: decision.components, assets, annotations, allowed, upgrade };
  return { tag, assets: assets.map(streamOf), annotations, notes: notesOf(facts, notes) };
}

/** Modes that look back chose a version that was free then: that it is taken now is another run's doing. */
function asRace(error: unknown, { tag, output, request }: Written): unknown {
  if (!(error instanceof CsctlError)) return error;
  if (error.code !== 'release-conflict' || !looksBack(request.mode))
    return error.withHint(`the release is in ${output}`);
  const hint = `run again, or with --retry-on-conflict: the next version is another one; ${output} was not published`;
  return asTaken(error, tag, hint);
}
