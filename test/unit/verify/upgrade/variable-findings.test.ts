import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { diffVariables, flattenVariables } from '../../../../src/stack/class-variables.ts';
import { variableFindings } from '../../../../src/verify/upgrade/variable-findings.ts';

/** Variables in short: `replicas: {type: integer, default: 1}`; a leading `!` makes one required. */
const variables = (text: string) =>
  flattenVariables(
    Object.entries((parse(text) ?? {}) as Record<string, object>).map(([name, schema]) => ({
      name: name.replace(/^!/, ''),
      required: name.startsWith('!'),
      schema: { openAPIV3Schema: schema },
    })),
  ).variables;

const findings = (before: string, now: string) =>
  variableFindings(diffVariables(variables(before), variables(now)));
const brief = (before: string, now: string) =>
  findings(before, now).map(({ level, kind, message }) => `${level} ${kind}: ${message}`);

const SET_HINT =
  'keep it for some releases, or tell the owners of clusters to change their variables with the class';

describe('variables that come and go', () => {
  it.each<[string, string, string, string[]]>([
    ['nothing', 'a: {type: string}', 'a: {type: string}', []],
    ['an optional one', '', 'a: {type: string}', ['additive variable-added: the variable a is new']],
    [
      'a required one with a default',
      '',
      '"!a": {type: string, default: x}',
      ['additive variable-added: the variable a is new'],
    ],
    [
      'a required one without',
      '',
      '"!a": {type: string}',
      [
        'breaking variable-required: the variable a is new, required, and has no default; Clusters without it are refused',
      ],
    ],
    [
      'one that is gone',
      'a: {type: string}',
      '',
      ['breaking variable-removed: the variable a is gone; Clusters that set it are refused'],
    ],
    [
      'an object, whose fields say nothing more',
      '',
      'a: {type: object, required: [b], properties: {b: {type: string}, c: {type: string}}}',
      ['additive variable-added: the variable a is new'],
    ],
    [
      'an object that is gone',
      'a: {type: object, properties: {b: {type: string}}}',
      '',
      ['breaking variable-removed: the variable a is gone; Clusters that set it are refused'],
    ],
    [
      'a field that is gone',
      'a: {type: object, properties: {b: {type: string}, c: {type: string}}}',
      'a: {type: object, properties: {c: {type: string}}}',
      ['breaking variable-removed: the variable a.b is gone; Clusters that set it are refused'],
    ],
    [
      'a required field in an object that was there',
      'a: {type: object, properties: {c: {type: string}}}',
      'a: {type: object, required: [b], properties: {b: {type: string}, c: {type: string}}}',
      [
        'breaking variable-required: the variable a.b is new, required, and has no default; Clusters without it are refused',
      ],
    ],
    [
      'another name',
      'a: {type: string, default: x, description: what it is}',
      'b: {type: string, default: x, description: what it is}',
      [
        'breaking variable-renamed: the variable a seems to be called b now; Clusters that set it are refused',
      ],
    ],
    [
      'no guess at names between two that are alike',
      'a: {type: string, default: x}',
      'b: {type: string, default: x}\nc: {type: string, default: x}',
      [
        'breaking variable-removed: the variable a is gone; Clusters that set it are refused',
        'additive variable-added: the variable b is new',
        'additive variable-added: the variable c is new',
      ],
    ],
    [
      'no guess at names of which nothing is known',
      'a: {type: string}',
      'b: {type: string}',
      [
        'breaking variable-removed: the variable a is gone; Clusters that set it are refused',
        'additive variable-added: the variable b is new',
      ],
    ],
  ])('%s', (_what, before, now, expected) => {
    expect(brief(before, now)).toEqual(expected);
  });
});

