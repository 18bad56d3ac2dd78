// Node images as stack.yaml lists them: one catalogue, from which every format is rendered (docs/node-images.md).
import type { Problem } from '../problem/problem.ts';
import { ConfigFields } from './config-fields.ts';
import type { ContainerCatalogue, ImageCatalogue, OsVersion, ServerCatalogue } from './images/catalogue.ts';
import { CatalogueChecks } from './images/catalogue-checks.ts';
import { readPins } from './images/pinned-image.ts';
import { parseTemplate, type Template } from './images/template.ts';
import { parseMinorRange } from './minor-range.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

export type { ImageCatalogue } from './images/catalogue.ts';

/** Where the catalogue stands in stack.yaml. */
export const CATALOGUE_KEY = 'nodeImages';

const SERVER_KEYS = [
  'release',
  'name',
  'url',
  'checksum',
  'os',
  'diskFormat',
  'containerFormat',
  'minDisk',
  'minMemory',
  'visibility',
  'tags',
  'properties',
  'versions',
];
const CONTAINER_KEYS = ['image', 'versions'];
const VISIBILITIES = ['public', 'private', 'shared', 'community'];
const DISK_FORMATS = ['qcow2', 'raw', 'vmdk', 'vdi', 'vhd', 'vhdx', 'iso', 'ami', 'ari', 'aki', 'ploop'];

/** What a mark can name: that of packaged files, and what only images have. */
export const IMAGE_MARKS = [
  'kubernetes.version',
  'kubernetes.minor',
  'kubernetes.patch',
  'stack.name',
  'stack.provider',
  'os.version',
  'os.short',
  'os.distro',
] as const;

/** Name of a container image: a registry, or a path in Docker's own, without tag and digest. */
const CONTAINER = /^[a-z0-9][a-z0-9.-]*(?::\d+)?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/;

/**
 * Reads the catalogue at `path` of stack.yaml.
 * @returns the catalogue where it is good enough to have one, and everything that is wrong: `image-catalogue`,
 * `image-name`, `config-type`, `config-required`, `config-unknown-key`
 */
export function parseImageCatalogue(
  source: YamlSource,
  path: YamlPath,
): { readonly catalogue: ImageCatalogue | undefined; readonly problems: readonly Problem[] } {
  const fields = new ConfigFields(source);
  const kind = source.kindAt(path);
  if (kind !== 'map') {
    fields.wrongType(path, kind, 'a map with name and url, or with image');
    return { catalogue: undefined, problems: fields.problems };
  }
  const isContainer = source.kindAt([...path, 'image']) !== 'missing';
  fields.unknownKeys(path, isContainer ? CONTAINER_KEYS : SERVER_KEYS);
  const catalogue = isContainer ? readContainer(fields, path) : new ServerReader(fields, path).read();
  return { catalogue: isBroken(fields.problems) ? undefined : catalogue, problems: fields.problems };
}

/** A key that nobody reads, or a name that the operator refuses, leaves a catalogue. */
const isBroken = (problems: readonly Problem[]): boolean =>
  problems.some(({ code }) => code !== 'image-name' && code !== 'config-unknown-key');

function readContainer(fields: ConfigFields, path: YamlPath): ContainerCatalogue | undefined {
  const at = [...path, 'image'];
  const image = fields.text(at);
  const versions = readPins(fields, [...path, 'versions'], 'container');
  if (image === undefined) return undefined;
  if (!CONTAINER.test(image)) {
    const message = `"${image}" is no container image; expected a name without tag, such as docker.io/kindest/node`;
    fields.problems.push(fields.source.problemAt(at, 'image-catalogue', message));
  }
  return { kind: 'container', image, versions, place: fields.source.place(path) };
}

class ServerReader {
  private readonly source: YamlSource;

  constructor(
    private readonly fields: ConfigFields,
    private readonly path: YamlPath,
  ) {
    this.source = fields.source;
  }

