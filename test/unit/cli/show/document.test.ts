// docs and matrix in a terminal: the document, or what became of its file.
import { describe, expect, it } from 'vitest';
import { documentExit, showDocs, showMatrix } from '../../../../src/cli/show/document.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import { problem } from '../../../../src/problem/problem.ts';
import type { DocsResult } from '../../../../src/release/documents/docs.ts';
import type { MatrixResult } from '../../../../src/release/documents/matrix.ts';

const plain = new Style(false, undefined);
const stale = problem('document-stale', 'found "old"; expected "new", as the stacks are now', {
  file: 'README.md',
  line: 3,
  column: 1,
  hint: 'run csctl matrix -o README.md',
});

const matrix = (more: Partial<MatrixResult> = {}): MatrixResult => ({
  matrix: [
    {
      stack: 'docker/scs',
      minor: '1.34',
      kubernetes: 'v1.34.7',
      addons: [
        { stage: 'cni', chart: 'cilium', version: '1.18.9' },
        { stage: 'metrics-server', chart: 'metrics-server', version: '3.13.0' },
      ],
      image: 'kindest/node:v1.34.7',
      published: null,
    },
    { stack: 'x/y', minor: '1.33', kubernetes: 'v1.33.1', addons: [], image: null, published: null },
  ],
  file: null,
  status: 'printed',
  problems: [],
  ...more,
});

const docs = (
  more: Partial<DocsResult['docs'][number]> = {},
  problems: DocsResult['problems'] = [],
): DocsResult => ({
  docs: [
    {
      ...{ stack: 'docker/scs', kubernetes: 'v1.34.7', minors: [], workers: [], variables: [], addons: [] },
      ...{ images: [], file: null, status: 'printed' },
      ...more,
    },
  ],
  problems,
});

describe('matrix', () => {
  it('is a table, with the addons at its end', () => {
    expect(showMatrix(matrix(), plain, 'table')).toEqual({
      out: `STACK       MINOR  KUBERNETES  NODE IMAGE            ADDONS
docker/scs  1.34   v1.34.7     kindest/node:v1.34.7  cilium 1.18.9, metrics-server 3.13.0
x/y         1.33   v1.33.1     -                     -
`,
      err: '',
    });
  });

  it('has what is published where a remote was asked', () => {
    const [row] = matrix().matrix;
    if (!row) throw new Error('there is a row');
    const rows = [
      { ...row, addons: [], published: { stable: 'v3', newest: 'v4-beta.0' } },
      { ...row, addons: [], published: { stable: null, newest: null } },
    ];
    const lines = showMatrix(matrix({ matrix: rows }), plain, 'table').out.split('\n');
    expect(lines.map((line) => line.split(/ {2,}/).slice(4))).toEqual([
      ['PUBLISHED', 'ADDONS'],
      ['v3, v4-beta.0', '-'],
      ['none', '-'],
      [],
    ]);
  });

  it('is Markdown when that is asked for', () => {
    const { out } = showMatrix(matrix(), plain, 'markdown');
    expect(out.split('\n')[0]).toBe('| Stack | Kubernetes | `cilium` | `metrics-server` | Node image |');
    expect(out.endsWith('|\n')).toBe(true);
  });

  it('says that there is nothing, and lets no text act on the terminal', () => {
    expect(showMatrix(matrix({ matrix: [] }), plain, 'table').out).toBe('no stacks\n');
    const [row] = matrix().matrix;
    const odd = { ...row, image: '\u001b[31m' } as MatrixResult['matrix'][number];
    expect(showMatrix(matrix({ matrix: [odd] }), plain, 'table').out).toContain('\\u001b[31m');
  });
});

describe('what became of a file', () => {
  it.each(['written', 'current'] as const)('is told in place of the document: %s', (status) => {
    const kept = { file: 'README.md', status };
    const shown = { out: `README.md  ${status}\n`, err: '' };
    expect(showMatrix(matrix(kept), plain, 'markdown')).toEqual(shown);
    expect(showDocs(docs(kept), plain)).toEqual(shown);
    expect(documentExit(matrix(kept))).toBe(0);
  });

  it('is a problem where it is stale, and exit code 3', () => {
    const kept = { file: 'README.md', status: 'stale' } as const;
    const shown = {
      out: '',
      err: `error[document-stale]: found "old"; expected "new", as the stacks are now
  at README.md:3:1
  -> run csctl matrix -o README.md
`,
    };
    expect(showMatrix(matrix({ ...kept, problems: [stale] }), plain, 'table')).toEqual(shown);
    expect(showDocs(docs(kept, [stale]), plain)).toEqual(shown);
    expect(documentExit({ problems: [stale] })).toBe(3);
    expect(documentExit({ problems: [{ ...stale, severity: 'warning' }] })).toBe(0);
  });
});

it('docs are Markdown with a title', () => {
  const { out, err } = showDocs(docs(), plain);
  expect(out).toMatch(/^# docker\/scs\n\nA Cluster names /);
  expect(out.endsWith('\n') && !out.endsWith('\n\n')).toBe(true);
  expect(err).toBe('');
});
