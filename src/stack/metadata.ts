// metadata.yaml: the three versions and the Kubernetes version of a release (docs/operator-contract.md 3.1).
import { problem, type Problem } from '../problem/problem.ts';
import { parseVersion } from './stack-version.ts';
import { parseKubernetesVersion } from './kubernetes-version.ts';
import { YamlSource, type YamlPath } from './yaml-source.ts';

export const METADATA_FILE = 'metadata.yaml';

/** The components that carry a version of their own. */
export const COMPONENTS = ['clusterStack', 'clusterAddon', 'nodeImage'] as const;
export type Component = (typeof COMPONENTS)[number];

/** The versions of a release in dot form. */
export type ComponentVersions = Readonly<Record<Component, string>>;

/** metadata.yaml as data; `nodeImage` is undefined in releases of an old csctl that left it out. */
export interface Metadata {
  readonly kubernetes: string;
  readonly versions: Readonly<Record<'clusterStack' | 'clusterAddon', string>> & {
    readonly nodeImage: string | undefined;
  };
}

/** The bytes csctl writes: four spaces, this order. */
export function formatMetadata(versions: ComponentVersions, kubernetes: string): string {
  return `apiVersion: metadata.clusterstack.x-k8s.io/v1alpha1
versions:
    clusterStack: ${versions.clusterStack}
    kubernetes: ${kubernetes}
    components:
        clusterAddon: ${versions.clusterAddon}
        nodeImage: ${versions.nodeImage}
`;
}

const PATHS: Readonly<Record<Component, YamlPath>> = {
  clusterStack: ['versions', 'clusterStack'],
  clusterAddon: ['versions', 'components', 'clusterAddon'],
  nodeImage: ['versions', 'components', 'nodeImage'],
};
const KUBERNETES_PATH: YamlPath = ['versions', 'kubernetes'];

/** The metadata, when it can be used at all, and everything the operator would not like about it. */
export interface ParsedMetadata {
  readonly metadata: Metadata | undefined;
  readonly problems: readonly Problem[];
}

/** Parses metadata.yaml with the operator's checks, each at its place. */
export function parseMetadata(file: string, text: string): ParsedMetadata {
  const source = YamlSource.parse(file, text);
  if (source.problems.length > 0) {
    const problems = source.problems.map((p) => problem('release-metadata', p.message, p));
    return { metadata: undefined, problems };
  }
  const problems: Problem[] = [];
  const read = (path: YamlPath): string | undefined => {
    const value = source.get(path);
    if (typeof value === 'string' && value !== '') return value;
    const found = value === undefined || value === '' ? 'missing' : `a ${source.kindAt(path)}`;
    problems.push(
      source.problemAt(path, 'release-metadata', `${path.join('.')} is ${found}; expected a version`),
    );
    return undefined;
  };
  const version = (component: Component): string | undefined => {
    const found = read(PATHS[component]);
    if (found === undefined || parseVersion(found)) return found;
    const message = `${PATHS[component].join('.')} is "${found}"; expected a version such as v3 or v4-beta.0`;
    problems.push(source.problemAt(PATHS[component], 'release-metadata', message));
    return undefined;
  };
  const [clusterStack, clusterAddon, nodeImage] = [
    version('clusterStack'),
    version('clusterAddon'),
    version('nodeImage'),
  ];
  const kubernetes = read(KUBERNETES_PATH);
  if (kubernetes !== undefined && !parseKubernetesVersion(kubernetes)) {
    const message = `${KUBERNETES_PATH.join('.')} is "${kubernetes}"; expected vX.Y.Z`;
    problems.push(source.problemAt(KUBERNETES_PATH, 'release-metadata', message));
  }
  const usable = clusterStack !== undefined && clusterAddon !== undefined && kubernetes !== undefined;
  return {
    metadata: usable ? { kubernetes, versions: { clusterStack, clusterAddon, nodeImage } } : undefined,
    problems,
  };
}
