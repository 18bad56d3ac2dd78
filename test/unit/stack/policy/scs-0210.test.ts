// scs-0210-v2 as a table: versions and days in, verdicts with their sections out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatKubernetes, formatMinor } from '../../../../src/stack/kubernetes-version.ts';
import { judgeScs0210, SCS_0210, type Verdict } from '../../../../src/stack/policy/scs-0210.ts';
import type { KubernetesSeries } from '../../../../src/stack/upstream.ts';
import { minor, series, version } from '../../../support/kubernetes.ts';

const UPSTREAM = [
  series('1.36', { 0: '2026-04-22', 1: '2026-05-13' }, '2027-06-28'),
  series('1.35', { 0: '2025-12-17', 3: '2026-03-18', 4: '2026-04-16', 5: '2026-05-13' }, '2027-02-28'),
  series('1.34', { 0: '2025-08-27', 6: '2026-03-18', 7: '2026-04-16', 8: '2026-05-13' }, '2026-10-27'),
  series('1.33', { 0: '2025-04-23', 9: '2026-02-26', 10: '2026-03-18' }, '2026-06-28'),
  series('1.32', { 0: '2024-12-11', 13: '2026-02-26' }, '2026-02-28'),
];

const NEW = 'scs-0210-v2, Decision, new releases';
const SUPPORT = 'scs-0210-v2, Decision, support period';

/** `v1.34.7` or, for a minor without a patch, `1.34`. */
const served = (text: string) =>
  text.startsWith('v')
    ? { minor: minor(text.slice(1, text.lastIndexOf('.'))), kubernetes: version(text) }
    : { minor: minor(text), kubernetes: undefined };

const judge = (
  texts: readonly string[],
  today: string,
  critical: readonly string[] = [],
  upstream: readonly KubernetesSeries[] = UPSTREAM,
) => judgeScs0210({ served: texts.map(served), upstream, critical: critical.map(version), today });

/** `1.34 latest-patch 2026-05-16 OVERDUE, section`. */
const told = ({ minor: of, rule, deadline, overdue, section }: Verdict) =>
  `${formatMinor(of)} ${rule} ${deadline ?? 'no deadline'}${overdue ? ' OVERDUE' : ''}, ${section}`;

const CURRENT = ['v1.33.10', 'v1.34.8', 'v1.35.5', 'v1.36.1'];

