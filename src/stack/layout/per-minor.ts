// The layout with one folder for each Kubernetes minor: stack.yaml beside the charts, usually with a csctl.yaml.
import { problem, type Problem } from '../../problem/problem.ts';
import { isMeant, stackDependencies } from '../addon-key.ts';
import { CHARTS_LOCK_FILE } from '../asset.ts';
import { CONFIG_FILE, CONFIG_VERSION_PATH, withConfig, type StackConfig } from '../config.ts';
import { ConfigFields } from '../config-fields.ts';
import type { FileTree } from '../file-tree.ts';
import {
  formatKubernetes,
  formatMinor,
  parseKubernetesMinor,
  sameMinor,
  type KubernetesMinor,
} from '../kubernetes-version.ts';
import { unknownPin } from '../native/addon-pins.ts';
import { NATIVE_FILE } from '../native/native-config.ts';
import { readUpdate, type AddonPolicy } from '../native/read-addons.ts';
import { conventionOf, locateProblems, NO_SETTINGS } from '../stack.ts';
import { YamlSource } from '../yaml-source.ts';
import type { StackLayout } from './layout.ts';

/** Where stack.yaml says the version. */
export const PER_MINOR_VERSION_PATH = ['kubernetesVersion'] as const;

/** A folder with a stack.yaml that is not ours. */
export function perMinorLayout(label: string, tree: FileTree): StackLayout {
  const source = YamlSource.parse(NATIVE_FILE, tree.text(NATIVE_FILE) ?? '');
  const fields = new ConfigFields(source);
  const { config, minor } = readConfig(fields, tree);
  const policies = policiesOf(fields);
  const problems = locateProblems(label, [
    ...fields.problems,
    ...disagreements(config, tree),
    ...unknownRanges(fields.source, policies, tree),
  ]);
  // csctl hashes the folder as it is; without its file the minor's own tree is what counts.
  const isWhole = tree.has(CONFIG_FILE) || !config;
  const files = isWhole ? tree : withConfig(tree, config);
  const stack = config && {
    label,
    config,
    configFile: NATIVE_FILE,
    convention: conventionOf(tree),
    settings: NO_SETTINGS,
    chartsLock: tree.text(CHARTS_LOCK_FILE),
    tree: files,
    origins: new Map<string, string>(),
    ...(!isWhole && { made: new Map([[CONFIG_FILE, 'generated' as const]]) }),
  };
  return {
    kind: 'per-minor',
    minors: minor ? [{ minor, kubernetes: config?.kubernetes }] : [],
    further: [],
    policies,
    read: () => ({ stack, problems }),
  };
}

function readConfig(
  fields: ConfigFields,
  tree: FileTree,
): { config: StackConfig | undefined; minor: KubernetesMinor | undefined } {
  const none = { config: undefined, minor: undefined };
  if (!fields.isMap('apiVersion, provider, name and kubernetes (docs/stack-folder.md)')) return none;
  fields.unknownKeys([], ['provider', 'clusterStackName', 'kubernetesVersion', 'addons']);
  const provider = fields.name(['provider'], 'provider-name', 'provider');
  const name = fields.name(['clusterStackName'], 'stack-name', 'stack name');
  const kubernetes = fields.kubernetes(PER_MINOR_VERSION_PATH, { lenient: true });
  const written = fields.source.scalarText(PER_MINOR_VERSION_PATH) ?? '';
  const minor: KubernetesMinor | undefined = kubernetes ?? parseKubernetesMinor(written);
  if (provider === undefined || name === undefined || !kubernetes) return { config: undefined, minor };
  const identity = { provider, name, minor: kubernetes };
  fields.seriesLength(identity, ['clusterStackName']);
  const beside = YamlSource.parse(CONFIG_FILE, tree.text(CONFIG_FILE) ?? '').get([
    'config',
    'provider',
    'config',
  ]);
  const isMap = beside !== null && typeof beside === 'object' && !Array.isArray(beside);
  const providerConfig = isMap ? (beside as Record<string, unknown>) : {};
  return { config: { identity, kubernetes, providerConfig }, minor };
}

/** Ranges that chart updates stay in: `addons: {ccm: 2.35.x}`. */
function policiesOf(fields: ConfigFields): AddonPolicy[] {
  return fields.source.keys(['addons']).map((key) => ({
    key,
    update: readUpdate(fields, ['addons', key]),
    follows: false,
  }));
}

/** Ranges that hold nothing. */
function unknownRanges(source: YamlSource, policies: readonly AddonPolicy[], tree: FileTree): Problem[] {
  const known = stackDependencies(tree, conventionOf(tree));
  const unknown = policies.filter(({ key }) => !known.some((dependency) => isMeant(key, dependency)));
  return unknown.map(({ key }) => ({
    ...unknownPin(
      { key, place: source.keyPlace(['addons', key]) },
      known.map((one) => one.key),
    ),
    severity: 'warning',
  }));
}

/** What csctl.yaml says otherwise: stack.yaml wins (docs/cli.md). A version without a patch says nothing else. */
function disagreements(config: StackConfig | undefined, tree: FileTree): Problem[] {
  if (!config) return [];
  const beside = YamlSource.parse(CONFIG_FILE, tree.text(CONFIG_FILE) ?? '');
  const { identity, kubernetes } = config;
  const found = beside.scalarText(CONFIG_VERSION_PATH);
  const own = formatKubernetes(kubernetes);
  const named = found === undefined ? undefined : parseKubernetesMinor(found);
  const agrees = found === undefined || found === own || (named && sameMinor(named, kubernetes));
  const differing: [readonly string[], string, string][] = [
    [['config', 'provider', 'type'], 'provider', identity.provider],
    [['config', 'clusterStackName'], 'stack name', identity.name],
  ];
  const problems = differing.flatMap(([path, what, value]) => {
    const other = beside.scalarText(path);
    return other === undefined || other === value ? [] : [disagree(beside, path, what, other, value)];
  });
  if (agrees) return problems;
  const hint = `write ${own}, or v${formatMinor(kubernetes)}`;
  return [...problems, disagree(beside, CONFIG_VERSION_PATH, 'Kubernetes version', found, own, hint)];
}

function disagree(
  source: YamlSource,
  path: readonly string[],
  what: string,
  found: string,
  used: string,
  hint = `write ${used}, or take ${CONFIG_FILE} out`,
): Problem {
  const message = `${CONFIG_FILE} says ${what} ${found}; ${NATIVE_FILE} says ${used}, and is what counts`;
  return problem('config-disagree', message, { ...source.place(path), hint });
}
