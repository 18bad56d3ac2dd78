// Release folders on disk: whole or not at all, whatever was there, whoever else writes, whenever we are killed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readAssets } from '../../src/release/reading/read-release.ts';
import { ReleaseFolderReader } from '../../src/io/release-folder-reader.ts';
import { ReleaseFolderSink } from '../../src/io/release-folder.ts';
import { checksumsOf, CHECKSUMS_FILE, makeAsset, streamOf, type Asset } from '../../src/stack/asset.ts';
import { bundleScript, Child } from '../support/child-script.ts';
import { refusalOf } from '../support/refusal.ts';
import { contentOf, plain, sampleAssets, TAG } from '../support/sample-release.ts';
import { snapshot, tempFolder, withoutPrivileges, writeFiles } from '../support/temp-folder.ts';

const one = sampleAssets('one');
const other = sampleAssets('other');
const write = (output: string, assets: readonly Asset[] = one, tag = TAG) =>
  new ReleaseFolderSink(output, 'out').write(tag, assets);
const check = (output: string) => new ReleaseFolderSink(output, 'out').check(TAG);
const releaseIn = (output: string) => snapshot(join(output, TAG));

/** The name of a folder that a process writes into. */
const staging = (pid: number, suffix = '', host = hostname()) =>
  `.csctl-${TAG}-${createHash('sha256').update(host).digest('hex').slice(0, 8)}-${pid}-0123abcd${suffix}`;
