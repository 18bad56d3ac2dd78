// generate credentials: from a cloud of clouds.yaml to the Secrets that Cluster API and the addons read.
import { CsctlError, problem, refuseErrors, type Problem } from '../../../problem/problem.ts';
import type { World } from '../../ports.ts';
import type { ReleasePlaces } from '../../reading/open-release.ts';
import { credentialManifests } from './credential-manifests.ts';
import { namesOf, USUAL_NAMES, type AddonSecret, type CredentialNames } from './credential-names.ts';
import { deliver, type DeliveryWish, type GenerateResult } from '../deliver.ts';
import { findCloud, type CloudWish, type FoundCloud } from './find-clouds.ts';
import { readManifestRelease } from '../release-class.ts';

/** What credentials are wanted. */
export interface CredentialRequest {
  /** A release folder or a tag; undefined: the names that are usual. */
  readonly release: string | undefined;
  readonly cloud: Omit<CloudWish, 'addons'>;
  readonly namespace: string | undefined;
  /** Name of the Secret for Cluster API, and of its entry; undefined: what the class takes without being told. */
  readonly secret: string | undefined;
  readonly entry: string | undefined;
  /** Name of the ClusterResourceSet and its Secret, and value of the label of Clusters that get it. */
  readonly managed: string;
  readonly delivery: DeliveryWish;
}

/** What it takes of the world. */
export type CredentialWorld = Pick<World, 'files' | 'texts'> & ReleasePlaces;

/**
 * Makes the manifests and delivers them.
 * @throws CsctlError `usage`, `credentials-hidden`, `credentials-none`, `cloud-auth`, `output-foreign`, and those of
 * `findCloud` and `readManifestRelease`
 */
export async function generateCredentials(
  request: CredentialRequest,
  world: CredentialWorld,
): Promise<GenerateResult> {
  const { delivery, namespace, managed } = request;
  if (delivery.output === undefined && !delivery.showSecrets) throw hidden();
  const { tag, names } = await wantedNames(request.release, world);
  const cloud = await findCloud({ ...request.cloud, addons: names.addon.key }, world.texts);
  const warnings = refuseErrors([...cloud.problems, ...mountDoubt(cloud, names.addon)], cloud.file);
  const made = `csctl generate credentials${tag === null ? '' : ` ${tag}`}`;
  const [secret, entry] = [request.secret ?? names.secret, request.entry ?? names.entry];
  if (secret === managed) throw sameName(secret);
  const plan = { ...names, secret, entry, usual: names, managed, namespace, made };
  return { tag, manifests: await deliver(credentialManifests(cloud, plan), delivery, world), warnings };
}

const hidden = (): CsctlError =>
  new CsctlError('credentials-hidden', 'the manifests hold secrets, which are not printed unasked', {
    hint: 'write them with -o FILE.yaml, or add --show-secrets to print them',
  });

const sameName = (name: string): CsctlError =>
  new CsctlError('usage', `two Secrets would have the name ${name}`, {
    hint: 'choose another --name, or another --managed-secret',
  });

interface Wanted {
  readonly tag: string | null;
  readonly names: CredentialNames;
}

async function wantedNames(source: string | undefined, places: ReleasePlaces): Promise<Wanted> {
  if (source === undefined) return { tag: null, names: USUAL_NAMES };
  const release = await readManifestRelease(source, places);
  const { provider } = release.identity;
  if (provider === 'openstack') return { tag: release.tag, names: namesOf(release) };
  if (provider === 'docker')
    throw new CsctlError('credentials-none', `${release.tag} is for docker, which needs no credentials`, {
      hint: 'leave this step out',
    });
  throw new CsctlError('credentials-none', `which credentials ${provider} needs is not known here`, {
    hint: "the documentation of its Cluster API provider says it, or the stack's README",
  });
}

/** One path stands in the file, and it has to hold for all who read it. */
function mountDoubt({ name, cacert, certificates }: FoundCloud, addon: AddonSecret): Problem[] {
  if (!cacert || certificates === undefined || addon.folder !== undefined) return [];
  const message = `the cloud ${name} has a cacert, but addons may mount the Secret ${addon.name} in different folders: some would not find it`;
  const hint = 'put the certificate where all of them look, in the charts of the stack';
  return [problem('cloud-doubtful', message, { ...cacert.place, hint })];
}
