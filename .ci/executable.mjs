// npm run executable [-- FILE]: one file that needs nothing: this Node, and in it the bundle, its code cache, and the program's files.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';

/** What Node looks for in itself; the second is a name of its documentation ("Single executable applications"). */
const BLOB = 'NODE_SEA_BLOB';
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const { platform, arch } = process;
const target = resolve(process.argv[2] ?? `.tmp/csctl-${version}-${platform}-${arch}`);

/** Both programs talk on stderr when all is well. @throws Error with what it said, when it fails */
function quietly(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')}:\n${stdout}${stderr}`);
}

/** Every file of the package that runs read, by the name that they ask for. */
function programFiles() {
  const below = (folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const named = ['package.json', 'oclif.manifest.json', ...below('templates')].map((name) => [name, name]);
  const built = readdirSync('dist').filter((name) => /^main(-.*)?\.(cjs|cache)$/.test(name));
  return Object.fromEntries([...named, ...built.map((name) => [name, join('dist', name)])]);
}

/** The blob that Node finds in itself. @returns its path */
async function makeBlob(folder) {
  const main = join(folder, 'executable.cjs');
  const target = 'node20.19';
  await build({
    entryPoints: ['src/executable.ts'],
    outfile: main,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target,
  });
  const assets = programFiles();
  const names = join(folder, 'names.json');
  writeFileSync(names, JSON.stringify(Object.keys(assets)));
  const output = join(folder, 'blob');
  const config = join(folder, 'config.json');
  const settings = {
    main,
    output,
    disableExperimentalSEAWarning: true,
    assets: { ...assets, 'names.json': names },
  };
  writeFileSync(config, JSON.stringify(settings));
  quietly('--experimental-sea-config', config);
  return output;
}

const folder = mkdtempSync(join(tmpdir(), 'csctl-executable-'));
try {
  const blob = await makeBlob(folder);
  const made = join(folder, 'csctl');
  copyFileSync(process.execPath, made);
  chmodSync(made, 0o755);
  quietly('node_modules/postject/dist/cli.js', made, BLOB, blob, '--sentinel-fuse', FUSE);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(made, target);
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`${target}\n${execFileSync(target, ['version'], { encoding: 'utf8' })}`);
