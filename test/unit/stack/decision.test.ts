// The decision: which versions come next and why; csctl's bugs about versions by their numbers in contract 8.8.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  componentOf,
  decideRelease,
  givenDecision,
  type DecisionInput,
  type PartChange,
} from '../../../src/stack/decision.ts';
import { compareVersions, formatVersion, parseVersion, stable } from '../../../src/stack/stack-version.ts';

const change = (part: string): PartChange => ({
  part,
  reason: `${part} changed`,
  files: [{ path: `${part}/file`, change: 'modified' }],
});
const versions = (...texts: string[]) => texts.map((text) => parseVersion(text) ?? stable(-1));

/** The last release was v3, with addons v2 and node images v1, and nothing has changed. */
function decide(wish: Partial<DecisionInput> = {}) {
  return decideRelease({
    channel: 'stable',
    previous: { version: stable(3), clusterAddon: 'v2', nodeImage: 'v1' },
    released: versions('v1', 'v2', 'v3'),
    used: { clusterAddon: [], nodeImage: [] },
    changes: [],
    forced: undefined,
    ...wish,
  });
}
const after = (...parts: string[]) => Object.values(decide({ changes: parts.map(change) }).versions);
const previous = (version: string, clusterAddon: string, nodeImage: string | undefined = 'v1') => ({
  ...{ version: versions(version)[0] ?? stable(-1), clusterAddon, nodeImage },
});
const first = { previous: undefined, released: [] };

describe('what changed decides which components get a new version', () => {
  it.each([
    ['bug 1: cluster-class alone', ['cluster-class'], ['v4', 'v2', 'v1']],
    ['bug 1: csctl.yaml alone', ['csctl.yaml'], ['v4', 'v2', 'v1']],
    ['bug 1: a Kubernetes patch alone', ['kubernetes'], ['v4', 'v2', 'v1']],
    ['bug 2: clusteraddon.yaml alone', ['clusteraddon.yaml'], ['v4', 'v3', 'v1']],
    ['a stage', ['cluster-addon/cni'], ['v4', 'v3', 'v1']],
    ['the single addon chart', ['cluster-addon'], ['v4', 'v3', 'v1']],
    ['addon values', ['cluster-addon-values.yaml'], ['v4', 'v3', 'v1']],
    ['bug 12: node images', ['node-images'], ['v4', 'v2', 'v2']],
    ['everything', ['cluster-class', 'cluster-addon/cni', 'node-images', 'kubernetes'], ['v4', 'v3', 'v2']],
  ])('%s', (_case, parts, expected) => {
    expect(after(...parts)).toEqual(expected);
  });

  it('nothing: every version stays, and there is nothing to release', () => {
    const decision = decide();
    expect(decision).toMatchObject({ changed: false, version: stable(3) });
    expect(Object.values(decision.versions)).toEqual(['v3', 'v2', 'v1']);
    expect(decision.components.map(({ changed, reasons, files }) => [changed, reasons, files])).toEqual([
      [false, [], []],
      [false, [], []],
      [false, [], []],
    ]);
  });

  it('says why, and which files: each file once, at the component it belongs to', () => {
    const decision = decide({ changes: ['cluster-class', 'cluster-addon/cni'].map(change) });
    expect(decision.components).toEqual([
      {
        ...{ component: 'clusterStack', changed: true, from: 'v3', to: 'v4' },
        reasons: ['cluster-class changed', 'cluster-addon/cni changed'],
        files: [{ path: 'cluster-class/file', change: 'modified' }],
      },
      {
        ...{ component: 'clusterAddon', changed: true, from: 'v2', to: 'v3' },
        reasons: ['cluster-addon/cni changed'],
        files: [{ path: 'cluster-addon/cni/file', change: 'modified' }],
      },
      { component: 'nodeImage', changed: false, from: 'v1', to: 'v1', reasons: [], files: [] },
    ]);
  });

  it.each([
    ['cluster-addon/cluster-class', 'clusterAddon'],
    ['node-image', 'nodeImage'],
    ['cluster-class', 'clusterStack'],
    ['csctl.yaml', 'clusterStack'],
  ])('the part %s belongs to %s', (part, component) => {
    expect(componentOf(part)).toBe(component);
  });
});

