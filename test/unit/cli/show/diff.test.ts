import { describe, expect, it } from 'vitest';
import { showDiff } from '../../../../src/cli/show/diff.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import type { DiffResult } from '../../../../src/release/diff/diff.ts';
import type { FileDiff } from '../../../../src/release/diff/file-diff.ts';
import type { ClassVariable, VariableChange } from '../../../../src/stack/class-variables.ts';

const PLAIN = new Style(false, undefined);
const remote = (tag: string) =>
  ({ name: tag, kind: 'remote', tag, remote: 'memory:', digest: 'sha256:0' }) as const;
const stack = (name: string) => ({ name, kind: 'stack', tag: null, remote: null, digest: null }) as const;

const SAME: DiffResult = {
  from: remote('docker-scs-1-34-v1'),
  to: remote('docker-scs-1-34-v2'),
  changed: false,
  kubernetes: { from: 'v1.34.7', to: 'v1.34.7' },
  versions: [
    { component: 'clusterStack', from: 'v1', to: 'v2' },
    { component: 'clusterAddon', from: 'v1', to: 'v1' },
    { component: 'nodeImage', from: 'v1', to: 'v1' },
  ],
  addons: [],
  upgrade: { verdict: 'patch', findings: [], objects: [] },
  variables: [],
  files: [],
  warnings: [],
};
const file = (path: string, more: Partial<FileDiff> = {}): FileDiff => ({
  ...{ part: path.split('/').slice(0, -1).join('/') || path, path, change: 'modified', vendored: false },
  ...{ lines: { added: 1, removed: 1 }, diff: null },
  ...more,
});
const variable = (more: Partial<ClassVariable> = {}): ClassVariable => ({
  ...{ name: 'a', type: 'string', required: false },
  ...more,
});
const show = (result: Partial<DiffResult>, style = PLAIN) => showDiff({ ...SAME, ...result }, style).out;

