// Tags and the names derived from them (contract 1): one structure, every form.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addonArchiveName,
  addonChartName,
  classArchiveName,
  classChartName,
  describeIdentity,
  parseTag,
  seriesName,
  tagName,
} from '../../../src/stack/release-name.ts';
import { parseVersion, stable } from '../../../src/stack/stack-version.ts';

const scs = { provider: 'openstack', name: 'scs2', minor: { major: 1, minor: 34 } };
const beta = { major: 4, channel: 'beta', patch: '0' };

describe('names of a release', () => {
  it('have dashes in tags and dots everywhere else', () => {
    expect(seriesName(scs)).toBe('openstack-scs2-1-34');
    expect(tagName(scs, beta)).toBe('openstack-scs2-1-34-v4-beta-0');
    expect(classChartName(scs)).toBe('openstack-scs2-1-34-cluster-class');
    expect(addonChartName(scs)).toBe('openstack-scs2-1-34-cluster-addon');
    expect(classArchiveName(scs, beta)).toBe('openstack-scs2-1-34-cluster-class-v4-beta.0.tgz');
    expect(addonArchiveName(scs, stable(3))).toBe('openstack-scs2-1-34-cluster-addon-v3.tgz');
    expect(describeIdentity(scs)).toBe('openstack/scs2 1.34');
  });
});

describe('parseTag', () => {
  it.each(['docker-ferrol-1-27-v1', 'openstack-scs2-1-34-v10', 'docker-ferrol-1-27-v0-sha-abc1234'])(
    'takes %s',
    (tag) => expect(parseTag(tag)).toMatchObject({ identity: { minor: { major: 1 } } }),
  );

  it.each([
    ...['docker-ferrol-1-27-v1-alpha.1', 'docker-my-stack-1-27-v1', 'docker-a-b-c-1-27-v1'],
    ...[
      'openstack-hosted-control-plane-1-34-v0-sha-0ewkztd',
      'openstack-scs-v5',
      'openstack-csp-helper-v0.2.0',
    ],
    ...['openstack-scs-1-29-v2-test', 'latest', 'sha256-0123.sig', '', '-ferrol-1-27-v1', 'docker--1-27-v1'],
    ...['docker-ferrol-1.27-v1', 'docker-ferrol-1-27', 'docker-ferrol-one-27-v1', 'docker-ferrol-1-27-V1'],
    ...['docker-ferrol-1-27-v1.0', 'docker-ferrol-v1-27-v1', 'docker-ferrol-1-27-v1-'],
  ])('bug 5: is undefined for the foreign tag %j, never an error', (tag) => {
    expect(parseTag(tag)).toBeUndefined();
  });

  it.each([
    ...[
      'Docker-Ferrol-1-27-v1',
      'docker-fer_rol-1-27-v1',
      'do cker-ferrol-1-27-v1',
      'docker-fer.rol-1-27-v1',
    ],
    ...[
      'docker-ferrol-1-027-v1',
      'docker-ferrol-1-27-v01',
      'docker-ferrol-1-27-v1-stable-3',
      'docker-ferrol-0-0-v1',
    ],
  ])('is undefined for %j, which the operator parses and then never finds', (tag) => {
    expect(parseTag(tag)).toBeUndefined();
  });

  it('undoes tagName', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    const minor = fc.record({
      major: fc.integer({ min: 1, max: 99 }),
      minor: fc.integer({ min: 1, max: 999 }),
    });
    const versions = fc.constantFrom('v0', 'v3', 'v12', 'v4-beta.0', 'v0-sha.azlfam7', 'v1-rc1.10');
    fc.assert(
      fc.property(word, word, minor, versions, (provider, name, kubernetes, text) => {
        const version = parseVersion(text) ?? stable(-1);
        const identity = { provider, name, minor: kubernetes };
        expect(parseTag(tagName(identity, version))).toEqual({ identity, version });
      }),
    );
  });

  it('accepts nothing that does not format back to the very tag', () => {
    const field = fc.constantFrom(
      'docker',
      'scs',
      'A',
      '',
      '0',
      '01',
      '1',
      '34',
      'v1',
      'v01',
      'v0',
      'stable',
      'sha',
      'x.y',
    );
    const tag = fc.array(field, { minLength: 3, maxLength: 8 }).map((fields) => fields.join('-'));
    fc.assert(
      fc.property(fc.oneof(tag, fc.string()), (text) => {
        const parsed = parseTag(text);
        if (parsed) expect(tagName(parsed.identity, parsed.version)).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });
});
