// The Go csctl and ours, on the same stacks: the same release where it is right, and where it is wrong, how.
// Numbers are those of docs/csctl-bugs.md.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gunzip } from '../../src/archive/gzip.ts';
import { unpackTar } from '../../src/archive/tar.ts';
import { CNI_TEMPLATE } from '../support/stack-tree.ts';
import { writeFiles } from '../support/temp-folder.ts';
import { machineTemplate } from '../support/tiny-class.ts';
import { scratchFolder } from './scratch.ts';
import {
  buildOne,
  chartYaml,
  contentOf,
  copyStack,
  CORPUS_STACKS,
  MODES,
  reportCorpus,
  withDependencies,
  writeStack,
  writeStagedStack,
} from './stacks.ts';
import { goCsctl, runCsctl, titled, type Ended } from './tools.ts';

/** Runs it in a folder of its own, since it writes ./.tmp and ./.release. */
function runGo(
  stack: string,
  flags: readonly string[],
  cwd = scratchFolder('go'),
): Ended & { readonly cwd: string } {
  return { ...goCsctl.run(['create', stack, ...flags], { cwd }), cwd };
}

/** The release folder that it writes. @throws Error when it fails */
function builtByGo(
  stack: string,
  flags: readonly string[],
  cwd?: string,
): { readonly tag: string; readonly folder: string } {
  const { code, stderr, stdout, cwd: at } = runGo(stack, flags, cwd);
  const [tag = '', ...others] = code === 0 ? readdirSync(join(at, '.release')) : [];
  if (code !== 0 || tag === '' || others.length > 0)
    throw new Error(`csctl-go: exit code ${code}\n${stderr}\n${stdout}`);
  return { tag, folder: join(at, '.release', tag) };
}

/** The files of a release as they compare: archives unpacked, hashes.json as far as csctl's keys go. */
function releaseOf(folder: string): Record<string, unknown> {
  const names = readdirSync(folder).filter((name) => name !== 'SHA256SUMS');
  return Object.fromEntries(
    names.map((name): [string, unknown] => {
      const path = join(folder, name);
      if (name.endsWith('.tgz')) return [name, contentOf(path)];
      const text = readFileSync(path, 'utf8');
      if (name !== 'hashes.json') return [name, text];
      const hashes = JSON.parse(text) as Record<string, string>;
      return [name, Object.entries(hashes).filter(([key]) => key !== 'build')];
    }),
  );
}

function expectSame(stack: string, mode: readonly string[], flags: readonly string[] = []): void {
  const go = builtByGo(stack, mode);
  const ours = buildOne(stack, [...mode, ...flags]);
  expect(ours.tag).toBe(go.tag);
  expect(releaseOf(ours.folder)).toEqual(releaseOf(go.folder));
}

const marks = '<< .ClusterClassVersion >> << .ClusterAddonVersion >> << .NodeImageVersion >>\n';
const BOTH = Object.entries(MODES);
const bothModes = <T extends object>(cases: readonly T[]) =>
  cases.flatMap((one) => BOTH.map(([mode, modeFlags]) => ({ ...one, mode, modeFlags })));

/** Trees with what real ones do not have. */
const TREE: Readonly<Record<string, string>> = {
  'cluster-class/files/ünïcode.txt': 'one\n',
  'cluster-class/files/～.txt': 'two\n',
  'cluster-class/files/😀.txt': 'three\n',
  'cluster-class/files/日本語/深い/フォルダ/a.txt': 'four\n',
  'cluster-class/files/with space/a b.txt': 'five\n',
  'cluster-class/files/empty.txt': '',
  'cluster-class/files/marks.txt': marks,
  'cluster-class/values.yaml': `# ${marks}a: 1\n`,
  'cluster-class/templates/deep/er/config.yaml': `# ${marks}${machineTemplate('deep')}`,
  [`cluster-class/files/${'long/'.repeat(25)}name.txt`]: 'six\n',
  'cluster-class/.helmignore': '*.bak\n',
  'cluster-class/old.bak': 'out\n',
  'node-image/Dockerfile': 'FROM scratch\n',
  'node-image/nested/file.sh': 'echo\n',
  'empty-folder/': '',
  'README.md': '# read me\n',
  'sort/a': '1',
  'sort.txt': '2',
  'sort-a': '3',
  Ｚ: 'full width\n',
};

