// images, node images in releases, and provider plugins, as users run them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { ImagesResult } from '../../src/release/imaging/images.ts';
import { edit, outcomeOf, run, runBoth, runJson, start, useInstalledPackage } from '../support/csctl.ts';
import { serve } from '../support/http-server.ts';
import { HEX, OTHER_HEX } from '../support/images/catalogue.ts';
import { ACCESS_KEY, objectStore, SECRET_KEY } from '../support/images/object-store.ts';
import { script } from '../support/images/programs.ts';
import { writeOneMinor, DOCKER } from '../support/own-stacks.ts';
import { imageStack } from '../support/images/stack.ts';
import { stackTree, type Files } from '../support/stack-tree.ts';
import { tempFolder, writeFiles } from '../support/temp-folder.ts';

useInstalledPackage();

/** A server with the images of some versions, all with one checksum, which tests change. */
async function imageServer(...versions: string[]) {
  const there = { versions: new Set(versions), hex: HEX };
  const url = await serve((request, response) => {
    const [, version = '', checksum] = /kube-(v[\d.]+)\.qcow2(\.CHECKSUM)?$/.exec(request.url ?? '') ?? [];
    if (!there.versions.has(version)) return response.writeHead(404).end();
    if (checksum !== undefined) return response.end(`${there.hex}  built-here\n`);
    return response.writeHead(200, { 'content-length': 7 }).end();
  });
  return { there, url };
}

const write = (cwd: string, folder: string, files: Files) => {
  const entries = [...stackTree(files)].map(([path, bytes]) => [
    `${folder}/${path}`,
    Buffer.from(bytes).toString(),
  ]);
  writeFiles(cwd, Object.fromEntries(entries) as Record<string, string>);
};

async function workshop(pins: readonly string[] = [], served = ['v1.34.6']) {
  const { there, url } = await imageServer('v1.34.6', 'v1.33.1');
  const cwd = tempFolder();
  write(
    cwd,
    'scs',
    imageStack(pins, served, (text) => text.replaceAll('https://images.example/', url.href)),
  );
  const text = () => readFileSync(join(cwd, 'scs/stack.yaml'), 'utf8');
  return { cwd, there, text };
}

const CREATE = ['create', '-m', 'hash', 'scs'];

