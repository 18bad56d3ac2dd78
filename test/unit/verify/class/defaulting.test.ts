// Defaults as Cluster API fills them in, and values for what has to be set.
import { describe, expect, it } from 'vitest';
import { inventedValue, withDefaults } from '../../../../src/verify/class/defaulting.ts';
import { readSchema } from '../../../../src/verify/schemas/read-schema.ts';

const fill = (schema: unknown, value: unknown) => JSON.stringify(withDefaults(readSchema(schema), value));
const object = (properties: unknown, more: object = {}) => ({ type: 'object', properties, ...more });
const withDefault = { type: 'string', default: 'x' };

describe('defaults', () => {
  it.each<[string, unknown, unknown, string | undefined]>([
    ['stand for an absent value', withDefault, undefined, '"x"'],
    ['do not stand for another value', withDefault, 'y', '"y"'],
    ['stand for null', withDefault, null, '"x"'],
    ['leave null where it may be', { ...withDefault, nullable: true }, null, 'null'],
    ['leave an absent value without one', { type: 'string' }, undefined, undefined],
    ['fill fields', object({ a: withDefault, b: { type: 'string' } }), {}, '{"a":"x"}'],
    ['are none where they are null', object({ a: { type: 'string', default: null } }), {}, '{}'],
    ['fill fields of a default', object({ a: withDefault }, { default: {} }), undefined, '{"a":"x"}'],
    [
      'fill fields of a field that is there',
      object({ o: object({ a: withDefault }) }),
      { o: {} },
      '{"o":{"a":"x"}}',
    ],
    ['make no field that is not there', object({ o: object({ a: withDefault }) }), {}, '{}'],
    [
      'fill entries',
      { type: 'array', items: object({ a: withDefault }) },
      [{}, { a: 'y' }],
      '[{"a":"x"},{"a":"y"}]',
    ],
    [
      'fill values of a map',
      { type: 'object', additionalProperties: object({ a: withDefault }) },
      { k: {} },
      '{"k":{"a":"x"}}',
    ],
    ['leave values that do not fit', object({ a: withDefault }), [1], '[1]'],
  ])('%s', (_name, schema, value, expected) => {
    expect(fill(schema, value)).toBe(expected);
  });

  it('do not change what they are given', () => {
    const value = Object.freeze({ o: Object.freeze({}) });
    withDefaults(readSchema(object({ o: object({ a: withDefault }) })), value);
    expect(value).toEqual({ o: {} });
  });

  it('take any key for one of the data', () => {
    const schema = readSchema(
      JSON.parse('{"type": "object", "properties": {"__proto__": {"type": "string", "default": "x"}}}'),
    );
    expect(JSON.stringify(withDefaults(schema, {}))).toBe('{"__proto__":"x"}');
  });
});

describe('a value that is made up', () => {
  it.each<[string, unknown, unknown]>([
    ['is the default', withDefault, 'x'],
    ['is the first that is listed', { type: 'string', enum: ['b', 'a'] }, 'b'],
    ['is some text', { type: 'string' }, 'sample'],
    ['is as long as it must', { type: 'string', minLength: 8 }, 'sampleee'],
    ['is as short as it must', { type: 'string', maxLength: 2 }, 'sa'],
    ['is nothing for a pattern', { type: 'string', pattern: '^a' }, undefined],
    ['is nothing for a format', { type: 'string', format: 'uuid' }, undefined],
    ['is nothing that is very long', { type: 'string', minLength: 1e9 }, undefined],
    ['is the smallest number', { type: 'integer', minimum: 3 }, 3],
    ['is above the smallest number', { type: 'integer', minimum: 3, exclusiveMinimum: true }, 4],
    ['is at most the largest number', { type: 'number', maximum: -2 }, -2],
    ['is zero', { type: 'integer' }, 0],
    ['is false', { type: 'boolean' }, false],
    ['is an empty list', { type: 'array' }, []],
    ['is nothing for a list that is not empty', { type: 'array', minItems: 1 }, undefined],
    ['has what it must have', object({ a: { type: 'integer' }, b: {} }, { required: ['a'] }), { a: 0 }],
    ['is nothing where a part is', object({ a: {} }, { required: ['a'] }), undefined],
    ['is nothing where fields are not named', object({}, { minProperties: 1 }), undefined],
    ['is nothing without a type', {}, undefined],
  ])('%s', (_name, schema, expected) => {
    expect(inventedValue(readSchema(schema))).toEqual(expected);
  });
});
