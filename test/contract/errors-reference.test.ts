// docs/errors.md is made from the catalogue and the sources: `npx vitest run -u` with this file writes it anew.
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AREAS, CATALOGUE, type ProblemCode } from '../../src/problem/catalogue.ts';
import { ELSEWHERE } from '../support/messages/elsewhere.ts';
import { errorsPage } from '../support/messages/errors-page.ts';
import { Sources } from '../support/messages/program.ts';
import { saidUnder, unreadIn, type Said } from '../support/messages/raised-messages.ts';
import { raisedIn, type Raised } from '../support/messages/raised.ts';

const PAGE = join(resolve(import.meta.dirname, '../..'), 'docs/errors.md');
const entries = Object.entries(CATALOGUE) as [ProblemCode, (typeof CATALOGUE)[ProblemCode]][];
const codes = entries.map(([code]) => code);

/** Milliseconds that the compiler may take for all of src/ on a busy machine. */
const READING = 300_000;

describe('the catalogue of errors', () => {
  it('has each code in one area only', () => {
    expect(AREAS.flatMap((area) => Object.keys(area.codes)).toSorted()).toEqual(codes.toSorted());
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

describe('what csctl says under its codes', () => {
  let raised: readonly Raised[];
  let said: ReadonlyMap<string, readonly Said[]>;

  beforeAll(() => {
    raised = raisedIn(Sources.read());
    said = saidUnder(raised);
  }, READING);

  it('is what docs/errors.md says', async () => {
    await expect(errorsPage(AREAS, said)).toMatchFileSnapshot(PAGE);
  });

  it('is something for every code, and nothing for others', () => {
    const known = [...said.keys()].filter((code) => code !== '<code>');
    expect(known.toSorted()).toEqual(codes.toSorted());
  });

  it('is read in the sources, but where test/support/messages/elsewhere.ts has it', () => {
    expect(unreadIn(raised)).toEqual(Object.keys(ELSEWHERE).toSorted());
  });

  it('is in one line each, with holes that have names', () => {
    const lines = [...said.values()].flat().flatMap(({ messages, hints }) => [...messages, ...hints]);
    expect(lines.filter((line) => /[\n‹›]|undefined|\[object/.test(line))).toEqual([]);
  });

  it.each([
    ['chart-dependency-missing', 'the chart depends on "<name>" <range>, which is not below <origin>/charts'],
    ['file-link', '<path> is a link out of the stack'],
    ['class-field', '<object>: <path> is no field that is known; expected <expected>'],
    ['breaking-change', 'the variable <name> is gone; Clusters that set it are refused'],
  ])('under %s is among others: %s', (code, message) => {
    expect(said.get(code)?.flatMap(({ messages }) => messages)).toContain(message);
  });
});
