// Merging what several files say of a cloud, as openstacksdk does.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClouds } from '../../../../src/stack/clouds/clouds-yaml.ts';
import {
  merge,
  overProfile,
  plainOf,
  textOf,
  withEntries,
  withUnderscores,
  type MapSetting,
} from '../../../../src/stack/clouds/setting.ts';

/** A map of YAML in flow style. */
const settingOf = (map: string): MapSetting => readClouds('c.yaml', `clouds: ${map}\n`);

describe('secrets', () => {
  it('are merged into every map', () => {
    const merged = merge(
      settingOf('{a: {auth: {u: me}, r: [1]}, b: {}}'),
      settingOf('{a: {auth: {p: x}, r: [2]}, c: {d: 1}}'),
    );
    expect(plainOf(merged)).toEqual({ a: { auth: { u: 'me', p: 'x' }, r: [2] }, b: {}, c: { d: 1 } });
  });

  it('win, whatever they are', () => {
    const value = fc.constantFrom('1', '{x: 1}', '[1]', '{}', '"t"');
    fc.assert(
      fc.property(value, value, (before, after) => {
        const merged = plainOf(merge(settingOf(`{k: ${before}}`), settingOf(`{k: ${after}}`))) as {
          k: unknown;
        };
        const both = before === '{x: 1}' && after === '{}';
        expect(merged.k).toEqual((plainOf(settingOf(`{k: ${both ? before : after}}`)) as { k: unknown }).k);
      }),
    );
  });
});

describe('a profile', () => {
  it('stands below what the entry says; only auth is taken together', () => {
    const entry = settingOf('{profile: p, auth: {username: me}, regions: {a: 1}}');
    const profile = settingOf('{auth: {auth_url: u, username: nobody}, regions: {b: 2}, verify: false}');
    expect(plainOf(overProfile(entry, profile))).toEqual({
      profile: 'p',
      auth: { auth_url: 'u', username: 'me' },
      regions: { a: 1 },
      verify: false,
    });
  });

  it('may be all there is of auth, or have none', () => {
    expect(plainOf(overProfile(settingOf('{a: 1}'), settingOf('{auth: {u: 1}}')))).toEqual({
      a: 1,
      auth: { u: 1 },
    });
    expect(plainOf(overProfile(settingOf('{auth: {u: 1}}'), settingOf('{a: 1}')))).toEqual({
      a: 1,
      auth: { u: 1 },
    });
  });
});

describe('a map', () => {
  it('has underscores for dashes in its keys, not in its values', () => {
    const map = withUnderscores(settingOf('{region-name: a-b, auth: {user-domain-id: c-d}}'));
    expect(plainOf(map)).toEqual({ region_name: 'a-b', auth: { user_domain_id: 'c-d' } });
  });

  it('is changed in its place', () => {
    const map = settingOf('{a: 1, b: 2, c: 3}');
    const changed = withEntries(map, { b: settingOf('{d: 4}'), c: undefined, e: map.entries.get('a') });
    expect(JSON.stringify(plainOf(changed))).toBe('{"a":1,"b":{"d":4},"e":1}');
    expect(plainOf(map)).toEqual({ a: 1, b: 2, c: 3 });
  });

  it('says nothing where a value is null or empty', () => {
    const map = settingOf('{a: null, b: "", c: , d: ~, e: 0, f: {}}');
    expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key) => textOf(map, key))).toEqual([
      ...[undefined, undefined, undefined, undefined],
      '0',
      undefined,
      undefined,
    ]);
  });
});
