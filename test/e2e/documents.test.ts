// docs and matrix as users and CI run them: against the project's own stacks, without a network.
import { appendFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DocsResult } from '../../src/release/documents/docs.ts';
import type { MatrixResult } from '../../src/release/documents/matrix.ts';
import { edit, run, runBoth, shell, useInstalledPackage } from '../support/csctl.ts';
import { DOCKER, OPENSTACK } from '../support/own-stacks.ts';
import { PROJECT } from '../support/package.ts';
import { snapshot, tempFolder } from '../support/temp-folder.ts';

useInstalledPackage();

/** The project's stacks and its README. */
function copy(): string {
  const cwd = tempFolder();
  for (const name of ['providers', 'README.md'])
    cpSync(join(PROJECT, name), join(cwd, name), { recursive: true });
  return cwd;
}

const docs = async (cwd: string, ...args: string[]) => {
  const { json, ...outcome } = await runBoth(['docs', ...args], { cwd });
  return { ...outcome, result: json as unknown as DocsResult, error: json.error };
};
const matrix = async (cwd: string, ...args: string[]) => {
  const { json, ...outcome } = await runBoth(['matrix', ...args], { cwd });
  return { ...outcome, result: json as unknown as MatrixResult, error: json.error };
};

describe('csctl docs', () => {
  it('prints Markdown, with the fields of docs/cli.md, and writes nothing', async () => {
    const cwd = copy();
    const before = snapshot(cwd);
    const { code, stdout, result } = await docs(cwd, OPENSTACK);
    expect(code).toBe(0);
    expect(stdout.startsWith('# openstack/scs\n\n')).toBe(true);
    expect(stdout.match(/^## .*$/gm)).toEqual(['## Variables', '## Addons', '## Node images']);
    const [made] = result.docs;
    expect(Object.keys(result)).toEqual(['docs', 'problems']);
    expect(Object.keys(made ?? {})).toEqual(
      'stack kubernetes minors workers variables addons images file status'.split(' '),
    );
    expect(made).toMatchObject({ stack: 'openstack/scs', file: null, status: 'printed' });
    expect(made?.minors.length).toBeGreaterThan(1);
    expect(Object.keys(made?.addons[0] ?? {})).toEqual(['stage', 'chart', 'hooks', 'versions']);
    expect(Object.keys(made?.images[0] ?? {})).toEqual(['minor', 'name', 'url', 'os', 'digest']);
    expect(made?.variables.map(({ name }) => name)).toContain('registryMirrors[].urlMirror');
    expect(snapshot(cwd)).toEqual(before);
  });

  it('keeps a README, and finds it stale once the stack changes', async () => {
    const cwd = copy();
    const file = `${DOCKER}/README.md`;
    const before = readFileSync(join(cwd, file), 'utf8');
    expect((await run(['docs', DOCKER, '-o', file, '--check'], { cwd })).stdout).toBe(`${file}  current\n`);
    edit(join(cwd, DOCKER, 'cluster-class/values.yaml'), 'kindest/node', 'example/node');
    const stale = await docs(cwd, DOCKER, '-o', file, '--check');
    expect(stale.code).toBe(3);
    expect(stale.stdout).toBe('');
    expect(stale.stderr).toMatch(
      /^error\[document-stale\]: found ".*kindest\/node.*"; expected ".*example\/node.*", as the stacks are now\n/,
    );
    expect(stale.stderr).toMatch(/\n {2}at providers\/docker\/scs\/README\.md:\d+:1\n/);
    expect(stale.stderr).toContain(`-> run csctl docs ${DOCKER} -o ${file}\n`);
    expect(stale.result.docs[0]).toMatchObject({ file, status: 'stale' });
    expect(stale.result.problems).toMatchObject([{ code: 'document-stale', severity: 'error', file }]);
    expect(readFileSync(join(cwd, file), 'utf8')).toBe(before);

    expect((await run(['docs', DOCKER, '-o', file], { cwd })).stdout).toBe(`${file}  written\n`);
    expect(readFileSync(join(cwd, file), 'utf8')).toBe(
      before.replace('| string | `kindest/node` |', '| string | `example/node` |'),
    );
    expect((await docs(cwd, DOCKER, '-o', file, '--check')).code).toBe(0);
  });

  it('makes a file that is not there, in a folder that is not there', async () => {
    const cwd = copy();
    expect((await docs(cwd, DOCKER, '-o', 'new/docs.md', '--check')).code).toBe(3);
    expect(existsSync(join(cwd, 'new'))).toBe(false);
    expect((await run(['docs', DOCKER, '-k', '1.34', '-o', 'new/docs.md'], { cwd })).code).toBe(0);
    const text = readFileSync(join(cwd, 'new/docs.md'), 'utf8');
    expect(text).toMatch(/^<!-- csctl:docs -->\n[\s\S]*\n# docker\/scs\n[\s\S]*<!-- \/csctl:docs -->\n$/);
    expect(text).not.toContain('1.35');
  });

  it.each([
    [['docs'], 'usage', 2],
    [['docs', DOCKER, '--check'], 'usage', 2],
    [['docs', DOCKER, '-o', ''], 'usage', 2],
    [['docs', 'providers'], 'usage', 2],
    [['docs', 'nowhere'], 'stack-missing', 3],
    [['docs', DOCKER, '-k', '1.20'], 'kubernetes-other-minor', 3],
    [['docs', DOCKER, '-o', 'broken.md'], 'document-markers', 3],
    [['docs', DOCKER, '-o', 'binary.md'], 'file-unreadable', 3],
    [['docs', DOCKER, '-o', 'providers'], 'file-unreadable', 3],
    [['docs', DOCKER, '-o', 'README.md/x.md'], 'file-unwritable', 3],
    [['matrix', '--check'], 'usage', 2],
    [['matrix', 'providers', '--remote', 'nothing'], 'remote-unknown', 2],
  ])('%j is refused: %s', async (args, expected, code) => {
    const cwd = copy();
    writeFileSync(join(cwd, 'broken.md'), '<!-- /csctl:docs -->\n');
    writeFileSync(join(cwd, 'binary.md'), Buffer.from([0xff, 0xfe, 0]));
    const before = snapshot(cwd);
    const { json, ...outcome } = await runBoth(args, { cwd });
    expect({ code: outcome.code, error: json.error.code }).toEqual({ code, error: expected });
    expect(snapshot(cwd)).toEqual(before);
  });
});

describe('csctl matrix', () => {
  it('is a table of all stacks below the current folder', async () => {
    const cwd = copy();
    const { code, stdout, result } = await matrix(cwd);
    expect(code).toBe(0);
    const [head, ...lines] = stdout.trimEnd().split('\n');
    expect(head?.split(/ {2,}/)).toEqual(['STACK', 'MINOR', 'KUBERNETES', 'NODE IMAGE', 'ADDONS']);
    expect(lines).toHaveLength(result.matrix.length);
    expect(Object.keys(result)).toEqual(['matrix', 'file', 'status', 'problems']);
    expect(Object.keys(result.matrix[0] ?? {})).toEqual(
      'stack minor kubernetes addons image published'.split(' '),
    );
    expect(new Set(result.matrix.map(({ stack }) => stack))).toEqual(
      new Set(['docker/scs', 'openstack/scs']),
    );
    expect(result.matrix.every(({ published }) => published === null)).toBe(true);
  });

  it('tells what is published on the remote that is named, and only on that', async () => {
    const cwd = copy();
    const remote = ['--remote', 'layout:releases'];
    expect((await run(['create', '-k', '1.34', '--publish', ...remote, DOCKER], { cwd })).code).toBe(0);
    edit(join(cwd, DOCKER, 'cluster-class/values.yaml'), /^/, '# changed\n');
    expect(
      (await run(['create', '-k', '1.34', '-m', 'beta', '--publish', ...remote, DOCKER], { cwd })).code,
    ).toBe(0);
    const { stdout, result } = await matrix(cwd, DOCKER, '-k', '1.33', '-k', '1.34', ...remote);
    expect(result.matrix.map(({ published }) => published)).toEqual([
      { stable: null, newest: null },
      { stable: 'v1', newest: 'v2-beta.0' },
    ]);
    expect(stdout).toContain('  v1, v2-beta.0  cilium');
    const env = { CSCTL_REMOTE: 'layout:releases' };
    expect((await run(['matrix', DOCKER], { cwd, env })).stdout).not.toContain('PUBLISHED');
  });

  it('keeps a file with the ends of its lines and what else stands in it', async () => {
    const cwd = copy();
    const crlf = `\uFEFF# A\r\n\r\n<!-- csctl:matrix -->\r\n<!-- /csctl:matrix -->\r\n\r\nend`;
    writeFileSync(join(cwd, 'M.md'), crlf);
    await run(['matrix', DOCKER, '-o', 'M.md'], { cwd });
    const text = readFileSync(join(cwd, 'M.md'), 'utf8');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.replace(/(<!-- csctl:matrix -->\r\n)[\s\S]*(<!-- \/csctl)/, '$1$2')).toBe(crlf);
    expect(text).toContain('\r\n| docker/scs | ');
    appendFileSync(join(cwd, 'M.md'), '\r\nmore');
    expect((await matrix(cwd, DOCKER, '-o', 'M.md', '--check')).code).toBe(0);
    expect((await matrix(cwd, DOCKER, OPENSTACK, '-o', 'M.md', '--check')).code).toBe(3);
  });
});

it('the guide works, line by line', async () => {
  const cwd = copy();
  const guide = readFileSync(join(PROJECT, 'docs/documents.md'), 'utf8');
  const lines = [...guide.matchAll(/^\$ (.*)$/gm)].map(([, line = '']) => line);
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) expect(await shell(line, { cwd }), line).toMatchObject({ code: 0 });
});
