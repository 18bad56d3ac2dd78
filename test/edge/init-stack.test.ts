// init stack on a real disk: where templates are found, and what is never touched.
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { PackageFolder } from '../../src/cli/program-files.ts';
import { askOn } from '../../src/cli/prompt.ts';
import { flagOf } from '../../src/cli/scaffold-flags.ts';
import { Style } from '../../src/cli/show/style.ts';
import { NewFiles } from '../../src/io/new-files.ts';
import { LocalTemplates } from '../../src/io/template-folder.ts';
import { CsctlError } from '../../src/problem/problem.ts';
import { initStack, type InitStackWish } from '../../src/release/scaffold/init-stack.ts';
import { PROJECT } from '../support/package.ts';
import { tempFolder, writeFiles } from '../support/temp-folder.ts';
import { memoryWorld } from '../support/world.ts';

const MINE = {
  'template.yaml': `format: 1
name: mine
version: "3"
description: x
questions:
  - {key: name, prompt: Name, type: text, default: web}
`,
  'files/stack.txt': 'this is @{ name }@\n',
  'files/deep/er.txt': 'x\n',
  'package.json': '{"name": "@acme/stack"}',
};

const wish = (more: Partial<InitStackWish>): InitStackWish => ({
  folder: undefined,
  provider: undefined,
  template: undefined,
  given: new Map(),
  defaults: true,
  ask: undefined,
  flagOf,
  dryRun: false,
  ...more,
});

/** Runs it in a folder. */
function init(cwd: string, more: Partial<InitStackWish>) {
  const { world } = memoryWorld([]);
  const templates = new LocalTemplates(new PackageFolder(PROJECT), cwd);
  return initStack(wish(more), { ...world, files: new NewFiles(cwd), templates });
}

async function refusal(cwd: string, more: Partial<InitStackWish>): Promise<CsctlError> {
  const error: unknown = await init(cwd, more).catch((one: unknown) => one);
  if (error instanceof CsctlError) return error;
  throw new Error(`not refused: ${JSON.stringify(error)}`);
}

const namesIn = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

describe('init stack', () => {
  it('writes where the template proposes, and says what comes next', async () => {
    const cwd = tempFolder();
    const { folder, files, next, template, left } = await init(cwd, { provider: 'docker' });
    expect([folder, template, left]).toEqual(['providers/docker/demo', { name: 'docker', version: '1' }, []]);
    expect(next).toEqual([
      'csctl validate providers/docker/demo',
      'csctl create providers/docker/demo -m hash',
    ]);
    expect(new Set(files.map(({ status }) => status))).toEqual(new Set(['created']));
    for (const { path } of files) expect(readFileSync(join(cwd, path), 'utf8')).not.toBe('');
    expect(readFileSync(join(cwd, folder, 'README.md'), 'utf8')).toContain(
      '| `nodeImageRepository` | string |',
    );
  });

  it('writes nothing the second time, and nothing on a dry run', async () => {
    const cwd = tempFolder();
    const planned = await init(cwd, { provider: 'docker', dryRun: true });
    expect(new Set(planned.files.map(({ status }) => status))).toEqual(new Set(['planned']));
    expect(namesIn(cwd)).toEqual([]);
    await init(cwd, { provider: 'docker', folder: 'my stack/' });
    const again = await init(cwd, { provider: 'docker', folder: 'my stack' });
    expect(new Set(again.files.map(({ status }) => status))).toEqual(new Set(['current']));
    expect(again.next[0]).toBe("csctl validate 'my stack'");
  });

  it('never replaces a file, and then makes none at all', async () => {
    const cwd = tempFolder();
    writeFiles(join(cwd, 'providers/docker/demo'), { 'stack.yaml': 'mine', 'README.md': 'mine, too' });
    const before = namesIn(cwd);
    const { code, problems, hint } = await refusal(cwd, { provider: 'docker' });
    expect(code).toBe('output-foreign');
    expect(hint).toContain('take another --name or folder, for another Kubernetes minor csctl init minor');
    expect(problems.map(({ file }) => file)).toEqual([
      'providers/docker/demo/README.md',
      'providers/docker/demo/stack.yaml',
    ]);
    expect(namesIn(cwd)).toEqual(before);
    expect(readFileSync(join(cwd, 'providers/docker/demo/stack.yaml'), 'utf8')).toBe('mine');
  });

  it('makes a stack in the current folder', async () => {
    const cwd = tempFolder();
    const { files } = await init(cwd, { provider: 'docker', folder: '.' });
    expect(files.map(({ path }) => path)).toContain('cluster-class/Chart.yaml');
    expect(namesIn(cwd)).toContain('stack.yaml');
  });

  it('takes the neutral template for a provider that has none', async () => {
    const { template, answers, left } = await init(tempFolder(), { provider: 'vsphere' });
    expect([template.name, answers['kind']]).toEqual(['neutral', 'Vsphere']);
    expect(left).toEqual([expect.stringContaining('FILL IN')]);
  });

  it('asks for the provider where there is somebody to ask', async () => {
    const { template } = await init(tempFolder(), {
      ask: (question) => {
        expect(question.choices.map(({ value }) => value)).toEqual(['docker', 'openstack', 'other']);
        return Promise.resolve('openstack');
      },
    });
    expect(template.name).toBe('openstack');
  });

  it('asks for it again, with the reason, where the answer is mistyped or cannot be a provider', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    input.write('dockr\nmy-cloud\n7\nothr\nhetzner\n\n\n\n\n\n');
    const cwd = tempFolder();
    const ask = askOn({ input, output, style: new Style(false, 80) });
    const { answers, folder } = await init(cwd, { ask, defaults: false });
    expect([answers['provider'], folder]).toEqual(['hetzner', 'providers/hetzner/demo']);
    const shown = String(output.read());
    expect(shown.match(/(?<=^number or name \[docker\]: {3}).+$/gm)).toEqual([
      'there is no template for the provider dockr; did you mean docker? If it really is called so, take other',
      'the provider is "my-cloud"; expected only a-z and 0-9; the operator splits tags at dashes',
      'the list has no 7; expected 1 to 3, or a name',
      'there is no template for the provider othr; did you mean other? If it really is called so, take other',
    ]);
  });

  it('refuses what cannot be a provider, or is a mistyped one', async () => {
    const cwd = tempFolder();
    expect((await refusal(cwd, {})).hint).toBe(
      'give --provider: docker, openstack, or the name of any other',
    );
    expect((await refusal(cwd, { provider: 'dokcer' })).hint).toMatch(
      /^did you mean docker\? .*--template neutral$/,
    );
    expect((await refusal(cwd, { provider: 'my-cloud' })).message).toMatch(/expected only a-z and 0-9/);
    const neutral = await init(cwd, { provider: 'dokcer', template: 'neutral' });
    expect(neutral.folder).toBe('providers/dokcer/demo');
    expect(namesIn(cwd)).not.toContain('providers/my-cloud');
  });
});

