// hashes.json: csctl's bytes first, our record after them, and nothing believed that is not what it says.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHashes, parseHashes, type BuildRecord } from '../../../src/stack/hashes-file.ts';

const hashes = { clusterStack: 'uc3b0frg', clusterAddonDir: 'qw1k', clusterAddonValues: '' };
const build: BuildRecord = {
  format: 1,
  fingerprints: { 'cluster-class': 'sha256:00', kubernetes: 'sha256:01' },
  allowed: ['chart-name'],
  substitutions: [{ file: 'cluster-class/Chart.yaml', line: 3, column: 10, component: 'clusterStack' }],
};

describe('formatHashes', () => {
  it('starts with the bytes of csctl: two spaces, its order, no newline at the end', () => {
    const text = formatHashes({ nodeImageDir: 'wi', ...hashes }, build);
    const csctl =
      '{\n  "clusterStack": "uc3b0frg",\n  "clusterAddonDir": "qw1k",\n  "clusterAddonValues": "",\n  "nodeImageDir": "wi",\n  "build": {\n    "format": 1,';
    expect(text.startsWith(csctl)).toBe(true);
    expect(text.endsWith('}')).toBe(true);
  });

  it('leaves nodeImageDir out where there is none', () => {
    expect(formatHashes(hashes, build)).toContain('"clusterAddonValues": "",\n  "build"');
  });

  it('is undone by parseHashes', () => {
    expect(parseHashes(formatHashes(hashes, build))).toEqual({ hashes, build });
  });
});

describe('parseHashes', () => {
  it('reads a file of the Go csctl, which has no record', () => {
    const text = JSON.stringify(hashes, null, 2);
    expect(parseHashes(text)).toEqual({ hashes, build: undefined });
  });

  it.each(['', 'no JSON', '[]', 'null', '"text"', '1', '{"a":', '\ufeff{}'])(
    'is undefined for %j',
    (text) => {
      expect(parseHashes(text)).toBeUndefined();
    },
  );

  it('leaves out hashes that are no text', () => {
    expect(parseHashes('{"clusterStack": 1, "clusterAddonDir": "x", "nodeImageDir": null}')?.hashes).toEqual({
      clusterAddonDir: 'x',
    });
  });

  it.each<[string, unknown]>([
    ['of another format', { ...build, format: 2 }],
    ['without fingerprints', { ...build, fingerprints: undefined }],
    ['with fingerprints that are no text', { ...build, fingerprints: { kubernetes: 1 } }],
    ['with a list of fingerprints', { ...build, fingerprints: [] }],
    ['without the allowed codes', { ...build, allowed: undefined }],
    ['with allowed codes that are no text', { ...build, allowed: [{}] }],
    ['without substitutions', { ...build, substitutions: {} }],
    ['with a substitution that is none', { ...build, substitutions: [null] }],
    ['with a substitution at line 0', { ...build, substitutions: [{ ...build.substitutions[0], line: 0 }] }],
    ['with half a column', { ...build, substitutions: [{ ...build.substitutions[0], column: 1.5 }] }],
    ['with another component', { ...build, substitutions: [{ ...build.substitutions[0], component: 'x' }] }],
    ['that is a list', []],
    ['that is text', 'build'],
  ])('takes no record %s', (_what, record) => {
    const parsed = parseHashes(JSON.stringify({ ...hashes, build: record }));
    expect(parsed).toEqual({ hashes: expect.objectContaining(hashes) as unknown, build: undefined });
  });

  it('never throws, and has strings only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const parsed = parseHashes(text);
        for (const value of Object.values(parsed?.hashes ?? {})) expect(typeof value).toBe('string');
      }),
      { numRuns: 500 },
    );
  });
});
