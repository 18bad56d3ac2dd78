// The minors of a stack as one: the newest is the reference.
import { describe, expect, it } from 'vitest';
import { mergeAddons, mergeVariables } from '../../../../src/release/documents/merge-minors.ts';
import type { Addon } from '../../../../src/release/reading/addon-charts.ts';
import type { ClassVariable } from '../../../../src/stack/class-variables.ts';

const variable = (name: string, more: Partial<ClassVariable> = {}): ClassVariable => ({
  name,
  type: 'string',
  required: false,
  ...more,
});

describe('variables', () => {
  it('are those of the newest minor, in its order, then those that only others have', () => {
    const merged = mergeVariables([
      { minor: '1.33', has: [variable('old'), variable('b'), variable('a')] },
      { minor: '1.34', has: [variable('a'), variable('b'), variable('middle')] },
      { minor: '1.35', has: [variable('a'), variable('new'), variable('b')] },
    ]);
    expect(merged.map(({ name, minors }) => [name, minors.join()])).toEqual([
      ['a', '1.33,1.34,1.35'],
      ['new', '1.35'],
      ['b', '1.33,1.34,1.35'],
      ['middle', '1.34'],
      ['old', '1.33'],
    ]);
    expect(merged.flatMap(({ variants }) => variants)).toEqual([]);
  });

  it('tell in which minors they are something else', () => {
    const [merged] = mergeVariables([
      { minor: '1.33', has: [variable('a', { default: 1 })] },
      { minor: '1.34', has: [variable('a', { default: 2, description: 'x' })] },
      { minor: '1.35', has: [variable('a', { description: 'x', default: 2 })] },
    ]);
    expect(merged).toEqual({
      ...variable('a', { default: 2, description: 'x' }),
      minors: ['1.33', '1.34', '1.35'],
      variants: [{ minor: '1.33', variable: variable('a', { default: 1 }) }],
    });
  });

  it('of one minor are themselves', () => {
    expect(mergeVariables([{ minor: '1.34', has: [variable('__proto__')] }])).toEqual([
      { ...variable('__proto__'), minors: ['1.34'], variants: [] },
    ]);
    expect(mergeVariables([])).toEqual([]);
  });
});

const addon = (stage: string, charts: Record<string, string>, more: Partial<Addon> = {}): Addon => ({
  stage,
  chart: stage,
  version: '1.2.3',
  dependencies: Object.entries(charts).map(([name, version]) => ({
    name,
    alias: null,
    version,
    repository: 'https://charts.example.com',
    embedded: false,
  })),
  hooks: [{ hook: 'AfterControlPlaneInitialized', action: 'apply' }],
  ...more,
});

describe('addons', () => {
  it('are charts with a version for each minor that has them', () => {
    const merged = mergeAddons([
      { minor: '1.33', has: [addon('cni', { calico: '3.0.0' }), addon('gone', { x: '1.0.0' })] },
      { minor: '1.34', has: [addon('cni', { cilium: '1.18.9' })] },
      { minor: '1.35', has: [addon('cni', { cilium: '1.19.2', extra: '2.0.0' })] },
    ]);
    expect(merged.map(({ stage, chart, versions }) => [stage, chart, versions])).toEqual([
      ['cni', 'cilium', { '1.34': '1.18.9', '1.35': '1.19.2' }],
      ['cni', 'extra', { '1.35': '2.0.0' }],
      ['cni', 'calico', { '1.33': '3.0.0' }],
      ['gone', 'x', { '1.33': '1.0.0' }],
    ]);
    expect(Object.keys(merged[0]?.versions ?? {})).toEqual(['1.34', '1.35']);
  });

  it('of the stack itself have no version, and those that cannot be read no name', () => {
    const unread = addon('broken', {}, { chart: null, version: null });
    expect(mergeAddons([{ minor: '1.34', has: [addon('own', {}), unread] }])).toMatchObject([
      { stage: 'own', chart: 'own', versions: { '1.34': null } },
      { stage: 'broken', chart: null, versions: { '1.34': null } },
    ]);
  });

  it('have the hooks of the newest minor that has them', () => {
    const upgrade = [{ hook: 'BeforeClusterUpgrade', action: 'apply' }];
    const [merged] = mergeAddons([
      { minor: '1.34', has: [addon('cni', { cilium: '1' })] },
      { minor: '1.35', has: [addon('cni', { cilium: '2' }, { hooks: upgrade })] },
    ]);
    expect(merged?.hooks).toEqual(upgrade);
  });
});
