import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from '../../../../src/render/gotemplate/limits.ts';
import { Pattern } from '../../../../src/render/sprig/pattern.ts';
import { plainPattern } from '../../../../src/verify/schemas/plain-pattern.ts';
import { matches } from '../../../../src/verify/schemas/validate.ts';

const PLAIN = [
  String.raw`^[A-Za-z0-9_.-]+$`,
  String.raw`^https?://[^\s"]+$`,
  String.raw`^[A-Za-z0-9.-]+(:[0-9]+)?$`,
  String.raw`^([0-9]{1,3}\.){3}[0-9]{1,3}/([8-9]|1[0-9]|2[0-8])$`,
  String.raw`^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$`,
  'abc',
];

describe('plainPattern', () => {
  it.each(PLAIN)('takes %s', (pattern) => {
    expect(plainPattern(pattern)?.source).toBe(new RegExp(pattern).source);
  });

  it.each([
    ['nested repetitions', '^(a+)+$'],
    ['groups in groups', '^((a|b)c)?$'],
    ['many repetitions without an end', '^[a-z]*[a-z]*[a-z]*x$'],
    ['any character, which is another one in RE2', '^.+$'],
    ['looking ahead, which RE2 cannot', '^(?=a)b$'],
    ['back references', String.raw`^(a)\1$`],
    ['word boundaries', String.raw`\bx\b`],
    ['classes of Unicode', String.raw`^\p{L}+$`],
    ['classes of POSIX', '^[[:alpha:]]+$'],
    ['alternatives at the top', '^a|b$'],
    ['flags', '(?i)abc'],
    ['what is no pattern', '[a'],
    ['repetitions that RE2 refuses', 'a{1001}'],
  ])('leaves %s to RE2', (_what, pattern) => {
    expect(plainPattern(pattern)).toBeUndefined();
  });

  it('gives the answers of RE2', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.stringMatching(/^[a-z0-9:@./ -]{0,20}$/),
      fc.constantFrom('10.0.0.0/16', 'ghcr.io/a/b:1', 'https://example.com/x', 'a b', '\u00a0', 'a\n'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...PLAIN), text, (pattern, value) => {
        const budget = new Budget();
        expect(matches(pattern, value)).toBe(Pattern.compile(pattern, budget).test(value, budget));
      }),
    );
  });

  it('asks RE2 about long texts, and those beyond ASCII', () => {
    expect(matches(String.raw`^[^\s]+$`, '\u00a0')).toBe(true);
    expect(matches('^[a-z]*[a-z]*$', 'a'.repeat(100_000))).toBe(true);
    expect(matches(/^[a-z]+$/, 'a'.repeat(100_000))).toBe(true);
  });
});
