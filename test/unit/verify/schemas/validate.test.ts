// Data against schemas: each word of a schema, and what is said when a value does not fit.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPath, showNames, showValue } from '../../../../src/verify/schemas/finding.ts';
import { readSchema } from '../../../../src/verify/schemas/read-schema.ts';
import {
  anything,
  flag,
  integer,
  intOrString,
  list,
  mapOf,
  need,
  object,
  ONE,
  oneOf,
  SOME,
  text,
  upTo,
  words,
  type Schema,
} from '../../../../src/verify/schemas/schema.ts';
import { isSame, matches, validate } from '../../../../src/verify/schemas/validate.ts';

const said = (schema: Schema, value: unknown) =>
  validate(schema, value, ['a']).map(({ message, hint }) =>
    hint === undefined ? message : `${message} | ${hint}`,
  );

const machine = object({ flavor: need(words(5)), volumeSize: integer(1, 9), tags: list(text()) });

describe('a value that fits', () => {
  it.each<[string, Schema, unknown]>([
    ['a text', text(), 'x'],
    ['a whole number', integer(), 3],
    ['a number', { type: 'number' }, 0.5],
    ['a truth value', flag, false],
    ['a list', list(text()), ['a', 'b']],
    ['a map', mapOf(integer()), { a: 1, __proto__: 2 }],
    ['an object', machine, { flavor: 'a', volumeSize: 9, tags: [] }],
    ['an object without what it may lack', machine, { flavor: 'a' }],
    ['an integer or text', intOrString, '50%'],
    ['an integer or text as a number', intOrString, 50],
    ['anything', anything, { a: [null] }],
    ['no schema at all', {}, null],
    ['null where it may be', { type: 'string', nullable: true }, null],
    ['an unknown field where it may be', { ...machine, keepsUnknown: true }, { flavor: 'a', x: 1 }],
    ['one of a list', oneOf('a', 'b'), 'b'],
    ['a listed map, its keys in another order', { enum: [{ a: 1, b: [2] }] }, { b: [2], a: 1 }],
    ['characters beyond the first plane, counted once', words(2), '😀😀'],
    ['a UUID', text({ format: 'uuid' }), '3adf4e92-bb33-4e44-8ad3-afda9dfe8ec3'],
    ['an unknown format', text({ format: 'colour' }), 'x'],
    ['an address', text({ format: 'ipv4' }), '192.0.2.255'],
    ['a pattern of RE2', text({ pattern: String.raw`^\pL+$` }), 'ä'],
    ['a pattern that does not compile', text({ pattern: '(' }), 'x'],
    ['one of several alternatives', { anyOf: [{ required: ['a'] }, { required: ['b'] }] }, { b: 1 }],
  ])('%s', (_name, schema, value) => {
    expect(said(schema, value)).toEqual([]);
  });
});

