// The next commands of status, at every width as they can be copied.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showStatus } from '../../../../src/cli/show/status.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import type { NextStep } from '../../../../src/release/status/status-result.ts';

const LONG = 'csctl publish .release/openstack-scs-1-34-v1 --remote layout:releases';
const NEXT: NextStep[] = [
  { command: 'csctl validate .', why: 'check the sources as the operator would' },
  { command: LONG, why: 'publish it' },
];

const linesAt = (width: number | undefined, next = NEXT): string[] => {
  const nothing = { stacks: [], releases: [], remotes: [], complete: true, warnings: [] };
  return showStatus({ ...nothing, next }, new Style(true, width))
    .out.replaceAll(/\u001b\[\d+m/g, '') // eslint-disable-line no-control-regex -- colours
    .split('\n');
};

describe('what comes next', () => {
  it('stands beside the reason where there is room', () => {
    expect(linesAt(undefined)).toContain(`  ${LONG}  publish it`);
    expect(linesAt(120)).toContain(`  ${LONG}  publish it`);
  });

  it('stands above the reason where there is not', () => {
    const lines = linesAt(80);
    expect(lines.slice(lines.indexOf('next:'), lines.indexOf('next:') + 5)).toEqual([
      'next:',
      '  csctl validate .',
      '      check the sources as the operator would',
      `  ${LONG}`,
      '      publish it',
    ]);
  });

  it('is never broken', () => {
    const command = fc.stringMatching(/^csctl( [a-z.-]{1,20}){1,8}$/);
    fc.assert(
      fc.property(command, fc.integer({ min: 20, max: 160 }), (typed, width) => {
        const lines = linesAt(width, [{ command: typed, why: 'to see what it does' }]);
        expect(lines.some((line) => `${line} `.startsWith(`  ${typed} `))).toBe(true);
      }),
    );
  });
});
