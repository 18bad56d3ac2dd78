// The catalogue of codes: what --allow may take, and that every entry says why.
import { describe, expect, it } from 'vitest';
import { ALLOWABLE_CODES, CATALOGUE, type CatalogueEntry } from '../../../src/problem/catalogue.ts';

const entries = Object.entries<CatalogueEntry>(CATALOGUE);

describe('the catalogue', () => {
  it.each(entries)('%s: a code in kebab-case with its reason in one sentence', (code, { reason }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(reason).toMatch(/^[A-Za-z].{10,}\.$/);
  });

  it('lets warnings and what can still be built be allowed, and nothing else', () => {
    for (const [code, { kind, severity, allowable }] of entries) {
      expect(ALLOWABLE_CODES.includes(code as never), code).toBe(allowable);
      if (severity === 'warning') expect(allowable, code).toBe(true);
      if (allowable) expect(kind, code).toBe('invalid');
    }
  });

  it.each([
    'usage',
    'stack-missing',
    'yaml-syntax',
    'provider-name',
    'kubernetes-version',
    'placeholder-unknown',
    'chart-missing',
    'release-metadata',
    'release-conflict',
    'unchanged',
    'remote-damaged',
    'interrupted',
  ] as const)('%s leaves nothing to build from, so it cannot be allowed', (code) => {
    expect(ALLOWABLE_CODES).not.toContain(code);
  });
});