const gone = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('a release folder', () => {
  it('is written whole, below folders that are made, and nothing else is', async () => {
    const output = join(tempFolder(), 'a', 'b');
    expect(await write(output)).toBe(`out/${TAG}`);
    expect(readdirSync(output)).toEqual([TAG]);
    expect(releaseIn(output)).toEqual(contentOf(one));
    expect(lstatSync(join(output, TAG, 'metadata.yaml')).mode & 0o111).toBe(0);
    const sums = spawnSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], {
      cwd: join(output, TAG),
    });
    expect(sums.status).toBe(0);
  });

  it('is named as the user named the output folder', async () => {
    const output = tempFolder();
    expect(await new ReleaseFolderSink(output, '.').write(TAG, one)).toBe(TAG);
    expect(await new ReleaseFolderSink(output, '../x').write(TAG, one)).toBe(`../x/${TAG}`);
  });

  it.each(['000', '022', '077', '027'])('has the same content under umask %s', async (umask) => {
    const work = tempFolder();
    const script = bundleScript('write-loop', work);
    const output = join(work, 'out');
    expect((await Child.start(script, [output, '1', 'one'], `umask ${umask}`).ended).lines).toEqual([
      `out/${TAG}`,
    ]);
    expect(releaseIn(output)).toEqual(contentOf(one));
    const modes = [join(output, TAG), join(output, TAG, 'metadata.yaml')].map(
      (path) => lstatSync(path).mode & 0o777,
    );
    expect(modes).toEqual([0o777 & ~parseInt(umask, 8), 0o666 & ~parseInt(umask, 8)]);
  });

  it('stays as it is when the content is the same', async () => {
    const output = tempFolder();
    await write(output);
    const before = lstatSync(join(output, TAG));
    await check(output);
    await write(output, [...one].reverse());
    expect(lstatSync(join(output, TAG))).toMatchObject({
      ino: before.ino,
      mtimeMs: before.mtimeMs,
      ctimeMs: before.ctimeMs,
    });
    expect(readdirSync(output)).toEqual([TAG]);
  });

  it.each<[string, Record<string, string>]>([
    ['another release of the same tag', contentOf(other)],
    [
      'a release with other files',
      contentOf(
        withSums([
          makeAsset('metadata.yaml', 'x'),
          makeAsset('node-images.yaml', ''),
          makeAsset('x.bin', ''),
        ]),
      ),
    ],
    ['our release with a file less', contentOf(one.filter(({ name }) => name !== 'metadata.yaml'))],
    ['our release with an altered file', { ...contentOf(one), 'metadata.yaml': 'edited' }],
    ['an empty folder', {}],
    [
      "the Go csctl's release, single-stage",
      {
        'hashes.json': '',
        'metadata.yaml': '',
        'docker-scs-1-34-cluster-class-v1.tgz': '',
        'docker-scs-1-34-cluster-addon-v1.tgz': '',
        'cluster-addon-values.yaml': '',
      },
    ],
    [
      "the Go csctl's release, multi-stage",
      { 'hashes.json': '', 'metadata.yaml': '', 'clusteraddon.yaml': '', 'node-images.yaml': '' },
    ],
    [
      'what the Go csctl left when it failed',
      { 'hashes.json': '', 'docker-scs-1-34-cluster-class-v1.tgz': '' },
    ],
  ])('replaces %s as a whole', async (_what, files) => {
    const output = tempFolder({ [`${TAG}/`]: '', 'beside/x': '' });
    writeFiles(join(output, TAG), files);
    await check(output);
    await write(output);
    expect(releaseIn(output)).toEqual(contentOf(one));
    expect(readdirSync(output).sort()).toEqual(['beside', TAG]);
  });

  it.each<[string, (target: string) => void]>([
    ['a folder of something else', (target) => writeFiles(target, { 'thesis.tex': 'x', 'notes/a': 'y' })],
    ['a folder with an empty folder in it', (target) => writeFiles(target, { 'a/': '' })],
    ['a file', (target) => writeFileSync(target, 'x')],
    [
      'a link to a release',
      (target) => (writeFiles(`${target}-x`, contentOf(other)), symlinkSync(`${TAG}-x`, target)),
    ],
    ['a link to nothing', (target) => symlinkSync('nothing', target)],
    [
      'our release with a file more',
      (target) => writeFiles(target, { ...contentOf(other), 'notes.txt': 'mine' }),
    ],
    [
      'our release with a known name more, that it does not list',
      (target) => writeFiles(target, { ...contentOf(other), 'node-images.yaml': 'mine' }),
    ],
    [
      'our release with a hidden file more',
      (target) => writeFiles(target, { ...contentOf(one), '.env': 'mine' }),
    ],
    [
      'our release with a folder in it',
      (target) => writeFiles(target, { ...contentOf(other), 'backup/': '' }),
    ],
    [
      'our release with a link in it',
      (target) => (writeFiles(target, contentOf(other)), symlinkSync('/etc/hostname', join(target, 'link'))),
    ],
    [
      "the Go csctl's release with an archive that is not its own",
      (target) =>
        writeFiles(target, { 'hashes.json': '', 'metadata.yaml': '', 'my-cluster-addon-notes.tgz': 'mine' }),
    ],
    [
      "the Go csctl's release with a file more",
      (target) => writeFiles(target, { 'hashes.json': '', 'metadata.yaml': '', 'notes.txt': 'mine' }),
    ],
    [
      'charts without metadata',
      (target) => writeFiles(target, { 'docker-scs-1-34-cluster-class-v1.tgz': '', 'node-images.yaml': '' }),
    ],
  ])('does not replace %s', async (_what, put) => {
    const output = tempFolder();
    put(join(output, TAG));
    const before = snapshot(output);
    for (const act of [() => check(output), () => write(output)]) {
      const refusal = await refusalOf(act);
      expect(refusal).toMatchObject({ code: 'output-foreign', kind: 'conflict' });
      expect(refusal.message).toContain(`out/${TAG}`);
      expect(snapshot(output)).toEqual(before);
    }
  });
});

function withSums(assets: Asset[]): Asset[] {
  return [...assets, makeAsset(CHECKSUMS_FILE, checksumsOf(assets))];
}

