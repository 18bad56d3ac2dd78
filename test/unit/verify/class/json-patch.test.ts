// JSON patches, as the library applies them that Cluster API uses; the outcomes were seen with it.
import { describe, expect, it } from 'vitest';
import { applyOperation, copyJson, pointerSteps, valueAt } from '../../../../src/verify/class/json-patch.ts';

const DOCUMENT = '{"a":{"b":1,"n":null},"l":[1,2],"t":"x"}';

function patched(op: string, path: string, value?: unknown): string {
  const document = JSON.parse(DOCUMENT) as unknown;
  return applyOperation(document, { op, path, value }) ?? JSON.stringify(document);
}

describe('an operation', () => {
  it.each<[string, string, unknown, string]>([
    ['add', '/a/c', { x: 1 }, '{"a":{"b":1,"n":null,"c":{"x":1}},"l":[1,2],"t":"x"}'],
    ['add', '/a/b', 2, '{"a":{"b":2,"n":null},"l":[1,2],"t":"x"}'],
    ['add', '/l/-', 3, '{"a":{"b":1,"n":null},"l":[1,2,3],"t":"x"}'],
    ['add', '/l/0', 0, '{"a":{"b":1,"n":null},"l":[0,1,2],"t":"x"}'],
    ['add', '/l/2', 3, '{"a":{"b":1,"n":null},"l":[1,2,3],"t":"x"}'],
    ['add', '/a/x~1y', 1, '{"a":{"b":1,"n":null,"x/y":1},"l":[1,2],"t":"x"}'],
    ['add', '/a/x~0y', 1, '{"a":{"b":1,"n":null,"x~y":1},"l":[1,2],"t":"x"}'],
    ['add', '/x/y', 1, '/x is not there'],
    ['add', '/a/n/y', 1, '/a/n is not there'],
    ['add', '/t/y', 1, '/t is no map and no list'],
    ['add', '/l/3', 1, '/l/3 is no place in a list of 2'],
    ['add', '/l/x', 1, '/l/x is no place in a list of 2'],
    ['add', '/l/01', 1, '{"a":{"b":1,"n":null},"l":[1,1,2],"t":"x"}'],
    ['replace', '/a/b', 2, '{"a":{"b":2,"n":null},"l":[1,2],"t":"x"}'],
    ['replace', '/a/n', 2, '{"a":{"b":1,"n":2},"l":[1,2],"t":"x"}'],
    ['replace', '/l/1', 9, '{"a":{"b":1,"n":null},"l":[1,9],"t":"x"}'],
    ['replace', '/a/x', 2, '/a/x is not there'],
    ['replace', '/a/constructor', 2, '/a/constructor is not there'],
    ['remove', '/a/b', undefined, '{"a":{"n":null},"l":[1,2],"t":"x"}'],
    ['remove', '/l/0', undefined, '{"a":{"b":1,"n":null},"l":[2],"t":"x"}'],
    ['remove', '/a/x', undefined, '/a/x is not there'],
    ['remove', '/l/-', undefined, '/l/- is not there'],
  ])('%s %s', (op, path, value, expected) => {
    expect(patched(op, path, value)).toBe(expected);
  });

  it('leaves the value to who gave it', () => {
    const value = { x: [1] };
    const document: Record<string, unknown> = {};
    applyOperation(document, { op: 'add', path: '/a', value });
    applyOperation(document, { op: 'add', path: '/a/x/-', value: 2 });
    expect(value).toEqual({ x: [1] });
    expect(JSON.stringify(document)).toBe('{"a":{"x":[1,2]}}');
  });

  it('takes any key for one of the data', () => {
    const document = copyJson({});
    expect(
      applyOperation(document, { op: 'add', path: '/__proto__', value: { polluted: true } }),
    ).toBeUndefined();
    expect(JSON.stringify(document)).toBe('{"__proto__":{"polluted":true}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('pointers', () => {
  it('are cut in steps', () => {
    expect(pointerSteps('/spec/a~1b/~01/')).toEqual(['spec', 'a/b', '~1', '']);
  });

  it('lead to values', () => {
    const document = JSON.parse(DOCUMENT) as unknown;
    expect(valueAt(document, ['l', '1'])).toBe(2);
    expect(valueAt(document, ['l', '-'])).toBeUndefined();
    expect(valueAt(document, ['a', 'x', 'y'])).toBeUndefined();
    expect(valueAt(document, [])).toBe(document);
  });
});
