// Templates as the API server holds them once the webhooks of Cluster API have seen them: patches apply to those.
import type { ObjectData } from '../../render/helm/rendered-object.ts';
import { isData, textOf, type Data } from './data.ts';
import { copyJson } from './json-patch.ts';

type Fields = Record<string, unknown>;

/** Structs that Go writes even when they are empty: the webhooks of v1beta1 read and write the whole object. */
const EMPTY_STRUCTS: Readonly<Record<string, readonly string[]>> = {
  clusterConfiguration: ['apiServer', 'controllerManager', 'dns', 'etcd', 'networking', 'scheduler'],
  initConfiguration: ['localAPIEndpoint', 'nodeRegistration'],
  joinConfiguration: ['discovery', 'nodeRegistration'],
};

/** What the webhooks fill in where it is absent. */
const ROLLOUT = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } };

/** A copy of a template with what is filled in; of kinds without such webhooks, just a copy. */
export function asStored(data: ObjectData): Data {
  const copy = copyJson(data) as Data;
  const spec = fieldsOf(fieldsOf(fieldsOf(copy['spec'])['template'])['spec']);
  const isV1beta1 = textOf(data['apiVersion']).endsWith('/v1beta1');
  if (data['kind'] === 'KubeadmConfigTemplate' && isV1beta1) fillStructs(spec);
  if (data['kind'] !== 'KubeadmControlPlaneTemplate') return copy;
  if (isV1beta1) {
    fillStructs(fieldsOf(spec['kubeadmConfigSpec']));
    spec['rolloutStrategy'] ??= copyJson(ROLLOUT);
  } else spec['rollout'] = { strategy: copyJson(ROLLOUT), ...fieldsOf(spec['rollout']) };
  return copy;
}

/** The map of the copy, to be changed; a new one that nobody sees where there is none. */
const fieldsOf = (value: unknown): Fields => (isData(value) ? value : {});

function fillStructs(config: Fields): void {
  for (const [name, structs] of Object.entries(EMPTY_STRUCTS)) {
    const part = config[name];
    if (isData(part)) for (const struct of structs) (part as Fields)[struct] ??= {};
  }
}
