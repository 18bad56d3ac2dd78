// How the result of outdated looks.
import { describe, expect, it } from 'vitest';
import { showOutdated } from '../../../../src/cli/show/outdated.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import {
  NO_VERDICT,
  type OutdatedItem,
  type OutdatedResult,
} from '../../../../src/release/currency/outdated-item.ts';

const ITEM: OutdatedItem = {
  ...{ stack: 'providers/openstack/scs', minor: '1.34', kind: 'kubernetes', name: 'kubernetes' },
  ...{ current: 'v1.34.7', latest: 'v1.34.8', released: '2026-05-13', reason: 'newer', newest: null },
  ...NO_VERDICT,
};
const show = (result: Partial<OutdatedResult>, policy = false, style = new Style(false, undefined)) =>
  showOutdated({ items: [], held: [], warnings: [], subjects: 4, ...result }, style, policy);

const CNI: OutdatedItem = {
  ...ITEM,
  kind: 'addon',
  name: 'cni',
  current: '1.18.8',
  latest: '1.18.9',
  newest: '1.19.1',
};

describe('the result of outdated', () => {
  it('says that there is nothing to do', () => {
    expect(show({})).toEqual({ out: 'everything is current: 4 minors\n', err: '' });
    expect(show({ subjects: 1 }).out).toBe('everything is current: 1 minor\n');
  });

  it('is a table, in which minors that share a line stand together', () => {
    const items: OutdatedItem[] = [
      {
        ...ITEM,
        minor: '1.31',
        latest: 'v1.31.14',
        current: 'v1.31.14',
        released: '2025-11-11',
        reason: 'end-of-life',
      },
      ITEM,
      ...['1.34', '1.35'].map((minor) => ({ ...CNI, minor })),
      { ...ITEM, minor: '1.36', current: null, latest: 'v1.36.1', reason: 'minor-missing' },
      { ...ITEM, minor: '1.37', current: null, latest: null, released: null, reason: 'no-patch' },
    ];
    expect(show({ items }).out).toBe(`\
STACK                    MINOR       KIND        NAME        CURRENT   LATEST    RELEASED    WHY
providers/openstack/scs  1.31        kubernetes  kubernetes  v1.31.14  v1.31.14  2025-11-11  no longer supported
providers/openstack/scs  1.34        kubernetes  kubernetes  v1.34.7   v1.34.8   2026-05-13
providers/openstack/scs  1.34, 1.35  addon       cni         1.18.8    1.18.9    2026-05-13  1.19.1 is out
providers/openstack/scs  1.36        kubernetes  kubernetes  -         v1.36.1   2026-05-13  supported, and not served
providers/openstack/scs  1.37        kubernetes  kubernetes  -         -         -           the sources name no patch
`);
  });

  it('keeps apart what differs in more than the minor', () => {
    const items = [CNI, { ...CNI, minor: '1.35', current: '1.18.7' }];
    expect(show({ items }).out.trim().split('\n')).toHaveLength(3);
  });

  it('shows deadlines, the sum, and the words of the rules, each once', () => {
    const late = { deadline: '2026-06-13', overdue: true, rule: 'latest-patch' } as const;
    const items: OutdatedItem[] = [
      { ...ITEM, ...late },
      { ...ITEM, ...late, minor: '1.35' },
      { ...ITEM, minor: '1.36', rule: 'critical-patch', deadline: '2026-07-01', recommended: '2026-06-19' },
      CNI,
    ];
    expect(show({ items }, true).out).toBe(`\
STACK                    MINOR       KIND        NAME        CURRENT  LATEST   RELEASED    DEADLINE    WHY
providers/openstack/scs  1.34, 1.35  kubernetes  kubernetes  v1.34.7  v1.34.8  2026-05-13  2026-06-13  overdue
providers/openstack/scs  1.36        kubernetes  kubernetes  v1.34.7  v1.34.8  2026-05-13  2026-07-01  recommended by 2026-06-19, required by 2026-07-01
providers/openstack/scs  1.34        addon       cni         1.18.8   1.18.9   2026-05-13  -           1.19.1 is out

not ok: 2 deadlines of scs-0210-v2 passed
  scs-0210-v2, Decision, new releases: The latest patch version MUST be provided no later than 1 month after release.
  scs-0210-v2, Decision, new releases: This time period (for providing the latest patch version) MUST not be longer than 2 weeks if the patch addresses critical CVEs and it is RECOMMENDED to be provided within 2 days of the release.
`);
  });

  it('says that no deadline has passed', () => {
    expect(show({}, true).out).toBe(
      'everything is current: 4 minors\n\nok: no deadline of scs-0210-v2 has passed\n',
    );
    const items: OutdatedItem[] = [{ ...ITEM, rule: 'latest-patch', deadline: '2026-06-13' }];
    expect(show({ items }, true).out).toMatch(
      /ok: no deadline of scs-0210-v2 has passed\n {2}scs-0210-v2, Decision/,
    );
  });

  it('tells what stays by its range, in one line for all minors', () => {
    const held = {
      stack: 's',
      minor: '1.34',
      name: 'cni',
      current: '1.18.9',
      newest: '1.19.1',
      range: '1.18.x',
    };
    const all = [
      held,
      { ...held, minor: '1.35' },
      { ...held, name: 'csi', newest: '2.0.0', range: null },
      { ...held, name: 'dns', range: 'patch' },
    ];
    expect(show({ held: all }).out).toBe(`everything is current: 4 minors
s: cni 1.18.9 stays; 1.19.1 is out, outside 1.18.x
s: csi 1.18.9 stays; 2.0.0 is out, the next major
s: dns 1.18.9 stays; 1.19.1 is out, and only patches are wanted
`);
  });

  it('tells warnings apart from the result', () => {
    const warnings = [{ code: 'image-older', severity: 'warning', message: 'no image yet' } as const];
    const { out, err } = show({ warnings });
    expect(out).toBe('everything is current: 4 minors\n');
    expect(err).toBe('warning[image-older]: no image yet\n');
  });

  it('paints what is late red, and never lets foreign text act on the terminal', () => {
    const items = [{ ...CNI, latest: '1.0.0\u001b[2J', deadline: '2026-01-01', overdue: true }];
    const { out } = show({ items }, true, new Style(true, undefined));
    expect(out).toContain('\u001b[31m2026-01-01\u001b[');
    expect(out).toContain('1.0.0\\u001b[2J');
    expect(out).not.toContain('\u001b[2J');
  });
});
