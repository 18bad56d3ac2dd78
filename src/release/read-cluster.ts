// A Cluster of the user's, with what it refers to, from a file of manifests.
import { CsctlError } from '../problem/problem.ts';
import { YamlError } from '../render/encoding/yaml-error.ts';
import { decodeYamlDocuments } from '../render/encoding/yaml-decode.ts';
import { toData } from '../render/encoding/data.ts';
import type { ObjectData } from '../render/helm/rendered-object.ts';
import type { ClusterObjects } from '../render/operator/cluster-objects.ts';
import type { World } from './ports.ts';

const HINT =
  'kubectl get cluster NAME -o yaml writes one; its control plane and infrastructure may follow behind ---';

/** Reads the objects that overwrite files see. @throws CsctlError `file-unreadable`, `yaml-syntax`, `cluster-file` */
export async function readCluster(file: string, { texts }: Pick<World, 'texts'>): Promise<ClusterObjects> {
  const objects = readObjects(file, await texts.read(file));
  const Cluster = objects.find(
    ({ kind, apiVersion }) => kind === 'Cluster' && isOf(apiVersion, 'cluster.x-k8s.io'),
  );
  if (!Cluster) {
    const message = `${file} holds no Cluster of Cluster API`;
    throw new CsctlError('cluster-file', message, { file, hint: HINT });
  }
  const spec = dataOf(Cluster['spec']);
  const referred = (name: string) => {
    const reference = dataOf(spec[name]);
    // A Cluster in its first seconds refers to nothing, which is not an object without a kind.
    if (reference['kind'] === undefined) return undefined;
    return objects.find(
      ({ kind, metadata }) => kind === reference['kind'] && dataOf(metadata)['name'] === reference['name'],
    );
  };
  const [ControlPlane, InfraCluster] = [referred('controlPlaneRef'), referred('infrastructureRef')];
  return { Cluster, ...(ControlPlane && { ControlPlane }), ...(InfraCluster && { InfraCluster }) };
}

const dataOf = (value: unknown): ObjectData =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as ObjectData) : {};

const isOf = (apiVersion: unknown, group: string): boolean =>
  typeof apiVersion === 'string' && apiVersion.startsWith(`${group}/`);

function readObjects(file: string, text: string): ObjectData[] {
  try {
    return decodeYamlDocuments(text).map((value) => dataOf(toData(value)));
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const { line, message } = error;
    throw new CsctlError('yaml-syntax', `${file} is not valid YAML: ${message}`, {
      file,
      ...(line !== undefined && { line }),
      hint: 'mend the YAML',
    });
  }
}
