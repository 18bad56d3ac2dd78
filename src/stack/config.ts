// csctl.yaml: what the stack is. Strict, with positions, all problems at once (docs/operator-contract.md 8.1).
import type { Problem } from '../problem/problem.ts';
import { ConfigFields } from './config-fields.ts';
import { FileTree } from './file-tree.ts';
import { formatKubernetes, type KubernetesVersion } from './kubernetes-version.ts';
import type { StackIdentity } from './release-name.ts';
import { YamlSource } from './yaml-source.ts';
import { stringify } from 'yaml';

export const CONFIG_FILE = 'csctl.yaml';
const CONFIG_API_VERSION = 'csctl.clusterstack.x-k8s.io/v1alpha1';

/** What a stack is, for one minor: the same from every layout. */
export interface StackConfig {
  readonly identity: StackIdentity;
  readonly kubernetes: KubernetesVersion;
  /** `provider.config` as written; a plugin is asked for when it is not empty. */
  readonly providerConfig: Readonly<Record<string, unknown>>;
}

/** The config, when the file is good enough to have one, and everything that is wrong with it. */
export interface ParsedConfig {
  readonly config: StackConfig | undefined;
  readonly problems: readonly Problem[];
}

const KNOWN_KEYS: Readonly<Record<string, readonly string[]>> = {
  '': ['apiVersion', 'config'],
  config: ['kubernetesVersion', 'clusterStackName', 'provider'],
  'config.provider': ['type', 'apiVersion', 'config'],
};

/** Where csctl.yaml says the version. */
export const CONFIG_VERSION_PATH = ['config', 'kubernetesVersion'] as const;

/** Parses the text of a csctl.yaml; `file` is the name to show in problems. */
export function parseConfig(file: string, text: string): ParsedConfig {
  const fields = new ConfigFields(YamlSource.parse(file, text));
  if (!fields.isMap('apiVersion and config')) return { config: undefined, problems: fields.problems };
  for (const [at, known] of Object.entries(KNOWN_KEYS))
    fields.unknownKeys(at === '' ? [] : at.split('.'), known);
  fields.apiVersion(CONFIG_API_VERSION);
  const provider = fields.name(['config', 'provider', 'type'], 'provider-name', 'provider');
  const name = fields.name(['config', 'clusterStackName'], 'stack-name', 'stack name');
  const kubernetes = fields.kubernetes(CONFIG_VERSION_PATH);
  const providerConfig = fields.map(['config', 'provider', 'config']);
  const config =
    provider !== undefined && name !== undefined && kubernetes
      ? { identity: { provider, name, minor: kubernetes }, kubernetes, providerConfig }
      : undefined;
  if (config) fields.seriesLength(config.identity, ['config', 'clusterStackName']);
  return { config, problems: fields.problems };
}

/** The csctl.yaml of one minor, for layouts that say elsewhere what the stack is: csctl and its plugins read it. */
export function formatConfig({ identity, kubernetes, providerConfig }: StackConfig): string {
  const { provider, name } = identity;
  return stringify({
    apiVersion: CONFIG_API_VERSION,
    config: {
      kubernetesVersion: formatKubernetes(kubernetes),
      clusterStackName: name,
      provider: {
        type: provider,
        apiVersion: `${provider}.csctl.clusterstack.x-k8s.io/v1alpha1`,
        ...(Object.keys(providerConfig).length > 0 && { config: providerConfig }),
      },
    },
  });
}

/** The tree with a csctl.yaml that says what the stack is. */
export const withConfig = (tree: FileTree, config: StackConfig): FileTree =>
  FileTree.of([...tree, [CONFIG_FILE, formatConfig(config)]]);
