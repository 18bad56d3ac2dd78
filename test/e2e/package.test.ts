// The tarball: what is in it, that it installs without a network, and that both doors of it open.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, lstatSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installed, run, shell, STACK, useInstalledPackage, workshop } from '../support/csctl.ts';
import { cleanEnvironment, PROJECT } from '../support/package.ts';
import { tempFolder } from '../support/temp-folder.ts';

useInstalledPackage();

const packagePath = (name: string) => join(installed().prefix, 'node_modules/csctl', name);
const packageJson = (name: string) =>
  JSON.parse(readFileSync(packagePath(name), 'utf8')) as Record<string, unknown>;

/** What this file reads of oclif.manifest.json. */
interface Manifest {
  readonly version: string;
  readonly commands: Readonly<Record<string, { readonly hidden: boolean }>>;
}

/** Everything that may be in the tarball. */
const KINDS =
  /^(dist\/((csctl|library|main)\.cjs|main[^/]*\.cache|(commands|index)\.js|licenses\.txt|types\/.+\.d\.ts)|templates\/.+|(README|CHANGELOG)\.md|LICENSE|(package|oclif\.manifest)\.json)$/;

/** Of the tarball, in bytes; half of it is the code cache. */
const SIZE_LIMIT = 2.6e6;

describe('the tarball', () => {
  it('holds what runs and what is read, and nothing else', () => {
    const paths = installed().files.map(({ path }) => path);
    const programs = [
      ...['csctl.cjs', 'library.cjs', 'main.cjs', 'commands.js', 'index.js'].map((name) => `dist/${name}`),
      'oclif.manifest.json',
    ];
    const texts = ['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json'];
    expect(paths).toEqual(expect.arrayContaining([...programs, ...texts]));
    expect(paths.filter((path) => !KINDS.test(path))).toEqual([]);
  });

  it('has one program, which may be run', () => {
    const executable = installed().files.filter(({ mode }) => (mode & 0o111) !== 0);
    expect(executable.map(({ path }) => path)).toEqual(['dist/csctl.cjs']);
    expect(packageJson('package.json')['bin']).toEqual({ csctl: 'dist/csctl.cjs' });
  });

  it('needs no other package and runs nothing when it is installed', () => {
    const manifest = packageJson('package.json');
    const lists = ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'];
    expect(lists.filter((list) => list in manifest)).toEqual([]);
    expect(Object.keys(manifest['scripts'] ?? {}).filter((name) => /install/.test(name))).toEqual([]);
    const modules = readdirSync(join(installed().prefix, 'node_modules'));
    expect(modules.filter((name) => !name.startsWith('.'))).toEqual(['csctl']);
  });

  it('has the licence of every package that is bundled', () => {
    const text = readFileSync(packagePath('dist/licenses.txt'), 'utf8');
    const parts = text.split(`\n\n${'-'.repeat(72)}\n\n`).slice(1);
    expect(parts.filter((part) => !/^\S+ \d+\.\d+\.\d+\S* \(\S.*\)\n\n\S/.test(part))).toEqual([]);
    const named = parts.map((part) => part.slice(0, part.indexOf(' ')));
    expect(named).toEqual(expect.arrayContaining(['@oclif/core', 'yaml', 'semver', 're2js', 'handlebars']));
    expect(named).not.toContain('esbuild');
  });

  it(`is small: at most ${SIZE_LIMIT / 1e6} MB to fetch`, () => {
    expect(installed().size).toBeLessThan(SIZE_LIMIT);
  });

  it('names no folder of the machine that built it', () => {
    const files = installed().files.map(({ path }) => path);
    expect(files.filter((path) => readFileSync(packagePath(path)).includes(`${PROJECT}/`))).toEqual([]);
  });
});

