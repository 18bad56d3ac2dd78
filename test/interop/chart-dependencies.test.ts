// Chart dependencies as csctl embeds them beside what `helm dependency build` puts into charts/.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gunzip } from '../../src/archive/gzip.ts';
import { unpackTar } from '../../src/archive/tar.ts';
import { isInSync, parseHelmLock, syncChartLock } from '../../src/stack/chart-lock.ts';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { YamlSource } from '../../src/stack/yaml-source.ts';
import { ChartServer } from '../support/charts/chart-server.ts';
import { writeFiles } from '../support/temp-folder.ts';
import { measured } from './measured.ts';
import { REGISTRIES, type Registry } from './registry.ts';
import { scratchFolder } from './scratch.ts';
import { chartYaml, contentOf, copyStack, writeStagedStack } from './stacks.ts';
import { anyMissing, helm, startCsctl, titled } from './tools.ts';

const STAGE = join('cluster-addon', 'one');

/** Packs a chart with Helm. @returns path of the archive */
function packChart(name: string, version: string, more = ''): string {
  const folder = scratchFolder('chart');
  writeFiles(folder, {
    [`${name}/Chart.yaml`]: chartYaml(name, version, more),
    [`${name}/templates/config.yaml`]: `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`,
  });
  helm.ok(['package', name], { cwd: folder });
  return join(folder, `${name}-${version}.tgz`);
}

/** The files below charts/, with digests. */
function digestsIn(folder: string): Record<string, string> {
  const files = readdirSync(join(folder, 'charts')).sort();
  return Object.fromEntries(
    files.map((file) => [file, digestOf(readFileSync(join(folder, 'charts', file)))]),
  );
}

/** Builds a stack with its dependencies, and unpacks the stage of its bundle. @returns the folder of the stage */
async function embedded(stack: string): Promise<string> {
  const cwd = scratchFolder('release');
  const args = ['create', stack, '-m', 'hash', '--embed-dependencies', '-o', cwd, '--json'];
  const { code, stdout, stderr } = await measured(() =>
    startCsctl(args, { cwd, env: { XDG_CACHE_HOME: join(cwd, 'cache') } }),
  );
  expect(code, stderr).toBe(0);
  const [{ tag }] = (JSON.parse(stdout) as { releases: [{ tag: string }] }).releases;
  const bundle = readdirSync(join(cwd, tag)).find((name) => name.includes('cluster-addon')) ?? '';
  const { entries } = unpackTar(gunzip(readFileSync(join(cwd, tag, bundle))));
  const folder = scratchFolder('stage');
  mkdirSync(join(folder, 'charts'));
  for (const { path, bytes } of entries) {
    const [, file] = /(?:^|\/)one\/charts\/([^/]+\.tgz)$/.exec(path) ?? [];
    if (file !== undefined) writeFileSync(join(folder, 'charts', file), bytes);
  }
  return folder;
}

async function runHelm(cwd: string, ...args: string[]): Promise<void> {
  const { code, stderr, stdout } = await measured(() => helm.start(args, { cwd }));
  expect(code, stderr + stdout).toBe(0);
}

const needs = (name: string, version: string, repository: string, more = ''): string =>
  `  - name: ${name}\n    version: "${version}"\n    repository: ${repository}\n${more}`;