const SYNTHETIC = [
  {
    name: 'a single-stage stack',
    folder: () =>
      writeStack('synthetic', {
        ...TREE,
        'cluster-addon-values.yaml': `# ${marks}values: |\n  a: b\n`,
        'cluster-addon/values.yaml': marks.replace('<', '# <'),
        'cluster-addon/Chart.yaml': chartYaml(
          'docker-synthetic-1-34-cluster-addon',
          'v0',
          'dependencies:\n  - name: sub\n    version: 1.0.0\n    repository: https://charts.example\n',
        ),
        'cluster-addon/charts/sub/Chart.yaml': chartYaml('sub'),
        'cluster-addon/charts/sub/templates/a.yaml': CNI_TEMPLATE,
      }),
  },
  {
    name: 'a multi-stage stack',
    folder: () =>
      writeStagedStack('synthetic', {
        ...TREE,
        'cluster-addon/one/files/😀/日本語.txt': marks,
        'cluster-addon/one/overwrite.yaml': `values: |\n  a: ${marks}`,
        [`cluster-addon/one/files/${'long/'.repeat(25)}name.txt`]: 'long\n',
        'cluster-addon/loose.txt': 'beside the stages\n',
        'cluster-addon/.helmignore': 'does not count here\n',
        'cluster-addon/one/.helmignore': '*.txt\n',
      }),
  },
];

describe.skipIf(goCsctl.missing)(titled('the Go csctl makes the same release', [goCsctl]), () => {
  reportCorpus();
  it.each(bothModes(CORPUS_STACKS))('of $name in $mode mode', ({ folder, flags, modeFlags }) => {
    expectSame(folder, modeFlags, flags);
  });

  const staged = CORPUS_STACKS.filter(({ name }) => name !== 'csctl/docker/valencia');
  it.each(bothModes(staged))(
    'of $name with its dependencies in $mode mode',
    ({ folder, flags, modeFlags }) => {
      expectSame(withDependencies(folder), modeFlags, flags);
    },
  );

  it.each(bothModes(SYNTHETIC))('of $name in $mode mode', ({ folder, modeFlags }) => {
    expectSame(folder(), modeFlags);
  });

  it.each(['v0', 'v10', 'v1-alpha.1', 'v2-rc1.5', 'v0-git.1a2b3c4'])('under the version %s', (version) => {
    const names = ['--cluster-stack-version', '--cluster-addon-version', '--node-image-version'];
    expectSame(writeStack('versions'), ['--mode', 'custom', ...names.flatMap((name) => [name, version])]);
  });
});