describe('images', () => {
  it('pins what it finds; the release has the list; a changed or missing image is refused', async () => {
    const { cwd, there, text } = await workshop();
    const before = text();
    const unpinned = await runBoth(CREATE, { cwd });
    expect([unpinned.code, unpinned.json.error.problems.map(({ code }) => code)]).toEqual([
      3,
      expect.arrayContaining(['image-missing']),
    ]);
    expect((await run(['images', 'scs', '--pin'], { cwd })).code).toBe(0);
    expect(text()).toBe(`${before}    - version: v1.34.6\n      sha256: ${HEX}\n`);
    const built = await runBoth(CREATE, { cwd });
    expect(built.code).toBe(0);
    expect(built.json.releases[0]?.assets.map(({ name }) => name)).toContain('node-images.yaml');

    there.hex = OTHER_HEX;
    const changed = await runBoth(CREATE, { cwd });
    expect([changed.code, changed.json.error.code]).toEqual([3, 'image-checksum']);
    for (const word of ['v1.34.6', HEX, OTHER_HEX]) expect(changed.stderr).toContain(word);
    expect((await run(['images', 'scs', '--pin', '--check'], { cwd })).code).toBe(3);
    expect(text()).toContain(HEX);

    there.versions.clear();
    const gone = await runBoth(CREATE, { cwd });
    expect([gone.code, gone.json.error.code]).toEqual([3, 'image-missing']);
    const { code, json } = await runJson(['images', 'scs', '--check'], { cwd });
    expect([code, (json as unknown as ImagesResult).images.map(({ server }) => server)]).toEqual([
      3,
      ['missing'],
    ]);
  });

  it('leaves the sources alone on a dry run, and prints what others read', async () => {
    const { cwd, text } = await workshop(['{ version: v1.33.1 }', '{ version: v1.34.6 }']);
    const before = text();
    const { code, stdout } = await runBoth(['images', 'scs', '--pin', '--prune', '--dry-run'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('-    - { version: v1.33.1 }');
    expect(text()).toBe(before);
    const orc = await run(['images', 'scs', '--format', 'orc', '-k', '1.34'], { cwd });
    expect(parseAllDocuments(orc.stdout).map((document) => document.getIn(['metadata', 'name']))).toEqual([
      'ubuntu-capi-image-v1.34.6',
    ]);
    expect(orc.stderr).toBe('');
  });

  it('says which server cannot be reached', async () => {
    const cwd = tempFolder();
    write(
      cwd,
      'scs',
      imageStack([], ['v1.34.6'], (text) =>
        text.replaceAll('https://images.example/', 'http://127.0.0.1:1/'),
      ),
    );
    const { code, json } = await runBoth(['images', 'scs', '--check'], { cwd });
    expect([code, json.error.code]).toEqual([5, 'upstream-unreachable']);
  });

  it('refuses a stack without a catalogue', async () => {
    const cwd = tempFolder();
    writeOneMinor(DOCKER, join(cwd, 'scs'));
    const { code, json } = await runBoth(['images', 'scs'], { cwd });
    expect([code, json.error.code]).toEqual([3, 'image-catalogue']);
  });
});

/** A stack with a csctl.yaml that asks for a plugin. */
function pluginStack(config = '{ a: b }') {
  const cwd = tempFolder();
  writeOneMinor(DOCKER, join(cwd, 'scs'));
  edit(join(cwd, 'scs/csctl.yaml'), /( +)type: docker\n/, `$1type: docker\n$1config: ${config}\n`);
  return cwd;
}

const withPath = (...folders: string[]) => ({
  PATH: [...folders, process.env['PATH'] ?? ''].join(delimiter),
});

describe('a provider plugin', () => {
  it('adds its files; one in the current folder is not run', async () => {
    const cwd = pluginStack();
    script(cwd, 'csctl-docker', 'touch ran\n');
    const none = await runBoth(CREATE, { cwd });
    expect([none.code, none.json.error.code]).toEqual([3, 'plugin-missing']);
    const env = withPath(cwd, '.', '', join(cwd, 'bin'));
    script(join(cwd, 'bin'), 'csctl-docker', 'echo "for $4"; cp "$2/csctl.yaml" "$3/more.yaml"\n');
    const { code, stderr } = await run([...CREATE, '-r', 'reg.yaml'], { cwd, env });
    expect([code, stderr]).toEqual([0, expect.stringContaining('csctl-docker: for reg.yaml')]);
    expect(existsSync(join(cwd, 'ran'))).toBe(false);
    const [tag = ''] = readdirSync(join(cwd, '.release'));
    expect(readdirSync(join(cwd, '.release', tag))).toContain('more.yaml');
    expect((await run(['verify', `.release/${tag}`], { cwd })).code).toBe(0);
    const dry = await run([...CREATE, '--dry-run'], { cwd, env });
    expect(dry.stderr).toContain('the output of csctl-docker is not included');
  });

  it('that fails leaves nothing', async () => {
    const cwd = pluginStack();
    script(join(cwd, 'bin'), 'csctl-docker', 'echo "no luck"; exit 9\n');
    const { code, json } = await runBoth(CREATE, { cwd, env: withPath(join(cwd, 'bin')) });
    expect([code, json.error.code]).toEqual([3, 'plugin-failed']);
    expect(json.error.message).toContain('ended with 9: no luck');
    expect(existsSync(join(cwd, '.release'))).toBe(false);
  });

  it('ends when csctl is stopped', async () => {
    const cwd = pluginStack();
    script(join(cwd, 'bin'), 'csctl-docker', 'echo $$ > pid; exec sleep 600\n');
    const child = start(CREATE, { cwd, env: withPath(join(cwd, 'bin')) });
    const outcome = outcomeOf(child);
    const pid = () => (existsSync(join(cwd, 'pid')) ? readFileSync(join(cwd, 'pid'), 'utf8').trim() : '');
    while (pid() === '') await delay(20);
    child.kill('SIGINT');
    expect((await outcome).code).toBe(130);
    expect(() => process.kill(Number(pid()), 0)).toThrow('ESRCH');
    expect(existsSync(join(cwd, '.release'))).toBe(false);
  });
});

describe('the built-in methods of OpenStack', () => {
  const LIST = `openStackNodeImages:
  - imageDir: ubuntu
    createOpts: { name: ubuntu-v1.34.6 }
`;
  const native = (method: string, list: string): Files => ({
    ...imageStack(undefined, ['v1.34.6'], (text) =>
      text
        .replace('provider: openstack', `provider: { type: openstack, config: { method: ${method} } }`)
        .replace(/nodeImages:[^]*/, ''),
    ),
    'node-images/config.yaml': list,
    'node-images/ubuntu/image.pkr.hcl': 'template',
  });

  it('get copies the list', async () => {
    const cwd = tempFolder();
    const list = LIST.replace('imageDir: ubuntu', 'url: https://images.example/a');
    write(cwd, 'scs', native('get', list));
    expect((await run(CREATE, { cwd })).code).toBe(0);
    const [tag = ''] = readdirSync(join(cwd, '.release'));
    expect(readFileSync(join(cwd, '.release', tag, 'node-images.yaml'), 'utf8')).toBe(list);
  });

  it('build uploads what packer makes, and leaves the sources as they are', async () => {
    const store = await objectStore();
    const cwd = tempFolder();
    write(cwd, 'scs', native('build', LIST));
    writeFiles(cwd, {
      'registry.yaml': `type: S3\nconfig: { endpoint: "${store.url.origin}", bucket: images, accessKey: ${ACCESS_KEY}, secretKey: "${SECRET_KEY}" }\n`,
    });
    script(
      join(cwd, 'bin'),
      'packer',
      'out="${5#output_directory=}"; mkdir "$out" && cp "$6/image.pkr.hcl" "$out/${3#build_name=}"\n',
    );
    const env = withPath(join(cwd, 'bin'));
    // A list without an address is none yet: the rules are for what ships.
    const { code, stderr } = await run([...CREATE, '-r', 'registry.yaml'], { cwd, env });
    expect([code, stderr]).toEqual([0, expect.not.stringContaining(SECRET_KEY)]);
    const [tag = ''] = readdirSync(join(cwd, '.release'));
    expect(readFileSync(join(cwd, '.release', tag, 'node-images.yaml'), 'utf8')).toContain(
      `url: ${store.url.href}images/ubuntu\n`,
    );
    expect(store.objects.get('/images/ubuntu')?.toString()).toBe('template');
    expect(readFileSync(join(cwd, 'scs/node-images/config.yaml'), 'utf8')).toBe(LIST);
    expect((await run(['verify', `.release/${tag}`], { cwd })).code).toBe(0);
  });
});
