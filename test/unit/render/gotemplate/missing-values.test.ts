// Keys that maps do not have, and no data at all.
import { describe, expect, it } from 'vitest';
import { failure, printed } from './sample-world.ts';

/** missingkey=zero; learned from text/template of Go 1.26. */
const ZERO: readonly (readonly [template: string, expected: string])[] = [
  ['{{.missing}}', '<no value>'],
  ['{{.strmap.nope}}|', '|'],
  ['{{.nomap.a}}', '<no value>'],
  ['{{.values.nope}}', '<no value>'],
  ['{{index .map "x"}}', '<no value>'],
  ['{{$x := .missing}}{{$x.y}}', '<no value>'],
  ['{{with .missing}}a{{else}}b{{end}}', 'b'],
  ['{{.missing | print}}', '<nil>'],
  ['{{print .missing}}', '<nil>'],
  ['{{kind .strmap.nope}}', 'string'],
  ['{{up .strmap.nope}}|', '|'],
  ['{{.nilmap.x}}', '<no value>'],
];

/** missingkey=zero. */
const ZERO_ERRORS: readonly (readonly [template: string, expected: string])[] = [
  [
    '{{.missing.x}}',
    'template: t:1:10: executing "t" at <.missing.x>: nil pointer evaluating interface {}.x',
  ],
  ['{{.a.b.c}}', 'template: t:1:4: executing "t" at <.a.b.c>: nil pointer evaluating interface {}.b'],
  ['{{.map.x.y}}', 'template: t:1:6: executing "t" at <.map.x.y>: nil pointer evaluating interface {}.y'],
  [
    '{{.strmap.nope.x}}',
    'template: t:1:9: executing "t" at <.strmap.nope.x>: can\'t evaluate field x in type string',
  ],
  [
    '{{up .missing}}',
    'template: t:1:5: executing "t" at <.missing>: wrong type for value; expected string; got interface {}',
  ],
  [
    '{{size .missing}}',
    'template: t:1:7: executing "t" at <.missing>: wrong type for value; expected map[string]interface {}; got interface {}',
  ],
  [
    '{{range .list}}{{.missing.x}}{{end}}',
    'template: t:1:25: executing "t" at <.missing.x>: can\'t evaluate field missing in type interface {}',
  ],
];

/** missingkey=error. */
const ERROR: readonly (readonly [template: string, expected: string])[] = [
  ['{{.str}}', 'hello'],
  ['{{.null}}', '<no value>'],
  ['{{.map.nil}}', '<no value>'],
];

/** missingkey=error. */
const ERROR_ERRORS: readonly (readonly [template: string, expected: string])[] = [
  ['{{.missing}}', 'template: t:1:2: executing "t" at <.missing>: map has no entry for key "missing"'],
  ['{{.missing.x}}', 'template: t:1:10: executing "t" at <.missing.x>: map has no entry for key "missing"'],
  ['{{.map.x}}', 'template: t:1:6: executing "t" at <.map.x>: map has no entry for key "x"'],
  ['{{.strmap.nope}}', 'template: t:1:9: executing "t" at <.strmap.nope>: map has no entry for key "nope"'],
  ['{{$x := .null}}{{$x.y}}', 'template: t:1:19: executing "t" at <$x.y>: nil data; no entry for key "y"'],
  [
    '{{$x := .null}}{{$x.y.z}}',
    'template: t:1:19: executing "t" at <$x.y.z>: nil data; no entry for key "y"',
  ],
  ['{{with .map}}{{.zz}}{{end}}', 'template: t:1:15: executing "t" at <.zz>: map has no entry for key "zz"'],
  [
    '{{if .missing}}{{end}}',
    'template: t:1:5: executing "t" at <.missing>: map has no entry for key "missing"',
  ],
  ['{{or .missing 1}}', 'template: t:1:5: executing "t" at <.missing>: map has no entry for key "missing"'],
  ['{{.nilmap.x}}', 'template: t:1:9: executing "t" at <.nilmap.x>: map has no entry for key "x"'],
  [
    '{{.intkeys.x}}',
    'template: t:1:10: executing "t" at <.intkeys.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{range .list}}{{$.nope}}{{end}}',
    'template: t:1:18: executing "t" at <$.nope>: map has no entry for key "nope"',
  ],
];

/** Without data. */
const NO_DATA: readonly (readonly [template: string, expected: string])[] = [
  ['{{.}}', '<no value>'],
  ['{{.x}}', '<no value>'],
  ['{{.x.y}}', '<no value>'],
  ['{{$}}', '<no value>'],
  ['{{$.a}}', '<no value>'],
  ['{{if .}}a{{else}}b{{end}}', 'b'],
  ['{{range .}}a{{else}}b{{end}}', 'b'],
  ['{{with .}}a{{else}}b{{end}}', 'b'],
  ['{{print .}}', '<nil>'],
  ['{{isnil .}}', 'true'],
];

describe('a key that is missing', () => {
  it.each(ZERO)('is the zero value with missingkey=zero: %j prints %j', (text, output) => {
    expect(printed(text, { missingKey: 'zero' })).toBe(output);
  });

  it.each(ZERO_ERRORS)('has no fields with missingkey=zero: %j: %s', (text, message) => {
    expect(failure(text, { missingKey: 'zero' })).toBe(message);
  });

  it.each(ERROR)('is not a key that is nil: %j prints %j', (text, output) => {
    expect(printed(text, { missingKey: 'error' })).toBe(output);
  });

  it.each(ERROR_ERRORS)('is an error with missingkey=error: %j: %s', (text, message) => {
    expect(failure(text, { missingKey: 'error' })).toBe(message);
  });
});

describe('no data', () => {
  it.each(NO_DATA)('%j prints %j', (text, output) => {
    expect(printed(text, { noData: true })).toBe(output);
  });

  it('is nothing that a string can be', () => {
    expect(failure('{{up .}}', { noData: true })).toBe(
      'template: t:1:5: executing "t" at <.>: invalid value; expected string',
    );
  });
});
