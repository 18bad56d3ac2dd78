// A document in its file: printed, written, found current, or stale.
import { describe, expect, it } from 'vitest';
import { CsctlError } from '../../../../src/problem/problem.ts';
import { keepDocument } from '../../../../src/release/documents/document-file.ts';
import { refusalOf } from '../../../support/refusal.ts';

const block = { name: 'matrix', make: () => 'a\n\nb', command: 'csctl matrix' } as const;
const CURRENT = `<!-- csctl:matrix -->
<!-- prettier-ignore-start -->

a

b

<!-- prettier-ignore-end -->
<!-- /csctl:matrix -->
`;

/** Files in memory; what is written is in them. */
function disk(files: Record<string, string> = {}) {
  const written: string[] = [];
  const world = {
    texts: {
      read: (file: string) => Promise.reject(new CsctlError('file-unreadable', file)),
      find: (file: string) => Promise.resolve(files[file]),
    },
    editor: {
      write: (folder: string, edits: ReadonlyMap<string, string | Uint8Array | undefined>) => {
        for (const [name, text] of edits) {
          written.push(folder);
          files[folder === '.' ? name : `${folder}/${name}`] = String(text);
        }
        return Promise.resolve();
      },
    },
  };
  const keep = (file: string | undefined, check = false) => keepDocument(block, { file, check }, world);
  return { files, written, keep };
}

describe('a document', () => {
  it('without a file is only printed', async () => {
    const { keep, written } = disk();
    expect(await keep(undefined)).toEqual({ file: null, status: 'printed', problems: [] });
    expect(written).toEqual([]);
  });

  it('makes its file, in whatever folder', async () => {
    for (const [file, folder] of [
      ['README.md', '.'],
      ['docs/a/b.md', 'docs/a'],
      ['/tmp/x.md', '/tmp'],
    ] as const) {
      const { keep, files, written } = disk();
      expect(await keep(file)).toEqual({ file, status: 'written', problems: [] });
      expect(written).toEqual([folder]);
      expect(files[file]).toBe(CURRENT);
    }
  });

  it('that is current is not written again', async () => {
    const { keep, written } = disk({ 'README.md': `text\n\n${CURRENT}` });
    expect(await keep('README.md')).toEqual({ file: 'README.md', status: 'current', problems: [] });
    expect((await keep('README.md', true)).status).toBe('current');
    expect(written).toEqual([]);
  });
});

describe('a document that is only checked', () => {
  const stale = async (text: string | undefined) => {
    const { keep, files, written } = disk(text === undefined ? {} : { 'README.md': text });
    const { status, problems } = await keep('README.md', true);
    expect(status).toBe('stale');
    expect([files['README.md'], written]).toEqual([text, []]);
    expect(problems).toHaveLength(1);
    return problems[0];
  };

  it('is stale from the first line that differs', async () => {
    expect(await stale(`# A\n\n${CURRENT.replace('\nb\n', '\nold\n')}`)).toEqual({
      code: 'document-stale',
      severity: 'error',
      message: 'found "old"; expected "b", as the stacks are now',
      file: 'README.md',
      line: 8,
      column: 1,
      hint: 'run csctl matrix -o README.md',
    });
  });

  it('is stale where lines are missing, or too many', async () => {
    expect(await stale(CURRENT.replace('b\n\n', ''))).toMatchObject({
      line: 6,
      message: expect.stringMatching(
        /^found "<!-- prettier.*"; expected "b", as the stacks are now$/,
      ) as string,
    });
    expect(await stale(CURRENT.replace('b\n\n', 'b\n\nc\n\n'))).toMatchObject({
      line: 8,
      message: expect.stringContaining('found "c"; expected "<!-- prettier') as string,
    });
  });

  it('is stale without a block, and without its file', async () => {
    const text = '# A\n\n```\n<!-- csctl:matrix -->\n<!-- /csctl:matrix -->\n```\n';
    for (const without of ['# A\n', '', text]) {
      expect(await stale(without)).toEqual({
        code: 'document-stale',
        severity: 'error',
        message: 'README.md has no block of csctl matrix; expected one below <!-- csctl:matrix -->',
        file: 'README.md',
        hint: 'run csctl matrix -o README.md, which adds it at the end',
      });
    }
    expect(await stale(undefined)).toEqual({
      code: 'document-stale',
      severity: 'error',
      message: 'README.md is not there',
      file: 'README.md',
      hint: 'run csctl matrix -o README.md',
    });
  });

  it('quotes no more than a glance of a line', async () => {
    const found = await stale(CURRENT.replace('\na\n', `\n${'x'.repeat(500)}\n`));
    expect(found?.message.length).toBeLessThan(200);
  });
});

it('with half of its comments is refused and not written', async () => {
  const { keep, written } = disk({ 'README.md': '<!-- csctl:matrix -->\n' });
  expect((await refusalOf(() => keep('README.md'))).code).toBe('document-markers');
  expect((await refusalOf(() => keep('README.md', true))).code).toBe('document-markers');
  expect(written).toEqual([]);
});
