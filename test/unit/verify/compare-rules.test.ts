// Rules that compare with earlier releases.
import { describe, expect, it } from 'vitest';
import { comparisonProblems, type ReleaseComparison } from '../../../src/verify/compare-rules.ts';
import { brief } from './views.ts';

const compare = (change: Partial<ReleaseComparison>): string[] =>
  brief(
    comparisonProblems({
      kubernetes: { major: 1, minor: 34, patch: 1 },
      previousKubernetes: 'v1.34.0',
      releasedMinors: ['1.33', '1.34'],
      ...change,
    }),
  );

describe('comparisonProblems', () => {
  it.each<[string, Partial<ReleaseComparison>, string[]]>([
    ['a newer patch', {}, []],
    ['the same patch', { previousKubernetes: 'v1.34.1' }, []],
    ['an older patch', { previousKubernetes: 'v1.34.2' }, ['kubernetes-downgrade csctl.yaml']],
    [
      'an older patch by number, not by text',
      { previousKubernetes: 'v1.34.10' },
      ['kubernetes-downgrade csctl.yaml'],
    ],
    ['no previous release', { previousKubernetes: undefined }, []],
    ['a previous version that is none', { previousKubernetes: 'latest' }, []],
    ['the first minor', { releasedMinors: [] }, []],
    ['the next minor', { releasedMinors: ['1.32', '1.33'] }, []],
    ['a minor left out', { releasedMinors: ['1.31', '1.32'] }, ['minor-skipped csctl.yaml']],
    ['a minor left out long ago', { releasedMinors: ['1.32', '1.34'] }, []],
    ['an older minor', { releasedMinors: ['1.35', '1.36'] }, []],
  ])('%s', (_name, change, expected) => {
    expect(compare(change)).toEqual(expected);
  });

  it('says what is missing between', () => {
    const [skipped] = comparisonProblems({
      kubernetes: { major: 1, minor: 34, patch: 0 },
      previousKubernetes: undefined,
      releasedMinors: ['1.31'],
    });
    expect(skipped).toMatchObject({
      severity: 'warning',
      message: 'the newest minor before 1.34 is 1.31; expected 1.33',
      hint: 'release 1.32 first, so that clusters can go through it',
    });
  });
});
