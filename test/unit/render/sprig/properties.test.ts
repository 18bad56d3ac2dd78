// What holds for sprig's functions whatever they are given.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteLength, fromBytes, toBytes } from '../../../../src/render/gotemplate/text.ts';
import { GoList, GoMap } from '../../../../src/render/gotemplate/value.ts';
import { sprigFunctions } from '../../../../src/render/sprig/sprig.ts';
import { calling } from './rendering.ts';

const call = calling(sprigFunctions());

/** Strings of Go: any bytes, mostly UTF-8. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.uint8Array({ maxLength: 12 }).map((bytes) => fromBytes(bytes)),
);
const bytes = (value: unknown): Buffer => Buffer.from(toBytes(value as string));

describe('whatever the text', () => {
  it.each([
    ['b64enc', 'b64dec'],
    ['b32enc', 'b32dec'],
  ])('%s is undone by %s', (encode, decode) => {
    fc.assert(
      fc.property(text, (plain) => {
        expect(call(decode, [call(encode, [plain])])).toBe(plain);
      }),
    );
  });

  it('cuts by bytes', () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 20 }), (whole, count) => {
        const head = call('trunc', [BigInt(count), whole]);
        expect(bytes(head)).toEqual(bytes(whole).subarray(0, count));
        expect(call('substr', [0n, BigInt(count), whole])).toBe(head);
        if (count === 0) return;
        expect(bytes(call('trunc', [BigInt(-count), whole]))).toEqual(bytes(whole).subarray(-count));
      }),
    );
  });

  it('joins what it has split', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(',', 'é', 'ab', ''), (whole, separator) => {
        const parts = call('splitList', [separator, whole]);
        expect(bytes(call('join', [separator, parts]))).toEqual(bytes(whole));
      }),
    );
  });

  it('replaces a quoted pattern as it replaces the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 2 }), (whole, part) => {
        const pattern = call('regexQuoteMeta', [part]);
        expect(call('regexReplaceAllLiteral', [pattern, whole, '$1'])).toBe(
          call('replace', [part, '$1', whole]),
        );
      }),
    );
  });

  it('puts in order by bytes', () => {
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const sorted = (call('sortAlpha', [new GoList(texts)]) as GoList).items.map(bytes);
        expect(sorted).toEqual(texts.map(bytes).sort((a, b) => Buffer.compare(a, b)));
      }),
    );
  });

  it('abbreviates and wraps into a width', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (whole, width) => {
        expect(byteLength(call('abbrev', [BigInt(width), whole]) as string)).toBeLessThanOrEqual(width);
        const lines = (call('wrapWith', [BigInt(width), '\n', whole.replaceAll('\n', '')]) as string).split(
          '\n',
        );
        expect(Math.max(...lines.map(byteLength))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('whatever the data', () => {
  const data = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', '__proto__'),
    fc.oneof(
      fc.constantFrom(null, '', 0, false),
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
  );
  const mapOf = (object: Record<string, unknown>): GoMap =>
    new GoMap(Object.entries(object) as [string, string][]);

  it('merges into the first what it lacks', () => {
    fc.assert(
      fc.property(data, data, (first, second) => {
        const merged = call('merge', [mapOf(first), mapOf(second)]) as GoMap;
        for (const [key, value] of Object.entries(first)) {
          if (value) expect(merged.entries.get(key)).toBe(value);
        }
        for (const [key, value] of Object.entries(second)) {
          if (value !== null && !first[key]) expect(merged.entries.get(key)).toBe(value);
        }
      }),
    );
  });

  it('overwrites with all of the second', () => {
    fc.assert(
      fc.property(data, data, (first, second) => {
        const merged = call('mergeOverwrite', [mapOf(first), mapOf(second)]) as GoMap;
        expect(merged.entries).toEqual(new Map([...Object.entries(first), ...Object.entries(second)]));
      }),
    );
  });

  it('decodes the JSON that it encodes', () => {
    fc.assert(
      fc.property(data, (object) => {
        for (const encode of ['toJson', 'toPrettyJson', 'toRawJson']) {
          const decoded = call('fromJson', [call(encode, [mapOf(object)])]);
          expect(call('deepEqual', [decoded, mapOf(object)])).toBe(true);
        }
      }),
    );
  });

  it('counts as a loop would', () => {
    const small = fc.bigInt({ min: -30n, max: 30n });
    fc.assert(
      fc.property(small, small, small, (start, stop, step) => {
        const counted: bigint[] = [];
        if (step > 0n) for (let at = start; at < stop; at += step) counted.push(at);
        if (step < 0n) for (let at = start; at > stop; at += step) counted.push(at);
        expect(call('untilStep', [start, stop, step])).toEqual(new GoList(counted, 'int'));
      }),
    );
  });
});