describe('the result of diff as text', () => {
  it('begins with versions, and says when there is nothing else', () => {
    expect(show({})).toBe(`docker-scs-1-34-v1 -> docker-scs-1-34-v2

  COMPONENT     FROM     TO
  clusterStack  v1       v2
  clusterAddon  v1       v1
  nodeImage     v1       v1
  Kubernetes    v1.34.7  v1.34.7

no differences but versions
`);
    const versions = SAME.versions.map((one) => ({ ...one, to: one.from }));
    expect(show({ versions })).toMatch(/\n\nno differences\n$/);
  });

  it('says that a stack has no versions yet', () => {
    const versions = SAME.versions.map((one) => ({ ...one, to: null }));
    expect(show({ to: stack('src'), versions })).toContain('clusterStack  v1       not released\n');
    expect(show({ to: stack('src'), versions })).toMatch(/\n\nno differences\n$/);
    expect(show({ from: stack('a'), to: stack('b'), versions })).not.toContain('clusterStack');
  });

  it('is a summary first, and then the text as git prints it', () => {
    const text =
      '--- a/cluster-class/values.yaml\n+++ b/cluster-class/values.yaml\n@@ -1,1 +1,1 @@\n-a\n+b\n';
    const files = [
      file('cluster-class/values.yaml', { diff: text }),
      file('cluster-class/logo.png', { change: 'added', lines: null }),
      file('cluster-addon/cni/old.yaml', { change: 'removed', lines: { added: 0, removed: 12 } }),
    ];
    const addons = [
      { stage: 'cni', chart: 'cni', dependency: false, from: '1.0.0', to: null },
      { stage: 'cni', chart: 'cilium', dependency: true, from: '1.18.8', to: '1.18.9' },
    ];
    const [, , , ...blocks] = show({ changed: true, files, addons }).split('\n\n');
    expect(blocks.join('\n\n')).toBe(`  ADDON  CHART     FROM    TO
  cni    cni       1.0.0   -
  cni    + cilium  1.18.8  1.18.9

     FILE
  M  cluster-class/values.yaml   +1 -1
  A  cluster-class/logo.png      binary
  D  cluster-addon/cni/old.yaml  -12
  3 files changed, 1 line added, 13 removed

${text}`);
  });

  it('shows charts of others in one line each', () => {
    const inside = (path: string, more: Partial<FileDiff> = {}) =>
      file(path, { part: 'cluster-addon/cni', vendored: true, lines: { added: 2, removed: 0 }, ...more });
    const files = [
      inside('cluster-addon/cni/charts/cilium/a.yaml'),
      inside('cluster-addon/cni/charts/cilium/b.yaml', { change: 'added' }),
      inside('cluster-addon/cni/charts/other-1.2.3.tgz', { change: 'added', lines: null }),
      inside('cluster-addon/cni/charts/gone/a.yaml', { change: 'removed' }),
    ];
    expect(show({ changed: true, files })).toContain(`     FILE
  M  cluster-addon/cni/charts/cilium/          2 files
  A  cluster-addon/cni/charts/other-1.2.3.tgz  binary
  D  cluster-addon/cni/charts/gone/            1 file
  4 files changed, 6 lines added, 0 removed
`);
  });

  it('says of class variables what became of them', () => {
    const variables: VariableChange[] = [
      {
        name: 'new',
        change: 'added',
        from: null,
        to: variable({ required: true, default: '', enum: ['', 'b'] }),
      },
      { name: 'old', change: 'removed', from: variable({ type: 'object[]' }), to: null },
      {
        name: 'other',
        change: 'changed',
        from: variable({ type: 'string', default: { a: 1, b: [] } }),
        to: variable({ type: 'integer', required: true }),
      },
      { name: 'maybe', change: 'changed', from: variable(), to: variable({ default: null }) },
    ];
    expect(show({ variables })).toContain(`     VARIABLE
  +  new       string, required, default "", one of "" | "b"
  -  old       object[]
  ~  other     type string -> integer; required no -> yes; default {"a": 1, "b": []} -> none
  ~  maybe     default none -> null
`);
    expect(show({ variables: null })).toContain(
      '\n  the class variables cannot be compared: a class chart does not render\n',
    );
  });

  it('has the colours of git on a terminal', () => {
    const diff = '--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n same\n--- old\n+++ new\n\\ No newline at end of file\n';
    const out = show({ changed: true, files: [file('path', { diff })] }, new Style(true, 80));
    const painted = (code: number, text: string) => `\u001b[${code}m${text}\u001b[0m`;
    const lines = [painted(1, '--- a/x'), painted(1, '+++ b/x'), painted(36, '@@ -1,2 +1,2 @@'), ' same'];
    expect(out).toMatch(/ {2}\u001b\[33mM\u001b\[0m {2}path {2}\u001b\[32m\+1\u001b\[0m \u001b\[31m-1/); // eslint-disable-line no-control-regex -- colours
    expect(out.split('\n').slice(-8).join('\n')).toBe(
      [...lines, painted(31, '--- old'), painted(32, '+++ new'), '\\ No newline at end of file', ''].join(
        '\n',
      ),
    );
  });

  it('does not let a release write to the terminal', () => {
    const evil = 'x\u001b]0;title\u0007\u009b1m';
    const result: Partial<DiffResult> = {
      to: remote(evil),
      addons: [{ stage: evil, chart: evil, dependency: true, from: evil, to: evil + '2' }],
      variables: [
        {
          name: evil,
          change: 'added',
          from: null,
          to: variable({ type: evil, default: evil, enum: [evil] }),
        },
      ],
      files: [file(evil, { diff: `--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n+a\tb\r${evil}\n` })],
    };
    const out = show(result);
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(out.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g)).toBeNull();
    expect(out).toContain('+a\tb\\rx\\u001b]0;title\\u0007\\u009b1m\n');
  });

  it('has warnings beside the result', () => {
    const warning = { code: 'class-variables', severity: 'warning', message: 'doubtful' } as const;
    expect(showDiff({ ...SAME, warnings: [warning] }, PLAIN).err).toBe(
      'warning[class-variables]: doubtful\n',
    );
  });
});
