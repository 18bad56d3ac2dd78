// 31 chart dependencies from a repository with an index of 20 MB: csctl beside `helm dependency update`, in one run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gunzip } from '../../src/archive/gzip.ts';
import { unpackTar } from '../../src/archive/tar.ts';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { ChartServer } from '../support/charts/chart-server.ts';
import { fillerEntries, packedChart } from '../support/charts/packed-chart.ts';
import { measured, megabytes, seconds } from './measured.ts';
import { scratchFolder } from './scratch.ts';
import { chartYaml, copyStack, writeStagedStack } from './stacks.ts';
import { anyMissing, helm, startCsctl, titled } from './tools.ts';

const CHARTS = Array.from({ length: 31 }, (_, index) => `chart-${String(index).padStart(2, '0')}`);
const VERSIONS = 40;
const INDEX_SIZE = 20_000_000;
const STAGE = join('cluster-addon', 'one');

/** Digests of the archives below charts/ of a folder, by name. */
function digestsIn(folder: string): Record<string, string> {
  const files = readdirSync(join(folder, 'charts')).sort();
  return Object.fromEntries(
    files.map((file) => [file, digestOf(readFileSync(join(folder, 'charts', file)))]),
  );
}

/** The same of a release's addon bundle. */
function digestsInBundle(archive: string): Record<string, string> {
  const { entries } = unpackTar(gunzip(readFileSync(archive)));
  const charts = entries.filter(({ path }) => /\/charts\/[^/]+\.tgz$/.test(path));
  const named = charts.map(({ path, bytes }) => [path.replace(/^.*\//, ''), digestOf(bytes)] as const);
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A repository with the charts, and an index of 20 MB. */
async function largeRepository(): Promise<ChartServer> {
  const server = await ChartServer.start();
  for (const name of CHARTS)
    for (let patch = VERSIONS - 1; patch >= 0; patch -= 1)
      server.add(
        name,
        `1.0.${patch}`,
        packedChart(name, `1.0.${patch}`, { 'values.yaml': `name: ${name}\n` }),
      );
  const index = server.index();
  const filler = fillerEntries(INDEX_SIZE - index.length);
  server.files.set('/index.yaml', index.replace(/^entries:\n/m, `entries:\n${filler}`));
  return server;
}

const dependenciesFrom = (address: string): string =>
  `dependencies:\n${CHARTS.map((name) => `  - name: ${name}\n    version: 1.0.7\n    repository: ${address}\n`).join('')}`;

const title = titled('31 charts from an index of 20 MB', [helm], {
  'the /proc of Linux': process.platform === 'linux',
});

describe.skipIf(anyMissing(helm) || process.platform !== 'linux')(title, () => {
  it('are the same archives as with helm dependency update, for less time and memory', async () => {
    const server = await largeRepository();
    const stack = writeStagedStack('many', {
      [`${STAGE}/Chart.yaml`]: chartYaml('one', '1.0.0', dependenciesFrom(server.address)),
    });
    const forHelm = copyStack(stack);
    const output = scratchFolder('release');
    const create = ['create', stack, '-m', 'hash', '--embed-dependencies', '-o', output, '--json'];
    const cold = { XDG_CACHE_HOME: scratchFolder('cache') };
    const ours = await measured(() => startCsctl(create, { cwd: output, env: cold }));
    expect(ours.code, ours.stderr).toBe(0);
    const asked = [server.count('/index.yaml'), server.requests.length];
    const again = await measured(() => startCsctl(create, { cwd: output, env: cold }));
    expect(again.code, again.stderr).toBe(0);
    // As Helm likes it best: for a repository that it does not know it takes even longer.
    const known = await measured(() => helm.start(['repo', 'add', 'many', server.address], { cwd: forHelm }));
    expect(known.code, known.stderr).toBe(0);
    const theirs = await measured(() => helm.start(['dependency', 'update', STAGE], { cwd: forHelm }));
    expect(theirs.code, theirs.stderr).toBe(0);

    const wanted = digestsIn(join(forHelm, STAGE));
    expect(Object.keys(wanted)).toHaveLength(CHARTS.length);
    const [{ tag }] = (JSON.parse(ours.stdout) as { releases: [{ tag: string }] }).releases;
    const bundle = readdirSync(join(output, tag)).find((name) => name.includes('cluster-addon'));
    expect(digestsInBundle(join(output, tag, bundle ?? ''))).toEqual(wanted);
    // The index once, and every chart once.
    expect(asked).toEqual([1, CHARTS.length + 1]);

    const ratio = (a: number, b: number) => (a / b).toFixed(1);
    // eslint-disable-next-line no-console -- the figures are what the test is for
    console.log(
      [
        `helm dependency update: ${seconds(theirs)}, ${megabytes(theirs)}`,
        `csctl create:           ${seconds(ours)}, ${megabytes(ours)}`,
        `csctl create again:     ${seconds(again)}, ${megabytes(again)}`,
        `helm takes ${ratio(theirs.time, ours.time)} times as long and ${ratio(theirs.peak, ours.peak)} times the memory`,
      ].join('\n'),
    );
  }, 600_000);
});