describe('the first release', () => {
  it.each([
    ['stable', 'v1'],
    ['beta', 'v1-beta.0'],
    ['alpha', 'v1-alpha.0'],
  ])('of channel %s is %s in every component, with that as the reason', (channel, version) => {
    const decision = decide({ ...first, channel });
    expect(decision.changed).toBe(true);
    expect(new Set(Object.values(decision.versions))).toEqual(new Set([version]));
    for (const { from, changed, reasons } of decision.components) {
      expect([from, changed, reasons]).toEqual([null, true, [`first release in channel ${channel}`]]);
    }
  });
});

describe('bug 13: a previous release without nodeImage', () => {
  const lacking = { ...previous('v3', 'v2'), nodeImage: undefined };

  it('gets one, also when nothing else changed: the operator refuses a release without', () => {
    const decision = decide({ previous: lacking });
    expect(decision.changed).toBe(true);
    expect(Object.values(decision.versions)).toEqual(['v4', 'v2', 'v1']);
    expect(decision.components[0]?.reasons).toEqual(['the previous release names no nodeImage version']);
    expect(decision.components[2]).toMatchObject({ from: null, to: 'v1', changed: true });
  });

  it('is no obstacle when node images changed', () => {
    const decision = decide({ previous: lacking, changes: [change('node-images')] });
    expect(decision.versions.nodeImage).toBe('v1');
    expect(decision.components[2]?.reasons).toContain('node-images changed');
  });

  it('gets one that was not used before', () => {
    const used = { clusterAddon: [], nodeImage: ['v1', 'v2'] };
    expect(decide({ previous: lacking, used }).versions.nodeImage).toBe('v3');
  });
});

describe('bug 15: versions are bumped by structure', () => {
  it.each([
    ['v1-alpha.7', 'v2'],
    ['v0-sha.1a2b3c4', 'v1'],
    ['v2-rc2.10', 'v3'],
    ['v9', 'v10'],
    ['v01', 'v1'],
    ['rubbish', 'v1'],
  ])('a component at %s becomes %s in stable mode', (from, to) => {
    const decision = decide({ previous: previous('v3', from), changes: [change('cluster-addon/cni')] });
    expect(decision.versions.clusterAddon).toBe(to);
  });
});

describe('bug 16: versions that were used are not used again', () => {
  it.each([
    ['by another minor, on the first release of this one', undefined, ['v1', 'v2'], 'v3'],
    ['by another minor, higher than ours', 'v2', ['v7', 'v5'], 'v8'],
    ['lower than ours', 'v9', ['v7'], 'v10'],
    ['in another channel: no matter', 'v2', ['v9-beta.0', 'v8-sha.abc'], 'v3'],
    ['as something that is no version', 'v2', ['', 'v01', 'x'], 'v3'],
  ])('%s', (_case, from, clusterAddon, expected) => {
    const start = from === undefined ? first : { previous: previous('v3', from) };
    const used = { clusterAddon, nodeImage: [] };
    const decision = decide({ ...start, used, changes: from === undefined ? [] : [change('cluster-addon')] });
    expect(decision.versions.clusterAddon).toBe(expected);
    expect(decision.versions.nodeImage).toBe('v1');
  });

  it('does not touch a component that did not change', () => {
    const used = { clusterAddon: ['v7'], nodeImage: ['v7'] };
    expect(Object.values(decide({ used, changes: [change('cluster-class')] }).versions)).toEqual([
      'v4',
      'v2',
      'v1',
    ]);
  });
});

