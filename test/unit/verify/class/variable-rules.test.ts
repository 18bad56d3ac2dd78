// Rules for variables: what the webhook of Cluster API refuses, and what is taken.
import { describe, expect, it } from 'vitest';
import { CLASS_CHART, toldOf, type Edit } from '../../../support/class-chart.ts';

type Case = readonly [name: string, edits: readonly Edit[], expected: readonly string[]];

describe('names of variables', () => {
  it.each<Case>([
    [
      'no name',
      [['name: nodeImage\n      required', 'nam: nodeImage\n      required']],
      [
        'class-field 36:7 ClusterClass docker-scs-1-34-v1: spec.variables[0].name is missing; expected a text',
        'class-field 36:12 ClusterClass docker-scs-1-34-v1: spec.variables[0].nam is no field that is known; expected name | write name',
        'class-patch 77:37 patch nodeImage: the template uses what cannot be there: the class defines no variable nodeImage | define it in spec.variables',
      ],
    ],
    [
      'builtin',
      [['name: token', 'name: builtin']],
      ['class-variable 61:13 a variable is called builtin, which Cluster API keeps for itself | rename it'],
    ],
    [
      'with a dot',
      [['name: token', 'name: a.b']],
      ['class-variable 61:13 the variable a.b has a dot in its name, which separates fields | rename it'],
    ],
    [
      'twice',
      [['name: token', 'name: audit']],
      ['class-variable 61:13 a second variable is called audit; expected each name once'],
    ],
    [
      'required is missing',
      [['name: token\n      required: false', 'name: token']],
      [
        'class-field 61:7 ClusterClass docker-scs-1-34-v1: spec.variables[3].required is missing; expected true or false',
      ],
    ],
    [
      'no schema',
      [['      schema:\n        openAPIV3Schema: {type: string}\n', '']],
      [
        'class-field 61:7 ClusterClass docker-scs-1-34-v1: spec.variables[3].schema is missing; expected a map',
      ],
    ],
    [
      'labels that are none',
      [['name: token', 'name: token\n      metadata: {labels: {"/x": y}}']],
      [
        'class-field 62:33 ClusterClass docker-scs-1-34-v1: spec.variables[3].metadata.labels["/x"] is true; expected a text | write it in quotes: "true"',
        'class-variable 62:33 "/x" is no name of a label; expected letters, digits, "-", "_" and ".", with a domain and "/" before them or not',
      ],
    ],
  ])('%s', async (_name, edits, expected) => {
    expect(await toldOf(CLASS_CHART, ...edits)).toEqual(expected);
  });
});

