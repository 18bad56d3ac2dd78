import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeSummary } from '../../src/cli/summary-file.ts';
import { refusalOf } from '../support/refusal.ts';
import { tempFolder } from '../support/temp-folder.ts';

test('text is added at the end, in a file that is made when it is missing', () => {
  const folder = tempFolder({ 'old.md': 'before\n' });
  writeSummary('old.md', folder, () => 'after\n');
  writeSummary(join(folder, 'new.md'), '/', () => 'first\n');
  expect(readFileSync(join(folder, 'old.md'), 'utf8')).toBe('before\nafter\n');
  expect(readFileSync(join(folder, 'new.md'), 'utf8')).toBe('first\n');
});

test('no file, no text', () => {
  const fail = () => {
    throw new Error('asked');
  };
  writeSummary(undefined, '/', fail);
  writeSummary('-', '/', fail);
});

test('a file that cannot be written is told of', async () => {
  const refusal = await refusalOf(() => {
    writeSummary('no/such/folder.md', tempFolder(), () => 'text');
    return Promise.resolve();
  });
  expect(refusal).toMatchObject({ code: 'output-unwritable', kind: 'invalid' });
  expect(refusal.message).toContain('no/such/folder.md');
});