describe.skipIf(goCsctl.missing)(titled('where the Go csctl is wrong', [goCsctl]), () => {
  const archived = (archive: string, path: string): string => {
    const { entries } = unpackTar(gunzip(readFileSync(archive)));
    return Buffer.from(entries.find((entry) => entry.path.endsWith(path))?.bytes ?? []).toString('utf8');
  };

  it('bug 3: it takes the chart name from the sources', () => {
    const stack = writeStack('names', {
      'cluster-class/Chart.yaml': chartYaml('docker-names-1-33-cluster-class', 'v1'),
    });
    const go = builtByGo(stack, MODES.custom);
    const ours = buildOne(stack, MODES.custom);
    expect(readdirSync(go.folder)).toContain('docker-names-1-33-cluster-class-v3.tgz');
    expect(readdirSync(ours.folder)).toContain('docker-names-1-34-cluster-class-v3.tgz');
  });

  it('bug 4: it builds under names that the operator cannot parse', () => {
    const stack = writeStack('my-stack');
    expect(runGo(stack, MODES.custom).code).toBe(0);
    expect(runCsctl(['create', stack, ...MODES.custom], { cwd: scratchFolder() }).code).toBe(3);
  });

  it('bug 6: it empties here-documents', () => {
    const script = 'cat << EOF > /etc/a\nkept\nEOF\necho b >> /var/log/b\n';
    const stack = writeStack('heredoc', { 'cluster-class/files/script.sh': script });
    const path = 'files/script.sh';
    const name = 'docker-heredoc-1-34-cluster-class-v3.tgz';
    expect(archived(join(builtByGo(stack, MODES.custom).folder, name), path)).toBe('cat  /var/log/b\n');
    expect(archived(join(buildOne(stack, MODES.custom).folder, name), path)).toBe(script);
  });

  it('bug 7: it packs what an earlier run left in ./.tmp', () => {
    const stack = writeStack('stale');
    const cwd = scratchFolder('go');
    writeFiles(cwd, { '.tmp/cluster-class/templates/stale.yaml': 'kind: Stale\n' });
    const name = 'docker-stale-1-34-cluster-class-v3.tgz';
    expect(archived(join(builtByGo(stack, MODES.custom, cwd).folder, name), 'stale.yaml')).toBe(
      'kind: Stale\n',
    );
    const clean = scratchFolder();
    writeFiles(clean, { '.tmp/cluster-class/templates/stale.yaml': 'kind: Stale\n' });
    expect(runCsctl(['create', stack, ...MODES.custom], { cwd: clean }).code).toBe(0);
    expect(archived(join(clean, '.release/docker-stale-1-34-v3', name), 'stale.yaml')).toBe('');
    expect(existsSync(join(clean, '.tmp'))).toBe(true);
  });

  it('bug 8: it leaves old archives in the release folder', () => {
    const stack = writeStack('old');
    const older = MODES.custom.map((flag) => (flag === 'v2' ? 'v1' : flag));
    const cwd = scratchFolder('go');
    builtByGo(stack, older, cwd);
    const archives = (folder: string) =>
      readdirSync(folder).filter((name) => name.includes('-cluster-addon-'));
    expect(archives(builtByGo(stack, MODES.custom, cwd).folder)).toHaveLength(2);
    const output = scratchFolder();
    buildOne(stack, older, output);
    expect(archives(buildOne(stack, MODES.custom, output).folder)).toEqual([
      'docker-old-1-34-cluster-addon-v2.tgz',
    ]);
  });

  it('bug 10: it builds with stages that have no folder', () => {
    const stack = writeStagedStack('stages');
    const config = join(stack, 'clusteraddon.yaml');
    writeFileSync(config, readFileSync(config, 'utf8').replaceAll('name: one', 'name: other'));
    expect(runGo(stack, MODES.hash).code).toBe(0);
    expect(runCsctl(['create', stack, ...MODES.hash], { cwd: scratchFolder() }).code).toBe(3);
  });

  it.each(['v01', 'v1-stable.3', 'v1-ALPHA.X'])('bug 14: it takes the version %s', (version) => {
    const stack = writeStack('versions');
    const mode = MODES.custom.map((flag) => (flag === 'v3' ? version : flag));
    expect(runGo(stack, mode).code).toBe(0);
    expect(runCsctl(['create', stack, ...mode], { cwd: scratchFolder() }).code).toBeGreaterThan(1);
  });

  it('bug 24: it never makes the same bytes twice', async () => {
    const stack = writeStagedStack('bytes');
    const name = 'docker-bytes-1-34-cluster-class-v3.tgz';
    const bytes = (folder: string) => readFileSync(join(folder, name)).toString('base64');
    const [goFirst, oursFirst] = [builtByGo(stack, MODES.custom), buildOne(stack, MODES.custom)];
    await new Promise((done) => setTimeout(done, 1100));
    expect(bytes(builtByGo(stack, MODES.custom).folder)).not.toBe(bytes(goFirst.folder));
    expect(bytes(buildOne(stack, MODES.custom).folder)).toBe(bytes(oursFirst.folder));
  });

  it('bug 25: it deletes ./.tmp', () => {
    const files = { '.tmp/mine.txt': 'mine\n' };
    const [go, ours] = [scratchFolder('go'), scratchFolder()];
    for (const folder of [go, ours]) {
      mkdirSync(join(folder, '.tmp'));
      writeFiles(folder, files);
    }
    goCsctl.run(['create'], { cwd: go });
    runCsctl(['create'], { cwd: ours });
    expect({ go: existsSync(join(go, '.tmp')), ours: existsSync(join(ours, '.tmp')) }).toEqual({
      go: false,
      ours: true,
    });
  });

  it('bug 27: it hashes its own output', () => {
    const tags = (stack: string, run: () => Ended) => {
      for (let i = 0; i < 2; i += 1) expect(run().code).toBe(0);
      return readdirSync(join(stack, '.release'));
    };
    const [forGo, forUs] = [writeStack('own'), writeStack('own')];
    expect(tags(forGo, () => runGo('.', MODES.hash, forGo))).toHaveLength(2);
    expect(tags(forUs, () => runCsctl(['create', '.', ...MODES.hash], { cwd: forUs }))).toHaveLength(1);
  });

  it('bug 28: it counts and packs editor junk and version control', () => {
    const stack = writeStagedStack('junk');
    const clean = builtByGo(stack, MODES.hash);
    const junk = {
      'cluster-addon/.DS_Store': 'x',
      'cluster-addon/one/values.yaml~': 'x',
      'cluster-addon/.git/HEAD': 'x',
      '.git/HEAD': 'x',
    };
    writeFiles(stack, junk);
    const dirty = builtByGo(stack, MODES.hash);
    expect(dirty.tag).not.toBe(clean.tag);
    const addon = `${dirty.tag.replace('-v0-sha-', '-cluster-addon-v0-sha.')}.tgz`;
    expect(Object.keys(contentOf(join(dirty.folder, addon)))).toContain('.git/HEAD');
    const ours = buildOne(stack, MODES.hash);
    expect(ours.tag).toBe(clean.tag);
    expect(releaseOf(ours.folder)).toEqual(releaseOf(clean.folder));
  });

  it('bug 29: it takes in files from outside the stack', () => {
    const stack = writeStack('linked');
    const outside = scratchFolder('outside');
    writeFiles(outside, { 'secret.txt': 'secret\n' });
    symlinkSync(join(outside, 'secret.txt'), join(stack, 'cluster-class/linked.txt'));
    const name = 'docker-linked-1-34-cluster-class-v3.tgz';
    expect(archived(join(builtByGo(stack, MODES.custom).folder, name), 'linked.txt')).toBe('secret\n');
    expect(runCsctl(['create', stack, ...MODES.custom], { cwd: scratchFolder() }).code).toBe(3);
  });

  it('bug 30: it crashes on a csctl.yaml that holds null', () => {
    const stack = writeStack('empty', { 'csctl.yaml': 'null\n' });
    expect(runGo(stack, MODES.hash).stderr).toContain('panic');
    expect(runCsctl(['create', stack, ...MODES.hash], { cwd: scratchFolder() }).code).toBe(3);
  });

  it('bug 31: it leaves half a release after a failure', () => {
    const stack = writeStack('half');
    rmSync(join(stack, 'cluster-addon'), { recursive: true });
    const go = runGo(stack, MODES.custom);
    expect(go.code).toBe(1);
    expect(readdirSync(join(go.cwd, '.release'))).toEqual(['docker-half-1-34-v3']);
    const cwd = scratchFolder();
    expect(runCsctl(['create', stack, ...MODES.custom], { cwd }).code).toBe(3);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('bug 36: it does not stamp the versions of stages, and neither do we', () => {
    const stack = writeStagedStack('stamp');
    const name = 'docker-stamp-1-34-cluster-addon-v2.tgz';
    for (const { folder } of [builtByGo(stack, MODES.custom), buildOne(stack, MODES.custom)]) {
      expect(archived(join(folder, name), 'one/Chart.yaml')).toBe(chartYaml('one'));
    }
  });

  it('bug 37: it leaves marks in clusteraddon.yaml', () => {
    const stack = writeStagedStack('config');
    const config = join(stack, 'clusteraddon.yaml');
    writeFileSync(config, `${readFileSync(config, 'utf8')}# << .ClusterAddonVersion >>\n`);
    const shipped = (folder: string) =>
      readFileSync(join(folder, 'clusteraddon.yaml'), 'utf8').split('\n').at(-2);
    expect(shipped(builtByGo(stack, MODES.custom).folder)).toBe('# << .ClusterAddonVersion >>');
    expect(shipped(buildOne(stack, MODES.custom).folder)).toBe('# v2');
  });

  it('bug 38: it loses the comments of Chart.yaml', () => {
    const stack = writeStack('comments', {
      'cluster-class/Chart.yaml': `# why\n${chartYaml('docker-comments-1-34-cluster-class', 'v3')}`,
    });
    const name = 'docker-comments-1-34-cluster-class-v3.tgz';
    const path = 'docker-comments-1-34-cluster-class/Chart.yaml';
    expect(archived(join(builtByGo(stack, MODES.custom).folder, name), path)).not.toContain('# why');
    expect(archived(join(buildOne(stack, MODES.custom).folder, name), path)).toContain('# why');
  });

  it('bug 41: it builds charts that the operator cannot load', () => {
    const stack = writeStack('large', { 'cluster-class/files/large.txt': 'x'.repeat(5 * 1024 * 1024 + 1) });
    expect(runGo(stack, MODES.custom).code).toBe(0);
    expect(runCsctl(['create', stack, ...MODES.custom], { cwd: scratchFolder() }).code).toBe(3);
  });

  it('bug 42: it takes any remote, and Kubernetes versions with leading zeros', () => {
    const stack = writeStack('remote');
    expect(runGo(stack, [...MODES.hash, '--remote', 'nonsense']).code).toBe(0);
    expect(
      runCsctl(['create', stack, ...MODES.hash, '--remote', 'nonsense'], { cwd: scratchFolder() }).code,
    ).toBe(2);
    const copy = copyStack(stack);
    const config = join(copy, 'csctl.yaml');
    writeFileSync(config, readFileSync(config, 'utf8').replace('v1.34.7', 'v1.034.7'));
    expect(runGo(copy, MODES.hash).code).toBe(0);
    expect(runCsctl(['create', copy, ...MODES.hash], { cwd: scratchFolder() }).code).toBe(3);
  });
});
