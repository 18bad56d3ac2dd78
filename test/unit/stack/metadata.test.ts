// metadata.yaml: csctl's bytes, and the operator's checks with places.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMetadata, parseMetadata } from '../../../src/stack/metadata.ts';
import { brief } from '../../support/stack-tree.ts';

const HASH = 'v0-sha.sr7re9p';
/** Contract section 10, byte for byte. */
const GOLDEN = `apiVersion: metadata.clusterstack.x-k8s.io/v1alpha1
versions:
    clusterStack: v0-sha.sr7re9p
    kubernetes: v1.27.6
    components:
        clusterAddon: v0-sha.sr7re9p
        nodeImage: v0-sha.sr7re9p
`;
const problemsOf = (text: string) => brief(parseMetadata('metadata.yaml', text).problems);

describe('formatMetadata', () => {
  it('writes the bytes of csctl', () => {
    const versions = { clusterStack: HASH, clusterAddon: HASH, nodeImage: HASH };
    expect(formatMetadata(versions, 'v1.27.6')).toBe(GOLDEN);
  });

  it('is undone by parseMetadata', () => {
    const version = fc.constantFrom('v0', 'v3', 'v4-beta.0', 'v0-sha.1e10000', 'v12-alpha.10');
    fc.assert(
      fc.property(version, version, version, (clusterStack, clusterAddon, nodeImage) => {
        const versions = { clusterStack, clusterAddon, nodeImage };
        const parsed = parseMetadata('f', formatMetadata(versions, 'v1.34.7'));
        expect(parsed).toEqual({ metadata: { kubernetes: 'v1.34.7', versions }, problems: [] });
      }),
    );
  });
});

describe('parseMetadata', () => {
  it('reads JSON and unknown keys, as the operator does', () => {
    const data = {
      x: 1,
      versions: {
        clusterStack: 'v1',
        kubernetes: 'v1.34.7',
        components: { clusterAddon: 'v2', nodeImage: 'v3' },
      },
    };
    expect(parseMetadata('f', JSON.stringify(data)).metadata?.versions).toEqual({
      ...{ clusterStack: 'v1', clusterAddon: 'v2', nodeImage: 'v3' },
    });
  });

  it('bug 13: a release without nodeImage can be continued, and the operator refuses it', () => {
    const { metadata, problems } = parseMetadata('metadata.yaml', GOLDEN.replace(/ +nodeImage.*\n/, ''));
    expect(metadata?.versions).toEqual({ clusterStack: HASH, clusterAddon: HASH, nodeImage: undefined });
    expect(brief(problems)).toEqual(['release-metadata metadata.yaml:6:9']);
  });

  it.each([
    ['clusterStack: v0-sha.sr7re9p', 'clusterStack: v01', ['release-metadata metadata.yaml:3:19']],
    ['clusterStack: v0-sha.sr7re9p', 'clusterStack: 3', ['release-metadata metadata.yaml:3:19']],
    ['clusterStack: v0-sha.sr7re9p', 'clusterStack: v1-alpha-1', ['release-metadata metadata.yaml:3:19']],
    ['clusterAddon: v0-sha.sr7re9p', "clusterAddon: ''", ['release-metadata metadata.yaml:6:23']],
    ['kubernetes: v1.27.6', 'kubernetes: 1.27.6', ['release-metadata metadata.yaml:4:17']],
    ['kubernetes: v1.27.6', 'kubernetes: [v1]', ['release-metadata metadata.yaml:4:17']],
    ['nodeImage: v0-sha.sr7re9p', 'nodeImage: null', ['release-metadata metadata.yaml:7:20']],
    ['versions:', 'version:', Array<string>(4).fill('release-metadata metadata.yaml:1:1')],
    [
      '    kubernetes: v1.27.6',
      '    kubernetes: v1\n    kubernetes: v2',
      ['release-metadata metadata.yaml:5:5'],
    ],
  ])('%j as %j', (from, to, expected) => {
    expect(problemsOf(GOLDEN.replace(from, to))).toEqual(expected);
  });

  it.each(['', '- a', 'text', 'versions: v1', 'a: [', '\tb: 1', '%%'])(
    'refuses %j without metadata',
    (text) => {
      const { metadata, problems } = parseMetadata('f', text);
      expect(metadata).toBeUndefined();
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.every(({ code }) => code === 'release-metadata')).toBe(true);
    },
  );
});
