// Tables at every width: whole where there is room, readable where there is little, complete where they are piped.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Style } from '../../../../src/cli/show/style.ts';
import { layTable, NO_BREAK, visibleLength, wrapWords } from '../../../../src/cli/show/table.ts';

const ROWS = [
  ['TAG', 'STACK', 'MINORS', 'WHY'],
  ['docker-scs-1-34-v1', 'docker/scs', '1.33, 1.34, 1.35', 'the ClusterClass has changed'],
  ['openstack-scs-1-34-v12', 'openstack/scs', '1.34', ''],
];
const at = (width: number | undefined, spare: readonly number[] = [], rows = ROWS) =>
  layTable(rows, { indent: 2, width, spare });

describe('a table', () => {
  it('is aligned, with nothing at the ends of lines', () => {
    expect(at(undefined)).toEqual([
      '  TAG                     STACK          MINORS            WHY',
      '  docker-scs-1-34-v1      docker/scs     1.33, 1.34, 1.35  the ClusterClass has changed',
      '  openstack-scs-1-34-v12  openstack/scs  1.34',
    ]);
  });

  it('wraps the last column first', () => {
    expect(at(84).slice(1, 3)).toEqual([
      '  docker-scs-1-34-v1      docker/scs     1.33, 1.34, 1.35  the ClusterClass has',
      '                                                           changed',
    ]);
  });

  it('then narrows a column that has blanks in it', () => {
    expect(at(73).slice(1, 4)).toEqual([
      '  docker-scs-1-34-v1      docker/scs     1.33,   the ClusterClass has',
      '                                         1.34,   changed',
      '                                         1.35',
    ]);
  });

  it('then leaves out what can be spared, in that order', () => {
    expect(at(64, [1, 2])).toEqual([
      '  TAG                     MINORS        WHY',
      '  docker-scs-1-34-v1      1.33, 1.34,   the ClusterClass has',
      '                          1.35          changed',
      '  openstack-scs-1-34-v12  1.34',
    ]);
    expect(at(54, [1, 2])[0]).toBe('  TAG                     WHY');
    expect(at(200, [1, 2])).toEqual(at(undefined));
  });

  it('puts the last column below the others where all else fails', () => {
    expect(at(56)).toEqual([
      '  TAG                     STACK          MINORS',
      '      WHY',
      '  docker-scs-1-34-v1      docker/scs     1.33, 1.34,',
      '                                         1.35',
      '      the ClusterClass has changed',
      '  openstack-scs-1-34-v12  openstack/scs  1.34',
    ]);
  });

  it('does not break where it is asked not to', () => {
    const rows = [['A', `cilium${NO_BREAK}1.18.9, metrics-server${NO_BREAK}3.13.0, ccm${NO_BREAK}2.34.2`]];
    expect(at(40, [], rows)).toEqual(['  A  cilium 1.18.9,', '     metrics-server 3.13.0, ccm 2.34.2']);
    expect(at(undefined, [], rows)).toEqual(['  A  cilium 1.18.9, metrics-server 3.13.0, ccm 2.34.2']);
  });

  it('goes on with a colour in the next line, and not into the next column', () => {
    const style = new Style(true, 34);
    const rows = [[style.paint('red', 'one two three four five six'), 'seven eight nine ten eleven']];
    const [first = '', second = ''] = style.table(rows, 0).split('\n');
    expect(first).toMatch(/^\u001b\[31m[a-z ]+\u001b\[0m +seven/); // eslint-disable-line no-control-regex -- colours
    expect(second).toMatch(/^\u001b\[31m[a-z ]+\u001b\[0m/); // eslint-disable-line no-control-regex -- colours
  });

  it('is nothing without rows', () => {
    expect(at(80, [], [])).toEqual([]);
  });
});

const cell = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 6 }).map((words) => words.join(' '));
const table = fc
  .integer({ min: 1, max: 6 })
  .chain((columns) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
  );

describe('every table', () => {
  it('has all its words in it, at every width, unless a column is spared', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 120 }), (rows, width) => {
        const words = (text: string) => text.split(/\s+/).filter(Boolean).sort();
        expect(words(at(width, [], rows).join('\n'))).toEqual(words(rows.flat().join(' ')));
      }),
    );
  });

  it('fits a terminal of the usual width where its longest words do', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const widest = Math.max(...at(110, [], rows).map(visibleLength));
        expect(widest).toBeLessThanOrEqual(110);
      }),
    );
  });
});

describe('wrapWords', () => {
  it('leaves a long word whole', () => {
    expect(wrapWords('see https://example.org/a/long/address now', 12)).toEqual([
      'see',
      'https://example.org/a/long/address',
      'now',
    ]);
  });
});
