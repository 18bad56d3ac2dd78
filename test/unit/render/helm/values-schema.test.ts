// values.schema.json against the messages of the library that Helm has.
import { describe, expect, it } from 'vitest';
import { Budget } from '../../../../src/render/gotemplate/limits.ts';
import { fromData, GoMap } from '../../../../src/render/gotemplate/value.ts';
import { Chart } from '../../../../src/render/helm/chart.ts';
import { HelmError } from '../../../../src/render/helm/helm-error.ts';
import { checkedMetadata } from '../../../../src/render/helm/metadata.ts';
import { checkSchemas } from '../../../../src/render/helm/values-schema.ts';

const VALUES = { a: 'x', n: 1500000.5, l: [1, 1], o: { "k~/'": 1 } };

/** What is wrong with values; '' for nothing. */
function faults(schema: string, values: unknown = VALUES, budget = new Budget()): string {
  const fields = { name: 'c', version: '1.0.0', apiVersion: 'v2' };
  const metadata = checkedMetadata(new Map(Object.entries(fields)));
  const content = {
    metadata,
    schema,
    templates: [],
    files: [],
    values: new GoMap(),
    folder: '',
    warnings: [],
  };
  try {
    checkSchemas(new Chart(content), fromData(values) as GoMap, budget);
    return '';
  } catch (error) {
    if (!(error instanceof HelmError)) throw error;
    expect(error.place).toEqual({ file: 'values.schema.json' });
    return error.message.slice(error.message.indexOf('\nc:\n') + 4);
  }
}

it.each<readonly [schema: string, message: string]>([
  ['{"properties":{"a":{"type":"number"}}}', "- at '/a': got string, want number\n"],
  ['{"properties":{"n":{"maximum":1000000}}}', "- at '/n': maximum: got 1.5000005×10⁰⁶, want 1×10⁰⁶\n"],
  ['{"properties":{"l":{"uniqueItems":true}}}', "- at '/l': items at 0 and 1 are equal\n"],
  [
    '{"properties":{"o":{"properties":{"k~/\'":{"type":["string","null"]}}}}}',
    "- at '/o/k~0~1\\'': got number, want null or string\n",
  ],
  ['{"required":["z"]}', "- at '': missing property 'z'\n"],
  ['{"required":["z","y"]}', "- at '': missing properties 'z', 'y'\n"],
  [
    '{"additionalProperties":false,"properties":{"a":{},"n":{},"l":{}}}',
    "- at '': additional properties 'o' not allowed\n",
  ],
  ['{"oneOf":[{"required":["a"]},{"required":["n"]}]}', "- at '': 'oneOf' failed, subschemas 0, 1 matched\n"],
  [
    '{"anyOf":[{"required":["z"]},{"required":["y"]}]}',
    "- at '': 'anyOf' failed\n  - at '': missing property 'z'\n  - at '': missing property 'y'\n",
  ],
  [
    '{"allOf":[{"required":["z"]},{"required":["y"]}]}',
    "- at '': 'allOf' failed\n  - at '': missing property 'z'\n  - at '': missing property 'y'\n",
  ],
  ['{"not":{}}', "- at '': 'not' failed\n"],
  [
    '{"properties":{"a":{"enum":["b",1,null,true,1.5]}}}',
    "- at '/a': value must be one of 'b', 1, <nil>, true, 1.5\n",
  ],
  ['{"properties":{"a":{"const":"b"}}}', "- at '/a': value must be 'b'\n"],
  ['{"properties":{"a":{"pattern":"^[0-9]$"}}}', "- at '/a': 'x' does not match pattern '^[0-9]$'\n"],
  [
    '{"properties":{"a":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"number"}}}',
    "- at '/a': got string, want number\n",
  ],
  [
    '{"properties":{"a":{"$ref":"#/$defs/zz"}}}',
    'json-pointer in "file:///values.schema.json#/$defs/zz" not found',
  ],
  [
    '{"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"format":"ipv4"}}}',
    "- at '/a': 'x' is not valid ipv4: expected four decimals\n",
  ],
  ['{"properties":{"a":{"format":"ipv4"}}}', ''],
  ['true', ''],
  ['false', "- at '': false schema\n"],
  ['{"minProperties":1000}', "- at '': minProperties: got 4, want 1,000\n"],
  ['{"properties":{"n":{"multipleOf":0.1}}}', ''],
  ['{"properties":{"n":{"multipleOf":0.3}}}', "- at '/n': multipleOf: got 1.5000005×10⁰⁶, want 0.3\n"],
  ['{"properties":{"a":{"minLength":12345}}}', "- at '/a': minLength: got 1, want 12,345\n"],
  [
    '{"$schema":"http://json-schema.org/draft-04/schema#","properties":{"n":{"maximum":3,"exclusiveMaximum":true}}}',
    "- at '/n': exclusiveMaximum: got 1.5000005×10⁰⁶, want 3\n",
  ],
  [
    '{"properties":{"a":{"type":"number"},"n":{"type":"string"}}}',
    "- at '/a': got string, want number\n- at '/n': got number, want string\n",
  ],
  ['{"if":{"required":["a"]},"then":{"required":["z"]}}', "- at '': missing property 'z'\n"],
  ['{"unevaluatedProperties":false,"properties":{"a":{},"n":{},"l":{}}}', "- at '/o': false schema\n"],
  ['{"dependentRequired":{"a":["z"]}}', "- at '': properties 'z' required, if 'a' exists\n"],
  [
    '{"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"a":["z"]}}',
    "- at '': properties 'z' required, if 'a' exists\n",
  ],
  [
    '{"properties":{"l":{"items":{"type":"string"}}}}',
    "- at '/l/0': got number, want string\n- at '/l/1': got number, want string\n",
  ],
  [
    '{"properties":{"l":{"contains":{"type":"string"}}}}',
    "- at '/l': no items match contains schema\n  - at '/l/0': got number, want string\n  - at '/l/1': got number, want string\n",
  ],
  ['{"properties":{"n":{"type":"integer"}}}', "- at '/n': got number, want integer\n"],
  [
    '{"$id":"http://example.com/a.json","properties":{"a":{"$ref":"#/definitions/x"}},"definitions":{"x":{"type":"null"}}}',
    "- at '/a': got string, want null\n",
  ],
  [
    '{"$id":"http://example.com/a.json","properties":{"a":{"$ref":"b.json"}},"definitions":{"x":{"$id":"b.json","type":"null"}}}',
    "- at '/a': got string, want null\n",
  ],
  [
    '{"properties":{"a":{"$ref":"#foo"}},"$defs":{"x":{"$anchor":"foo","type":"null"}}}',
    "- at '/a': got string, want null\n",
  ],
  [
    '{"properties":{"o":{"patternProperties":{"^k":{"type":"string"}}}}}',
    "- at '/o/k~0~1\\'': got number, want string\n",
  ],
  ['{"type":["number","string","array"]}', "- at '': got object, want number or string or array\n"],
  ['{"properties":{"l":{"prefixItems":[{"type":"string"}]}}}', "- at '/l/0': got number, want string\n"],
  ['{"enum":[]}', "- at '': value must be one of \n"],
  ['{"properties":{"a":{"enum":[{"a":1},"b"]}}}', "- at '/a': 'enum' failed\n"],
])('%s', (schema, message) => {
  expect(faults(schema)).toBe(message);
});

