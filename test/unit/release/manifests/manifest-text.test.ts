// Text of manifests: both generations of YAML read back what was written, and the same input gives the same bytes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, parse, parseDocument } from 'yaml';
import {
  commentLines,
  manifestDocument,
  manifestText,
  placeholder,
  placeholdersIn,
} from '../../../../src/release/manifests/manifest-text.ts';
import { toData } from '../../../../src/render/encoding/data.ts';
import { decodeYaml } from '../../../../src/render/encoding/yaml-decode.ts';

describe('manifestText', () => {
  it('keeps the order of keys, leaves out what is undefined, and starts with what made it', () => {
    const data = { kind: 'Cluster', apiVersion: 'v1', metadata: { name: 'a', namespace: undefined } };
    expect(manifestText(data, 'csctl generate cluster docker-scs-1-34-v1')).toBe(
      '# csctl generate cluster docker-scs-1-34-v1\nkind: Cluster\napiVersion: v1\nmetadata:\n  name: a\n',
    );
  });

  it.each([
    '1.30',
    '1.34',
    'yes',
    'on',
    'N',
    '1_000',
    '0o7',
    '1:30',
    '2026-01-01',
    '~',
    '=',
    '<<',
    '1e3',
    '0x1F',
  ])('quotes %s, which somebody would take for something else', (text) => {
    expect(manifestText({ text })).toBe(`text: "${text}"\n`);
  });

  it('writes placeholders, versions and addresses without quotes', () => {
    const data = { id: '<NETWORK-ID>', version: 'v1.34.7', cidr: '10.8.0.0/20', mark: 'a:b' };
    expect(manifestText(data)).toBe('id: <NETWORK-ID>\nversion: v1.34.7\ncidr: 10.8.0.0/20\nmark: a:b\n');
  });

  it('writes an object that is there twice twice, long lines whole, and lines of text as a block', () => {
    const rule = { role: 'a' };
    const long = 'word '.repeat(60).trim();
    expect(manifestText({ first: rule, second: rule, long, lines: 'a\nb\n' })).toBe(
      `first:\n  role: a\nsecond:\n  role: a\nlong: ${long}\nlines: |\n  a\n  b\n`,
    );
  });

  it('quotes a text that ends in several line breaks: an empty line behind its block would be one more', () => {
    expect(manifestText({ list: ['a\n\n', 'b\n'] })).toBe('list:\n  - "a\\n\\n"\n  - |\n    b\n');
  });

  it('takes a document with comments', () => {
    const document = manifestDocument({ kind: 'Cluster', spec: { a: 1 } });
    const spec: unknown = document.get('spec');
    if (isMap(spec)) spec.commentBefore = ' what it is';
    expect(manifestText(document)).toBe('kind: Cluster\nspec:\n  # what it is\n  a: 1\n');
  });

  it('is read back as it was by readers of YAML 1.1, of 1.2, and by Go', () => {
    const texts = fc.oneof(
      fc.string({
        unit: fc.constantFrom(
          ...'yesnoYNO01.:_-+eExXo~<>=#\'"\\ \n\t|&*!%@[]{},\u0085\u2028\ufeff\u0007\uffff',
        ),
      }),
      fc.string({ unit: 'grapheme' }).filter((text) => !/[\ud800-\udfff]/u.test(text)),
    );
    const data = fc.dictionary(texts, fc.oneof(texts, fc.boolean(), fc.integer(), fc.array(texts)), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(data, texts, (object, comment) => {
        const text = manifestText(object, comment);
        expect(text).toBe(manifestText(object, comment));
        expect(parse(text, { version: '1.1' })).toEqual(object);
        expect(parse(text, { version: '1.2' })).toEqual(object);
        expect(toData(decodeYaml(text))).toEqual(object);
      }),
      { numRuns: 500 },
    );
  });
});

describe('placeholder', () => {
  it('is found again, whatever the words', () => {
    expect(placeholder('external network id')).toBe('<EXTERNAL-NETWORK-ID>');
    expect(placeholder('dns_nameservers[0].ip')).toBe('<DNS-NAMESERVERS-0-IP>');
    expect(placeholder('identityRef.name')).toBe('<IDENTITY-REF-NAME>');
    expect(placeholder('ä')).toBe('<VALUE>');
    fc.assert(
      fc.property(fc.string(), (words) => {
        const text = placeholder(words);
        expect(placeholdersIn(`a: ${text} # ${text}\n`)).toEqual([text]);
        expect(parse(manifestText({ text }))).toEqual({ text });
      }),
    );
  });

  it('is not seen in text that has none', () => {
    expect(placeholdersIn('a: <nothing> # <A B> <> <A-> List<T')).toEqual([]);
  });
});

describe('commentLines', () => {
  it('never lets a comment end early', () => {
    expect(commentLines('one\n\ntwo\r\nthree\u2028four\u0007')).toBe('# one\n#\n# two\n# three\n# four\n');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseDocument(commentLines(text)).contents).toBeNull();
      }),
    );
  });
});
