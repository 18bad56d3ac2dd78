// Maps with structs and types of their own in them, as the values of charts are: merged, copied and followed into.
import { describe, expect, it } from 'vitest';
import { GoList, GoMap, GoObject, GoStruct, type Value } from '../../../../src/render/gotemplate/value.ts';
import { CASTS, SLIM_CASTS } from '../../../../src/render/sprig/casts.ts';
import { listFunctions } from '../../../../src/render/sprig/lists.ts';
import { sprigFunctions } from '../../../../src/render/sprig/sprig.ts';
import { calling } from './rendering.ts';

const call = calling(sprigFunctions());

const chart = (name: string, isPointer = true): GoStruct =>
  new GoStruct(
    'chart.Metadata',
    new Map<string, Value>([
      ['Name', name],
      ['Keywords', new GoList(['a'])],
    ]),
    undefined,
    isPointer,
  );
const having = (value: Value): GoMap => new GoMap([['chart', value]]);
const values = (entries: readonly (readonly [string, Value])[]): GoMap =>
  new GoMap(entries, undefined, undefined, false, 'chartutil.Values');

describe('merging structs', () => {
  const OLD = chart('old');

  it.each(['merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite'])('%s takes equal ones', (name) => {
    const merged = call(name, [having(OLD), having(chart('old')), new GoMap([['more', 1]])]) as GoMap;
    expect((merged.entries.get('chart') as GoStruct).fields).toEqual(OLD.fields);
    expect(merged.entries.get('more')).toBe(1);
    expect((call(name, [having(OLD), having(OLD)]) as GoMap).entries.get('chart')).toBe(OLD);
  });

  it.each(['merge', 'mergeOverwrite'])('%s refuses ones that differ', (name) => {
    expect(() => call(name, [having(OLD), having(chart('new'))])).toThrow(
      'merging *chart.Metadata into *chart.Metadata is not supported',
    );
    expect(() => call(name, [having(chart('old', false)), having(new GoMap([['a', 1]]))])).toThrow(
      'merging map[string]interface {} into chart.Metadata is not supported',
    );
  });

  it('fills in what is missing or empty', () => {
    for (const empty of [new GoMap(), having(null), having(''), having(new GoMap())]) {
      expect((call('merge', [empty, having(OLD)]) as GoMap).entries.get('chart')).toBe(OLD);
    }
    const kept = having('text');
    expect((call('merge', [kept, having(OLD)]) as GoMap).entries.get('chart')).toBe('text');
    expect((call('mergeOverwrite', [kept, having(OLD)]) as GoMap).entries.get('chart')).toBe(OLD);
  });

  it('is an error that only the must functions tell, for a pointer and what is none', () => {
    const map = having(new GoMap([['a', 1]]));
    expect(call('merge', [having(OLD), map])).toBe('');
    expect(() => call('mustMerge', [having(OLD), map])).toThrow('src and dst must be of same type');
    expect(call('mergeOverwrite', [having(OLD), map])).toEqual(map);
  });

  it('leaves the maps of keys that are no strings alone', () => {
    const numbers = new GoMap([[1n, 'one']], 'string', 'int');
    const words = new GoMap([['a', 'one']], 'string');
    expect(() => call('merge', [having(words), having(numbers)])).toThrow(
      'reflect.Value.MapIndex: value of type int is not assignable to type string',
    );
  });
});

describe('deepCopy', () => {
  it('keeps the types of maps and lists, and shares structs', () => {
    const struct = chart('a');
    const nested = values([
      ['list', new GoList(['x'], 'string')],
      ['struct', struct],
    ]);
    const copy = call('deepCopy', [nested]) as GoMap;
    expect(copy).not.toBe(nested);
    expect(copy).toEqual(nested);
    expect(copy.typeName).toBe('chartutil.Values');
    expect(copy.entries.get('list')).not.toBe(nested.entries.get('list'));
    expect(copy.entries.get('struct')).toBe(struct);
  });

  it('refuses versions, of which Go loses all that they hold', () => {
    const version = new GoObject('*semver.Version', null, () => '1.2.3', undefined, 'ptr');
    expect(() => call('deepCopy', [having(version)])).toThrow(
      'a deep copy of *semver.Version is not supported',
    );
    const files = new GoObject('engine.files', null, () => '', undefined, 'map');
    expect((call('deepCopy', [having(files)]) as GoMap).entries.get('chart')).toBe(files);
  });
});

describe('dig', () => {
  it('refuses maps of types with names, as Go asserts types', () => {
    expect(() => call('dig', ['a', 'default', values([['a', 1]])])).toThrow(
      'interface conversion: interface {} is chartutil.Values, not map[string]interface {}',
    );
    expect(() => call('dig', ['chart', 'a', 'default', having(chart('a'))])).toThrow(
      'interface conversion: interface {} is *chart.Metadata, not map[string]interface {}',
    );
  });
});

describe('emptiness', () => {
  it('is no matter of structs', () => {
    const struct = new GoStruct('chart.Metadata', new Map());
    expect(call('empty', [struct])).toBe(false);
    expect(call('default', ['fallback', struct])).toBe(struct);
    expect(call('empty', [values([])])).toBe(true);
  });
});

describe('bounds of slice', () => {
  const list = new GoList([1n, 2n, 3n]);

  it.each([
    ['2.0', 2, 0],
    ['0x1', 1, 0],
    ['2', 2, 2],
    ['x', 0, 0],
  ])('%j is %i to Sprig, and %i to slim-sprig', (bound, sprig, slim) => {
    expect(calling(listFunctions(CASTS))('slice', [list, bound])).toEqual(
      new GoList(list.items.slice(sprig)),
    );
    expect(calling(listFunctions(SLIM_CASTS))('slice', [list, bound])).toEqual(
      new GoList(list.items.slice(slim)),
    );
  });

  it('end where the list does, whatever room Go has behind it', () => {
    expect(() => call('slice', [call('append', [list, 4n]), 1n, 5n])).toThrow('slice index out of bounds');
  });
});
