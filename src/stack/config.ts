// csctl.yaml: what the stack is. Strict, with positions, all problems at once (docs/operator-contract.md 8.1).
import { problem, type Problem } from '../problem/problem.ts';
import { parseKubernetesVersion, type KubernetesVersion } from './kubernetes-version.ts';
import { NAME_PATTERN, SERIES_LIMIT, seriesName, type StackIdentity } from './release-name.ts';
import { YamlSource, type YamlPath } from './yaml-source.ts';

export const CONFIG_FILE = 'csctl.yaml';
const CONFIG_API_VERSION = 'csctl.clusterstack.x-k8s.io/v1alpha1';

/** csctl.yaml, resolved. */
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

const NAME_HINT = 'use lower-case letters and digits only: the operator splits tags at dashes';

/** Parses the text of a csctl.yaml; `file` is the name to show in problems. */
export function parseConfig(file: string, text: string): ParsedConfig {
  const source = YamlSource.parse(file, text);
  if (source.problems.length > 0) return { config: undefined, problems: source.problems };
  if (source.kindAt([]) !== 'map') {
    const isEmpty = ['missing', 'null'].includes(source.kindAt([]));
    const found = isEmpty ? 'is empty' : `holds a ${source.kindAt([])}`;
    const message = `${file} ${found}; expected a map with apiVersion and config`;
    return { config: undefined, problems: [source.problemAt([], 'config-type', message)] };
  }
  return new ConfigReader(source).read();
}

/** Reads the fields one by one and gathers what is wrong. */
class ConfigReader {
  private readonly problems: Problem[] = [];

  constructor(private readonly source: YamlSource) {}

  read(): ParsedConfig {
    this.unknownKeys();
    this.apiVersion();
    const provider = this.name(['config', 'provider', 'type'], 'provider-name', 'provider');
    const name = this.name(['config', 'clusterStackName'], 'stack-name', 'stack name');
    const kubernetes = this.kubernetes(['config', 'kubernetesVersion']);
    const providerConfig = this.providerConfig(['config', 'provider', 'config']);
    const config =
      provider !== undefined && name !== undefined && kubernetes
        ? { identity: { provider, name, minor: kubernetes }, kubernetes, providerConfig }
        : undefined;
    if (config) this.seriesLength(config.identity);
    return { config, problems: this.problems };
  }

  private unknownKeys(): void {
    for (const [at, known] of Object.entries(KNOWN_KEYS)) {
      const path = at === '' ? [] : at.split('.');
      for (const key of this.source.keys(path).filter((candidate) => !known.includes(candidate))) {
        const message = `unknown key ${[...path, key].join('.')}; expected ${known.join(', ')}`;
        this.problems.push(problem('config-unknown-key', message, this.source.keyPlace([...path, key])));
      }
    }
  }

  private apiVersion(): void {
    const found = this.text(['apiVersion']);
    if (found === undefined || found === CONFIG_API_VERSION) return;
    const message = `apiVersion is "${found}"; expected "${CONFIG_API_VERSION}"`;
    this.problems.push(this.source.problemAt(['apiVersion'], 'config-api-version', message));
  }

  private name(path: YamlPath, code: 'provider-name' | 'stack-name', what: string): string | undefined {
    const found = this.text(path);
    if (found === undefined || NAME_PATTERN.test(found)) return found;
    const message = `${what} is "${found}"; expected only a-z and 0-9`;
    this.problems.push(this.source.problemAt(path, code, message, { hint: NAME_HINT }));
    return undefined;
  }

  private kubernetes(path: YamlPath): KubernetesVersion | undefined {
    const found = this.text(path, 'kubernetes-version');
    const version = found === undefined ? undefined : parseKubernetesVersion(found);
    if (found === undefined || version) return version;
    if (/^v?\d+\.\d+$/.test(found)) {
      const message = `Kubernetes version "${found}" has no patch; expected vX.Y.Z`;
      const hint = 'name the exact version, or let csctl update find the newest patch';
      this.problems.push(this.source.problemAt(path, 'kubernetes-no-patch', message, { hint }));
    } else {
      const message = `Kubernetes version is "${found}"; expected vX.Y.Z without leading zeros`;
      const hint = parseKubernetesVersion(`v${found}`) ? `write v${found}` : 'write it as in v1.34.7';
      this.problems.push(this.source.problemAt(path, 'kubernetes-version', message, { hint }));
    }
    return undefined;
  }

  private providerConfig(path: YamlPath): Record<string, unknown> {
    const kind = this.source.kindAt(path);
    if (kind === 'missing' || kind === 'null') return {};
    if (kind === 'map') return this.source.get(path) as Record<string, unknown>;
    this.problems.push(
      this.source.problemAt(path, 'config-type', `${path.join('.')} is a ${kind}; expected a map`),
    );
    return {};
  }

  private seriesLength(identity: StackIdentity): void {
    const series = seriesName(identity);
    if (series.length <= SERIES_LIMIT) return;
    const message = `"${series}" has ${series.length} characters; expected at most ${SERIES_LIMIT}`;
    const path = ['config', 'clusterStackName'];
    this.problems.push(
      this.source.problemAt(path, 'series-length', message, { hint: 'shorten the stack name' }),
    );
  }

  /** A required string; numbers and the like are refused, since 1.30 would silently become 1.3. */
  private text(
    path: YamlPath,
    code: 'config-type' | 'kubernetes-version' = 'config-type',
  ): string | undefined {
    const kind = this.source.kindAt(path);
    const name = path.join('.');
    if (kind === 'missing' || kind === 'null') {
      this.problems.push(
        this.source.problemAt(path, 'config-required', `${name} is missing; expected a string`),
      );
      return undefined;
    }
    const value = this.source.get(path);
    if (typeof value === 'string') return value;
    const found = kind === 'scalar' ? `${typeof value} ${String(value)}` : kind;
    this.problems.push(
      this.source.problemAt(path, code, `${name} is a ${found}; expected a string`, { hint: 'quote it' }),
    );
    return undefined;
  }
}
