// Documents of what a template printed, and where each starts.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitManifests, trimSpace } from '../../../../src/render/helm/split-manifests.ts';

it.each<readonly [text: string, documents: readonly string[]]>([
  ['', []],
  ['  \n ', []],
  ['a: 1', ['a: 1']],
  ['a: 1\n---\nb: 2\n', ['a: 1', 'b: 2']],
  ['---\na: 1\n', ['a: 1']],
  ['---\n---\na: 1', ['---\na: 1']],
  ['---\n\n  ---\na: 1', ['---\na: 1']],
  ['a: 1\n--- # comment\nb: 2', ['a: 1', '# comment\nb: 2']],
  ['a: 1\n-----\nb: 2', ['a: 1', '--\nb: 2']],
  ['a: ---\nb: 2', ['a: ---\nb: 2']],
  ['a: 1\n ---\nb: 2', ['a: 1\n ---\nb: 2']],
  ['a: 1\r\n---\r\nb: 2\r\n', ['a: 1', 'b: 2']],
  ['a: 1\n\n\n---\n\n\nb: 2\n---', ['a: 1', 'b: 2']],
  ['\u00a0a: 1\u00a0\n---\n\u00a0', ['a: 1']],
  ['a: 1\n---\n\u00a0\n---\nb: 2', ['a: 1', '', 'b: 2']],
  ['---a: 1', ['a: 1']],
])('cuts %j', (text, documents) => {
  expect(splitManifests(text).map((document) => document.text)).toEqual(documents);
});

it('says where each document starts', () => {
  const piece = fc.constantFrom('---', '\n', ' ', '\r\n', 'a: 1', '-', '\u00a0');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      for (const document of splitManifests(text)) {
        expect(text.startsWith(document.text, document.start)).toBe(true);
        expect(document.text).toBe(trimSpace(document.text));
      }
    }),
  );
});

it('cuts as the expression does that Helm has', () => {
  const expression = /(?:^|[\t\n\f\r ]*\n)---[\t\n\f\r ]*/;
  const piece = fc.constantFrom('---', '\n', ' ', 'a', '-');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('').trim();
      const wanted = text.split(new RegExp(expression, 'g')).filter((document) => document !== '');
      expect(splitManifests(text).map((document) => document.text)).toEqual(wanted.map((one) => one.trim()));
    }),
  );
});

it('takes long white space in its stride', () => {
  const text = `a: 1${'\n'.repeat(500_000)}b: 2`;
  expect(splitManifests(text)).toHaveLength(1);
});