describe('an output folder', () => {
  it.each<[string, string, string, (work: string) => void]>([
    ['a file', 'out', 'output-foreign', (work) => writeFiles(work, { out: 'x' })],
    ['below a file', 'out/deep/er', 'output-foreign', (work) => writeFiles(work, { out: 'x' })],
    ['a link to nothing', 'out', 'output-unwritable', (work) => symlinkSync('nothing', join(work, 'out'))],
    ['a link to itself', 'out', 'output-unwritable', (work) => symlinkSync('out', join(work, 'out'))],
  ])('is refused before any work when it is %s', async (_what, path, code, make) => {
    const work = tempFolder();
    make(work);
    const before = snapshot(work);
    expect((await refusalOf(() => check(join(work, path)))).code).toBe(code);
    expect((await refusalOf(() => write(join(work, path)))).code).toBe('output-unwritable');
    expect(snapshot(work)).toEqual(before);
  });

  it.each([
    ['it', 'out'],
    ['the folder above it', 'out/new'],
  ])('is refused when %s is read-only', async (_what, path) => {
    const work = tempFolder();
    mkdirSync(join(work, 'out'), 0o555);
    const refusal = await withoutPrivileges(() => refusalOf(() => write(join(work, path))));
    expect(refusal.code).toBe('output-unwritable');
    expect(readdirSync(join(work, 'out'))).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)(
    'is refused before any work when it is read-only (root may write)',
    async () => {
      const work = tempFolder();
      mkdirSync(join(work, 'out'), 0o555);
      expect((await refusalOf(() => check(join(work, 'out')))).code).toBe('output-unwritable');
      expect((await refusalOf(() => check(join(work, 'out', 'new')))).code).toBe('output-unwritable');
    },
  );

  it('may be one that does not exist yet, or a link to a folder', async () => {
    const work = tempFolder({ 'real/': '' });
    symlinkSync('real', join(work, 'link'));
    for (const name of ['link', 'new/deep']) {
      await check(join(work, name));
      await write(join(work, name));
      expect(releaseIn(join(work, name))).toEqual(contentOf(one));
    }
    expect(snapshot(join(work, 'real', TAG))).toEqual(contentOf(one));
  });
});

describe('a release that cannot be written', () => {
  it.each([
    ['a file name that does not exist there', [...other, makeAsset('no/such/folder', '')]],
    ['a file name that is too long', [...other, makeAsset('x'.repeat(300), '')]],
  ])('because of %s leaves the old one and nothing else', async (_what, assets) => {
    const output = tempFolder();
    expect((await refusalOf(() => write(output, assets))).code).toBe('output-unwritable');
    expect(readdirSync(output)).toEqual([]);
    await write(output);
    expect((await refusalOf(() => write(output, assets))).code).toBe('output-unwritable');
    expect(readdirSync(output)).toEqual([TAG]);
    expect(releaseIn(output)).toEqual(contentOf(one));
  });

  it('because the disk is full leaves the old one and nothing else', async () => {
    const work = tempFolder();
    const script = bundleScript('write-large', work);
    for (const old of [false, true]) {
      const output = join(work, String(old));
      if (old) await write(output);
      const { lines } = await Child.start(script, [output], 'ulimit -f 64').ended;
      expect(lines).toEqual(['output-unwritable']);
      expect(readdirSync(output)).toEqual(old ? [TAG] : []);
    }
    expect(releaseIn(join(work, 'true'))).toEqual(contentOf(one));
  });
});

describe('leftovers in the output folder', () => {
  it('of a killed process are removed, those of a running one and of other machines are not', async () => {
    const output = tempFolder();
    const dead = [staging(gone()), staging(gone(), '-old')];
    const kept = [
      staging(process.ppid),
      staging(process.ppid, '-old'),
      staging(gone(), '', 'elsewhere.example'),
      '.csctl-notes',
      '.csctl.lock',
      `${staging(gone())}.bak`,
      `x${staging(gone())}`,
      'docker-scs-1-34-v0',
    ];
    for (const name of [...dead, ...kept]) writeFiles(output, { [`${name}/metadata.yaml`]: 'half' });
    await write(output);
    expect(readdirSync(output).sort()).toEqual([...kept, TAG].sort());
  });

  it('that cannot be removed are no reason to fail', async () => {
    const output = tempFolder({ [`${staging(gone())}/a/metadata.yaml`]: 'half' });
    const [leftover = ''] = readdirSync(output);
    chmodSync(output, 0o777);
    await withoutPrivileges(async () => {
      if (process.getuid?.() !== 0) chmodSync(join(output, leftover, 'a'), 0o555);
      await write(output);
    });
    expect(releaseIn(output)).toEqual(contentOf(one));
    expect(readdirSync(output).sort()).toEqual([leftover, TAG]);
    chmodSync(join(output, leftover, 'a'), 0o755);
  });
});

describe('many processes that write the same tag', () => {
  const contents = ['c1', 'c2', 'c3', 'c4'];

  it.each([
    ['the same content', ['c1']],
    ['different contents', contents],
  ])('with %s all succeed, and one whole release is there', async (_what, wanted) => {
    const work = tempFolder();
    const script = bundleScript('write-loop', work);
    const output = join(work, 'out');
    writeFiles(output, { [`${staging(gone())}/a/b/c`]: 'half' });
    const children = Array.from({ length: 20 }, (_, index) => {
      const rotated = [...wanted.slice(index % wanted.length), ...wanted.slice(0, index % wanted.length)];
      return Child.start(script, [output, '20', ...rotated]);
    });
    const ended = await Promise.all(children.map((child) => child.ended));
    expect(ended.filter(({ code }) => code !== 0).map(({ errors }) => errors)).toEqual([]);
    expect(wanted.map((content) => contentOf(sampleAssets(content)))).toContainEqual(releaseIn(output));
    expect(readdirSync(output)).toEqual([TAG]);
  });

  it('leave a whole release or none when they are killed', async () => {
    const work = tempFolder();
    const script = bundleScript('write-loop', work);
    const output = join(work, 'out');
    const whole = contents.map((content) => contentOf(sampleAssets(content)));
    let found = 0;
    for (let round = 0; round < 15; round += 1) {
      const child = Child.start(script, [output, '1000000', ...contents]);
      await child.speaks();
      await delay(Math.random() * 30);
      await child.kill();
      if (!existsSync(join(output, TAG))) continue;
      found += 1;
      expect(whole).toContainEqual(releaseIn(output));
    }
    expect(found).toBeGreaterThan(0);
    await write(output);
    expect(readdirSync(output)).toEqual([TAG]);
    expect(releaseIn(output)).toEqual(contentOf(one));
  });
});

describe('reading a release folder', () => {
  const reader = (cwd: string) => new ReleaseFolderReader(cwd);

  it('gives its files as they were written, its tag, and the folders in it', async () => {
    const cwd = tempFolder();
    await write(join(cwd, 'out'));
    mkdirSync(join(cwd, 'out', TAG, 'charts'));
    for (const path of [`out/${TAG}`, `./out/${TAG}/`, join(cwd, 'out', TAG)]) {
      expect(await reader(cwd).exists(path)).toBe(true);
      const { tag, assets, folders } = await reader(cwd).read(path);
      expect([tag, folders]).toEqual([TAG, ['charts']]);
      expect(plain(await readAssets(assets))).toEqual(plain(one));
    }
    expect((await reader(join(cwd, 'out', TAG)).read('.')).tag).toBe(TAG);
  });

  it.each([
    ['nothing', 'missing'],
    ['a file', 'file'],
    ['below a file', 'file/below'],
    ['a link to nothing', 'dangling'],
    ['a link to itself', 'loop'],
    ['a name that is too long', 'x'.repeat(300)],
  ])('finds none at %s', async (_what, path) => {
    const cwd = tempFolder({ file: 'x' });
    symlinkSync('nothing', join(cwd, 'dangling'));
    symlinkSync('loop', join(cwd, 'loop'));
    expect(await reader(cwd).exists(path)).toBe(false);
    expect((await refusalOf(() => reader(cwd).read(path))).code).toBe('release-missing');
  });

  it('is refused when a file of it cannot be read', async () => {
    const cwd = tempFolder();
    await write(cwd);
    chmodSync(join(cwd, TAG, 'metadata.yaml'), 0);
    const { code, message } = await withoutPrivileges(() => refusalOf(() => reader(cwd).read(TAG)));
    expect([code, message]).toEqual(['release-missing', expect.stringContaining('metadata.yaml')]);
  });
});

describe('a tag from outside', () => {
  it.each(['../evil', '..', '.', '/tmp/evil', 'a/b', 'a\\b', '.hidden', '', 'a\u001b[31m'])(
    'that is no plain name makes no folder: %j',
    async (tag) => {
      const parent = tempFolder({ 'out/': '' });
      const sink = new ReleaseFolderSink(join(parent, 'out'), 'out');
      const streams = one.map(streamOf);
      for (const work of [
        () => sink.check(tag),
        () => sink.write(tag, one),
        () => sink.receive(tag, streams),
      ]) {
        expect((await refusalOf(work)).code).toBe('usage');
      }
      expect(readdirSync(parent)).toEqual(['out']);
      expect(readdirSync(join(parent, 'out'))).toEqual([]);
    },
  );
});
