// Values put over each other, and what is found in them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toData } from '../../../../src/render/encoding/data.ts';
import type { GoMap } from '../../../../src/render/gotemplate/value.ts';
import { fromData } from '../../../../src/render/gotemplate/value.ts';
import { Chart } from '../../../../src/render/helm/chart.ts';
import { checkedMetadata } from '../../../../src/render/helm/metadata.ts';
import { coalesceValues, mergeValues, tableAt, valueAt } from '../../../../src/render/helm/values.ts';

const table = (data: object): GoMap => fromData(data) as GoMap;

function chartWith(name: string, values: object, ...below: readonly Chart[]): Chart {
  const metadata = checkedMetadata(new Map(Object.entries({ name, version: '1.0.0', apiVersion: 'v2' })));
  const content = { metadata, templates: [], files: [], schema: undefined, folder: '', warnings: [] };
  const chart = new Chart({ ...content, values: table(values) });
  chart.setDependencies(below);
  return chart;
}

/** The values as JSON data, and what was warned of. */
function put(
  how: typeof coalesceValues,
  chart: Chart,
  given: object,
): { values: unknown; warnings: readonly string[] } {
  const warnings: string[] = [];
  const values = how(chart, table(given), (message) => warnings.push(message));
  return { values: JSON.parse(JSON.stringify(toData(values))), warnings };
}

describe('values over those of the chart', () => {
  it.each<readonly [own: object, given: object, coalesced: object, merged: object]>([
    [{ a: 1 }, {}, { a: 1 }, { a: 1 }],
    [{ a: 1 }, { a: 2, b: 3 }, { a: 2, b: 3 }, { a: 2, b: 3 }],
    [{ a: { b: 1, c: 2 } }, { a: { b: 5 } }, { a: { b: 5, c: 2 } }, { a: { b: 5, c: 2 } }],
    [{ a: [1, 2] }, { a: [3] }, { a: [3] }, { a: [3] }],
    [{ a: 1 }, { a: null }, {}, { a: null }],
    [{ a: { b: 1 } }, { a: { b: null } }, { a: {} }, { a: { b: null } }],
    [{ a: null }, {}, { a: null }, { a: null }],
    [{}, { a: null }, { a: null }, { a: null }],
    [{ a: { b: 1 } }, { a: 5 }, { a: 5 }, { a: 5 }],
  ])('%j with %j', (own, given, coalesced, merged) => {
    const chart = chartWith('top', own);
    expect(put(coalesceValues, chart, given)).toEqual({ values: coalesced, warnings: [] });
    expect(put(mergeValues, chart, given)).toEqual({ values: merged, warnings: [] });
  });

  it('warns of tables that meet other values', () => {
    const chart = chartWith('top', { a: 1, b: { c: { d: 1 }, e: 2 } });
    expect(put(coalesceValues, chart, { a: { x: 1 }, b: { c: 3, e: { f: 4 } } }).warnings).toEqual([
      'warning: skipped value for top.a: Not a table.',
      'warning: cannot overwrite table with non table for top.b.c (map[d:1])',
      'warning: destination for top.b.e is a table. Ignoring non-table value (2)',
    ]);
  });
});

describe('values of charts below', () => {
  const sub = chartWith('sub', { own: 1, shared: { a: 1 } });

  it.each<readonly [top: object, given: object, values: object]>([
    [{}, {}, { sub: { own: 1, shared: { a: 1 }, global: {} } }],
    [
      { sub: { own: 2 } },
      { sub: { shared: { b: 3 } } },
      { sub: { own: 2, shared: { a: 1, b: 3 }, global: {} } },
    ],
    [{ sub: { own: null } }, {}, { sub: { shared: { a: 1 }, global: {} } }],
    [
      { global: { g: 1, t: { x: 1 } } },
      { global: { h: 2 }, sub: { global: { g: 9, t: { x: 5, y: 6 } } } },
      {
        global: { g: 1, h: 2, t: { x: 1 } },
        sub: { own: 1, shared: { a: 1 }, global: { g: 1, h: 2, t: { x: 1, y: 6 } } },
      },
    ],
  ])('%j with %j', (top, given, values) => {
    expect(put(coalesceValues, chartWith('top', top, sub), given)).toEqual({ values, warnings: [] });
  });

  it('must be tables', () => {
    const chart = chartWith('top', {}, sub);
    expect(() => put(coalesceValues, chart, { sub: 'x' })).toThrow('type mismatch on sub: %!t(string=x)');
    expect(() => put(coalesceValues, chart, { sub: true })).toThrow('type mismatch on sub: true');
    expect(() => put(coalesceValues, chart, { sub: [1] })).toThrow('type mismatch on sub: [%!t(float64=1)]');
  });

  it('warns of shared values that are none, or do not fit', () => {
    const chart = chartWith('top', {}, sub);
    expect(put(coalesceValues, chart, { global: 5 }).warnings).toEqual([
      'warning: skipping globals because source global is not a table.',
    ]);
    expect(put(coalesceValues, chart, { sub: { global: 5 } }).warnings).toEqual([
      'warning: skipping globals because destination global is not a table.',
    ]);
    expect(
      put(coalesceValues, chart, { global: { a: { b: 1 }, c: 1 }, sub: { global: { a: 1, c: {} } } })
        .warnings,
    ).toEqual(['Conflict: cannot merge map onto non-map for "a". Skipping.', 'key c is table. Skipping']);
  });
});

it('changes neither the given values nor those of the chart', () => {
  const data = fc.dictionary(fc.constantFrom('a', 'b', 'global', '__proto__'), fc.jsonValue({ maxDepth: 3 }));
  fc.assert(
    fc.property(data, data, (own, given) => {
      const [chart, values] = [chartWith('top', own), table(given)];
      coalesceValues(chart, values, () => undefined);
      expect(values).toEqual(table(given));
      expect(chart.values).toEqual(table(own));
    }),
  );
});

it('finds tables and values by paths', () => {
  const values = table({ a: { b: { c: 1 } }, 'x.y': 2, n: null });
  expect(tableAt(values, 'a.b')).toEqual(table({ c: 1 }));
  expect(tableAt(values, 'a.b.c')).toBeUndefined();
  expect(tableAt(values, 'no.b')).toBeUndefined();
  expect(valueAt(values, 'a.b.c')).toBe(1);
  expect(valueAt(values, 'a.b')).toBeUndefined();
  expect(valueAt(values, 'x.y')).toBeUndefined();
  expect(valueAt(values, 'n')).toBeNull();
});
