// Hostile values and texts: encoders and decoders take no longer than for others of that size.
import { describe, expect, it } from 'vitest';
import { decodeToml, encodeToml } from '../../../../src/render/encoding/toml.ts';
import { encodeYamlPretty } from '../../../../src/render/encoding/yaml-encode-v3.ts';
import { encodeYaml } from '../../../../src/render/encoding/yaml-encode.ts';
import { encodeJson } from '../../../../src/render/encoding/json-encode.ts';
import { GoMap, type Value } from '../../../../src/render/gotemplate/value.ts';

const SIZE = 200_000;
const PATIENCE = 10_000;

const encoders: readonly [string, (value: Value) => string][] = [
  ['YAML', encodeYaml],
  ['YAML of v3', encodeYamlPretty],
  ['JSON', (value) => encodeJson(value, { escapeHtml: true })],
  ['TOML', encodeToml],
];

/** Each would take a time that grows with the square of its length, if it were looked at carelessly. */
const TEXTS: Readonly<Record<string, string>> = {
  spaces: ' '.repeat(SIZE),
  'spaces and U+0085': `\u0085x${' '.repeat(SIZE)}y`,
  'spaces inside': `x${' '.repeat(SIZE)}y`,
  'words and spaces': 'x '.repeat(SIZE),
  'quotes in need of quotes': "'".repeat(SIZE),
  'line breaks': '\n'.repeat(SIZE),
  'spaces and line breaks': ' \n'.repeat(SIZE),
  'lines that end with U+2028': 'x\u2028'.repeat(SIZE),
  colons: ':'.repeat(SIZE),
  digits: '1'.repeat(SIZE),
  'digits and colons': '1:'.repeat(SIZE),
  underscores: `1${'_'.repeat(SIZE)}`,
  'half characters': '\udc80'.repeat(SIZE),
  'characters that are escaped': '😀\x01'.repeat(SIZE / 2),
  'a mark of byte order': `\ufeff${'x '.repeat(SIZE)}`,
};

describe.each(Object.entries(TEXTS))('%s', (_, text) => {
  it.each(encoders)('are written as %s in time', (__, encode) => {
    const started = performance.now();
    const written = encode(new GoMap([['key', text]]));
    expect(written.length).toBeGreaterThan(SIZE);
    expect(performance.now() - started).toBeLessThan(PATIENCE);
  });
});

describe('TOML', () => {
  const noTime = (): Value => null;
  it.each([
    ['times', Array.from({ length: 20_000 }, (_, at) => `t${at} = 12:30:00`).join('\n')],
    [
      'infinities behind a long comment',
      `# ${'x'.repeat(SIZE)}\n${'a'.repeat(9)} = [${'inf,'.repeat(50_000)}]`,
    ],
    ['headers', Array.from({ length: 5000 }, () => '[[a.b]]').join('\n')],
    ['escapes', `a = "${String.raw`\n`.repeat(SIZE)}"`],
    ['quotes', `a = ${'"""'}${'""x'.repeat(SIZE / 2)}${'"""'}`],
  ])('with many %s is read in time', (_, text) => {
    const started = performance.now();
    expect(decodeToml(text, noTime).entries.size).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(PATIENCE);
  });
});
