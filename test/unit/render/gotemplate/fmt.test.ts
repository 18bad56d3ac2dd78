// What printing does beside its tables (test/support/gotemplate/conformance): limits, refusals, and what actions print.
import { describe, expect, it } from 'vitest';
import {
  bytesText,
  formatValue,
  pointedTo,
  printValue,
  sprint,
  sprintf,
  sprintln,
} from '../../../../src/render/gotemplate/fmt.ts';
import { Budget, LimitError } from '../../../../src/render/gotemplate/limits.ts';
import { fn, GoObject, GoStruct, type Value } from '../../../../src/render/gotemplate/value.ts';
import {
  bytes,
  list,
  named,
  object,
  pair,
  point,
  seconds,
} from '../../../support/gotemplate/sample-types.ts';

const time = new GoObject('time.Time', {}, () => '2024-01-02');
const few = (): Budget => new Budget({ steps: 10_000, output: 0, depth: 0 });

describe('what actions print', () => {
  it.each<[string, Value, string | undefined]>([
    ['no value', undefined, '<no value>'],
    ['nil', null, '<nil>'],
    ['a string', 'a', 'a'],
    ['an int', 1n, '1'],
    ['a float', 1e6, '1e+06'],
    ['a pointer', point(1n, 2n, true), '{1 2}'],
    ['a pointer with a String()', named('x', true), 'named x'],
    ['a list with a String() in it', list(named('x'), seconds(2)), '[named x 2s]'],
    ['an opaque object', time, '2024-01-02'],
    ['a function', fn('f', [], () => null), undefined],
  ])('%s', (_name, value, expected) => {
    expect(printValue(value)).toBe(expected);
  });

  it('is what a pointer points to', () => {
    expect(pointedTo(point(1n, 2n, true))).toMatchObject({ name: 'main.Point', isPointer: false });
    expect(pointedTo('a')).toBe('a');
  });
});

describe('Sprint and Sprintln', () => {
  it('have their spaces', () => {
    expect(sprint([])).toBe('');
    expect(sprint([1n, 2n, 'a', 3n, 'b', null, undefined])).toBe('1 2a3b<nil> <nil>');
    expect(sprintln([])).toBe('\n');
    expect(sprintln(['a', 'b', 1n])).toBe('a b 1\n');
  });
});

describe('values without a text of their own', () => {
  it.each<[string, string, Value]>([
    ['%p', 'printing the address of a map[string]interface {} is not supported', object({})],
    ['%p', 'printing the address of a *main.Point is not supported', point(1n, 2n, true)],
    ['%v', 'printing the address of a func() interface {} is not supported', fn('f', [], () => null)],
    ['%v', 'printing the address of a *main.Point is not supported', list(point(1n, 2n, true))],
    ['%s', 'printing the address of a *main.Point is not supported', pair(point(1n, 2n, true), 1n)],
    ['%d', 'printing what is inside of a time.Time with %d is not supported', time],
    ['%#v', 'printing what is inside of a time.Time with %v is not supported', time],
    ['%z', 'printing what is inside of a time.Time with %z is not supported', time],
  ])('%s: %s', (format, message, value) => {
    expect(() => sprintf(format, [value])).toThrow(message);
  });

  it('have one inside of others, where they have one at all', () => {
    expect(sprintf('%v %s %q %x', [list(time), time, time, object({ a: time })])).toBe(
      '[2024-01-02] 2024-01-02 "2024-01-02" map[61:323032342d30312d3032]',
    );
  });

  it('print by their fields where the text is not asked for', () => {
    const struct = new GoStruct('x.Y', new Map([['A', 1n]]), new Map(), true, () => 'text');
    expect(sprintf('%v|%d|%#v|%+v', [struct, struct, struct, struct])).toBe('text|&{1}|&x.Y{A:1}|text');
  });
});

describe('bytes', () => {
  it('are texts under some verbs', () => {
    expect(bytesText(bytes(0xc3, 0xa9, 0xff))).toBe('é\udcff');
    expect(sprintf('%s %x', [bytes(0xc3, 0xa9), bytes(0xff)])).toBe('é ff');
  });
});

describe('limits', () => {
  /** 2^40 elements, in 40 lists. */
  const doubled = (): Value => {
    let value: Value = 'x';
    for (let time = 0; time < 40; time++) value = list(value, value);
    return value;
  };
  const holdingItself = (): Value => {
    const map = object({});
    map.entries.set('self', map);
    return map;
  };
  const deep = (): Value => {
    let value: Value = list();
    for (let depth = 0; depth < 100_000; depth++) value = list(value);
    return value;
  };

  it.each<[string, (call: Budget) => unknown]>([
    ['a width', (call) => sprintf('%1000000d', [1n], call)],
    ['many widths', (call) => sprintf('%9999d'.repeat(100), [1n], call)],
    ['a precision', (call) => sprintf('%.1000000f', [1], call)],
    ['a long text', (call) => sprintf('%s', ['x'.repeat(20_000)], call)],
    ['a long format', (call) => sprintf('x'.repeat(20_000), [], call)],
    ['what is shared', (call) => formatValue(doubled(), call)],
    ['what is shared, as %d', (call) => sprintf('%d', [doubled()], call)],
    ['many arguments', (call) => sprint(Array<Value>(20_000).fill('x'), call)],
    ['extra arguments', (call) => sprintf('', Array<Value>(20_000).fill(1n), call)],
  ])('%s', (_name, print) => {
    expect(() => print(few())).toThrow(LimitError);
  });

  it('values that hold themselves, or are nested too deeply', () => {
    expect(() => formatValue(holdingItself())).toThrow('nested too deeply, or holds itself');
    expect(() => sprintf('%d', [deep()])).toThrow('nested too deeply, or holds itself');
  });

  it('numbers that are too large are no widths, whatever their length', () => {
    expect(sprintf(`%${'0'.repeat(100_000)}5d`, [1n])).toBe('00001');
    expect(sprintf(`%${'9'.repeat(100_000)}d`, [1n])).toBe('%!(NOVERB)%!(EXTRA int=1)');
    expect(sprintf(`%[${'9'.repeat(100_000)}]d`, [1n])).toBe('%!d(BADINDEX)');
  });
});
