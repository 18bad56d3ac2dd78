// Sets of templates: what replaces what, whose text an error names, where output comes from, and what is shared.
import { describe, expect, it } from 'vitest';
import type { UnstableCall } from '../../../../src/render/gotemplate/exec-state.ts';
import { originOf } from '../../../../src/render/gotemplate/output.ts';
import { TemplateError } from '../../../../src/render/gotemplate/template-error.ts';
import { TemplateSet, type TemplateSetOptions } from '../../../../src/render/gotemplate/template-set.ts';
import { fn, GoMap, type GoFunction, type Value } from '../../../../src/render/gotemplate/value.ts';
import { SAMPLE_FUNCTIONS, sampleData } from './sample-world.ts';

type Texts = readonly (readonly [name: string, text: string])[];

function setOf(texts: Texts, options: TemplateSetOptions = {}): TemplateSet {
  const set = new TemplateSet({ functions: SAMPLE_FUNCTIONS, name: 'set', ...options });
  for (const [name, text] of texts) set.parse(name, text);
  return set;
}

/** Whatever `run` throws, which must be a TemplateError. */
function errorOf(run: () => unknown): TemplateError {
  try {
    run();
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error('no error');
}

describe('texts of one set', () => {
  // Learned from text/template of Go 1.26.
  it.each<[Texts, string, string]>([
    [
      [
        ['a', '1'],
        ['a', '2'],
      ],
      'a',
      '2',
    ],
    [
      [
        ['a', '1'],
        ['a', ' \n'],
      ],
      'a',
      '1',
    ],
    [
      [
        ['a', ' '],
        ['a', '2'],
      ],
      'a',
      '2',
    ],
    [
      [
        ['a', '{{define "b"}}1{{end}}'],
        ['c', '{{define "b"}}2{{end}}'],
      ],
      'b',
      '2',
    ],
    [
      [
        ['a', '{{define "b"}}1{{end}}'],
        ['c', '{{define "b"}} {{end}}'],
      ],
      'b',
      '1',
    ],
    [
      [
        ['a', '{{define "b"}}1{{end}}x'],
        ['b', '2'],
      ],
      'b',
      '2',
    ],
    [
      [
        ['b', '2'],
        ['a', '{{define "b"}}1{{end}}x'],
      ],
      'b',
      '1',
    ],
    [
      [
        ['a', '{{template "b"}}'],
        ['b', '{{.x.y.z}}!'],
      ],
      'a',
      '<no value>!',
    ],
    [[['a', '{{define "a"}}own{{end}}']], 'a', 'own'],
    [[['a', '']], 'a', ''],
    [
      [
        ['a', '{{block "b" .}}1{{end}}'],
        ['c', '{{define "b"}}2{{end}}'],
      ],
      'a',
      '2',
    ],
    [
      [
        ['c', '{{define "b"}}2{{end}}'],
        ['a', '{{block "b" .}}1{{end}}'],
      ],
      'a',
      '1',
    ],
    [
      [
        ['a', '{{define "b"}}{{end}}'],
        ['c', '{{template "b"}}|'],
      ],
      'c',
      '|',
    ],
    [
      [
        ['a', '{{define "b"}}{{/* c */}}{{end}}'],
        ['c', '{{define "b"}}x{{end}}'],
      ],
      'b',
      'x',
    ],
    [
      [
        ['a', 'x'],
        ['a', '\u0085\u00a0\u3000\v\f'],
      ],
      'a',
      'x',
    ],
    [
      [
        ['a', 'x'],
        ['a', '\ufeff'],
      ],
      'a',
      '\ufeff',
    ],
  ])('%j: %s prints %j', (texts, name, expected) => {
    expect(setOf(texts).execute(name, sampleData()).text).toBe(expected);
  });

  it('a text that defines a template of its own name is judged by the name that it gets', () => {
    const text = '{{define "own"}}1{{end}}2';
    const set = setOf([['other', text]]);
    expect(set.execute('other', null).text).toBe('2');
    const message = 'template: own:1: template: multiple definition of template "own"';
    expect(errorOf(() => set.parse('own', text)).message).toBe(message);
    set.parse('third', text);
    expect(set.execute('third', null).text).toBe('2');
  });

  it('know each other by name', () => {
    const set = setOf([
      ['a', '{{define "b"}}1{{end}}'],
      ['c', ''],
    ]);
    expect(set.names().sort()).toEqual(['a', 'b', 'c']);
    expect(['a', 'b', 'c', 'd', '__proto__', 'constructor'].map((name) => set.has(name))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('can be called as properties of objects are', () => {
    const set = setOf([
      ['a', '{{define "__proto__"}}1{{end}}{{template "__proto__"}}{{.constructor}}{{.__proto__}}'],
    ]);
    expect(set.execute('a', new GoMap([['__proto__', 2n]])).text).toBe('1<no value>2');
  });

  it('keep what they had when one cannot be parsed', () => {
    const set = setOf([['a', 'x']]);
    expect(() => set.parse('a', '{{define "b"}}y{{end}}{{nope}}')).toThrow(TemplateError);
    expect([set.execute('a', null).text, set.has('b')]).toEqual(['x', false]);
  });
});

describe('a clone', () => {
  it('starts with the same templates, and goes its own way', () => {
    const set = setOf([
      ['a', '{{template "b"}}'],
      ['b', '1'],
    ]);
    const clone = set.clone();
    clone.parse('b', '2');
    clone.parse('c', '3');
    set.parse('b', '4');
    expect([set.execute('a', null).text, clone.execute('a', null).text]).toEqual(['4', '2']);
    expect([set.has('c'), clone.has('c')]).toEqual([false, true]);
  });

  it('of a clone is no other', () => {
    const set = setOf([
      ['a', '{{template "b"}}{{template "c"}}'],
      ['b', '1'],
      ['c', '1'],
    ]);
    const first = set.clone();
    first.parse('b', '2');
    const second = first.clone();
    second.parse('c', '3');
    first.parse('c', '4');
    second.parse('b', ' ');
    expect([set, first, second].map((each) => each.execute('a', null).text)).toEqual(['11', '24', '23']);
    expect(second.names().sort()).toEqual(['a', 'b', 'c']);
  });

  it('forgets what is removed from it, and nothing else does', () => {
    const set = setOf([
      ['a', '1'],
      ['b', '2'],
    ]);
    const clone = set.clone();
    clone.remove('a');
    expect([set.has('a'), clone.has('a'), clone.clone().has('a')]).toEqual([true, false, false]);
    expect([set.names(), clone.names()]).toEqual([['a', 'b'], ['b']]);
    clone.parse('a', ' ');
    expect(clone.execute('a', null).text).toBe(' ');
    set.remove('b');
    expect([set.has('b'), clone.has('b')]).toEqual([false, true]);
  });

  it('can have other functions', () => {
    const set = setOf([['a', '{{five}}']]);
    const clone = set.clone(new Map([['five', fn('five', [], () => 6n)]]));
    expect([set.execute('a', null).text, clone.execute('a', null).text]).toEqual(['5', '6']);
    const message = 'template: a:1:2: executing "a" at <five>: "five" is not a defined function';
    expect(errorOf(() => set.clone(new Map()).execute('a', null)).message).toBe(message);
  });

  it('has the same options', () => {
    const clone = setOf([], { missingKey: 'error' }).clone();
    clone.parse('a', '{{up "x"}}{{.nope}}');
    const message = 'template: a:1:12: executing "a" at <.nope>: map has no entry for key "nope"';
    expect(errorOf(() => clone.execute('a', new GoMap())).message).toBe(message);
    expect(errorOf(() => clone.execute('b', null)).message).toBe(
      'template: no template "b" associated with template "set"',
    );
  });
});

describe('the place of an error', () => {
  it.each<[Texts, string, Pick<TemplateError, 'template' | 'line' | 'column' | 'message'>]>([
    [
      [
        ['a', '{{template "b" .}}'],
        ['b', '\n{{define "c"}}\n é{{.str.x}}{{end}}{{template "c" .}}'],
      ],
      'a',
      {
        template: 'b',
        line: 3,
        column: 9,
        message: 'template: b:3:9: executing "c" at <.str.x>: can\'t evaluate field x in type interface {}',
      },
    ],
    [
      [['d/f.yaml', '\n\n {{fail "x"}}']],
      'd/f.yaml',
      {
        template: 'd/f.yaml',
        line: 3,
        column: 3,
        message: 'template: d/f.yaml:3:3: executing "d/f.yaml" at <fail "x">: error calling fail: x',
      },
    ],
    [
      [['a', 'x']],
      'nope',
      {
        template: 'nope',
        line: 0,
        column: undefined,
        message: 'template: no template "nope" associated with template "set"',
      },
    ],
  ])('%j', (texts, name, { template, line, column, message }) => {
    const error = errorOf(() => setOf(texts).execute(name, sampleData()));
    expect({ ...error }).toMatchObject({ name: 'TemplateError', template, line });
    expect([error.column, error.message]).toEqual([column, message]);
  });

  it('of parsing has a line', () => {
    const error = errorOf(() => setOf([['a/b', '\n\n{{nope}}']]));
    expect([error.template, error.line, error.column]).toEqual(['a/b', 3, undefined]);
    expect(error.message).toBe('template: a/b:3: function "nope" not defined');
  });

  it('is that of the call, and the cause has that of the template that was included', () => {
    const set: TemplateSet = new TemplateSet({ functions: withInclude(() => set) });
    set.parse('inner', '\n{{fail "no"}}');
    set.parse('outer', '{{include "inner" .}}');
    const error = errorOf(() => set.execute('outer', null));
    expect(error.message).toBe(
      'template: outer:1:2: executing "outer" at <include "inner" .>: error calling include: ' +
        'template: inner:2:2: executing "inner" at <fail "no">: error calling fail: no',
    );
    expect([error.template, error.line]).toEqual(['outer', 1]);
    expect(error.cause).toMatchObject({ template: 'inner', line: 2, column: 2 });
  });
});

/** The functions of the samples and `include`, as Helm has it. */
function withInclude(set: () => TemplateSet): Map<string, GoFunction> {
  const include = fn(
    'include',
    ['string', 'interface {}'],
    ([name, data]) => set().execute(name as string, data).text,
  );
  return new Map([...SAMPLE_FUNCTIONS, ['include', include]]);
}

describe('where output comes from', () => {
  const pieces = (texts: Texts, name = 'a'): [string, string, number, boolean][] => {
    const { text, segments } = setOf(texts).execute(name, sampleData());
    return segments.map(({ start, template, offset, isText }, index) => [
      text.slice(start, segments[index + 1]?.start),
      template,
      offset,
      isText,
    ]);
  };

  it('each text and each action is a piece, at its offset', () => {
    expect(pieces([['a', 'x{{.str}}y {{- 1 }}{{""}}{{.empty}}{{$x := 3}}z']])).toEqual([
      ['x', 'a', 0, true],
      ['hello', 'a', 1, false],
      ['y', 'a', 9, true],
      ['1', 'a', 11, false],
      ['z', 'a', 46, true],
    ]);
  });

  it('text that is trimmed at its start begins where it is copied from', () => {
    expect(pieces([['a', '{{1 -}}  \n b']])).toEqual([
      ['1', 'a', 0, false],
      ['b', 'a', 11, true],
    ]);
  });

  it('templates write with their own files', () => {
    const texts: Texts = [
      ['a', '[{{template "d" 5}}]{{block "k" .}}k{{end}}'],
      ['b', '{{define "d"}}d{{.}}{{end}}'],
    ];
    expect(pieces(texts)).toEqual([
      ['[', 'a', 0, true],
      ['d', 'b', 14, true],
      ['5', 'b', 15, false],
      [']', 'a', 19, true],
      ['k', 'a', 35, true],
    ]);
  });

  it('turns of a loop are pieces of the same place', () => {
    expect(pieces([['a', '{{range .strs}}-{{.}}{{end}}']])).toEqual([
      ['-', 'a', 15, true],
      ['x', 'a', 16, false],
      ['-', 'a', 15, true],
      ['y', 'a', 16, false],
    ]);
  });

  it('what a function made of other templates is one piece, at the call', () => {
    const set: TemplateSet = new TemplateSet({ functions: withInclude(() => set) });
    set.parse('b', 'one {{.}}\n');
    set.parse('a', 'key: {{ include "b" 1 }}end');
    const output = set.execute('a', null);
    expect(output.text).toBe('key: one 1\nend');
    expect(originOf(output, 7)).toEqual({ template: 'a', offset: 5 });
    expect(originOf(output, 13)).toEqual({ template: 'a', offset: 26 });
    expect(originOf(output, 2)).toEqual({ template: 'a', offset: 2 });
  });
});

describe('functions', () => {
  it('replace those of Go, and then are as any other', () => {
    const functions = new Map([
      ['and', fn('and', ['string', 'string'], ([a, b]) => `${a as string}+${b as string}`)],
    ]);
    const set = new TemplateSet({ functions });
    set.parse('a', '{{and "" "b"}}');
    expect(set.execute('a', null).text).toBe('+b');
  });

  it('may be called break: then it is no keyword', () => {
    const text = '{{range .strs}}{{break}}{{end}}';
    const functions = new Map([['break', fn('break', [], () => 'B')]]);
    const own = new TemplateSet({ functions });
    own.parse('a', text);
    expect(own.execute('a', sampleData()).text).toBe('BB');
    expect(setOf([['a', text]]).execute('a', sampleData()).text).toBe('');
  });

  it('decide what can be parsed, whatever other sets have', () => {
    const text = '{{onlyHere}}';
    const own = new TemplateSet({ functions: new Map([['onlyHere', fn('onlyHere', [], () => 1n)]]) });
    own.parse('a', text);
    expect(own.execute('a', null).text).toBe('1');
    expect(errorOf(() => setOf([['a', text]])).message).toBe(
      'template: a:1: function "onlyHere" not defined',
    );
  });

  it('that read the clock or are random are told, with their places', () => {
    const calls: UnstableCall[] = [];
    const functions = new Map(
      [
        fn('now', [], () => 0n, 'clock'),
        fn('shuffle', ['string'], ([text]) => text, 'random'),
        fn('keys', ['int'], ([count], call) => {
          const mark = call.unstableMarker?.('random');
          // However often: it is one call.
          for (let turn = 1n; turn < (count as bigint); turn++) mark?.();
          return count;
        }),
      ].map((fun) => [fun.name, fun] as const),
    );
    const set = new TemplateSet({ functions, onUnstable: (call) => calls.push(call) });
    set.parse('f', 'x\n{{define "d"}}{{now}}{{end}}');
    set.parse('a', '{{template "d"}}\n{{"a" | shuffle}}{{keys 1}}{{keys 3}}');
    set.clone().execute('a', null);
    expect(calls).toEqual([
      { function: 'now', reason: 'clock', template: 'f', line: 2, offset: 18 },
      { function: 'shuffle', reason: 'random', template: 'a', line: 2, offset: 25 },
      { function: 'keys', reason: 'random', template: 'a', line: 2, offset: 51 },
    ]);
  });

  it('get no value as nil, or as it is', () => {
    const seen: Value[] = [];
    const note = (type: string): GoFunction => fn(type, [type], ([value]) => (seen.push(value), ''));
    const functions = new Map([
      ['any', note('interface {}')],
      ['raw', note('reflect.Value')],
    ]);
    const set = new TemplateSet({ functions });
    set.parse('a', '{{any .x}}{{raw .x}}{{any .null}}{{raw .null}}{{raw nil}}');
    set.execute('a', sampleData());
    expect(seen).toEqual([null, undefined, null, null, undefined]);
  });
});
