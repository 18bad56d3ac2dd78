// What a release calls its credentials: the Secret of Cluster API, and the one that its addons read.
import type { AddonFile } from '../../../stack/clouds/cloud.ts';
import { readYaml } from '../../../stack/yaml-document.ts';
import { renderView, type RenderedStage } from '../../../verify/rendered-view.ts';
import type { ReleaseView } from '../../../verify/view.ts';
import { dataOf, listOf, own, textOf, type Data } from '../../../verify/class/data.ts';
import { classOf, type ManifestRelease } from '../release-class.ts';

/** The Secret in kube-system of a workload cluster that addons mount. */
export interface AddonSecret {
  readonly name: string;
  /** The file that they read. */
  readonly key: AddonFile;
  /** Where it is mounted; undefined where addons do so in different places. */
  readonly folder: string | undefined;
}

/** Names that fit together: Secrets, class and addons. */
export interface CredentialNames {
  /** Secret in the namespace of the Cluster. */
  readonly secret: string;
  /** Its entry of clouds.yaml. */
  readonly entry: string;
  readonly addon: AddonSecret;
  /** Of ClusterResourceSet. */
  readonly apiVersion: string;
}

/** What stacks want unless a release says otherwise (docs/operator-contract.md 6.2, 6.4). */
export const USUAL_NAMES: CredentialNames = {
  secret: 'openstack',
  entry: 'openstack',
  addon: { name: 'clouds-yaml', key: 'clouds.yaml', folder: '/etc/openstack' },
  apiVersion: 'addons.cluster.x-k8s.io/v1beta1',
};

/** The Secrets that addons of OpenStack stacks are known to read, and where if they do not say. */
const ADDON_SECRETS: readonly (AddonSecret & { readonly folder: string })[] = [
  { name: 'clouds-yaml', key: 'clouds.yaml', folder: '/etc/openstack' },
  { name: 'cloud-config', key: 'cloud.conf', folder: '/etc/config' },
];

/**
 * The names that a release wants: from the defaults of its class, and from what its addons mount.
 * @throws CsctlError `chart-render` and the like, `class-missing`
 */
export function namesOf(release: ManifestRelease): CredentialNames {
  const { model } = classOf(release);
  const { class: classPart, stages } = renderView(release.view);
  const variables = new Map(model.variables.map(({ name, data }) => [name, defaultOf(data)]));
  const inTemplate = (classPart?.objects ?? [])
    .filter(({ data }) => data['kind'] === 'OpenStackClusterTemplate')
    .map(({ data }) => identityIn(data))[0];
  const reference = { ...inTemplate, ...dataOf(variables.get('identityRef')) };
  const name = (own: string, variable: string, usual: string) =>
    textOf(variables.get(variable)) || textOf(reference[own]) || usual;
  const version = textOf(model.object.data['apiVersion']).endsWith('/v1beta2') ? 'v1beta2' : 'v1beta1';
  return {
    // The first stack scs has two variables where the later ones have an object.
    secret: name('name', 'secret_name', USUAL_NAMES.secret),
    entry: name('cloudName', 'cloud_name', USUAL_NAMES.entry),
    addon: mountedSecret(stages) ?? configuredSecret(stages, release.view) ?? USUAL_NAMES.addon,
    apiVersion: `addons.cluster.x-k8s.io/${version}`,
  };
}

const within = (data: Data, ...path: string[]): Data =>
  path.reduce<Data>((inner, key) => dataOf(own(inner, key)), data);

const identityIn = (template: Data): Data => within(template, 'spec', 'template', 'spec', 'identityRef');

/** The default of a variable, with those of its fields where it has none itself. */
function defaultOf(variable: Data): unknown {
  const schema = within(variable, 'schema', 'openAPIV3Schema');
  const own = schema['default'];
  if (schema['type'] !== 'object') return own;
  const fields = Object.entries(dataOf(schema['properties'])).flatMap(([key, field]) => {
    const { default: value } = dataOf(field);
    return value === undefined ? [] : [[key, value] as const];
  });
  return { ...Object.fromEntries(fields), ...dataOf(own) };
}

/** The Secret that addons mount and no chart brings. */
function mountedSecret(stages: readonly RenderedStage[]): AddonSecret | undefined {
  const objects = stages.flatMap((stage) => stage.objects.map(({ data }) => data));
  const brought = new Set(
    objects.filter(({ kind }) => kind === 'Secret').map((data) => textOf(within(data, 'metadata')['name'])),
  );
  const pods = objects.map(podSpec);
  for (const known of ADDON_SECRETS) {
    const folders = new Set(pods.flatMap((pod) => mountsOf(pod, known.name)));
    if (brought.has(known.name) || folders.size === 0) continue;
    const [only] = folders;
    return { ...known, folder: folders.size === 1 ? only : undefined };
  }
  return undefined;
}

/** What stages without their charts, as in thin releases, hand to those: a volume, or a Secret that they do not make. */
function configuredSecret(stages: readonly RenderedStage[], view: ReleaseView): AddonSecret | undefined {
  const names = stages
    .filter(({ chart }) => chart === undefined)
    .map(({ name }) => view.addons?.files.text(name === '' ? 'values.yaml' : `${name}/values.yaml`))
    .flatMap((text) => (text === undefined ? [] : namedIn(readYaml(text, 'as-helm').data)));
  const known = ADDON_SECRETS.find(({ name }) => names.includes(name));
  // Charts mount cloud.conf where they like.
  return known && (known.key === 'cloud.conf' ? { ...known, folder: undefined } : known);
}

/** Names of Secrets in values of charts. */
function namedIn(values: unknown): string[] {
  if (Array.isArray(values)) return values.flatMap(namedIn);
  const { secretName, secret } = dataOf(values);
  const { name, create } = dataOf(secret);
  const own = [textOf(secretName), create === false ? textOf(name) : ''].filter((one) => one !== '');
  return [...own, ...Object.values(dataOf(values)).flatMap(namedIn)];
}

/** The pods of an object: of a Pod itself, of a workload, of a CronJob. */
function podSpec(data: Data): Data {
  const spec = within(data, 'spec');
  if (data['kind'] === 'Pod') return spec;
  if (data['kind'] === 'CronJob') return within(spec, 'jobTemplate', 'spec', 'template', 'spec');
  return within(spec, 'template', 'spec');
}

/** The folders in which the containers of a pod see a Secret. */
function mountsOf(pod: Data, secret: string): string[] {
  const volumes = listOf(pod['volumes']).map(dataOf);
  const names = volumes
    .filter((volume) => textOf(within(volume, 'secret')['secretName']) === secret)
    .map((volume) => textOf(volume['name']));
  const containers = ['initContainers', 'containers'].flatMap((key) => listOf(pod[key]).map(dataOf));
  return containers
    .flatMap((container) => listOf(container['volumeMounts']).map(dataOf))
    .filter((mount) => names.includes(textOf(mount['name'])))
    .map((mount) => textOf(mount['mountPath']).replace(/(?<=.)\/+$/, ''));
}
