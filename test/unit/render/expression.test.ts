// The expression inside a mark: plain names, no helpers, no escaping, nothing rendered as nothing.
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../src/render/expression.ts';

describe('compileExpression', () => {
  it.each([
    ['.A', { A: 'v1' }, 'v1'],
    ['a.b', { a: { b: '<&"\'>' } }, '<&"\'>'],
  ])('%s of %j is %j', async (expression, values, expected) => {
    expect((await compileExpression(expression))(values)).toBe(expected);
  });

  it.each([
    ['.A', {}],
    ['a.b', { a: {} }],
    ['a.b', {}],
  ])('%s of %j throws: there is no such value', async (expression, values) => {
    const render = await compileExpression(expression);
    expect(() => render(values)).toThrow();
  });

  it('compiles an expression once', async () => {
    expect(await compileExpression('a.same')).toBe(await compileExpression('a.same'));
  });
});
