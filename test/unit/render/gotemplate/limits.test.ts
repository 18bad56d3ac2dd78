// Hostile templates end: in steps, in bytes, in depth, and never in an error of JavaScript's.
import { describe, expect, it } from 'vitest';
import { Budget, DEFAULT_LIMITS, LimitError, type Limits } from '../../../../src/render/gotemplate/limits.ts';
import { TemplateError } from '../../../../src/render/gotemplate/template-error.ts';
import { TemplateSet } from '../../../../src/render/gotemplate/template-set.ts';
import { fn } from '../../../../src/render/gotemplate/value.ts';
import { SAMPLE_FUNCTIONS, sampleData } from './sample-world.ts';

function run(text: string, limits: Partial<Limits> = {}): string {
  const budget = new Budget({ ...DEFAULT_LIMITS, ...limits });
  const include = fn('include', ['string'], ([name]) => set.execute(name as string, null).text);
  const functions = new Map([...SAMPLE_FUNCTIONS, ['include', include] as const]);
  const set = new TemplateSet({ functions, budget });
  set.parse('t', text);
  return set.execute('t', sampleData()).text;
}

describe('steps', () => {
  it.each([
    '{{range 9223372036854775807}}{{end}}',
    '{{range 10000}}{{range 10000}}{{range 10000}}{{end}}{{end}}{{end}}',
    '{{range $i := 1000000000}}{{$x := $i}}{{end}}',
    `{{range 1000}}{{$.x${'.x'.repeat(1000)}}}{{end}}`,
    `{{range 1000}}{{print${' 1'.repeat(1000)}}}{{end}}`,
    `${'{{$x := 1}}'.repeat(2000)}{{range 1000}}{{if $}}{{end}}{{end}}`,
    '{{define "a"}}{{template "b"}}{{template "b"}}{{end}}{{define "b"}}{{range 100000}}{{if .}}{{end}}{{end}}{{end}}{{template "a"}}',
  ])('%j takes too many', (text) => {
    expect(() => run(text, { steps: 50_000 })).toThrow(
      new LimitError('the templates take more than 50000 steps'),
    );
  });

  it('are enough for templates that end', () => {
    expect(run('{{range 3}}{{.}}{{end}}', { steps: 30 })).toBe('012');
    expect(() => run('{{range 3}}{{.}}{{end}}', { steps: 10 })).toThrow(LimitError);
  });

  it('are charged for parsing, whether a text was parsed before or not', () => {
    const text = 'x'.repeat(1600);
    const parse = (steps: number): void => {
      new TemplateSet({ budget: new Budget({ ...DEFAULT_LIMITS, steps }) }).parse('t', text);
    };
    expect(() => parse(100)).toThrow(LimitError);
    expect(() => parse(101)).not.toThrow();
    expect(() => parse(100)).toThrow(LimitError);
  });

  it('are shared by clones', () => {
    const set = new TemplateSet({ budget: new Budget({ ...DEFAULT_LIMITS, steps: 30 }) });
    set.parse('t', '{{range 10}}{{end}}');
    set.execute('t', null);
    expect(() => {
      for (let turn = 0; turn < 3; turn++) set.clone().execute('t', null);
    }).toThrow(LimitError);
  });
});

describe('output', () => {
  it('is counted in bytes', () => {
    expect(run('éé{{"日"}}', { output: 7 })).toBe('éé日');
    const error = new LimitError('the templates print more than 6 bytes');
    expect(() => run('éé{{"日"}}', { output: 6 })).toThrow(error);
  });

  it('of includes counts, though it is thrown away', () => {
    const text = '{{define "a"}}0123456789{{end}}{{$x := include "a"}}{{$x = include "a"}}';
    expect(run(text, { output: 20 })).toBe('');
    expect(() => run(text, { output: 19 })).toThrow(LimitError);
  });
});

describe('depth', () => {
  const error = new LimitError('the templates nest more than 1000 deep');

  it.each([
    ['template', '{{define "r"}}{{template "r" .}}{{end}}{{template "r" .}}'],
    [
      'template in blocks',
      '{{define "r"}}{{if 1}}{{with 1}}{{range 1}}{{template "r"}}{{end}}{{end}}{{end}}{{end}}{{template "r"}}',
    ],
    ['include', '{{define "r"}}{{include "r"}}{{end}}{{include "r"}}'],
    ['include in pipelines', '{{define "r"}}{{print (print (include "r") | up) | up}}{{end}}{{include "r"}}'],
    [
      'include in blocks',
      '{{define "r"}}{{if 1}}{{with 1}}{{range 1}}{{include "r"}}{{end}}{{end}}{{end}}{{end}}{{include "r"}}',
    ],
    ['both', '{{define "r"}}{{template "s"}}{{end}}{{define "s"}}{{include "r"}}{{end}}{{template "r"}}'],
    ['a condition', '{{define "r"}}{{if include "r"}}{{end}}{{end}}{{template "r"}}'],
  ])('of %s without end', (_what, text) => {
    expect(() => run(text)).toThrow(error);
    expect(() => run(text)).toThrow(error);
  });

  it('is given back', () => {
    expect(
      run('{{define "a"}}{{if 1}}x{{end}}{{end}}{{range 3}}{{template "a"}}{{include "a"}}{{end}}', {
        depth: 8,
      }),
    ).toBe('xxxxxx');
  });

  it('is given back when a template fails', () => {
    const budget = new Budget({ ...DEFAULT_LIMITS, depth: 4 });
    const set = new TemplateSet({ budget });
    set.parse('t', '{{if 1}}{{len 1}}{{end}}');
    for (let turn = 0; turn < 5; turn++) expect(() => set.execute('t', null)).toThrow(TemplateError);
  });

  it('that is too much for JavaScript is an error of ours, whoever used it up', () => {
    const deep = fn('deep', [], (_args, call) => deep.call([], call));
    const set = new TemplateSet({ functions: new Map([['deep', deep]]) });
    set.parse('t', '{{deep}}');
    expect(() => set.execute('t', null)).toThrow(new LimitError('the templates nest too deeply'));
  });
});

