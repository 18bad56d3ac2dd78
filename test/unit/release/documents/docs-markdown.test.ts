// A stack as Markdown, word for word, as GitHub gets it.
import { describe, expect, it } from 'vitest';
import type { DocsFacts, DocumentedVariable } from '../../../../src/release/documents/docs-facts.ts';
import { docsMarkdown } from '../../../../src/release/documents/docs-markdown.ts';
import { variablesMarkdown } from '../../../../src/release/documents/variables-markdown.ts';

const MINORS = ['1.33', '1.34'].map((minor) => ({
  minor,
  kubernetes: `v${minor}.7`,
  class: `docker-scs-${minor.replace('.', '-')}-VERSION`,
}));

const facts = (more: Partial<DocsFacts> = {}): DocsFacts => ({
  stack: 'docker/scs',
  kubernetes: 'v1.34.7',
  minors: MINORS,
  workers: [],
  variables: [],
  addons: [],
  images: [],
  ...more,
});

const variable = (name: string, more: Partial<DocumentedVariable> = {}): DocumentedVariable => ({
  name,
  type: 'string',
  required: false,
  minors: ['1.33', '1.34'],
  variants: [],
  ...more,
});

const variables = (...all: DocumentedVariable[]): string => variablesMarkdown(facts({ variables: all }), 2);
/** The rows of the table, as cells. */
const rows = (...all: DocumentedVariable[]): string[][] =>
  variables(...all)
    .split('\n\n')[0]!
    .split('\n')
    .slice(2)
    .map((line) => line.slice(2, -2).split(' | '));
/** What stands below the table. */
const details = (...all: DocumentedVariable[]): string =>
  variables(...all)
    .split('\n\n')
    .slice(1)
    .join('\n\n');

const HOOKS = [
  { hook: 'AfterControlPlaneInitialized', action: 'apply' },
  { hook: 'BeforeClusterUpgrade', action: 'delete' },
];