describe('scs-0210-v2', () => {
  it.each<[string, string[], string, string[], string[]]>([
    ['finds nothing where all is current', CURRENT, '2026-05-20', [], []],

    [
      'gives a patch one month',
      with34('v1.34.7'),
      '2026-05-14',
      [],
      [`1.34 latest-patch 2026-06-13, ${NEW}`],
    ],
    [
      'counts the day of the deadline as in time',
      with34('v1.34.7'),
      '2026-06-13',
      [],
      [`1.34 latest-patch 2026-06-13, ${NEW}`],
    ],
    [
      'finds it late the day after',
      with34('v1.34.7'),
      '2026-06-14',
      [],
      [`1.34 latest-patch 2026-06-13 OVERDUE, ${NEW}`],
    ],
    [
      'counts from the first patch that was passed over',
      with34('v1.34.6'),
      '2026-05-17',
      [],
      [`1.34 latest-patch 2026-05-16 OVERDUE, ${NEW}`],
    ],
    [
      'and from the one before that',
      with34('v1.34.5'),
      '2026-04-18',
      [],
      [`1.34 latest-patch 2026-04-18, ${NEW}`],
    ],
    ['does not mind a patch that nobody knows', with34('v1.34.9'), '2026-06-20', [], []],

    [
      'gives a critical patch two weeks',
      with34('v1.34.7'),
      '2026-05-27',
      ['v1.34.8'],
      [`1.34 critical-patch 2026-05-27, ${NEW}`],
    ],
    [
      'and not a day more',
      with34('v1.34.7'),
      '2026-05-28',
      ['v1.34.8'],
      [`1.34 critical-patch 2026-05-27 OVERDUE, ${NEW}`],
    ],
    [
      'takes the earlier of a critical patch and one passed over',
      with34('v1.34.6'),
      '2026-05-14',
      ['v1.34.8'],
      [`1.34 latest-patch 2026-05-16, ${NEW}`],
    ],
    [
      'gives what follows a critical patch no more time',
      with34('v1.34.6'),
      '2026-05-01',
      ['v1.34.7'],
      [`1.34 critical-patch 2026-04-30 OVERDUE, ${NEW}`],
    ],
    [
      'does not mind a critical patch of another minor',
      with34('v1.34.7'),
      '2026-05-28',
      ['v1.35.5'],
      [`1.34 latest-patch 2026-06-13, ${NEW}`],
    ],
    [
      'nor one that is served',
      with34('v1.34.7'),
      '2026-05-28',
      ['v1.34.7'],
      [`1.34 latest-patch 2026-06-13, ${NEW}`],
    ],

    [
      'gives the latest minor four months',
      ['v1.34.8', 'v1.35.5'],
      '2026-08-22',
      [],
      [`1.36 latest-minor 2026-08-22, ${NEW}`],
    ],
    [
      'and then it is late',
      ['v1.34.8', 'v1.35.5'],
      '2026-08-23',
      [],
      [`1.36 latest-minor 2026-08-22 OVERDUE, ${NEW}`],
    ],
    ['knows no minor before its release', without('1.36'), '2026-04-21', [], []],
    [
      'wants every supported minor',
      without('1.35'),
      '2026-05-20',
      [],
      [`1.35 supported-minor 2026-04-17 OVERDUE, ${SUPPORT}`],
    ],
    [
      'also the oldest, on its last day',
      without('1.33'),
      '2026-06-28',
      [],
      [`1.33 supported-minor 2025-08-23 OVERDUE, ${SUPPORT}`],
    ],
    ['and not after it', without('1.33'), '2026-06-29', [], []],
    [
      'takes a minor without a patch for none',
      [...without('1.35'), '1.35'],
      '2026-05-20',
      [],
      [`1.35 supported-minor 2026-04-17 OVERDUE, ${SUPPORT}`],
    ],

    [
      'recommends not to serve what is past its end',
      ['v1.32.13', ...CURRENT],
      '2026-05-20',
      [],
      [`1.32 end-of-life no deadline, ${SUPPORT}`],
    ],
    [
      'and no more than that, however old it is',
      ['v1.32.1', ...CURRENT],
      '2029-05-20',
      [],
      [...['1.32', '1.33', '1.34', '1.35', '1.36'].map((of) => `${of} end-of-life no deadline, ${SUPPORT}`)],
    ],
    [
      'wants a patch on the last day of support',
      with33('v1.33.9'),
      '2026-06-28',
      [],
      [`1.33 latest-patch 2026-04-18 OVERDUE, ${NEW}`],
    ],
    ['and not after it', with33('v1.33.9'), '2026-06-29', [], [`1.33 end-of-life no deadline, ${SUPPORT}`]],

    ['says nothing of a minor that upstream does not know', ['v1.40.0', ...CURRENT], '2026-05-20', [], []],
    [
      'tells of all at once, oldest minor first',
      ['v1.35.3', 'v1.33.9', 'v1.32.13'],
      '2026-05-20',
      [],
      [
        `1.32 end-of-life no deadline, ${SUPPORT}`,
        `1.33 latest-patch 2026-04-18 OVERDUE, ${NEW}`,
        `1.34 supported-minor 2025-12-27 OVERDUE, ${SUPPORT}`,
        `1.35 latest-patch 2026-05-16 OVERDUE, ${NEW}`,
        `1.36 latest-minor 2026-08-22, ${NEW}`,
      ],
    ],
  ])('%s', (_what, texts, today, critical, expected) => {
    expect(judge(texts, today, critical).map(told)).toEqual(expected);
  });

  it('counts calendar months: one from 31 January ends with February', () => {
    const upstream = [series('1.35', { 0: '2025-12-17', 1: '2026-01-31' })];
    const told = (today: string) => judge(['v1.35.0'], today, [], upstream)[0];
    expect(told('2026-02-28')).toMatchObject({ deadline: '2026-02-28', overdue: false });
    expect(told('2026-03-01')).toMatchObject({ deadline: '2026-02-28', overdue: true });
  });

  it('recommends a critical patch within two days', () => {
    expect(judge(with34('v1.34.7'), '2026-05-14', ['v1.34.8'])[0]).toMatchObject({
      recommended: '2026-05-15',
    });
    expect(judge(with34('v1.34.7'), '2026-05-14')[0]?.recommended).toBeUndefined();
  });

  it('sets no deadline where nobody knows the day', () => {
    const upstream = [series('1.35', { 1: null })];
    expect(judge(['v1.35.0'], '2026-05-14', ['v1.35.1'], upstream).map(told)).toEqual([
      `1.35 critical-patch no deadline, ${NEW}`,
    ]);
    expect(judge([], '2026-05-14', [], upstream).map(told)).toEqual([
      `1.35 latest-minor no deadline, ${NEW}`,
    ]);
    const known = [series('1.35', { 1: null, 2: '2026-04-01' })];
    expect(judge(['v1.35.0'], '2026-05-14', [], known)[0]?.deadline).toBe('2026-05-01');
  });

  it('takes the newest minor that is out for the latest, not one that is announced', () => {
    const upstream = [series('1.37', { 0: '2026-08-26' }), ...UPSTREAM];
    expect(judge(without('1.36'), '2026-05-20', [], upstream).map(told)).toEqual([
      `1.36 latest-minor 2026-08-22, ${NEW}`,
    ]);
  });

  it('says which version it judged', () => {
    const [verdict] = judge(with34('v1.34.7'), '2026-05-14');
    expect(verdict?.kubernetes && formatKubernetes(verdict.kubernetes)).toBe('v1.34.7');
    expect(judge(without('1.35'), '2026-05-20')[0]?.kubernetes).toBeUndefined();
  });

  it('names each rule by words of the standard', () => {
    expect(SCS_0210['latest-minor'].words).toContain('no later than 4 months');
    expect(SCS_0210['latest-patch'].words).toContain('no later than 1 month');
    expect(SCS_0210['critical-patch'].words).toMatch(/2 weeks.*RECOMMENDED.*2 days/);
    expect(SCS_0210['supported-minor'].words).toMatch(/MUST be supported and offered/);
    expect(SCS_0210['end-of-life'].words).toMatch(/RECOMMENDED to not support/);
  });

  const patches = fc.integer({ min: 0, max: 8 });
  const dates = fc
    .date({ min: new Date('2025-09-01'), max: new Date('2027-06-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('never grows milder with time, until support ends', () => {
    fc.assert(
      fc.property(patches, dates, dates, (patch, a, b) => {
        const [first = '', then = ''] = [a, b].sort();
        const late = (today: string) => judge([`v1.34.${patch}`], today, ['v1.34.7']).filter(is34);
        if (then > '2026-10-27') return;
        for (const before of late(first).filter((one) => one.overdue))
          expect(late(then)).toContainEqual(before);
      }),
    );
  });

  it('is never stricter with a newer patch', () => {
    fc.assert(
      fc.property(patches, patches, dates, (a, b, today) => {
        const [older = 0, newer = 0] = [a, b].sort((x, y) => x - y);
        const deadline = (patch: number) => judge([`v1.34.${patch}`], today).find(is34)?.deadline ?? '~';
        expect(deadline(newer) >= deadline(older)).toBe(true);
      }),
    );
  });
});

const is34 = (verdict: Verdict) => formatMinor(verdict.minor) === '1.34';

function without(name: string): string[] {
  return ['v1.33.10', 'v1.34.8', 'v1.35.5', 'v1.36.1'].filter((one) => !one.startsWith(`v${name}.`));
}
function with34(text: string): string[] {
  return [...without('1.34'), text];
}
function with33(text: string): string[] {
  return [...without('1.33'), text];
}
