// Release folders with the everyday tools: sha256sum checks them, GNU tar and gzip read their archives.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { snapshot, writeFiles } from '../support/temp-folder.ts';
import { scratchFolder } from './scratch.ts';
import {
  build,
  buildOne,
  CORPUS_STACKS,
  MODES,
  OWN_STACKS,
  reportCorpus,
  writeStagedStack,
  type Built,
} from './stacks.ts';
import { csctl, gzip, sha256sum, tar, titled } from './tools.ts';

const stacks = [...OWN_STACKS, ...CORPUS_STACKS];

describe.skipIf(sha256sum.missing)(titled('sha256sum -c SHA256SUMS', [sha256sum]), () => {
  reportCorpus();
  it.each(stacks)('finds every file of $name right', ({ folder, flags }) => {
    for (const { folder: cwd } of build(folder, [...flags, ...MODES.hash])) {
      const told = sha256sum.ok(['--check', '--strict', 'SHA256SUMS'], { cwd });
      const others = Object.keys(snapshot(cwd)).filter((name) => name !== 'SHA256SUMS');
      expect(told.trim().split('\n').sort()).toEqual(others.map((name) => `${name}: OK`).sort());
    }
  });

  it('finds a file that was changed', () => {
    const { folder: cwd } = buildOne(writeStagedStack('changed'), MODES.hash);
    writeFileSync(join(cwd, 'metadata.yaml'), 'changed\n');
    const { code, stdout } = sha256sum.run(['--check', 'SHA256SUMS'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('metadata.yaml: FAILED');
  });
});

/** Files of stages with names that need more than an old tar header. */
const NAMES: Readonly<Record<string, string>> = {
  'one/files/😀/日本語.txt': 'unicode\n',
  'one/files/with space/a b.txt': 'space\n',
  [`one/files/${'long/'.repeat(40)}name.txt`]: 'long path\n',
  [`one/files/${'n'.repeat(150)}.txt`]: 'long name\n',
  'one/files/empty.txt': '',
  'one/files/block.txt': 'x'.repeat(512),
  'one/files/more.txt': 'x'.repeat(513),
};
const inAddons = Object.fromEntries(
  Object.entries(NAMES).map(([path, text]) => [`cluster-addon/${path}`, text]),
);

describe.skipIf(tar.missing)(titled('GNU tar', [tar]), () => {
  const lines = ({ folder }: Built, archive: string): string[] =>
    tar
      .ok(['-tvzf', archive, '--full-time', '--numeric-owner', '--quoting-style=literal'], { cwd: folder })
      .trim()
      .split('\n');

  it.each(stacks)(
    'lists the archives of $name: nobody owns them, plain modes, no time',
    ({ folder, flags }) => {
      for (const built of build(folder, [...flags, ...MODES.hash])) {
        for (const archive of [built.classArchive, built.addonArchive]) {
          for (const line of lines(built, archive)) {
            expect(line).toMatch(/^(-rw-r--r--|drwxr-xr-x) 0\/0 +\d+ 1970-01-01 00:00:00 \S/);
          }
        }
      }
    },
  );

  it('shows SOURCE_DATE_EPOCH as the time of every entry', () => {
    const output = scratchFolder('release');
    const env = { SOURCE_DATE_EPOCH: '1700000000' };
    csctl(['create', writeStagedStack('epoch', inAddons), '-o', output, ...MODES.custom], {
      cwd: output,
      env,
    });
    for (const part of ['class-v3', 'addon-v2']) {
      const args = ['-tvzf', `docker-epoch-1-34-cluster-${part}.tgz`, '--full-time'];
      const told = tar
        .ok(args, { cwd: join(output, 'docker-epoch-1-34-v3') })
        .trim()
        .split('\n');
      expect(told.filter((line) => !line.includes(' 2023-11-14 22:13:20 '))).toEqual([]);
    }
  });

  describe('unpacks the bundle', () => {
    let built: Built;
    let unpacked = '';
    beforeAll(() => {
      built = buildOne(writeStagedStack('names', inAddons), MODES.hash);
      unpacked = scratchFolder('unpacked');
    });

    it('without a word, to the files of the stages', () => {
      const wanted = scratchFolder('wanted');
      const { code, stderr } = tar.run(['-xzf', built.addonArchive, '-C', unpacked], { cwd: built.folder });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      writeFiles(wanted, NAMES);
      expect(snapshot(unpacked)).toMatchObject(snapshot(wanted));
    });

    it('whose entries are the stages, not a folder around them', () => {
      const names = tar.ok(['-tzf', built.addonArchive], { cwd: built.folder }).trim().split('\n');
      expect(names.filter((name) => !name.startsWith('one/'))).toEqual([]);
    });

    it.skipIf(gzip.missing)(titled('that gzip --test finds whole', [gzip]), () => {
      for (const archive of [built.classArchive, built.addonArchive]) {
        expect(gzip.ok(['--test', archive], { cwd: built.folder })).toBe('');
        // No name and no time of the file in the header.
        expect([...readFileSync(join(built.folder, archive)).subarray(3, 8)]).toEqual([0, 0, 0, 0, 0]);
      }
    });
  });
});