describe('channels', () => {
  it.each<[string, string, string[], string]>([
    ['stable', 'v3', ['v1', 'v2', 'v3', 'v4-beta.2', 'v9-alpha.0'], 'v4'],
    ['stable', 'v10', ['v9', 'v10', 'v2'], 'v11'],
    ['beta', 'v3', ['v2', 'v3'], 'v4-beta.0'],
    ['beta', 'v4-beta.0', ['v3', 'v4-beta.0'], 'v4-beta.1'],
    ['beta', 'v4-beta.9', ['v3', 'v4-beta.9', 'v4-beta.1'], 'v4-beta.10'],
    ['beta', 'v4', ['v3', 'v4-beta.7', 'v4'], 'v5-beta.0'],
    ['beta', 'v4-beta.0', ['v3', 'v4-beta.0', 'v4-alpha.8'], 'v4-beta.1'],
    ['beta', 'v4-beta.x', ['v3', 'v4-beta.x'], 'v4-beta.0'],
    ['alpha', 'v1-alpha.0', ['v1-alpha.0', 'v7-beta.0'], 'v1-alpha.1'],
    ['beta', 'v4-beta.9', ['v3', 'v4-beta.99999999999999999999999'], 'v4-beta.100000000000000000000000'],
  ])('%s after %s, with %j released: %s', (channel, from, released, expected) => {
    const input = { channel, previous: previous(from, 'v2'), released: versions(...released) };
    expect(decide({ ...input, changes: [change('kubernetes')] }).versions.clusterStack).toBe(expected);
    expect(decide(input).versions.clusterStack).toBe(from);
  });

  it.each<[string, string, string[], string]>([
    ['v2', 'a stable one', [], 'v3-beta.0'],
    ['v3-beta.0', 'one of its own channel', [], 'v3-beta.1'],
    ['v3-beta.0', 'one with higher ones used', ['v3-beta.4', 'v2-beta.9'], 'v3-beta.5'],
    ['v3-beta.0', 'one that became stable meanwhile', ['v3'], 'v4-beta.0'],
    ['v3-alpha.5', 'one of another channel', [], 'v3-beta.0'],
    ['v0-sha.1a2b3c4', 'a hash', [], 'v1-beta.0'],
  ])('in beta, a component at %s (%s) with %j used becomes %s', (from, _what, clusterAddon, expected) => {
    const used = { clusterAddon, nodeImage: [] };
    const decision = decide({
      ...{ channel: 'beta', previous: previous('v4-beta.0', from), used },
      changes: [change('cluster-addon/cni')],
    });
    expect(decision.versions.clusterAddon).toBe(expected);
  });

  it('whatever was released: the next version is new, and newer than all of its channel and than the last stable', () => {
    const version = fc.constantFrom(
      'v1',
      'v2',
      'v7',
      'v2-beta.0',
      'v3-beta.9',
      'v3-beta.10',
      'v8-beta.2',
      'v2-alpha.3',
    );
    const channel = fc.constantFrom('stable', 'beta', 'alpha');
    const parts = fc.subarray(['cluster-class', 'cluster-addon/cni', 'node-images'], { minLength: 1 });
    fc.assert(
      fc.property(
        fc.array(version),
        channel,
        parts,
        fc.array(version),
        (texts, to, changed, clusterAddon) => {
          const released = versions(...texts);
          const used = { clusterAddon, nodeImage: [] };
          const decision = decide({ channel: to, released, used, changes: changed.map(change) });
          expect(parseVersion(decision.versions.clusterStack)).toEqual(decision.version);
          expect(texts).not.toContain(decision.versions.clusterStack);
          const older = released.filter(
            (v) => ['stable', to].includes(v.channel) && v.major <= decision.version.major,
          );
          for (const old of older) {
            expect(compareVersions(decision.version, old), formatVersion(old)).toBeGreaterThan(0);
          }
          if (changed.includes('cluster-addon/cni')) {
            expect(clusterAddon).not.toContain(decision.versions.clusterAddon);
            expect(parseVersion(decision.versions.clusterAddon)?.channel).toBe(to);
          } else expect(decision.versions.clusterAddon).toBe('v2');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a forced release', () => {
  it('bumps clusterStack alone, with the reason that was given', () => {
    const decision = decide({ forced: 'rebuild' });
    expect(decision.changed).toBe(true);
    expect(Object.values(decision.versions)).toEqual(['v4', 'v2', 'v1']);
    expect(decision.components[0]).toMatchObject({ changed: true, reasons: ['forced: rebuild'] });
  });

  it('with changes names both', () => {
    const { components } = decide({ forced: 'rebuild', changes: [change('cluster-class')] });
    expect(components[0]?.reasons).toEqual(['cluster-class changed', 'forced: rebuild']);
  });
});

describe('givenDecision', () => {
  it('takes the versions as they are', () => {
    const given = { clusterStack: 'v0-sha.azlfam7', clusterAddon: 'v2', nodeImage: 'v1-rc.1' };
    const decision = givenDecision(given, 'as given');
    expect(decision).toMatchObject({ changed: true, versions: given });
    expect(decision.version).toEqual({ major: 0, channel: 'sha', patch: 'azlfam7' });
    expect(decision.components.map(({ reasons }) => reasons)).toEqual([
      ['as given'],
      ['as given'],
      ['as given'],
    ]);
  });

  it('is a bug of ours when the version was not checked before', () => {
    expect(() => givenDecision({ clusterStack: 'v01', clusterAddon: 'v1', nodeImage: 'v1' }, 'x')).toThrow(
      'v01',
    );
  });
});