const draft = (name: string, schema: object): string =>
  JSON.stringify({ $schema: `http://json-schema.org/draft-${name}/schema#`, ...schema });

const NOT_VALID =
  '"file:///values.schema.json#" is not valid against metaschema: jsonschema validation failed with ';

describe('schemas that are none', () => {
  it.each<readonly [schema: string, message: string]>([
    [
      '{"type": "foo"}',
      "- at '/type': value must be one of 'array', 'boolean', 'integer', 'null', 'number', 'object', 'string'",
    ],
    ['[]', "- at '': got array, want boolean or object"],
    ['{"properties": {"a": 5}}', "- at '/properties/a': got number, want boolean or object"],
    ['{"properties": []}', "- at '/properties': got array, want object"],
    ['{"properties": {"a": {"minLength": -1}}}', "- at '/properties/a/minLength': minimum: got -1, want 0"],
    ['{"properties": {"a": {"minLength": "1"}}}', "- at '/properties/a/minLength': got string, want integer"],
    [
      '{"pattern": "^[0-9"}',
      "- at '/pattern': '^[0-9' is not valid regex: error parsing regexp: missing closing ]: `[0-9`",
    ],
    ['{"required": ["a", "a"]}', "- at '/required': items at 0 and 1 are equal"],
    ['{"allOf": []}', "- at '/allOf': minItems: got 0, want 1"],
    ['{"multipleOf": 0}', "- at '/multipleOf': exclusiveMinimum: got 0, want 0"],
    ['{"items": [{}]}', "- at '/items': got array, want boolean or object"],
    ['{"$defs": {"x": {"$ref": 5}}}', "- at '/$defs/x/$ref': got number, want string"],
    ['{"exclusiveMaximum": true}', "- at '/exclusiveMaximum': got boolean, want number"],
  ])('%s', (schema, message) => {
    expect(faults(schema)).toBe(`${NOT_VALID}'https://json-schema.org/draft/2020-12/schema#'\n${message}`);
  });

  it.each<readonly [schema: string, message: string]>([
    [
      '{"$schema": "http://example.com/x"}',
      'failing loading "http://example.com/x": schemas are not fetched',
    ],
    ['{"$ref": "http://example.com/x"}', 'failing loading "http://example.com/x": schemas are not fetched'],
    ['{"$dynamicRef": "#a"}', 'the keyword $dynamicRef is not supported'],
    [
      '{"$ref": "#nowhere"}',
      'anchor in "file:///values.schema.json#nowhere" not found in schema "file:///values.schema.json"',
    ],
    [draft('07', { properties: { a: { format: 'period' } } }), 'the format "period" is not supported'],
  ])('%s', (schema, message) => {
    expect(faults(schema)).toBe(message);
  });
});