for (const { name, tool, run } of REGISTRIES) {
  const title = titled(`chart dependencies from a repository and ${name}`, [helm, tool]);
  describe.skipIf(anyMissing(helm, tool))(title, () => {
    let registry: Registry;
    beforeAll(async () => {
      registry = await run();
      for (const version of ['1.0.0', '1.2.0', '2.0.0+up.1'])
        helm.ok(
          ['push', packChart('pushed', version), `oci://${registry.host}/team/charts`, '--plain-http'],
          {
            cwd: scratchFolder(),
          },
        );
    });
    afterAll(() => registry.stop());

    it('are the archives that helm dependency build puts there', async () => {
      const server = await ChartServer.start();
      for (const [chart, version] of [
        ['served', '1.0.0'],
        ['served', '1.10.0'],
        ['served', '1.9.0'],
        ['other', '0.1.0'],
      ] as const)
        server.add(chart, version, readFileSync(packChart(chart, version)));
      const oci = `oci://${registry.host}/team/charts`;
      const dependencies = [
        needs('served', '^1.0.0', server.address, '    alias: first\n    condition: first.enabled\n'),
        needs('served', '1.0.0', `${server.address}/`, '    alias: second\n'),
        needs('other', '0.1.x', server.address, '    tags: [never]\n'),
        needs('pushed', '1.0.0', oci),
        needs('local', '>=0.1.0', 'file://../../library/local'),
      ];
      const stack = writeStagedStack('mixed', {
        [`${STAGE}/Chart.yaml`]: chartYaml('one', '1.0.0', `dependencies:\n${dependencies.join('')}`),
        'library/local/Chart.yaml': chartYaml('local', '0.2.0'),
        'library/local/templates/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: local\n',
      });
      const forHelm = copyStack(stack);
      // Helm speaks TLS to every registry unless it is told otherwise, and cannot be told in Chart.yaml.
      await runHelm(join(forHelm, STAGE), 'dependency', 'update', '--plain-http');
      const [ours, theirs] = [await embedded(stack), join(forHelm, STAGE)];
      const { 'local-0.2.0.tgz': _ours, ...fetched } = digestsIn(ours);
      const { 'local-0.2.0.tgz': _theirs, ...wanted } = digestsIn(theirs);
      expect(Object.keys(wanted)).toEqual([
        'other-0.1.0.tgz',
        'pushed-1.0.0.tgz',
        'served-1.0.0.tgz',
        'served-1.10.0.tgz',
      ]);
      expect(fetched).toEqual(wanted);
      const local = join('charts', 'local-0.2.0.tgz');
      expect(contentOf(join(ours, local))).toEqual(contentOf(join(theirs, local)));

      // With the lock that Helm wrote, older versions stay: for Helm and for us.
      const lock = readFileSync(join(theirs, 'Chart.lock'), 'utf8');
      const chart = readFileSync(join(theirs, 'Chart.yaml'), 'utf8');
      server.add('served', '1.11.0', readFileSync(packChart('served', '1.11.0')));
      const locked = copyStack(stack);
      writeFileSync(join(locked, STAGE, 'Chart.lock'), lock);
      expect(Object.keys(digestsIn(await embedded(locked)))).toContain('served-1.10.0.tgz');
      expect(Object.keys(digestsIn(await embedded(stack)))).toContain('served-1.11.0.tgz');

      // A lock that we keep in step is one that helm dependency build takes.
      expect(
        isInSync(YamlSource.parse('Chart.yaml', chart), parseHelmLock('Chart.lock', lock) as never),
      ).toBe(true);
      const changed = chart.replace(
        'version: "1.0.0"\n    repository: http',
        'version: "1.9.0"\n    repository: http',
      );
      expect(changed).not.toBe(chart);
      writeFileSync(join(theirs, 'Chart.yaml'), changed);
      const again = await measured(() =>
        helm.start(['dependency', 'build', '--plain-http'], { cwd: theirs }),
      );
      expect(again.code).toBe(1);
      expect(again.stderr).toContain('out of sync');
      writeFileSync(join(theirs, 'Chart.lock'), syncChartLock(lock, changed));
      renameSync(join(theirs, 'charts'), join(theirs, 'before'));
      await runHelm(theirs, 'repo', 'add', 'served', server.address, '--force-update');
      await runHelm(theirs, 'dependency', 'build', '--plain-http');
      expect(Object.keys(digestsIn(theirs))).toContain('served-1.9.0.tgz');
    });

    it('are found by range in the registry, build metadata and all', async () => {
      const oci = `oci://${registry.host}/team/charts`;
      for (const [range, version] of [
        ['^1.0.0', '1.2.0'],
        ['2.0.0+up.1', '2.0.0+up.1'],
        ['>=2', '2.0.0+up.1'],
      ] as const) {
        const dependencies = `dependencies:\n${needs('pushed', range, oci)}`;
        const stack = writeStagedStack('ranged', {
          [`${STAGE}/Chart.yaml`]: chartYaml('one', '1.0.0', dependencies),
        });
        const forHelm = copyStack(stack);
        await runHelm(join(forHelm, STAGE), 'dependency', 'update', '--plain-http');
        const ours = digestsIn(await embedded(stack));
        expect(Object.keys(ours)).toEqual([`pushed-${version}.tgz`]);
        expect(Object.values(ours)).toEqual(Object.values(digestsIn(join(forHelm, STAGE))));
      }
    });
  });
}
