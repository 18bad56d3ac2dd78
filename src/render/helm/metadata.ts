// Chart.yaml as Helm decodes and checks it.
import { Version } from '../sprig/semver-version.ts';
import { quote } from '../gotemplate/fmt.ts';
import type { Value } from '../gotemplate/value.ts';
import { decodeStruct, type Decoded, type StructShape } from './typed-data.ts';

export interface Maintainer {
  readonly name: string;
  readonly email: string;
  readonly url: string;
}

/** A dependency in Chart.yaml. What is not read-only changes while dependencies are processed. */
export interface Dependency {
  /** The alias once dependencies are processed. */
  name: string;
  readonly version: string;
  readonly repository: string;
  readonly condition: string;
  readonly tags: readonly string[];
  enabled: boolean;
  importValues: readonly Value[];
  readonly alias: string;
}

/** chart.Metadata: what Chart.yaml (and requirements.yaml) says; undefined lists are nil in Go. */
export interface Metadata {
  readonly name: string;
  readonly home: string;
  readonly sources: readonly string[] | undefined;
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[] | undefined;
  readonly maintainers: readonly Maintainer[] | undefined;
  readonly icon: string;
  readonly apiVersion: string;
  readonly condition: string;
  readonly tags: string;
  readonly appVersion: string;
  readonly deprecated: boolean;
  readonly annotations: ReadonlyMap<string, string> | undefined;
  readonly kubeVersion: string;
  readonly dependencies: readonly Dependency[] | undefined;
  readonly type: string;
}

const MAINTAINER: StructShape = {
  struct: 'Maintainer',
  type: 'chart.Maintainer',
  fields: { name: 'string', email: 'string', url: 'string' },
};

const DEPENDENCY: StructShape = {
  struct: 'Dependency',
  type: 'chart.Dependency',
  fields: {
    name: 'string',
    version: 'string',
    repository: 'string',
    condition: 'string',
    tags: { list: 'string' },
    enabled: 'bool',
    'import-values': { list: 'any' },
    alias: 'string',
  },
};

const METADATA: StructShape = {
  struct: 'Metadata',
  type: 'chart.Metadata',
  fields: {
    name: 'string',
    home: 'string',
    sources: { list: 'string' },
    version: 'string',
    description: 'string',
    keywords: { list: 'string' },
    maintainers: { list: MAINTAINER },
    icon: 'string',
    apiVersion: 'string',
    condition: 'string',
    tags: 'string',
    appVersion: 'string',
    deprecated: 'bool',
    annotations: { map: 'string' },
    kubeVersion: 'string',
    dependencies: { list: DEPENDENCY },
    type: 'string',
  },
};

/** Chart.lock and requirements.lock, which are read to no other end than that they can be read. */
export const LOCK: StructShape = {
  struct: 'Lock',
  type: 'chart.Lock',
  fields: { digest: 'string', generated: 'string', dependencies: { list: DEPENDENCY } },
};

/** Decodes what Chart.yaml holds. @throws Error with Go's text for a field of a wrong type */
export const decodeMetadata = (value: Value): Decoded => decodeStruct(value, METADATA);

/**
 * Checks the fields and cleans their texts, as chart.Metadata.Validate does.
 *
 * @throws Error `validation: ...`
 */
export function checkedMetadata(fields: Decoded): Metadata {
  const text = (name: string): string => (fields.get(name) as string | undefined) ?? '';
  const clean = (name: string): string => sanitize(text(name));
  const texts = (name: string) => (fields.get(name) as string[] | undefined)?.map(sanitize);
  const metadata = {
    name: clean('name'),
    home: clean('home'),
    sources: texts('sources'),
    version: text('version'),
    description: clean('description'),
    keywords: texts('keywords'),
    icon: clean('icon'),
    apiVersion: text('apiVersion'),
    condition: clean('condition'),
    tags: clean('tags'),
    appVersion: clean('appVersion'),
    deprecated: (fields.get('deprecated') as boolean | undefined) ?? false,
    annotations: fields.get('annotations') as Map<string, string> | undefined,
    kubeVersion: clean('kubeVersion'),
    type: text('type'),
  };
  checkOwnFields(metadata);
  const maintainers = (fields.get('maintainers') as (Decoded | null)[] | undefined)?.map(checkedMaintainer);
  const dependencies = (fields.get('dependencies') as (Decoded | null)[] | undefined)?.map(checkedDependency);
  checkUnique(dependencies ?? []);
  return { ...metadata, maintainers, dependencies };
}

const CHART_TYPES = ['', 'application', 'library'];

function checkOwnFields({ apiVersion, name, version, type }: Omit<Metadata, 'maintainers' | 'dependencies'>) {
  if (apiVersion === '') invalid('chart.metadata.apiVersion is required');
  if (name === '') invalid('chart.metadata.name is required');
  if (name !== baseName(name)) invalid(`chart.metadata.name ${quote(name)} is invalid`);
  if (version === '') invalid('chart.metadata.version is required');
  try {
    Version.parse(version);
  } catch {
    invalid(`chart.metadata.version ${quote(version)} is invalid`);
  }
  if (!CHART_TYPES.includes(type)) invalid('chart.metadata.type must be application or library');
}

/** filepath.Base */
const baseName = (path: string): string =>
  /^\/+$/.test(path) ? '/' : path.replace(/\/+$/, '').replace(/^.*\//s, '');

function checkedMaintainer(fields: Decoded | null): Maintainer {
  if (!fields) return invalid('maintainers must not contain empty or null nodes');
  const text = (name: string): string => sanitize((fields.get(name) as string | undefined) ?? '');
  return { name: text('name'), email: text('email'), url: text('url') };
}

function checkedDependency(fields: Decoded | null): Dependency {
  if (!fields) return invalid('dependencies must not contain empty or null nodes');
  const text = (name: string): string => (fields.get(name) as string | undefined) ?? '';
  const clean = (name: string): string => sanitize(text(name));
  const alias = text('alias');
  if (alias !== '' && !/^[a-zA-Z0-9_-]+$/.test(alias)) {
    invalid(`dependency ${quote(clean('name'))} has disallowed characters in the alias`);
  }
  return {
    name: clean('name'),
    version: clean('version'),
    repository: clean('repository'),
    condition: clean('condition'),
    tags: ((fields.get('tags') as string[] | undefined) ?? []).map(sanitize),
    enabled: (fields.get('enabled') as boolean | undefined) ?? false,
    importValues: (fields.get('import-values') as Value[] | undefined) ?? [],
    alias,
  };
}

function checkUnique(dependencies: readonly Dependency[]): void {
  const seen = new Set<string>();
  for (const { name, alias } of dependencies) {
    const key = alias || name;
    if (seen.has(key)) invalid(`more than one dependency with name or alias ${quote(key)}`);
    seen.add(key);
  }
}

function invalid(message: string): never {
  throw new Error(`validation: ${message}`);
}

/** All white space becomes a space; what cannot be printed goes. */
function sanitize(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : text.replace(/./gsu, sanitizeRune);
}

const PRINTABLE = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/** unicode.IsSpace */
const SPACE = /[\t-\r\u0085\p{Z}]/u;

const sanitizeRune = (rune: string): string => (SPACE.test(rune) ? ' ' : PRINTABLE.test(rune) ? rune : '');
