// Same input, same bytes: whoever builds, wherever, whenever and however the folder is named.
import {
  chmodSync,
  chownSync,
  cpSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installed, shell, STACK, useInstalledPackage, workshop } from '../support/csctl.ts';
import { snapshot, writeFiles } from '../support/temp-folder.ts';

useInstalledPackage();

const everything = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));

/** Builds in `cwd` with a line of shell, in which $MODE is the mode, and returns what came of it. */
async function build(
  line: string,
  cwd: string,
  env: Record<string, string> = {},
): Promise<Record<string, string>> {
  rmSync(join(cwd, '.release'), { recursive: true, force: true });
  const { code, stderr } = await shell(line, { cwd, env: { MODE: '--remote=layout:none', ...env } });
  expect(code, stderr).toBe(0);
  return snapshot(join(cwd, '.release'));
}

const create = `csctl create $MODE ${STACK}`;

const plain = new Map<string, Record<string, string>>();

/** What comes of an untouched folder. */
async function undisturbed(MODE = '--remote=layout:none'): Promise<Record<string, string>> {
  const files = plain.get(MODE) ?? (await build(create, workshop(), { MODE }));
  plain.set(MODE, files);
  return files;
}

const JUNK = [
  '.git/HEAD',
  '.idea/x',
  '.tmp/x',
  '.release/x',
  'cluster-class/.git/HEAD',
  '.DS_Store',
  'csctl.yaml~',
];
const MORE_JUNK = ['cluster-class/.#x', 'cluster-class/templates/.x.swp', 'cluster-addon/cni/#x#'];

const onEach = (change: (path: string, index: number) => void) => (stack: string) => {
  everything(stack).forEach(change);
};
const changeMode = (path: string, index: number) => {
  chmodSync(path, statSync(path).isDirectory() ? 0o700 : index % 2 === 0 ? 0o755 : 0o600);
};
/** Only root can. */
const changeOwner = (path: string, index: number) => {
  if (process.getuid?.() === 0) chownSync(path, 1000 + index, 2000);
};
const makeAgain = (stack: string) => {
  renameSync(stack, `${stack}-old`);
  mkdirSync(stack);
  const names = readdirSync(`${stack}-old`).sort().reverse();
  for (const name of names) cpSync(join(`${stack}-old`, name), join(stack, name), { recursive: true });
};
const addJunk = (stack: string) => {
  writeFiles(stack, Object.fromEntries([...JUNK, ...MORE_JUNK].map((path) => [path, 'junk'])));
};

it.each<[string, (stack: string) => void]>([
  [
    'times',
    onEach((path, index) => {
      lutimesSync(path, 1e9 + index, 1e9 + 1000 * index);
    }),
  ],
  ['modes', onEach(changeMode)],
  ['owners', onEach(changeOwner)],
  ['order of making', makeAgain],
  ['junk of editors, git and the Go csctl', addJunk],
])('whatever the %s in the folder', async (_, disturb) => {
  const disturbed = workshop();
  disturb(join(disturbed, STACK));
  for (const MODE of ['--remote=layout:none', '-m hash']) {
    expect(await build(create, disturbed, { MODE })).toEqual(await undisturbed(MODE));
  }
});

it.each<[string, string, Record<string, string>]>([
  ['umask 077', `umask 077; ${create}`, {}],
  ['umask 000', `umask 000; ${create}`, {}],
  ['the C locale', create, { LC_ALL: 'C' }],
  ['a UTF-8 locale', create, { LC_ALL: 'C.UTF-8' }],
  ['a Turkish locale', create, { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }],
  ['a time zone in the east', create, { TZ: 'Pacific/Kiritimati' }],
  ['a time zone in the west', create, { TZ: 'America/St_Johns' }],
  ['another user and home', create, { USER: 'somebody', LOGNAME: 'somebody', HOME: '/nonexistent' }],
  ['a path with a dot', `csctl create $MODE ./${STACK}`, {}],
  ['a path with slashes at its end', `csctl create $MODE ${STACK}//`, {}],
  ['a path with detours', `csctl create $MODE providers/../${STACK}/.`, {}],
  ['an absolute path', `csctl create $MODE "$PWD/${STACK}"`, {}],
  ['the folder above', 'csctl create $MODE providers/docker', {}],
  ['the stack as current folder', `cd ${STACK} && csctl create $MODE -o ../../../.release .`, {}],
  [
    'a sibling as current folder',
    `cd providers/openstack && csctl create $MODE -o ../../.release ../docker/scs`,
    {},
  ],
  [
    'an output inside the stack',
    `csctl create $MODE -o ${STACK}/out ${STACK} && csctl create $MODE -o ${STACK}/out ${STACK} && mv ${STACK}/out .release`,
    {},
  ],
  ['a path through a link', `ln -s ${STACK} link && csctl create $MODE link`, {}],
  ['a terminal that is narrow', create, { COLUMNS: '20', FORCE_COLOR: '1' }],
])('whatever stands around it: %s', async (_, line, env) => {
  expect(await build(line, workshop(), env)).toEqual(await undisturbed());
});

it('wherever the package lies, with its code cache or without', async () => {
  const copy = workshop();
  cpSync(join(installed().prefix, 'node_modules/csctl'), join(copy, 'ünï çödé/csctl'), { recursive: true });
  const dist = join(copy, 'ünï çödé/csctl/dist');
  for (const name of readdirSync(dist).filter((file) => file.endsWith('.cache'))) rmSync(join(dist, name));
  const elsewhere = `"$PWD/ünï çödé/csctl/dist/csctl.cjs" create $MODE ${STACK}`;
  expect(await build(elsewhere, copy)).toEqual(await undisturbed());
});

it('and the layout it is published to is the same, too', async () => {
  const [one, two] = [workshop(), workshop()];
  for (const [cwd, TZ] of [
    [one, 'UTC'],
    [two, 'Asia/Kathmandu'],
  ] as const) {
    await build(`csctl create --remote layout:releases --publish providers`, cwd, {
      TZ,
      SOURCE_DATE_EPOCH: '1700000000',
    });
  }
  expect(snapshot(two)).toEqual(snapshot(one));
});