describe('schemas of variables', () => {
  it.each<Case>([
    [
      'no type',
      [['{type: string, default: kindest/node}', '{default: kindest/node}']],
      [
        'class-variable 39:26 variable nodeImage: the schema has no type | write one of object, array, string, integer, number, boolean',
      ],
    ],
    [
      'an unknown type',
      [['{type: string, default: kindest/node}', '{type: text, default: kindest/node}']],
      [
        'class-field 39:33 ClusterClass docker-scs-1-34-v1: spec.variables[0].schema.openAPIV3Schema.type is "text"; expected object, array, string, integer, number, boolean',
      ],
    ],
    [
      'a word that Cluster API does not know',
      [['{type: string, default: kindest/node}', '{type: string, default: kindest/node, minLenght: 1}']],
      [
        'class-field 39:75 ClusterClass docker-scs-1-34-v1: spec.variables[0].schema.openAPIV3Schema.minLenght is no field that is known; expected minLength | write minLength',
      ],
    ],
    [
      'nullable, which Cluster API drops',
      [['{type: string, default: kindest/node}', '{type: string, default: kindest/node, nullable: true}']],
      [
        'class-field 39:74 ClusterClass docker-scs-1-34-v1: spec.variables[0].schema.openAPIV3Schema.nullable is no field that is known; expected default, description, enum, example, exclusiveMaximum, exclusiveMinimum, format, maxItems, maxLength, maxProperties, maximum, minItems and 18 more | take it out',
      ],
    ],
    [
      'an array without items',
      [['{type: string}\n  patches', '{type: array}\n  patches']],
      [
        'class-variable 64:26 variable token: the schema is an array without items; expected what its entries are like',
      ],
    ],
    [
      'properties and additionalProperties',
      [
        [
          '{type: string}\n  patches',
          '{type: object, properties: {a: {type: string}}, additionalProperties: {type: string}}\n  patches',
        ],
      ],
      [
        'class-variable 64:96 variable token: additionalProperties is set besides properties; Cluster API takes only one of them',
      ],
    ],
    [
      'a required field that is not there',
      [['required: [host]', 'required: [host, nmae]']],
      [
        'class-variable 48:30 variable mirrors: items.required[1] is nmae, which is not among the properties; expected one of host, url',
      ],
    ],
    [
      'required where it has no effect',
      [['{type: string}\n  patches', '{type: array, items: {type: string}, required: [a]}\n  patches']],
      [
        'class-variable (warning) 64:73 variable token: required has no effect, as the type is array; expected it beside properties | put it below items',
      ],
    ],
    [
      'a pattern that Go does not know',
      [['{type: string, default: kindest/node}', "{type: string, default: kindest/node, pattern: '(?=a)'}"]],
      [
        'class-variable 39:73 variable nodeImage: pattern is no regular expression of Go: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
      ],
    ],
    [
      'int-or-string and unknown fields',
      [
        [
          '{type: string}\n  patches',
          '{x-kubernetes-int-or-string: true, x-kubernetes-preserve-unknown-fields: true}\n  patches',
        ],
      ],
      [
        'class-variable 64:99 variable token: x-kubernetes-preserve-unknown-fields is set, and x-kubernetes-int-or-string as well; expected one of them',
      ],
    ],
    [
      'a type below anyOf',
      [['{type: string}\n  patches', '{type: string, anyOf: [{type: string}, {minLength: 2}]}\n  patches']],
      [
        'class-variable 64:56 variable token: anyOf[0].type may only stand in the schema itself, not below allOf, anyOf, oneOf and not',
      ],
    ],
    [
      'a property only below allOf',
      [
        [
          '{type: string}\n  patches',
          '{type: object, properties: {a: {type: string}}, allOf: [{properties: {b: {minLength: 1}}}]}\n  patches',
        ],
      ],
      [
        'class-variable 64:99 variable token: allOf[0].properties.b is not among the properties of the schema itself',
      ],
    ],
    [
      'a default of another type',
      [['{type: string, default: kindest/node}', '{type: string, default: 5}']],
      ['class-variable 39:50 variable nodeImage: default is 5; expected a text | write it in quotes: "5"'],
    ],
    [
      'a default that is not listed',
      [['{type: string, default: kindest/node}', '{type: string, default: c, enum: [a, b]}']],
      ['class-variable 39:50 variable nodeImage: default is "c"; expected a, b'],
    ],
    [
      'a default that does not match',
      [['{type: string, default: kindest/node}', "{type: string, default: c, pattern: '^[ab]$'}"]],
      ['class-variable 39:50 variable nodeImage: default is "c"; expected a text that matches ^[ab]$'],
    ],
    [
      'a default with an unknown field',
      [['          default: {}', '          default: {enbled: true}']],
      [
        'class-variable 57:29 variable audit: default.enbled is no field that is known; expected enabled | write enabled',
      ],
    ],
    [
      'an inner default of another type',
      [['default: true}', 'default: "yes"}']],
      ['class-variable 59:47 variable audit: properties.enabled.default is "yes"; expected true or false'],
    ],
    [
      'an example that does not fit',
      [['{type: string, default: kindest/node}', '{type: string, default: kindest/node, example: [a]}']],
      ['class-variable 39:73 variable nodeImage: example is a list; expected a text'],
    ],
    [
      'a listed value that does not fit',
      [['enum: [low, high]', 'enum: [low, high, 3]']],
      [
        'class-variable 60:53 variable audit: properties.level.enum[2] is 3; expected a text | write it in quotes: "3"',
      ],
    ],
    [
      'a default of null',
      [['{type: string, default: kindest/node}', '{type: string, default: ~}']],
      [
        'class-variable (warning) 39:50 variable nodeImage: default is null, which Cluster API drops; expected a value | write a value, or take it out',
        "class-patch 77:37 patch nodeImage fails with the defaults of all variables: a variable that the template prints has no value for DockerMachineTemplate control-plane-machine | give its variables defaults, or enable the patch only where they are set: enabledIf: '{{ if .name }}true{{ end }}'",
        "class-patch 77:37 patch nodeImage fails with the defaults of all variables: a variable that the template prints has no value for DockerMachineTemplate worker-machine | give its variables defaults, or enable the patch only where they are set: enabledIf: '{{ if .name }}true{{ end }}'",
      ],
    ],
    [
      'nulls within a schema, and beside values that do not fit',
      [
        ['default: true}', 'default: null, example: ~}'],
        ['enum: [low, high]', 'enum: [low, null, 3]'],
      ],
      [
        'class-variable (warning) 59:47 variable audit: properties.enabled.default is null, which Cluster API drops; expected a value | write a value, or take it out',
        'class-variable (warning) 59:62 variable audit: properties.enabled.example is null, which Cluster API drops; expected a value | write a value, or take it out',
        'class-variable (warning) 60:47 variable audit: properties.level.enum[1] is null, which Cluster API drops; expected a value | write a value, or take it out',
        'class-variable 60:53 variable audit: properties.level.enum[2] is 3; expected a text | write it in quotes: "3"',
      ],
    ],
    [
      'a rule that does not parse',
      [
        [
          '{type: string, default: kindest/node}',
          '{type: string, default: kindest/node, x-kubernetes-validations: [{rule: "self.size( > 3"}]}',
        ],
      ],
      [
        'class-variable 39:98 variable nodeImage: a validation rule does not parse: Unexpected token: GT | see https://kubernetes.io/docs/reference/using-api/cel',
      ],
    ],
    [
      'a rule that parses',
      [
        [
          '{type: string, default: kindest/node}',
          '{type: string, default: kindest/node, x-kubernetes-validations: [{rule: "self.size() > 3 && self.matches(\'a\')", message: m}]}',
        ],
      ],
      [],
    ],
    [
      'a rule in an entry',
      [
        [
          'host: {type: string}',
          'host: {type: string, x-kubernetes-validations: [{rule: "self ==", messageExpression: "\'a\' +"}]}',
        ],
      ],
      [
        'class-variable 50:70 variable mirrors: a validation rule does not parse: Unexpected token: EOF | see https://kubernetes.io/docs/reference/using-api/cel',
        'class-variable 50:100 variable mirrors: a validation rule does not parse: Unexpected token: EOF | see https://kubernetes.io/docs/reference/using-api/cel',
      ],
    ],
  ])('%s', async (_name, edits, expected) => {
    expect(await toldOf(CLASS_CHART, ...edits)).toEqual(expected);
  });
});