describe('formats', () => {
  it.each<readonly [format: string, good: readonly string[], bad: readonly string[]]>([
    ['date', ['2024-02-29'], ['2023-02-29', '2024-13-01', '24-01-01']],
    [
      'date-time',
      ['2024-01-01T00:00:00Z', '2024-01-01t23:59:60.5z'],
      ['2024-01-01 00:00:00Z', '2024-01-01T00:00:60Z'],
    ],
    ['duration', ['P1Y2M', 'PT5M', 'P2W'], ['P', '1Y', 'PT', 'P1S']],
    ['email', ['a@b.c', '"a b"@b.c', 'a@[127.0.0.1]'], ['a', '.a@b', 'a..b@c', 'a@-b']],
    ['hostname', ['a.b', 'a-1.b.'], ['-a', 'a_b', 'a..b', `${'a'.repeat(64)}`]],
    ['ipv4', ['1.2.3.4'], ['1.2.3', '01.2.3.4', '256.1.1.1', 'a.1.1.1']],
    [
      'ipv6',
      ['::1', '::', 'fe80::1', '1::', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:1.2.3.4'],
      [
        '1.2.3.4',
        '::1%eth0',
        ':::',
        '1:2:3:4:5:6:7',
        '::1::',
        '1::2:3:4:5:6:7:8',
        '::1.2.3',
        '12345::',
        ':1:2:3:4:5:6:7',
      ],
    ],
    ['json-pointer', ['', '/a~0b/~1'], ['a', '/~2']],
    ['regex', ['^a$'], ['(']],
    ['semver', ['1.2.3-a.1+b'], ['1.2', '01.2.3']],
    ['time', ['00:00:00Z', '10:00:00.5+02:00'], ['24:00:00Z', '10:00:00']],
    ['uri', ['http://a/b?c#d', 'mailto:a'], ['/a', 'http://[::1', 'http://a b', '%zz:']],
    ['uri-reference', ['/a', 'a?b'], ['a\\b', ':a', '%zz']],
    ['uuid', ['123e4567-e89b-12d3-a456-426614174000'], ['123']],
    ['unknown', ['anything'], []],
  ])('%s', (format, good, bad) => {
    const schema = draft('07', { properties: { a: { format } } });
    for (const text of good) expect(faults(schema, { a: text }), text).toBe('');
    for (const text of bad) expect(faults(schema, { a: text }), text).toContain(`is not valid ${format}`);
  });
});

it('ends for schemas that multiply', () => {
  const nested = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `d${index}`,
      { anyOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}` }] },
    ]),
  );
  const schema = JSON.stringify({ $ref: '#/$defs/d0', $defs: { ...nested, d40: false } });
  const budget = new Budget({ steps: 100_000, output: 1, depth: 10 });
  expect(() => faults(schema, VALUES, budget)).toThrow('the templates take more than 100000 steps');
});

it('knows keys that objects have anyhow', () => {
  const schema =
    '{"properties": {"__proto__": {"type": "string"}, "constructor": {"type": "string"}}, "required": ["toString"]}';
  const values = JSON.parse('{"__proto__": 1, "constructor": 2}') as unknown;
  expect(faults(schema, values)).toBe(
    "- at '': missing property 'toString'\n- at '/__proto__': got number, want string\n- at '/constructor': got number, want string\n",
  );
});
