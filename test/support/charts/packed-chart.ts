// Packed charts, and the index of a Helm repository that holds them, as `helm repo index` writes it.
import { stringify } from 'yaml';
import { gzip } from '../../../src/archive/gzip.ts';
import { packTar } from '../../../src/archive/tar.ts';
import { digestOf } from '../../../src/stack/fingerprint.ts';

/** A chart as `helm package` makes it. @param files besides Chart.yaml */
export function packedChart(
  name: string,
  version: string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  const manifest = `apiVersion: v2\nname: ${name}\nversion: ${version}\n`;
  const all = Object.entries({ 'Chart.yaml': manifest, ...files });
  const entries = all.map(([path, content]) => ({ path: `${name}/${path}`, bytes: Buffer.from(content) }));
  return gzip(packTar(entries, 0));
}

/** A version in an index. */
export interface IndexEntry {
  readonly name: string;
  readonly version: string;
  /** Undefined: the index does not say. */
  readonly digest: string | undefined;
  readonly urls: readonly string[];
  readonly created?: string;
  readonly description?: string;
}

/** The entry of a packed chart, which lies beside the index. */
export const entryOf = (name: string, version: string, bytes: Uint8Array): IndexEntry => ({
  name,
  version,
  digest: digestOf(bytes).slice('sha256:'.length),
  urls: [`${name}-${version}.tgz`],
});

/** Everything that an index says, as data. */
export function indexData(entries: readonly IndexEntry[]): Record<string, unknown> {
  const names = [...new Set(entries.map(({ name }) => name))].sort();
  const listed = names.map((name) => {
    const versions = entries.filter((entry) => entry.name === name);
    return [name, versions.map((entry) => ({ apiVersion: 'v2', created: CREATED, ...entry }))] as const;
  });
  return {
    apiVersion: 'v1',
    entries: Object.fromEntries(listed),
    generated: CREATED,
  };
}

const CREATED = '2026-04-17T09:26:01.123456789Z';

/** The text of an index. */
export const indexText = (entries: readonly IndexEntry[]): string =>
  stringify(indexData(entries), { lineWidth: 0, indentSeq: false });

/**
 * A text that fills an index: charts that nobody asks for, with what real ones carry along (annotations, descriptions,
 * dependencies, keywords).
 * @param size at least, in bytes
 */
export function fillerEntries(size: number): string {
  const lines: string[] = [];
  let length = 0;
  for (let chart = 0; length < size; chart += 1) {
    lines.push(`  filler-${String(chart).padStart(4, '0')}:\n`);
    for (let patch = 59; patch >= 0; patch -= 1) {
      const text = fillerVersion(chart, patch);
      lines.push(text);
      length += text.length;
    }
  }
  return lines.join('');
}

function fillerVersion(chart: number, patch: number): string {
  const digest = digestOf(`${chart}/${patch}`).slice('sha256:'.length);
  const images = ['agent', 'operator', 'relay', 'ui'].map(
    (part) =>
      `        - name: ${part}\n          image: registry.example/filler/${part}:v1.${patch}.0@sha256:${digest}\n`,
  );
  return [
    '  - annotations:\n      artifacthub.io/images: |\n',
    ...images,
    `      artifacthub.io/license: Apache-2.0\n    apiVersion: v2\n    appVersion: 1.${patch}.0\n`,
    `    created: "2026-03-01T10:${String(patch).padStart(2, '0')}:00.000000000Z"\n    dependencies:\n`,
    '    - condition: common.enabled\n      name: common\n      repository: https://charts.example/common\n',
    '      version: 2.x.x\n    description: |-\n      version: 9.9.9\n      urls:\n      - not an address\n',
    `    digest: ${digest}\n    home: https://filler.example\n    keywords:\n    - filler\n    - version\n`,
    '    maintainers:\n    - email: filler@example.org\n      name: Filler\n',
    `    name: filler-${String(chart).padStart(4, '0')}\n    type: application\n    urls:\n`,
    `    - https://charts.example/filler-${chart}-1.${patch}.0.tgz\n    version: 1.${patch}.0\n`,
  ].join('');
}