describe('the manifest', () => {
  it('is of this version, and help names what is in it', async () => {
    const { commands, version } = packageJson('oclif.manifest.json') as unknown as Manifest;
    expect(version).toBe(packageJson('package.json')['version']);
    const shown = Object.entries(commands).filter(([, { hidden }]) => !hidden);
    expect(shown.length).toBeGreaterThan(20);
    const { stdout } = await run(['--help']);
    const words = new Set(shown.map(([id]) => id.split(':')[0] ?? ''));
    expect([...words].filter((word) => !new RegExp(`^\\s+${word}\\b`, 'm').test(stdout))).toEqual([]);
  });

  it('says of every command what the command itself says', () => {
    const args = ['.ci/manifest.mjs', '--check'];
    const check = spawnSync(process.execPath, args, { cwd: PROJECT, encoding: 'utf8' });
    expect(check).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('the installation', () => {
  it('needs no network and warns of nothing', () => {
    expect(installed().log).toMatch(/^\s*added 1 package in \S+\s*$/);
  });

  it('is not needed by npx, whether it has the package or not yet', { timeout: 120_000 }, async () => {
    const cwd = tempFolder();
    const line = `npx --yes --offline --package "${installed().tarball}" csctl version`;
    const [cold, warm] = [await shell(line, { cwd }), await shell(line, { cwd })];
    expect(cold).toEqual({ code: 0, stdout: (await shell('csctl version')).stdout, stderr: '' });
    expect(warm).toEqual(cold);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("runs through links: npm's own, one to that, and one on the PATH", async () => {
    expect(lstatSync(installed().bin).isSymbolicLink()).toBe(true);
    expect(realpathSync(installed().bin)).toBe(realpathSync(packagePath('dist/csctl.cjs')));
    const folder = tempFolder();
    symlinkSync(installed().bin, join(folder, 'cs'));
    for (const line of ['csctl version', `${folder}/cs version`, `PATH=${folder}:$PATH; cs version`]) {
      const { code, stdout, stderr } = await shell(line);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^csctl version: \S+\ncommit: \S+\n$/);
    }
  });

  it('runs on a Node that has no code cache in the package, and says nothing of it', async () => {
    const copy = join(tempFolder(), 'csctl');
    cpSync(packagePath('.'), copy, { recursive: true });
    const caches = readdirSync(join(copy, 'dist')).filter((name) => name.endsWith('.cache'));
    expect(caches).toHaveLength(1);
    for (const cache of caches) rmSync(join(copy, 'dist', cache));
    for (const line of ['version', '--help', `validate --json ${PROJECT}/${STACK}`]) {
      const bare = await shell(`${copy}/dist/csctl.cjs ${line}`);
      expect(bare).toEqual(await shell(`csctl ${line}`));
      expect(bare.code).toBe(0);
    }
  });

  it('is not written to when it runs', async () => {
    const list = () => readdirSync(installed().prefix, { recursive: true, encoding: 'utf8' }).sort();
    const before = list();
    await run(['create', '-m', 'hash', STACK], { cwd: workshop() });
    expect(list()).toEqual(before);
  });
});

describe("the library: import('csctl')", () => {
  const node = (script: string): string => {
    const args = ['--input-type=module', '-e', script];
    const env = cleanEnvironment(installed().prefix);
    return execFileSync(process.execPath, args, { cwd: installed().prefix, env, encoding: 'utf8' }).trim();
  };

  it('has the functions behind the commands', () => {
    const names = node("console.log(Object.keys(await import('csctl')).join())").split(',');
    const functions = ['createReleases', 'planReleases', 'validateStacks', 'verifyReleases', 'findStacks'];
    expect(names).toEqual(expect.arrayContaining([...functions, 'CsctlError']));
  });

  it('creates the release that the command creates', async () => {
    const folder = workshop();
    const script = `
      const { createReleases, findStacks, MemoryStore, ReleaseFolderSink, StackFolders } = await import('csctl');
      const world = {
        stacks: new StackFolders('${folder}'),
        stores: [new MemoryStore()],
        sink: new ReleaseFolderSink('${folder}/library', 'library'),
        reporter: { step() {}, note() {} },
        signal: { throwIfAborted() {} },
      };
      const request = { mode: 'hash', minors: [], allowed: new Set(), mtime: 0 };
      const stacks = await findStacks(['${STACK}'], world);
      const { releases } = await createReleases(stacks, request, { dryRun: false, publish: false }, world);
      console.log(releases[0].tag);`;
    expect(node(script)).toMatch(/^docker-scs-/);
    await run(['create', '-m', 'hash', '-o', 'command', STACK], { cwd: folder });
    expect(await shell('diff -r library command', { cwd: folder })).toMatchObject({ code: 0, stdout: '' });
  });

  it('has its types where package.json says that they are', () => {
    const { types } =
      (packageJson('package.json')['exports'] as Record<string, { types?: string }>)['.'] ?? {};
    const paths = installed().files.map(({ path }) => `./${path}`);
    if (types !== undefined) expect(paths).toContain(types);
  });
});