describe('a template of the user', () => {
  it('is a folder, of which only files/ is made', async () => {
    const cwd = tempFolder();
    writeFiles(join(cwd, 'mine'), MINE);
    const { files, template } = await init(cwd, { template: './mine/', folder: 'out' });
    expect(template).toEqual({ name: 'mine', version: '3' });
    expect(files.map(({ path }) => path)).toEqual(['out/deep/er.txt', 'out/stack.txt']);
    expect(readFileSync(join(cwd, 'out/stack.txt'), 'utf8')).toBe('this is web\n');
  });

  it('is an npm package that is installed here or above', async () => {
    const cwd = tempFolder();
    writeFiles(join(cwd, 'node_modules/@acme/stack'), MINE);
    mkdirSync(join(cwd, 'below/here'), { recursive: true });
    const { files } = await init(join(cwd, 'below/here'), { template: '@acme/stack', folder: 'out' });
    expect(files).toHaveLength(2);
  });

  it('is refused where it is not there, is none, or is no text', async () => {
    const cwd = tempFolder();
    writeFiles(join(cwd, 'mine'), MINE);
    expect((await refusal(cwd, { template: 'opnstack', folder: 'out' })).hint).toBe(
      'did you mean openstack?',
    );
    expect((await refusal(cwd, { template: '../gone', folder: 'out' })).code).toBe('template-missing');
    expect((await refusal(cwd, { template: 'mine/files', folder: 'out' })).message).toMatch(
      /template.yaml is not there/,
    );
    expect((await refusal(cwd, { template: 'mine' })).message).toBe('the template mine proposes no folder');
    writeFileSync(join(cwd, 'mine/files/x.bin'), Uint8Array.of(0, 1));
    expect(await refusal(cwd, { template: 'mine', folder: 'out' })).toMatchObject({
      code: 'template',
      message: 'mine/files/x.bin is not UTF-8 text',
    });
    expect(namesIn(cwd)).not.toContain('out');
  });

  it('is refused with a link in it', async () => {
    const cwd = tempFolder();
    writeFiles(join(cwd, 'mine'), MINE);
    symlinkSync('/etc/hostname', join(cwd, 'mine/files/host'));
    expect((await refusal(cwd, { template: 'mine', folder: 'out' })).message).toMatch(
      /host is neither a file nor/,
    );
  });

  it('is refused before a file is written where the stack that it makes cannot be read', async () => {
    const cwd = tempFolder();
    const readme = '# x\n\n<!-- csctl:docs -->\n<!-- /csctl:docs -->\n';
    writeFiles(join(cwd, 'mine'), { ...MINE, 'files/README.md': readme, 'files/stack.yaml': 'name: 1\n' });
    const error = await refusal(cwd, { template: 'mine', folder: 'out' });
    expect(error.problems.map(({ file }) => file)).toContain('out/stack.yaml');
    expect(error.hint).toContain('the template mine made it: mend it there');
    expect(namesIn(cwd)).not.toContain('out');
  });
});
