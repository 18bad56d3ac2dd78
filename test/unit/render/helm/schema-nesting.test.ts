// How deep schemas are nested: brackets count, unless they stand in strings.
import { expect, it } from 'vitest';
import { findTooDeep, MAX_NESTING } from '../../../../src/render/helm/schema/schema-nesting.ts';

const nested = (depth: number, inner = '') => '['.repeat(depth) + inner + ']'.repeat(depth);

it.each<[string, string, ReturnType<typeof findTooDeep>]>([
  ['at the limit', nested(MAX_NESTING), undefined],
  ['beyond it', nested(MAX_NESTING + 2), { depth: MAX_NESTING + 2, offset: MAX_NESTING }],
  ['beside each other', `[${'{},'.repeat(MAX_NESTING)}{}]`, undefined],
  ['in strings', nested(MAX_NESTING, '"\\"[{\\\\", "["'), undefined],
  ['in strings without an end', nested(MAX_NESTING, '"[[').replaceAll(']', ''), undefined],
  [
    'behind strings',
    nested(MAX_NESTING, '"[", {"{": []}'),
    { depth: MAX_NESTING + 2, offset: MAX_NESTING + 5 },
  ],
  [
    'deeper further on',
    `[${nested(MAX_NESTING)}, ${nested(MAX_NESTING + 1)}]`,
    { depth: MAX_NESTING + 2, offset: MAX_NESTING },
  ],
])('%s', (_name, text, expected) => {
  expect(findTooDeep(text)).toEqual(expected);
});
