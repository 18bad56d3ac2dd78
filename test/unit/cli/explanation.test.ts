import { describe, expect, it } from 'vitest';
import { EXIT_CODES } from '../../../src/cli/exit-codes.ts';
import { explain } from '../../../src/cli/explanation.ts';
import { showCodes, showExplanations } from '../../../src/cli/show/explanation.ts';
import { Style } from '../../../src/cli/show/style.ts';
import { ALLOWABLE_CODES, CATALOGUE, docsOf, type ProblemCode } from '../../../src/problem/catalogue.ts';
import { refusalOf } from '../../support/refusal.ts';

const PLAIN = new Style(false, undefined);
const CODES = Object.keys(CATALOGUE) as ProblemCode[];

describe('what explain knows of codes', () => {
  it('is all of them where none is named, in the order of the page', () => {
    expect(explain([]).map(({ code }) => code)).toEqual(CODES);
  });

  it('is what the catalogue says', () => {
    expect(explain(['chart-render'])).toEqual([
      {
        code: 'chart-render',
        severity: 'error',
        exitCode: EXIT_CODES.invalid,
        allowable: true,
        cause: CATALOGUE['chart-render'].reason,
        cure: CATALOGUE['chart-render'].cure,
        docs: docsOf('chart-render'),
      },
    ]);
  });

  it('has no exit code for a warning, and nothing to allow', () => {
    expect(explain(['lock-stale'])).toMatchObject([
      { severity: 'warning', exitCode: null, allowable: false },
    ]);
    const allowable = explain([]).filter((one) => one.allowable);
    expect(allowable.map(({ code }) => code)).toEqual(
      ALLOWABLE_CODES.filter((code) => CATALOGUE[code].severity === 'error'),
    );
  });

  it('takes each code once, and as it stands in a message', () => {
    const codes = explain(['error[chart-render]:', 'chart-render', '[chart-render]', 'warning[lock-stale]']);
    expect(codes.map(({ code }) => code)).toEqual(['chart-render', 'lock-stale']);
  });

  it('refuses what is no code, and says which is near', async () => {
    const refused = (text: string) => refusalOf(() => Promise.resolve().then(() => explain([text])));
    expect(await refused('chart-rendr')).toMatchObject({
      code: 'usage',
      message: 'there is no code "chart-rendr"',
      hint: 'did you mean chart-render?',
    });
    expect(await refused('toString')).toMatchObject({ hint: 'csctl explain lists all codes' });
  });
});

describe('an explanation as text', () => {
  it('says what an error means for the run', () => {
    expect(showExplanations(explain(['chart-type', 'chart-older']), PLAIN).out).toBe(
      [
        'error[chart-type]: exit code 3',
        `  cause  ${CATALOGUE['chart-type'].reason}`,
        `  cure   ${CATALOGUE['chart-type'].cure}`,
        '  allow  --allow chart-type makes it a warning',
        `  more   ${docsOf('chart-type')}`,
        '',
        'warning[chart-older]',
        `  cause  ${CATALOGUE['chart-older'].reason}`,
        `  cure   ${CATALOGUE['chart-older'].cure}`,
        `  more   ${docsOf('chart-older')}`,
        '',
      ].join('\n'),
    );
  });

  it('fits the terminal, addresses apart', () => {
    const lines = showExplanations(explain([]), new Style(false, 80)).out.split('\n');
    expect(lines.filter((line) => line.length > 80 && !line.startsWith('  more   https://'))).toEqual([]);
  });

  it('is a line for each code where all are listed', () => {
    const lines = showCodes(explain([]), PLAIN).out.trimEnd().split('\n');
    expect(lines).toHaveLength(CODES.length);
    expect(lines[0]).toMatch(/^usage {2,}The command line asks for/);
  });
});
