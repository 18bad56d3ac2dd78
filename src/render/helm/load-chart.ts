// Loads a chart from a folder or archive, as Helm's loader does, with its errors.
import { readChartArchive } from '../../archive/helm-chart.ts';
import { parseHelmignore } from '../../archive/helmignore.ts';
import { sortWalk, type FileTree } from '../../stack/file-tree.ts';
import { decodeYaml } from '../encoding/yaml-decode.ts';
import { YamlError } from '../encoding/yaml-error.ts';
import { fromBytes } from '../gotemplate/text.ts';
import { GoMap, type Value } from '../gotemplate/value.ts';
import { Chart, type ChartFile } from './chart.ts';
import { cachedChart, keepChart } from './chart-cache.ts';
import { HelmError, type ChartPlace } from './helm-error.ts';
import { checkedMetadata, decodeMetadata, LOCK, type Metadata } from './metadata.ts';
import { decodeStruct, jsonType, type Decoded } from './typed-data.ts';

/** Helm's limit for a file of a chart, in bytes. */
const FILE_LIMIT = 5 * 1024 * 1024;
const BOM = [0xef, 0xbb, 0xbf];

/**
 * Loads a chart folder, with its .helmignore applied.
 *
 * @throws HelmError with Helm's text
 */
export function loadChart(folder: FileTree): Chart {
  const { ignore, problems } = parseHelmignore('.helmignore', folder.text('.helmignore') ?? '');
  const [fault] = problems;
  if (fault) throw new HelmError(fault.message, { file: '.helmignore', line: fault.line });
  const kept = folder.filter((path) => {
    const steps = path.split('/');
    return !steps.some((_, index) => ignore(steps.slice(0, index + 1).join('/'), index < steps.length - 1));
  });
  return assemble(
    filesOf(kept, (path, limit) => {
      const name = path.replace(/^.*\//s, '');
      return `chart file "${name}" is larger than the maximum file size ${limit}`;
    }),
    '',
  );
}

/**
 * Loads a packed chart.
 *
 * @throws HelmError with Helm's text
 */
export const loadChartArchive = (archive: Uint8Array): Chart => loadArchive(archive, '');

function loadArchive(archive: Uint8Array, folder: string): Chart {
  const known = cachedChart(archive, folder);
  if (known) return known;
  const files = unpack(archive, folder);
  // Files are views of what was unpacked, links and all: that is what stays in memory.
  const buffers = new Set([...files].map(([, { buffer }]) => buffer));
  const unpacked = [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
  const chart = assemble(
    filesOf(
      files,
      (path, limit) => `decompressed chart file "${path}" is larger than the maximum file size ${limit}`,
    ),
    folder,
  );
  return keepChart(archive, folder, chart, unpacked);
}

function unpack(archive: Uint8Array, folder: string): FileTree {
  const place = { file: folder.replace(/\/$/, '') };
  let files: FileTree;
  try {
    files = readChartArchive(archive);
  } catch (error) {
    throw new HelmError(gzipFault(archive) ?? (error as Error).message, place, { cause: error });
  }
  if (files.size === 0) throw new HelmError('no files in chart archive', place);
  return files;
}

const GZIP_HEADER = 10;
const GZIP_MAGIC = [0x1f, 0x8b, 8];

/** What Go says of bytes that do not start as gzip does. */
function gzipFault(archive: Uint8Array): string | undefined {
  if (archive.length < GZIP_HEADER) return archive.length === 0 ? 'EOF' : 'unexpected EOF';
  return GZIP_MAGIC.every((byte, at) => archive[at] === byte) ? undefined : 'gzip: invalid header';
}

/** The files in the order in which Helm walks a folder, without byte order marks. */
function filesOf(tree: FileTree, tooLarge: (path: string, limit: number) => string): ChartFile[] {
  return sortWalk([...tree], ([path]) => path).map(([name, bytes]) => {
    if (bytes.length > FILE_LIMIT) throw new HelmError(tooLarge(name, FILE_LIMIT), { file: name });
    return { name, bytes: BOM.every((byte, at) => bytes[at] === byte) ? bytes.subarray(BOM.length) : bytes };
  });
}

/** What the files of a chart are put into while they are read. */
class Loading {
  readonly templates: ChartFile[] = [];
  readonly files: ChartFile[] = [];
  readonly below = new Map<string, ChartFile[]>();
  readonly warnings: string[] = [];
  metadata: Map<string, unknown> | undefined;
  values = new GoMap();
  valuesFile: Uint8Array | undefined;
  schema: string | undefined;

  constructor(readonly folder: string) {}

  readMetadata(file: ChartFile): void {
    this.metadata = new Map(this.decoded(file, decodeMetadata));
    if (!this.metadata.get('apiVersion')) this.metadata.set('apiVersion', 'v1');
  }

  read(file: ChartFile): void {
    const { name } = file;
    if (name === 'Chart.yaml') return;
    if (name === 'Chart.lock') this.readLock(file);
    else if (name === 'values.yaml') this.readValues(file);
    else if (name === 'values.schema.json') this.schema = fromBytes(file.bytes);
    else if (name === 'requirements.yaml') this.readRequirements(file);
    else if (name === 'requirements.lock') this.readOldLock(file);
    else if (name.startsWith('templates/')) this.templates.push(file);
    else if (name.startsWith('charts/') && !name.endsWith('.prov')) this.readBelow(file);
    else this.files.push(file);
  }

  private readValues(file: ChartFile): void {
    this.values = this.decoded(file, toTable);
    this.valuesFile = file.bytes;
  }

  private readLock(file: ChartFile): void {
    this.decoded(file, (value) => decodeStruct(value, LOCK));
  }

  private get isOld(): boolean {
    return this.metadata?.get('apiVersion') === 'v1';
  }

  private readRequirements(file: ChartFile): void {
    if (!this.isOld) {
      this.warnings.push(
        'Warning: Dependencies are handled in Chart.yaml since apiVersion "v2". We recommend migrating dependencies to Chart.yaml.',
      );
    }
    this.metadata = new Map([...(this.metadata ?? []), ...this.decoded(file, decodeMetadata)]);
    if (this.isOld) this.files.push(file);
  }

  private readOldLock(file: ChartFile): void {
    this.readLock(file);
    if (this.isOld) this.files.push(file);
    else {
      this.warnings.push(
        'Warning: Dependency locking is handled in Chart.lock since apiVersion "v2". We recommend migrating to Chart.lock.',
      );
    }
  }

  private readBelow({ name, bytes }: ChartFile): void {
    const path = name.slice('charts/'.length);
    const entry = path.split('/')[0] as string;
    const files = this.below.get(entry) ?? [];
    files.push({ name: path, bytes });
    this.below.set(entry, files);
  }

  /** Decodes a file of YAML. @throws HelmError `cannot load NAME: ...` */
  private decoded<T>({ name, bytes }: ChartFile, decode: (value: Value) => T): T {
    try {
      return decode(decodeYaml(fromBytes(bytes)));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new HelmError(`cannot load ${name}: ${error.message}`, placeOf(error, this.folder + name), {
        cause: error,
      });
    }
  }
}

function placeOf(error: Error, file: string): ChartPlace {
  return error instanceof YamlError ? { file, line: error.line, column: error.column } : { file };
}

/**
 * Decodes values: a map.
 *
 * @throws Error with Go's text for anything else
 */
export function toTable(value: Value): GoMap {
  if (value instanceof GoMap) return value;
  if (value === null || value === undefined) return new GoMap([], undefined, undefined, true);
  const what = `cannot unmarshal ${jsonType(value)} into Go value of type map[string]interface {}`;
  throw new Error(`error unmarshaling JSON: while decoding JSON: json: ${what}`);
}

function assemble(files: readonly ChartFile[], folder: string): Chart {
  const loading = new Loading(folder);
  // The last of its name counts; there can be but one in a tree.
  const manifest = files.find(({ name }) => name === 'Chart.yaml');
  if (manifest) loading.readMetadata(manifest);
  for (const file of files) loading.read(file);
  if (!loading.metadata) throw new HelmError('Chart.yaml file is missing', { file: `${folder}Chart.yaml` });
  const { templates, files: others, values, valuesFile, schema, warnings } = loading;
  const metadata = validated(loading.metadata, folder);
  const content = { metadata, templates, files: others, values, valuesFile, schema, folder, warnings };
  const chart = new Chart(content);
  chart.setDependencies(
    [...loading.below].flatMap(([entry, entries]) => loadBelow(entry, entries, metadata.name, folder)),
  );
  return chart;
}

function validated(fields: Decoded, folder: string): Metadata {
  try {
    return checkedMetadata(fields);
  } catch (error) {
    throw new HelmError((error as Error).message, { file: `${folder}Chart.yaml` }, { cause: error });
  }
}

/** Loads what stands below charts/: a folder or an archive; nothing where Helm passes it over. */
function loadBelow(entry: string, files: readonly ChartFile[], parent: string, folder: string): Chart[] {
  if (entry.startsWith('_') || entry.startsWith('.')) return [];
  const place = `${folder}charts/${entry}/`;
  const [first] = files as [ChartFile];
  try {
    if (!entry.endsWith('.tgz')) {
      const inside = files.filter(({ name }) => name.includes('/'));
      return [
        assemble(
          inside.map(({ name, bytes }) => ({ name: name.slice(entry.length + 1), bytes })),
          place,
        ),
      ];
    }
    if (first.name === entry) return [loadArchive(first.bytes, place)];
  } catch (error) {
    if (!(error instanceof HelmError)) throw error;
    const message = `error unpacking subchart ${entry} in ${parent}: ${error.message}`;
    throw new HelmError(message, error.place, { cause: error });
  }
  throw new HelmError(`error unpacking subchart tar in ${parent}: expected ${entry}, got ${first.name}`, {
    file: place.slice(0, -1),
  });
}
