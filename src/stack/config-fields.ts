// Fields that configs of every layout have: read one by one, with all that is wrong gathered at its place.
import { didYouMean } from '../problem/nearest.ts';
import { problem, type Problem } from '../problem/problem.ts';
import { parseKubernetesVersion, withV, type KubernetesVersion } from './kubernetes-version.ts';
import { NAME_PATTERN, SERIES_LIMIT, seriesName, type StackIdentity } from './release-name.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

const NAME_HINT = 'use lower-case letters and digits only: the operator splits tags at dashes';

/** How strictly a Kubernetes version is read. */
export interface VersionReading {
  /** `1.34.7` for `v1.34.7`, numbers without quotes included: in files that csctl itself does not read. */
  readonly lenient?: boolean;
}

/** Reads the fields of one file and gathers what is wrong with them. */
export class ConfigFields {
  readonly problems: Problem[] = [];

  constructor(readonly source: YamlSource) {}

  /** Refuses what cannot be a config: returns whether there is a map to read. */
  isMap(expected: string): boolean {
    const { source } = this;
    this.problems.push(...source.problems);
    if (source.problems.length > 0) return false;
    const kind = source.kindAt([]);
    if (kind === 'map') return true;
    const found = ['missing', 'null'].includes(kind) ? 'is empty' : `holds a ${kind}`;
    const message = `${source.file} ${found}; expected a map with ${expected}`;
    this.problems.push(source.problemAt([], 'config-type', message));
    return false;
  }

  /** Tells of keys of the map at `path` that nobody reads. */
  unknownKeys(path: YamlPath, known: readonly string[]): void {
    for (const key of this.source.keys(path).filter((candidate) => !known.includes(candidate))) {
      const message = `unknown key ${[...path, key].join('.')}; expected ${known.join(', ')}`;
      const hint = didYouMean(key, known, 1) ?? 'take it out: nobody reads it';
      this.problems.push(
        problem('config-unknown-key', message, { ...this.source.keyPlace([...path, key]), hint }),
      );
    }
  }

  apiVersion(expected: string): void {
    const found = this.text(['apiVersion']);
    if (found === undefined || found === expected) return;
    const message = `apiVersion is "${found}"; expected "${expected}"`;
    const hint = `write apiVersion: ${expected}, or name another file`;
    this.problems.push(this.source.problemAt(['apiVersion'], 'config-api-version', message, { hint }));
  }

  /** The name of a provider or a stack. */
  name(path: YamlPath, code: 'provider-name' | 'stack-name', what: string): string | undefined {
    const found = this.text(path);
    if (found === undefined || NAME_PATTERN.test(found)) return found;
    const message = `${what} is "${found}"; expected only a-z and 0-9`;
    this.problems.push(this.source.problemAt(path, code, message, { hint: NAME_HINT }));
    return undefined;
  }

  /** A Kubernetes version with a patch. */
  kubernetes(path: YamlPath, { lenient = false }: VersionReading = {}): KubernetesVersion | undefined {
    const text = this.versionText(path, lenient);
    const version = text === undefined ? undefined : parseKubernetesVersion(text);
    if (text === undefined || version) return version;
    if (/^v?\d+\.\d+$/.test(text)) {
      const message = `Kubernetes version "${text}" has no patch; expected vX.Y.Z`;
      const hint = 'name the exact version, or let csctl update find the newest patch';
      this.problems.push(this.source.problemAt(path, 'kubernetes-no-patch', message, { hint }));
    } else {
      const message = `Kubernetes version is "${text}"; expected vX.Y.Z without leading zeros`;
      const hint = parseKubernetesVersion(`v${text}`) ? `write v${text}` : 'write it as in v1.34.7';
      this.problems.push(this.source.problemAt(path, 'kubernetes-version', message, { hint }));
    }
    return undefined;
  }

  private versionText(path: YamlPath, lenient: boolean): string | undefined {
    if (!lenient) return this.text(path, 'kubernetes-version');
    const text = this.source.scalarText(path);
    if (text === undefined) return this.text(path, 'kubernetes-version');
    return withV(text);
  }

  /** A map of anything; empty when there is none. */
  map(path: YamlPath): Record<string, unknown> {
    const kind = this.source.kindAt(path);
    if (kind === 'missing' || kind === 'null') return {};
    if (kind === 'map') return this.source.get(path) as Record<string, unknown>;
    this.wrongType(path, kind, 'a map');
    return {};
  }

  /** How many entries the list at `path` has; 0 when there is none. */
  count(path: YamlPath): number {
    const kind = this.source.kindAt(path);
    if (kind === 'list') return (this.source.get(path) as unknown[]).length;
    if (kind !== 'missing' && kind !== 'null') this.wrongType(path, kind, 'a list');
    return 0;
  }

  /** A switch; undefined when it is not there. */
  flag(path: YamlPath): boolean | undefined {
    const value = this.source.get(path);
    if (value === undefined || value === null || typeof value === 'boolean') return value ?? undefined;
    this.wrongType(path, this.source.kindAt(path), 'true or false');
    return undefined;
  }

  wrongType(path: YamlPath, found: string, expected: string): void {
    const message = `${path.join('.')} is a ${found}; expected ${expected}`;
    this.problems.push(this.source.problemAt(path, 'config-type', message));
  }

  /** The series must fit the Helm release name; `path` is where to shorten it. */
  seriesLength(identity: StackIdentity, path: YamlPath): void {
    const series = seriesName(identity);
    if (series.length <= SERIES_LIMIT) return;
    const message = `"${series}" has ${series.length} characters; expected at most ${SERIES_LIMIT}`;
    const hint = 'shorten the stack name';
    this.problems.push(this.source.problemAt(path, 'series-length', message, { hint }));
  }

  /** A required string; numbers and the like are refused, since 1.30 would silently become 1.3. */
  text(path: YamlPath, code: 'config-type' | 'kubernetes-version' = 'config-type'): string | undefined {
    const kind = this.source.kindAt(path);
    const name = path.join('.');
    if (kind === 'missing' || kind === 'null') {
      const message = `${name} is missing; expected a string`;
      this.problems.push(this.source.problemAt(path, 'config-required', message));
      return undefined;
    }
    const value = this.source.get(path);
    if (typeof value === 'string') return value;
    const found = kind === 'scalar' ? `${typeof value} ${String(value)}` : kind;
    const message = `${name} is a ${found}; expected a string`;
    const details = kind === 'scalar' ? { hint: 'quote it' } : {};
    this.problems.push(this.source.problemAt(path, code, message, details));
    return undefined;
  }
}