describe('variables that change', () => {
  it.each<[string, string, string, string[]]>([
    [
      'the type',
      'a: {type: string}',
      'a: {type: integer}',
      [
        'breaking variable-type: the variable a was of type string and is integer; values that Clusters have do not fit',
      ],
    ],
    [
      'a wider type, and a limit of it',
      'a: {type: integer}',
      'a: {type: number, maximum: 3}',
      [
        'additive variable-loosened: the variable a was of type integer and takes any number now',
        'breaking variable-tightened: maximum of the variable a goes from none to 3; values that Clusters have may not fit',
      ],
    ],
    [
      'a type that nobody knows',
      'a: {type: constructor}',
      'a: {type: integer}',
      [
        'breaking variable-type: the variable a was of type constructor and is integer; values that Clusters have do not fit',
      ],
    ],
    [
      'required at last',
      'a: {type: string}',
      '"!a": {type: string}',
      [
        'breaking variable-required: the variable a became required and has no default; Clusters without it are refused',
      ],
    ],
    ['required, with a default', 'a: {type: string, default: x}', '"!a": {type: string, default: x}', []],
    [
      'required no more',
      '"!a": {type: string}',
      'a: {type: string}',
      ['additive variable-optional: the variable a is no longer required'],
    ],
    [
      'fewer values',
      'a: {type: string, enum: [x, y]}',
      'a: {type: string, enum: [x]}',
      ['breaking variable-tightened: the variable a no longer takes "y"'],
    ],
    [
      'other values',
      'a: {type: string, enum: [x, y]}',
      'a: {type: string, enum: [y, z]}',
      [
        'breaking variable-tightened: the variable a no longer takes "x"',
        'additive variable-loosened: the variable a takes "z" too',
      ],
    ],
    [
      'a list of values where there was none',
      'a: {type: string}',
      'a: {type: string, enum: [x, y]}',
      ['breaking variable-tightened: the variable a takes only "x", "y" now'],
    ],
    [
      'any value',
      'a: {type: string, enum: [x]}',
      'a: {type: string}',
      ['additive variable-loosened: the variable a takes any value now'],
    ],
    [
      'a larger minimum',
      'a: {type: integer, minimum: 1}',
      'a: {type: integer, minimum: 3}',
      [
        'breaking variable-tightened: minimum of the variable a goes from 1 to 3; values that Clusters have may not fit',
      ],
    ],
    [
      'a smaller minimum',
      'a: {type: integer, minimum: 3}',
      'a: {type: integer, minimum: 1}',
      ['additive variable-loosened: minimum of the variable a goes from 3 to 1'],
    ],
    [
      'a smaller maximum of the length',
      'a: {type: string, maxLength: 9}',
      'a: {type: string, maxLength: 8}',
      [
        'breaking variable-tightened: maxLength of the variable a goes from 9 to 8; values that Clusters have may not fit',
      ],
    ],
    [
      'a pattern',
      'a: {type: string}',
      'a: {type: string, pattern: ^x}',
      [
        'breaking variable-tightened: pattern of the variable a goes from none to "^x"; values that Clusters have may not fit',
      ],
    ],
    [
      'no pattern any more',
      'a: {type: string, pattern: ^x}',
      'a: {type: string}',
      ['additive variable-loosened: pattern of the variable a goes from "^x" to none'],
    ],
    [
      'a pattern of the entries of a list',
      'a: {type: array, items: {type: string}}',
      'a: {type: array, items: {type: string, pattern: ^x}}',
      [
        'breaking variable-tightened: pattern of the variable a[] goes from none to "^x"; values that Clusters have may not fit',
      ],
    ],
    ['a constraint that demands nothing', 'a: {type: string}', 'a: {type: string, minLength: 0}', []],
    [
      'the default',
      'a: {type: string, default: x}',
      'a: {type: string, default: y}',
      [
        'patch variable-default: the default of the variable a goes from "x" to "y"; clusters that are there keep theirs',
      ],
    ],
    ['the description', 'a: {type: string, description: x}', 'a: {type: string, description: y}', []],
  ])('%s', (_what, before, now, expected) => {
    expect(brief(before, now)).toEqual(expected);
  });

  it('say what to do', () => {
    expect(findings('a: {type: string}', '')).toMatchObject([{ hint: SET_HINT }]);
    expect(findings('', '"!a": {type: string}')).toMatchObject([{ hint: 'give it a default' }]);
    expect(findings('a: {type: string}', 'a: {type: boolean}')).toMatchObject([
      { hint: 'add a variable of another name' },
    ]);
  });
});
