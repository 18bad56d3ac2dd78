// Values for variables that nobody set yet: the most certain one that the schema tells.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleValue } from '../../../../../src/release/manifests/clusters/sample-values.ts';

describe('the value for a schema', () => {
  it.each([
    [
      'its default, fields with defaults filled in',
      { default: {}, type: 'object', properties: { a: { default: 1 } } },
      { a: 1 },
      'default',
    ],
    ['its example', { type: 'string', example: 'e', enum: ['a'] }, 'e', 'example'],
    ['the first of its choices', { type: 'string', enum: [null, 'a', 'b'] }, 'a', 'choice'],
    [
      'an object of the fields that must be there',
      { type: 'object', required: ['b'], properties: { a: { example: 1 }, b: { example: 2 } } },
      { b: 2 },
      'example',
    ],
    ['an object of nothing', { type: 'object', properties: { a: { type: 'string' } } }, {}, 'empty'],
    ['a list of nothing', { type: 'array', items: { type: 'string' } }, [], 'empty'],
    [
      'a list with an entry, where it needs one',
      { type: 'array', minItems: 1, items: { enum: ['a'] } },
      ['a'],
      'choice',
    ],
    ['a placeholder', { type: 'integer', minimum: 1 }, '<NODE-SIZE>', 'placeholder'],
    ['a placeholder for what is no schema', null, '<NODE-SIZE>', 'placeholder'],
  ])('is %s', (_what, schema, value, origin) => {
    const found = sampleValue(schema, 'nodeSize');
    expect(JSON.parse(JSON.stringify(found))).toEqual({ value, origin });
  });

  it('is as doubtful as its most doubtful part, which says where it is', () => {
    const schema = {
      ...{ type: 'object', required: ['id', 'name'] },
      properties: { id: { type: 'string' }, name: { type: 'string', default: 'a' } },
    };
    expect(JSON.parse(JSON.stringify(sampleValue(schema, 'network')))).toEqual({
      value: { id: '<NETWORK-ID>', name: 'a' },
      origin: 'placeholder',
    });
  });

  it('is found for any data, and ends', () => {
    const deep: Record<string, unknown> = { type: 'array', minItems: 1 };
    deep['items'] = deep;
    expect(sampleValue(deep, 'a').origin).toBe('placeholder');
    fc.assert(
      fc.property(fc.anything(), (schema) => {
        expect(sampleValue(schema, 'a').value).toBeDefined();
      }),
    );
  });
});
