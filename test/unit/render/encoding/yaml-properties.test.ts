// What others write as YAML, we read; and nothing that is no YAML makes us fail otherwise than with a YamlError.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { toData } from '../../../../src/render/encoding/data.ts';
import { decodeYaml } from '../../../../src/render/encoding/yaml-decode.ts';
import { YamlError } from '../../../../src/render/encoding/yaml-error.ts';
import { encodeYaml } from '../../../../src/render/encoding/yaml-encode.ts';
import { findNode } from '../../../../src/render/encoding/yaml-find.ts';
import { fromData } from '../../../../src/render/gotemplate/value.ts';
import { parseYaml } from '../../../../src/render/encoding/yaml-parse.ts';

const printable = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .map((text) => text.replace(/[^\n\t -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/g, ''));
const scalar = fc.oneof(
  printable,
  fc.constantFrom(
    'yes',
    'no',
    'on',
    '~',
    '',
    '1',
    '0x1',
    '1e3',
    '.5',
    '- a',
    'a: b',
    '# c',
    '"',
    "'",
    '|',
    '<<',
    '0o7',
    '1_0',
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const data = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('node'), { maxLength: 5 }),
    fc.dictionary(printable, tie('node'), { maxKeys: 5 }),
  ),
})).node;

/** The yaml package does not quote what only go-yaml takes for numbers, 0o7 and 1e3, for line breaks or for `? `. */
const isUnquoted = (value: unknown): boolean => /"[-+.]*[0-9]|[\u2028\u2029?]/.test(JSON.stringify(value));

/** JSON has one zero, and no undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('decodeYaml', () => {
  it.each([
    ['blocks', {}],
    ['flow collections', { collectionStyle: 'flow' as const }],
    ['long lines', { lineWidth: 0 }],
    ['JSON-like', { defaultStringType: 'QUOTE_DOUBLE' as const, defaultKeyType: 'QUOTE_DOUBLE' as const }],
    ['single quotes', { singleQuote: true, indentSeq: false }],
  ])('reads what the yaml package writes as YAML 1.1: %s', (_, options) => {
    fc.assert(
      fc.property(data, (value) => {
        fc.pre(!isUnquoted(value));
        const text = stringify(value, { version: '1.1', aliasDuplicateObjects: false, ...options });
        expect(plain(toData(decodeYaml(text)))).toEqual(plain(value));
      }),
      // The same ones each time: where the package and go-yaml differ is no news about us.
      { numRuns: 300, seed: 1 },
    );
  });

  it('reads what we write as Go does', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(plain(toData(decodeYaml(encodeYaml(fromData(value)))))).toEqual(plain(value));
      }),
      { numRuns: 500 },
    );
  });

  it('reads JSON, unless a character is in it that ends a line in YAML', () => {
    fc.assert(
      fc.property(data, (value) => {
        const json = JSON.stringify(value);
        fc.pre(!/[\u2028\u2029]/.test(json));
        expect(plain(toData(decodeYaml(json)))).toEqual(plain(value));
      }),
    );
  });

  const bits = [
    'a',
    'b',
    ': ',
    ':',
    '- ',
    '-',
    '? ',
    '\n',
    '  ',
    '\t',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '#',
    '&x ',
    '*x',
    '!!int ',
  ];
  const more = [
    '|',
    '>',
    '|-\n',
    '---\n',
    '...',
    '1',
    '<<: ',
    '%YAML 1.1\n',
    '@',
    '\\',
    '\r\n',
    '\u00e9',
    '\u2028',
    '\u{1F600}',
    '\0',
  ];
  const soup = fc.array(fc.constantFrom(...bits, ...more), { maxLength: 40 }).map((parts) => parts.join(''));

  it('returns or throws a YamlError, whatever it is given', () => {
    fc.assert(
      fc.property(soup, (text) => {
        try {
          decodeYaml(text);
        } catch (error) {
          expect(error).toBeInstanceOf(YamlError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('ignores what stands behind the first document', () => {
    fc.assert(
      fc.property(soup, (text) => {
        expect(toData(decodeYaml(`a: [1, 2]\n---\n${text.replaceAll('\0', '')}`))).toEqual({ a: [1, 2] });
      }),
    );
  });
});

describe('findNode', () => {
  it('finds a node for every value', () => {
    fc.assert(
      fc.property(data, (value) => {
        fc.pre(!isUnquoted(value));
        const root = parseYaml(stringify(value, { version: '1.1', aliasDuplicateObjects: false }));
        const visit = (inner: unknown, path: (string | number)[]): void => {
          expect(root && findNode(root, path)).toBeDefined();
          if (inner === null || typeof inner !== 'object') return;
          const entries = Array.isArray(inner) ? [...(inner as unknown[]).entries()] : Object.entries(inner);
          for (const [key, child] of entries) visit(child, [...path, key]);
        };
        visit(value, []);
      }),
      { seed: 1 },
    );
  });
});
