// .Capabilities: what a chart is told of the cluster and of Helm.
import { quote } from '../gotemplate/fmt.ts';
import { fn, GoList, GoStruct, type JsonField, type Value } from '../gotemplate/value.ts';
import { defaultApiVersions } from './api-versions.ts';
import { HelmError } from './helm-error.ts';

/** What `helm template` assumes without --kube-version, and the Helm that the operator has. */
export const DEFAULT_KUBE_VERSION = 'v1.34.0';

const HELM_BUILD = {
  Version: 'v3.19.0',
  GitCommit: '3d8990f0836691f0229297773f3524598f46bda6',
  GitTreeState: 'clean',
  GoVersion: 'go1.24.7',
};

/** A Kubernetes version as Helm splits it. */
export interface KubeVersion {
  /** `v1.34.0` */
  readonly version: string;
  readonly major: string;
  readonly minor: string;
}

/** White space, `v`, numbers with dots; what follows does not count. */
const GENERIC_VERSION = /^[ \t\n\f\r]*v?([0-9]+(?:\.[0-9]+)*)/;

/**
 * Reads what `--kube-version` says: at least two numbers; a prerelease is dropped.
 *
 * @throws HelmError `invalid kube version ...`
 */
export function parseKubeVersion(text: string): KubeVersion {
  const invalid = (why: string) => new HelmError(`invalid kube version '${text}': ${why}`);
  const numbers = GENERIC_VERSION.exec(text)?.[1];
  if (numbers === undefined) throw invalid(`could not parse ${quote(text)} as version`);
  const [major = '', minor] = numbers.split('.');
  if (minor === undefined) throw invalid(`illegal version string ${quote(text)}`);
  if (/^0./.test(major))
    throw invalid(`illegal zero-prefixed version component ${quote(major)} in ${quote(text)}`);
  const plain = numbers.split('.').map((number) => BigInt(number).toString());
  return { version: `v${plain.join('.')}`, major, minor: plain[1] as string };
}

const KUBE_VERSION = 'chartutil.KubeVersion';

/** A `*chartutil.Capabilities`. */
export function capabilitiesOf({ version, major, minor }: KubeVersion): Value {
  const versionText = () => version;
  const parts = new Map([
    ['Version', version],
    ['Major', major],
    ['Minor', minor],
  ]);
  const methods = new Map([
    ['String', fn('String', [], versionText)],
    ['GitVersion', fn('GitVersion', [], versionText)],
  ]);
  // Its methods are those of the pointer: functions see three texts, and not the version.
  const copy = new GoStruct(KUBE_VERSION, parts);
  const kubeVersion = new GoStruct(KUBE_VERSION, parts, methods, false, versionText, undefined, copy);
  const fields = new Map<string, Value>([
    ['KubeVersion', kubeVersion],
    ['APIVersions', versionSet(defaultApiVersions())],
    [
      'HelmVersion',
      new GoStruct(
        'version.BuildInfo',
        new Map(Object.entries(HELM_BUILD)),
        undefined,
        false,
        undefined,
        BUILD_JSON,
      ),
    ],
  ]);
  return new GoStruct('chartutil.Capabilities', fields, undefined, true);
}

const BUILD_JSON: ReadonlyMap<string, JsonField> = new Map([
  ['Version', { name: 'version', omitEmpty: true }],
  ['GitCommit', { name: 'git_commit', omitEmpty: true }],
  ['GitTreeState', { name: 'git_tree_state', omitEmpty: true }],
  ['GoVersion', { name: 'go_version', omitEmpty: true }],
]);

function versionSet(versions: string[]): GoList {
  const known = new Set(versions);
  const has = fn('Has', ['string'], ([version]) => known.has(version as string));
  return new GoList(versions, 'string', false, 'chartutil.VersionSet', new Map([['Has', has]]));
}