describe('a value that does not fit', () => {
  it.each<[string, Schema, unknown, string[]]>([
    ['a number for a text', text(), 1.5, ['a is 1.5; expected a text | write it in quotes: "1.5"']],
    ['a truth value for a text', text(), true, ['a is true; expected a text | write it in quotes: "true"']],
    ['null for a text', text(), null, ['a is null; expected a text | leave it out, or write a value']],
    [
      'a text for a number',
      integer(),
      '5',
      ['a is "5"; expected a whole number | write it without quotes: 5'],
    ],
    [
      'a text for a truth value',
      flag,
      'true',
      ['a is "true"; expected true or false | write it without quotes: true'],
    ],
    ['a word for a number', integer(), 'five', ['a is "five"; expected a whole number']],
    ['a fraction for a whole number', integer(), 1.5, ['a is 1.5; expected a whole number']],
    ['a list for a map', mapOf(text()), [1], ['a is a list; expected a map']],
    ['a map for a list', list(text()), {}, ['a is an empty map; expected a list']],
    ['a map for either', intOrString, { a: 1 }, ['a is a map; expected a whole number or a text']],
    ['a fraction for either', intOrString, 0.5, ['a is 0.5; expected a whole number or a text']],
    ['a type that there is not', { type: 'text' }, 'x', []],
    ['an empty text', words(5), '', ['a is empty; expected a text | leave it out, or write a value']],
    ['too short', text({ minLength: 3 }), 'ab', ['a has 2 characters; expected at least 3']],
    ['too long', words(2), 'abc', ['a has 3 characters; expected at most 2']],
    ['no match', text({ pattern: '^a+$' }), 'b', ['a is "b"; expected a text that matches ^a+$']],
    ['no UUID', text({ format: 'uuid' }), 'x', ['a is "x"; expected a UUID']],
    ['no address', text({ format: 'ipv4' }), '192.0.2.256', ['a is "192.0.2.256"; expected an IPv4 address']],
    ['no day', text({ format: 'date' }), 'today', ['a is "today"; expected a day: 2026-01-31']],
    ['not listed', oneOf('low', 'high'), 'lwo', ['a is "lwo"; expected low, high | write low']],
    ['not listed, unlike all', oneOf('low', 'high'), 'x', ['a is "x"; expected low, high']],
    ['too small', integer(1), 0, ['a is 0; expected at least 1']],
    ['too large', integer(1, 9), 10, ['a is 10; expected at most 9']],
    [
      'not above',
      { type: 'number', minimum: 0, exclusiveMinimum: true },
      0,
      ['a is 0; expected more than 0'],
    ],
    [
      'not below',
      { type: 'number', maximum: 9, exclusiveMaximum: true },
      9,
      ['a is 9; expected less than 9'],
    ],
    ['no multiple', { type: 'integer', multipleOf: 3 }, 4, ['a is 4; expected a multiple of 3']],
    [
      'an empty list',
      list(text(), upTo(2)),
      [],
      ['a has no entries; expected at least 1 | leave it out, or fill it'],
    ],
    ['too many entries', list(text(), upTo(2)), ['a', 'b', 'c'], ['a has 3 entries; expected at most 2']],
    [
      'an entry twice',
      list(text(), { uniqueItems: true }),
      ['a', 'a'],
      ['a has an entry twice; expected each once'],
    ],
    ['an entry', list(text()), ['a', 1], ['a[1] is 1; expected a text | write it in quotes: "1"']],
    [
      'an empty map',
      object({ x: text() }, SOME),
      {},
      ['a has no fields; expected at least 1 | leave it out, or fill it'],
    ],
    [
      'two of one',
      object({ x: text(), y: text() }, ONE),
      { x: '', y: '' },
      ['a has 2 fields; expected at most 1'],
    ],
    ['a field that lacks', machine, {}, ['a.flavor is missing; expected a text']],
    [
      'a field that lacks, of which nothing is said',
      { required: ['z'] },
      {},
      ['a.z is missing; expected a value'],
    ],
    [
      'a mistyped field',
      machine,
      { flavor: 'a', volumesize: 1 },
      ['a.volumesize is no field that is known; expected volumeSize | write volumeSize'],
    ],
    [
      'an unknown field',
      machine,
      { flavor: 'a', x: 1 },
      ['a.x is no field that is known; expected flavor, volumeSize, tags | take it out'],
    ],
    [
      'a field where there is none',
      object({}),
      { x: 1 },
      ['a.x is no field that is known; expected no fields | take it out'],
    ],
    [
      'a field called like what objects inherit',
      machine,
      { flavor: 'a', constructor: 1 },
      ['a.constructor is no field that is known; expected flavor, volumeSize, tags | take it out'],
    ],
    [
      'a value of a map',
      mapOf(text()),
      { 'a/b': 1 },
      ['a["a/b"] is 1; expected a text | write it in quotes: "1"'],
    ],
    [
      'none of several',
      { anyOf: [{ required: ['x'] }, { required: ['y'] }] },
      {},
      ['a fits none of the 2 alternatives: x, y'],
    ],
    [
      'more than one of several',
      { oneOf: [{ required: ['x'] }, { required: ['y'] }] },
      { x: 1, y: 1 },
      ['a fits 2 of the 2 alternatives; expected one: x, y'],
    ],
    [
      'all of several',
      { allOf: [{ minLength: 2 }, { maxLength: 3 }] },
      'a',
      ['a has 1 characters; expected at least 2'],
    ],
    ['what it must not be', { not: { enum: ['x'] } }, 'x', ['a is what it must not be']],
  ])('%s', (_name, schema, value, expected) => {
    expect(said(schema, value)).toEqual(expected);
  });

  it('is said at its place', () => {
    const [finding] = validate(list(machine), [{ flavor: 'a' }, { flavor: 'a', tags: [1] }]);
    expect(finding?.path).toEqual([1, 'tags', 0]);
    expect(validate(text(), 1)[0]?.message).toBe('the value is 1; expected a text');
  });

  it('tells limits from other findings', () => {
    const limits = (schema: Schema, value: unknown) => validate(schema, value).map(({ isLimit }) => isLimit);
    expect(limits(words(2), '')).toEqual([true]);
    expect(limits(list(text(), upTo(1)), [])).toEqual([true]);
    expect(limits(text({ pattern: 'b' }), 'a')).toEqual([undefined]);
    expect(limits(integer(1), 0)).toEqual([undefined]);
  });

  it('is said fifty times at most', () => {
    expect(validate(list(text()), Array(1000).fill(1))).toHaveLength(50);
  });

  it('ends for patterns that take for ever elsewhere', () => {
    expect(matches('^(a+)+$', `${'a'.repeat(5000)}b`)).toBe(false);
  });
});

describe('validation', () => {
  it('takes any schema and any value from outside', () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), (schema, value) => {
        expect(Array.isArray(validate(readSchema(schema), value))).toBe(true);
      }),
    );
  });

  it('finds a value to be the same as its copy only', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(isSame(one, structuredClone(one))).toBe(true);
        expect(isSame(one, [one])).toBe(false);
        expect(isSame(one, other)).toBe(isSame(other, one));
      }),
    );
  });

  it('ends in a schema that holds itself', () => {
    const loop: Record<string, unknown> = { type: 'object' };
    loop['properties'] = { a: loop };
    expect(validate(readSchema(loop), { a: { a: { b: 1 } } })).toHaveLength(1);
  });
});

describe('messages', () => {
  it.each([
    [['spec', 'files', 0, 'path'], 'spec.files[0].path'],
    [['labels', 'a/b', 'x-y'], 'labels["a/b"].x-y'],
    [[0, ''], '[0][""]'],
  ])('write the path %j', (path, expected) => {
    expect(formatPath(path)).toBe(expected);
  });

  it.each([
    [undefined, 'nothing'],
    [{}, 'an empty map'],
    [{ a: 1 }, 'a map'],
    [[], 'an empty list'],
    ['a'.repeat(100), `"${'a'.repeat(59)}…`],
  ])('show the value %j', (value, expected) => {
    expect(showValue(value)).toBe(expected);
  });

  it('list names, not all of many', () => {
    expect(showNames(['a', 'b'])).toBe('a, b');
    expect(showNames(Array.from({ length: 20 }, (_, index) => `n${index}`))).toMatch(
      /^n0, .*, n11 and 8 more$/,
    );
  });
});