  read(): ServerCatalogue | undefined {
    const { fields, path } = this;
    const name = this.template('name', IMAGE_MARKS);
    const url = this.template('url', IMAGE_MARKS);
    const hasChecksum = this.source.kindAt(this.at('checksum')) !== 'missing';
    const checksum = hasChecksum ? this.template('checksum', [...IMAGE_MARKS, 'url']) : undefined;
    const rest = {
      release: fields.flag(this.at('release')) ?? false,
      ...this.os(),
      diskFormat: this.choice('diskFormat', DISK_FORMATS, 'qcow2'),
      containerFormat: this.choice('containerFormat', ['bare', 'docker', 'ovf', 'ova'], 'bare'),
      minDisk: this.amount('minDisk', 'GiB'),
      minMemory: this.amount('minMemory', 'MiB'),
      visibility: this.choice('visibility', VISIBILITIES, 'private'),
      tags: this.tags(),
      properties: this.properties(),
    };
    const versions = readPins(fields, this.at('versions'), 'server');
    if (!name || !url || (hasChecksum && !checksum)) return undefined;
    const stack = this.stack();
    const place = this.source.place(path);
    const catalogue: ServerCatalogue = {
      kind: 'server',
      ...{ stack, name, url, checksum, versions, place },
      ...rest,
    };
    // What comes of a broken catalogue is not worth telling.
    if (!isBroken(fields.problems))
      fields.problems.push(...new CatalogueChecks(this.source, path, catalogue).problems());
    return catalogue;
  }

  private at(...keys: (string | number)[]): YamlPath {
    return [...this.path, ...keys];
  }

  private report(path: YamlPath, message: string, hint?: string): void {
    this.fields.problems.push(
      this.source.problemAt(path, 'image-catalogue', message, hint === undefined ? {} : { hint }),
    );
  }

  private template(key: string, known: readonly string[]): Template | undefined {
    const text = this.fields.text(this.at(key));
    if (text === undefined) return undefined;
    const template = parseTemplate(text, known);
    if (!('fault' in template)) return template;
    this.report(this.at(key), template.fault, 'mend the mark; docs/node-images.md lists them');
    return undefined;
  }

  /** What stands beside the catalogue; what is wrong with it is told by who reads it. */
  private stack(): ServerCatalogue['stack'] {
    const beside = this.path.slice(0, -1);
    const text = (...keys: string[]) => this.source.scalarText([...beside, ...keys]);
    return { provider: text('provider') ?? text('provider', 'type') ?? '', name: text('name') ?? '' };
  }

  private os(): Pick<ServerCatalogue, 'distro' | 'osVersions'> {
    const { fields, source } = this;
    fields.map(this.at('os'));
    fields.unknownKeys(this.at('os'), ['distro', 'versions']);
    const hasDistro = source.kindAt(this.at('os', 'distro')) !== 'missing';
    const distro = hasDistro ? fields.text(this.at('os', 'distro')) : undefined;
    const osVersions = Object.keys(fields.map(this.at('os', 'versions'))).flatMap((key): OsVersion[] => {
      const at = this.at('os', 'versions', key);
      const range = this.keyText(key, at);
      const serves = parseMinorRange(range);
      const version = source.scalarText(at);
      if (!serves)
        this.report(at, `"${range}" is no range of Kubernetes minors; expected "1.34" or ">=1.34"`);
      if (version === undefined || version === '')
        this.report(at, `the version for ${range} is a ${source.kindAt(at)}; expected one such as "24.04"`);
      return serves && version ? [{ serves, version }] : [];
    });
    return { distro, osVersions };
  }

  /** A key as it is written: without quotes, `1.30` is the number 1.3. */
  private keyText(key: string, path: YamlPath): string {
    const { line = 1, column = 1 } = this.source.keyPlace(path);
    const text = this.source.text.split('\n')[line - 1]?.slice(column - 1) ?? '';
    const plain = /^[\d.]+/.exec(text)?.[0];
    return plain !== undefined && Number(plain) === Number(key) ? plain : key;
  }

  private choice(key: string, choices: readonly string[], otherwise: string): string {
    if (this.source.kindAt(this.at(key)) === 'missing') return otherwise;
    const found = this.fields.text(this.at(key)) ?? otherwise;
    if (!choices.includes(found))
      this.report(this.at(key), `${key} is "${found}"; expected one of ${choices.join(', ')}`);
    return found;
  }

  private amount(key: string, unit: string): number | undefined {
    const found = this.source.get(this.at(key));
    if (found === undefined) return undefined;
    if (typeof found === 'number' && Number.isSafeInteger(found) && found >= 0) return found;
    this.report(this.at(key), `${key} is ${JSON.stringify(found)}; expected a whole number of ${unit}`);
    return undefined;
  }

  private tags(): string[] {
    const count = this.fields.count(this.at('tags'));
    return Array.from({ length: count }, (_, index) => this.fields.text(this.at('tags', index)) ?? '');
  }

  private properties(): Record<string, string> {
    const keys = Object.keys(this.fields.map(this.at('properties')));
    const entries = keys.map((key): [string, string] => {
      const at = this.at('properties', key);
      const text = this.source.scalarText(at);
      if (text === undefined) this.fields.wrongType(at, this.source.kindAt(at), 'a string');
      return [key, text ?? ''];
    });
    return Object.fromEntries(entries);
  }
}
