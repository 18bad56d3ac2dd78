import { describe, expect, it } from 'vitest';
import { diffVariables, flattenVariables, type ClassVariable } from '../../../src/stack/class-variables.ts';

const variable = (name: string, schema: unknown, more: object = {}) => ({
  name,
  schema: { openAPIV3Schema: schema },
  ...more,
});
const flat = (...list: unknown[]) => flattenVariables(list).variables;
const plain = { required: false };

describe('flattenVariables', () => {
  it('gives name, type, required, default and enum of a variable', () => {
    const schema = { type: 'string', default: 'a', enum: ['a', 'b'] };
    expect(flat(variable('kind', schema, { required: true }))).toEqual([
      { name: 'kind', type: 'string', required: true, default: 'a', enum: ['a', 'b'] },
    ]);
  });

  it('has no default where there is none, and tells that from an empty one', () => {
    const [none, empty, off, zero, nothing] = flat(
      variable('none', { type: 'string' }),
      variable('empty', { type: 'string', default: '' }),
      variable('off', { type: 'boolean', default: false }),
      variable('zero', { type: 'integer', default: 0 }),
      // What Cluster API makes of a null.
      variable('nothing', { type: 'string', default: null, example: null }),
    );
    expect(none).not.toHaveProperty('default');
    expect(nothing).toEqual({ name: 'nothing', type: 'string', required: false });
    expect([empty, off, zero].map((one) => one?.default)).toEqual(['', false, 0]);
  });

  it('writes nested fields as paths, required within their object', () => {
    const schema = {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string' },
        inner: { type: 'object', properties: { on: { type: 'boolean', default: true } } },
      },
    };
    expect(flat(variable('oidc', schema))).toEqual([
      { name: 'oidc', type: 'object', ...plain },
      { name: 'oidc.id', type: 'string', required: true },
      { name: 'oidc.inner', type: 'object', ...plain },
      { name: 'oidc.inner.on', type: 'boolean', default: true, ...plain },
    ]);
  });

  it('names what lists and maps hold in their type, and lists the fields of that', () => {
    const entry = { type: 'object', required: ['url'], properties: { url: { type: 'string' } } };
    expect(
      flat(
        variable('names', { type: 'array', items: { type: 'string', enum: ['x'] } }),
        variable('mirrors', { type: 'array', items: entry }),
        variable('grid', { type: 'array', items: { type: 'array', items: { type: 'integer' } } }),
        variable('labels', { type: 'object', additionalProperties: { type: 'string' } }),
        variable('pools', { type: 'object', additionalProperties: entry }),
        variable('free', { type: 'object', additionalProperties: true }),
        variable('port', { 'x-kubernetes-int-or-string': true }),
        variable('untyped', {}),
      ).map(({ name, type, required }) => `${name}: ${type}${required ? ', required' : ''}`),
    ).toEqual([
      'names: string[]',
      'mirrors: object[]',
      'mirrors[].url: string, required',
      'grid: integer[][]',
      'labels: map of string',
      'pools: map of object',
      'pools.*.url: string, required',
      'free: object',
      'port: integer or string',
      'untyped: any',
    ]);
    expect(flat(variable('names', { type: 'array', items: { enum: ['x'] } }))[0]?.enum).toEqual(['x']);
  });

  it('has what a schema says about values', () => {
    const schema = {
      type: 'integer',
      description: ' how many \n',
      example: 3,
      minimum: 1,
      maximum: 5,
      title: 'no',
    };
    expect(flat(variable('count', schema))).toEqual([
      {
        ...{ name: 'count', type: 'integer', required: false, description: 'how many', example: 3 },
        constraints: { minimum: 1, maximum: 5 },
      },
    ]);
    const items = { type: 'string', pattern: '^a', maxLength: 3 };
    const [names] = flat(variable('names', { type: 'array', minItems: 1, items }));
    expect(names?.constraints).toEqual({ minItems: 1, items: { pattern: '^a', maxLength: 3 } });
    const [blank, objects] = flat(
      variable('blank', { type: 'string', description: ' ' }),
      variable('objects', { type: 'array', items: { type: 'object', maxProperties: 1 } }),
    );
    expect(blank).toEqual({ name: 'blank', type: 'string', ...plain });
    expect(objects).not.toHaveProperty('constraints');
  });

  it.each([undefined, null, 'x', 1, {}, { a: 1 }])('finds nothing in %j', (list) => {
    expect(flattenVariables(list)).toEqual({ variables: [], unreadable: 0 });
  });

  it('counts entries that are no variables, and takes no schema for no type', () => {
    const list = [null, 'x', {}, { name: '' }, { name: 1 }, { name: 'ok', schema: 'x' }, { name: 'bare' }];
    const { variables, unreadable } = flattenVariables(list);
    expect(unreadable).toBe(5);
    expect(variables.map(({ name, type }) => `${name}: ${type}`)).toEqual(['ok: any', 'bare: any']);
  });
});

describe('diffVariables', () => {
  const one = (name: string, more: Partial<ClassVariable> = {}): ClassVariable => ({
    ...{ name, type: 'string', required: false },
    ...more,
  });

  it('finds what was added, removed and changed, by name', () => {
    const before = [one('kept'), one('gone'), one('b', { default: '' })];
    const now = [one('b', { default: 'x' }), one('kept'), one('a')];
    expect(diffVariables(before, now)).toEqual([
      { name: 'a', change: 'added', from: null, to: one('a') },
      { name: 'b', change: 'changed', from: one('b', { default: '' }), to: one('b', { default: 'x' }) },
      { name: 'gone', change: 'removed', from: one('gone'), to: null },
    ]);
  });

  it.each([
    ['type', { type: 'integer' }],
    ['required', { required: true }],
    ['a default', { default: null }],
    ['enum', { enum: ['a'] }],
  ] as const)('counts %s', (_, more) => {
    expect(diffVariables([one('a')], [one('a', more)])).toHaveLength(1);
  });

  it('does not mind the order of keys and of variables', () => {
    const [x, y] = [one('a', { default: { k: 1, l: 2 } }), one('b')];
    expect(diffVariables([x, y], [y, one('a', { default: { l: 2, k: 1 } })])).toEqual([]);
  });
});