describe('a stack', () => {
  it('has a title of its own, the use, and a section for each sort of thing in it', () => {
    const images = MINORS.map(({ minor, kubernetes }) => ({
      minor,
      name: `node-${kubernetes}`,
      url: `https://images.example.com/${kubernetes}.qcow2`,
      os: minor === '1.34' ? '24.04' : null,
      digest: null,
    }));
    const addons = [
      { stage: 'cni', chart: 'cilium', versions: { '1.33': '1.18.9', '1.34': '1.19.2' }, hooks: HOOKS },
      { stage: 'own', chart: 'own', versions: { '1.34': null }, hooks: [] },
      { stage: 'bad', chart: null, versions: { '1.34': null }, hooks: [] },
    ];
    const all = facts({ workers: ['a', 'b'], variables: [variable('x')], addons, images });
    expect(docsMarkdown(all, 0)).toBe(`# docker/scs

A Cluster names the class of a release and the Kubernetes version of the same release. VERSION is the version of the release, as in \`v1\` or \`v2-beta.0\`.

| Kubernetes | \`spec.topology.class\` | \`spec.topology.version\` |
|---|---|---|
| 1.33 | \`docker-scs-1-33-VERSION\` | \`v1.33.7\` |
| 1.34 | \`docker-scs-1-34-VERSION\` | \`v1.34.7\` |

Classes of workers: \`a\`, \`b\`.

## Variables

| Variable | Type | Default | Required | Meaning |
|---|---|---|---|---|
| \`x\` | string |  |  |  |

## Addons

| Stage | Chart | 1.33 | 1.34 | When |
|---|---|---|---|---|
| \`cni\` | cilium | 1.18.9 | 1.19.2 | \`AfterControlPlaneInitialized\`, \`BeforeClusterUpgrade\` (delete) |
| \`own\` | own | - | part of the stack |  |
| \`bad\` |  | - | no chart |  |

## Node images

| Kubernetes | Image | OS | Address |
|---|---|---|---|
| 1.33 | \`node-v1.33.7\` |  | <https://images.example.com/v1.33.7.qcow2> |
| 1.34 | \`node-v1.34.7\` | 24.04 | <https://images.example.com/v1.34.7.qcow2> |`);
  });

  it('below a heading has no title, and deeper sections', () => {
    const all = facts({ variables: [variable('x', { example: 'y' })] });
    const headings = (depth: number) => docsMarkdown(all, depth).match(/^#+ .*$/gm);
    expect(headings(1)).toEqual(['## Variables', '### `x`']);
    expect(headings(2)).toEqual(['### Variables', '#### `x`']);
    expect(headings(6)).toEqual(['###### Variables', '###### `x`']);
  });

  it('says nothing of what it has not', () => {
    expect(docsMarkdown(facts(), 0)).not.toMatch(/^## /m);
    expect(docsMarkdown(facts(), 0)).not.toContain('workers');
  });

  it('has no column for addresses that are the names', () => {
    const image = { minor: '1.34', name: 'kindest/node:v1', url: 'kindest/node:v1', os: null, digest: null };
    expect(docsMarkdown(facts({ images: [image] }), 0)).toContain(
      '| Kubernetes | Image |\n|---|---|\n| 1.34 | `kindest/node:v1` |',
    );
  });
});

describe('a line of the table', () => {
  it('tells type, default, whether it is required, and the first sentence', () => {
    const described = { description: 'One. Two.', type: 'string[]', required: true, default: ['a'] };
    expect(rows(variable('x', described))).toEqual([['`x`', 'string\\[]', '`["a"]`', 'yes', 'One.']]);
  });

  it.each([
    ['', '`""`'],
    ['a:b c', '`a:b c`'],
    ['true', '`"true"`'],
    ['yes', '`"yes"`'],
    ['1', '`"1"`'],
    [1, '`1`'],
    [false, '`false`'],
    [null, '`null`'],
    [[], '`[]`'],
    [{}, '`{}`'],
    [{ a: [1, 'b: {'], c: {} }, '`{"a": [1, "b: {"], "c": {}}`'],
    ['a\nb', '`"a\\nb"`'],
    ['a|b', '<code>a&#124;b</code>'],
    ['x'.repeat(61), 'see below'],
  ])('has the default %j as %s', (value, cell) => {
    expect(rows(variable('x', { default: value }))[0]?.[2]).toBe(cell);
  });

  it.each([
    ['One sentence', 'One sentence'],
    ['Ends. 0: none.', 'Ends.'],
    ['Is it? Yes.', 'Is it?'],
    ['Use `a.b` of it. `c` too.', 'Use `a.b` of it.'],
    ['For example e.g. Cinder, or v1.2. no capital', 'For example e.g. Cinder, or v1.2. no capital'],
    ['wrapped\nline. More.', 'wrapped line.'],
    ['first paragraph\n\nsecond', 'first paragraph'],
    ['one of:\n- a\n- b', 'one of:'],
    ['a|b <c> *d*', 'a\\|b \\<c> \\*d\\*'],
  ])('has of %j the sentence %j', (description, sentence) => {
    expect(rows(variable('x', { description }))[0]?.[4]).toBe(sentence);
  });

  it('is indented below what it is a field of', () => {
    const names = ['a', 'a.b', 'a.b.c', 'ab', 'list', 'list[].x', 'map', 'map.*.y'];
    expect(rows(...names.map((name) => variable(name))).map(([name]) => name)).toEqual([
      '`a`',
      '&emsp;`a.b`',
      '&emsp;&emsp;`a.b.c`',
      '`ab`',
      '`list`',
      '&emsp;`list[].x`',
      '`map`',
      '&emsp;`map.*.y`',
    ]);
  });

  it('notes the minors that have it, and what it is in others', () => {
    const own = variable('x', { default: 'a', minors: ['1.34'], description: 'What.' });
    const meaning = (more: Partial<DocumentedVariable>) => rows({ ...own, ...more })[0]?.[4];
    const in33 = (more: Partial<DocumentedVariable>) =>
      meaning({ minors: ['1.33', '1.34'], variants: [{ minor: '1.33', variable: { ...own, ...more } }] });
    expect(meaning({})).toBe('What. Only in 1.34.');
    expect(meaning({ description: '' })).toBe('Only in 1.34.');
    expect(in33({ default: 'b' })).toBe('What. In 1.33 the default is `b`.');
    expect(in33({ default: undefined })).toBe('What. In 1.33 it has no default.');
    expect(in33({ type: 'object[]', required: true })).toBe(
      'What. In 1.33 the type is object\\[], it is required.',
    );
    expect(in33({ description: 'Else.' })).toBe('What. In 1.33 its description or its limits are others.');
  });
});

describe('below the table', () => {
  it('stands nothing where the table says it all', () => {
    expect(details(variable('x', { description: 'All of it.', default: 1 }))).toBe('');
  });

  it('stand the whole description, limits, choices, a long default and an example', () => {
    const more = {
      description: 'One. Two:\n- a\n- b',
      enum: ['a', 1],
      constraints: { minLength: 1, pattern: '^a|b$', items: { maxLength: 3 } },
      default: { long: 'x'.repeat(60) },
      example: { key: 'yes', list: ['a: b'] },
    };
    expect(details(variable('x', more))).toBe(`### \`x\`

One. Two:

- a
- b

One of \`a\`, \`1\`. Limits: minLength \`1\`, pattern \`^a|b$\`, of each entry maxLength \`3\`.

Default:

\`\`\`yaml
- name: x
  value:
    long: ${'x'.repeat(60)}
\`\`\`

Example:

\`\`\`yaml
- name: x
  value:
    key: "yes"
    list:
      - "a: b"
\`\`\``);
  });

  it('are fields listed that have more to tell', () => {
    const fields = [
      variable('x'),
      variable('x.plain', { description: 'Short.' }),
      variable('x.long', { description: 'One. Two.', enum: ['a'] }),
      variable('x.deep.er', { example: { a: 1 }, default: 'y'.repeat(61) }),
      variable('xy', { constraints: { minimum: 0 } }),
    ];
    expect(details(...fields)).toBe(`### \`x\`

- \`x.long\`: One. Two. One of \`a\`.
- \`x.deep.er\`: Default: \`${'y'.repeat(61)}\`. Example: \`{"a": 1}\`.

### \`xy\`

Limits: minimum \`0\`.`);
  });

  it('can an example hold anything', () => {
    const text = details(variable('x', { example: '```\nfence\n``````' }));
    expect(text).toContain('```````yaml\n');
    expect(text.endsWith('\n```````')).toBe(true);
  });
});