describe('a run that is over its limits', () => {
  const placeOf = (text: string, limits: Partial<Limits>): unknown => {
    try {
      run(text, limits);
    } catch (error) {
      return (error as LimitError).place;
    }
    return undefined;
  };

  it.each([
    ['steps', 'a\n  {{range 1000000}}{{end}}', { steps: 100 }, { line: 2, column: 10 }],
    ['output', 'a\n\n{{"0123456789"}}', { output: 5 }, { line: 3, column: 2 }],
    [
      'depth',
      '{{define "r"}}\n{{template "r"}}{{end}}{{template "r"}}',
      { depth: 10 },
      { line: 2, column: 11 },
    ],
    [
      'steps in an include',
      '{{define "r"}}\n\n{{range 1000000}}{{end}}{{end}}{{include "r"}}',
      { steps: 100 },
      { line: 3, column: 8 },
    ],
  ])('says where the template was: %s', (_what, text, limits, place) => {
    expect(placeOf(text, limits)).toEqual({ template: 't', ...place });
  });
});

describe('nesting in a text', () => {
  const times = (count: number, open: string, inner: string, close: string): string =>
    open.repeat(count) + inner + close.repeat(count);

  it.each([
    ['parentheses', (count: number): string => `{{${times(count, '(', '1', ')')}}}`, '1'],
    ['if', (count: number): string => times(count, '{{if 1}}', '1', '{{end}}'), '1'],
    ['with', (count: number): string => times(count, '{{with 1}}', '1', '{{end}}'), '1'],
    ['range', (count: number): string => times(count, '{{range 1}}', '1', '{{end}}'), '1'],
    [
      'else if',
      (count: number): string => `{{if 0}}${'{{else if 0}}'.repeat(count - 2)}{{else}}1{{end}}`,
      '1',
    ],
    ['arguments', (count: number): string => `{{print ${times(count, '(print ', '1', ')')}}}`, '1'],
    [
      'pipelines',
      (count: number): string => `{{${times(count, '(1 | print ', '', ')')}}}`,
      '1 '.repeat(399) + '1',
    ],
  ])('%s may be 300 deep, and not 100000', (_what, text, printed) => {
    expect(run(text(300)).replaceAll(' ', '')).toBe(printed.replaceAll(' ', '').slice(0, 300));
    for (const count of [500, 5000, 100_000]) {
      expect(() => run(text(count))).toThrow(/^template: t:1: max expression depth exceeded$/);
    }
  });

  it('side by side there may be more', () => {
    expect(run(`{{1${' | print'.repeat(10_000)}}}`)).toBe('1');
    expect(run(`{{print${' ""'.repeat(10_000)}}}`)).toBe('');
    expect(run(`{{.a${'.a'.repeat(10_000)}}}`)).toBe('<no value>');
    expect(run('{{if 1}}{{end}}'.repeat(10_000))).toBe('');
  });
});

describe('time', () => {
  it.each([
    ['quotes', `{{"${'\\"'.repeat(200_000)}`],
    ['delimiters', '{{'.repeat(200_000)],
    ['spaces', `${' '.repeat(200_000)}{{- 1 }}`],
    ['spaces in an action', `{{1${' '.repeat(200_000)}`],
    ['digits', `{{${'1'.repeat(200_000)}}}`],
    ['underscores', `{{${'1_'.repeat(100_000)}}}`],
    ['points', `{{${'.'.repeat(200_000)}}}`],
    ['characters', `{{'${'a'.repeat(200_000)}'}}`],
    ['definitions', '{{define "a"}}{{end}}'.repeat(20_000)],
    ['spaces in definitions', `{{define "a"}}${' '.repeat(2_000_000)}{{end}}`.repeat(2)],
    ['variables', Array.from({ length: 30_000 }, (_, index) => `{{$v${index} := $}}`).join('')],
    ['lines', `${'\n'.repeat(200_000)}{{nope}}`],
  ])('of parsing many %s is short', (_what, text) => {
    const start = performance.now();
    try {
      run(text);
    } catch (error) {
      expect([TemplateError, LimitError]).toContain((error as Error).constructor);
    }
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
