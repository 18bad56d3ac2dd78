// Names that the API server takes.
import { describe, expect, it } from 'vitest';
import { isNamespaceName, isObjectName } from '../../../src/stack/object-name.ts';

describe('a name', () => {
  it.each([
    ['a', true, true],
    ['my-tenant-1', true, true],
    ['a.b-c.d', false, true],
    ['a'.repeat(63), true, true],
    ['a'.repeat(64), false, true],
    ['a'.repeat(253), false, true],
    ['a'.repeat(254), false, false],
    ['', false, false],
    ['A', false, false],
    ['a_b', false, false],
    ['-a', false, false],
    ['a-', false, false],
    ['a.', false, false],
    ['a..b', false, false],
    ['a.-b', false, false],
    ['a b', false, false],
    ['a\n', false, false],
    ['é', false, false],
  ])('%j is one of a namespace: %s, of an object: %s', (name, ofNamespace, ofObject) => {
    expect([isNamespaceName(name), isObjectName(name)]).toEqual([ofNamespace, ofObject]);
  });
});
