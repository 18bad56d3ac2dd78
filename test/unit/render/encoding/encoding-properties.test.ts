// What is encoded can be decoded, by our own decoders and by other ones.
import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { toData } from '../../../../src/render/encoding/data.ts';
import { decodeJson, readJson } from '../../../../src/render/encoding/json-decode.ts';
import { encodeJson, encodeJsonIndent } from '../../../../src/render/encoding/json-encode.ts';
import { decodeToml, encodeToml } from '../../../../src/render/encoding/toml.ts';
import { decodeYaml } from '../../../../src/render/encoding/yaml-decode.ts';
import { encodeYamlPretty } from '../../../../src/render/encoding/yaml-encode-v3.ts';
import { encodeYaml } from '../../../../src/render/encoding/yaml-encode.ts';
import { compareYamlKeys } from '../../../../src/render/encoding/yaml-key-order.ts';
import { fromData, type Value } from '../../../../src/render/gotemplate/value.ts';

/** Texts of what YAML is made of. */
const signs = fc.string({
  unit: fc.constantFrom(...'ab1 \n\t:#-?,[]{}&*!|>\'"%@`~\\/.=<ü日😀\u2028+e0x_TnN'),
  maxLength: 30,
});
const words = fc
  .array(fc.constantFrom('word', 'it', ':', '#', "'", '"', '', 'yes', '1', '-', '\u00e9'), { maxLength: 60 })
  .map((list) => list.join(' '));
const text = fc.oneof(signs, words, fc.string({ unit: 'grapheme' }));
/** Without -0, which JSON and YAML do not tell from 0. */
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => value + 0 || 0);
const { data } = fc.letrec<{ data: unknown }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 4 },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(text, tie('data'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

/** Characters that JSON leaves alone and YAML does not allow, or takes for line breaks, as Go has it. */
const UNREADABLE = /[\x7f-\x9f\ufffe\uffff]/;
const isReadable = (value: unknown): boolean => {
  const json = JSON.stringify(value);
  // go-yaml writes the key << as it is, and reads it as a merge.
  return !UNREADABLE.test(json) && !json.includes('"<<"');
};
/** What go-yaml v3 writes of lines that begin with a tab, go-yaml v2 does not read. */
const hasNoTab = (value: unknown): boolean => !JSON.stringify(value).includes('\\t');
/** The `yaml` package knows fewer line breaks, and takes more texts for numbers: a point alone. */
const isForOthers = (value: unknown): boolean =>
  !/[\u2028\u2029\ufeff]|"[-+]?[eE]?[-+]?[.0-9]/.test(JSON.stringify(value));

const plain = (value: Value): unknown => JSON.parse(JSON.stringify(toData(value)));
const RUNS = { numRuns: 1500 };

describe('encoded values', () => {
  it('are the same when their YAML is decoded', () => {
    fc.assert(
      fc.property(data.filter(isReadable), (value) => {
        expect(plain(decodeYaml(encodeYaml(fromData(value))))).toEqual(value);
      }),
      RUNS,
    );
  });

  it('are the same when their YAML of go-yaml v3 is decoded', () => {
    fc.assert(
      fc.property(data.filter(isReadable).filter(hasNoTab), (value) => {
        expect(plain(decodeYaml(encodeYamlPretty(fromData(value))))).toEqual(value);
      }),
      RUNS,
    );
  });

  it('are the same for another parser of YAML', () => {
    const parse = (yaml: string): unknown =>
      parseYaml(yaml, { version: '1.1', uniqueKeys: false }) as unknown;
    fc.assert(
      fc.property(data.filter(isReadable).filter(isForOthers), (value) => {
        expect(parse(encodeYaml(fromData(value)))).toEqual(value);
        expect(parse(encodeYamlPretty(fromData(value)))).toEqual(value);
      }),
      RUNS,
    );
  });

  it('are the same as JSON, for us and for JavaScript', () => {
    fc.assert(
      fc.property(data, fc.boolean(), (value, escapeHtml) => {
        const json = encodeJson(fromData(value), { escapeHtml });
        expect(JSON.parse(json)).toEqual(value);
        expect(plain(decodeJson(json))).toEqual(value);
        expect(plain(decodeJson(encodeJsonIndent(fromData(value), ' ')))).toEqual(value);
        expect(plain(decodeJson(JSON.stringify(value, undefined, 1)))).toEqual(value);
      }),
      RUNS,
    );
  });

  it('are the same as TOML, for us and for the parser itself', () => {
    const noTime = (): Value => null;
    const table = fc.dictionary(text, data, { maxKeys: 5, noNullPrototype: true }).filter(hasToml);
    fc.assert(
      fc.property(table, (value) => {
        const toml = encodeToml(fromData(value));
        expect(plain(decodeToml(toml, noTime))).toEqual(value);
        expect(JSON.parse(JSON.stringify(parseToml(toml)))).toEqual(value);
      }),
      RUNS,
    );
  });
});

/** TOML has no null. */
const hasToml = (value: unknown): boolean => !JSON.stringify([value]).includes('null');

describe('a JSON text', () => {
  it('is read, or refused, as JavaScript does', () => {
    const snippet = fc.string({ unit: fc.constantFrom(...'{}[],:"\\tu0e1.-+ anlfrs\n'), maxLength: 12 });
    const broken = fc.tuple(data, snippet, fc.nat()).map(([value, inserted, at]) => {
      const json = JSON.stringify(value);
      const changed = json.slice(0, at % json.length) + inserted + json.slice(at % json.length);
      // Half a character is U+FFFD for Go.
      return changed.replace(/\p{Cs}/gu, '\ufffd');
    });
    fc.assert(
      fc.property(fc.oneof(snippet, broken), (json) => {
        expect(outcome(() => plain(readJson(json).value))).toEqual(
          outcome(() => JSON.parse(json) as unknown),
        );
      }),
      { numRuns: 5000 },
    );
  });
});

function outcome(run: () => unknown): unknown {
  try {
    return JSON.stringify(run());
  } catch {
    return 'refused';
  }
}

describe('the order of keys', () => {
  it('is one: with two keys in turn it turns', () => {
    const key = fc.string({ unit: fc.constantFrom(...'ab019-_.äé日😀٣ '), maxLength: 8 });
    fc.assert(
      fc.property(key, key, fc.constantFrom('v2' as const, 'v3' as const), (a, b, order) => {
        expect(Math.sign(compareYamlKeys(a, b, order))).toBe(-Math.sign(compareYamlKeys(b, a, order)) + 0);
      }),
      RUNS,
    );
  });

  it('is the one of JavaScript for letters only', () => {
    const key = fc.string({ unit: fc.constantFrom(...'abcXYZ'), maxLength: 6 });
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareYamlKeys(a, b, 'v2'))).toBe(a < b ? -1 : Number(a > b));
      }),
    );
  });
});
