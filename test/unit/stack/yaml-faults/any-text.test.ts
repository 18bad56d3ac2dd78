// Whatever a text holds: its faults are told in our words, at a place that is in it, with something to do.
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../../src/stack/yaml-document.ts';

const PIECES = [
  ...[
    'a',
    'b: ',
    '- ',
    '-',
    ': ',
    ':',
    '\n',
    '\n  ',
    '\n    ',
    '\n\n',
    '\t',
    ' ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
  ],
  ...[
    ', ',
    '# c',
    ' # c',
    '|',
    '>',
    '*a',
    '&a ',
    '!t ',
    '%',
    '@',
    '? ',
    '---\n',
    '{{ .x }}',
    '<<: ',
    '\r\n',
    '\\d',
    '1',
  ],
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''));

describe('any text', () => {
  it('has faults in words of ours wherever the parser finds errors', () => {
    fc.assert(
      fc.property(text, (given) => {
        const { errors } = parseDocument(given, { logLevel: 'silent', prettyErrors: false });
        const { faults } = readYaml(given, 'strict');
        if (errors.length > 0) expect(faults).not.toEqual([]);
        for (const { message, hint, offset } of faults) {
          for (const error of errors) expect(message).not.toContain(error.message);
          expect(message).not.toMatch(/implicit|scalar|mapping|sequence|flow|node|token|\n/i);
          expect(hint).toMatch(/^[a-z]/);
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(given.length);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
