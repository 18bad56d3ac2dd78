// docs/errors.md is made from the catalogue and the sources: `npx vitest run -u` with this file writes it anew.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AREAS, CATALOGUE, type ProblemCode } from '../../src/problem/catalogue.ts';
import { errorsPage } from '../support/messages/errors-page.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const entries = Object.entries(CATALOGUE) as [ProblemCode, (typeof CATALOGUE)[ProblemCode]][];

const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('problem/catalogue'))
  .map((name) => readFileSync(join(ROOT, 'src', name), 'utf8'))
  .join('\n');

describe('the catalogue of errors', () => {
  it('is what docs/errors.md says', async () => {
    await expect(errorsPage(AREAS)).toMatchFileSnapshot(join(ROOT, 'docs/errors.md'));
  });

  it('has each code in one area only', () => {
    const codes = AREAS.flatMap((area) => Object.keys(area.codes));
    expect(codes.toSorted()).toEqual(entries.map(([code]) => code).toSorted());
  });

  it.each(entries.map(([code]) => code))('%s is used somewhere', (code) => {
    expect(sources).toContain(`'${code}'`);
  });

  it('gives reason and cure in sentences for each', () => {
    const isSentence = (text: string) => /^[A-Za-z`].*[.]$/.test(text) && !text.includes('\n');
    const odd = entries.filter(([, { reason, cure }]) => !isSentence(reason) || !isSentence(cure));
    expect(odd.map(([code]) => code)).toEqual([]);
  });

  it('gives a cure of its own for each', () => {
    const cures = entries.map(([, { cure }]) => cure);
    expect(cures.filter((cure, index) => cures.indexOf(cure) !== index)).toEqual([]);
  });
});
