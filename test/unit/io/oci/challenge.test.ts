// The header www-authenticate as registries write it, and as nobody should.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeScopes, parseChallenges } from '../../../../src/io/oci/challenge.ts';

describe('challenges', () => {
  it.each([
    [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:o/r:pull,push"',
      [
        {
          scheme: 'bearer',
          parameters: {
            realm: 'https://auth.docker.io/token',
            service: 'registry.docker.io',
            scope: 'repository:o/r:pull,push',
          },
        },
      ],
    ],
    ['Basic realm="Registry Realm"', [{ scheme: 'basic', parameters: { realm: 'Registry Realm' } }]],
    [
      'bearer REALM=https://x/t , Service = y',
      [{ scheme: 'bearer', parameters: { realm: 'https://x/t', service: 'y' } }],
    ],
    [
      'Basic realm="a, b=\\"c\\"", Bearer realm="d"',
      [
        { scheme: 'basic', parameters: { realm: 'a, b="c"' } },
        { scheme: 'bearer', parameters: { realm: 'd' } },
      ],
    ],
    [
      'Negotiate, Basic realm="x"',
      [
        { scheme: 'negotiate', parameters: {} },
        { scheme: 'basic', parameters: { realm: 'x' } },
      ],
    ],
    ['Bearer', [{ scheme: 'bearer', parameters: {} }]],
    ['', []],
    ['"', []],
    ['realm="x"', []],
  ])('%s', (header, challenges) => {
    expect(parseChallenges(header)).toEqual(challenges);
  });

  it('of a header that is not there are none', () => {
    expect(parseChallenges(undefined)).toEqual([]);
  });

  it('come back from any text that is quoted', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (realm, service) => {
        const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
        fc.pre(!/[\n\r\u2028\u2029]/.test(realm + service));
        const header = `Bearer realm=${quote(realm)},service=${quote(service)}, Basic realm="x"`;
        expect(parseChallenges(header)).toEqual([
          { scheme: 'bearer', parameters: { realm, service } },
          { scheme: 'basic', parameters: { realm: 'x' } },
        ]);
      }),
    );
  });

  it('never throw', () => {
    fc.assert(fc.property(fc.string(), (header) => Array.isArray(parseChallenges(header))));
  });
});

it('scopes are merged by resource', () => {
  expect(mergeScopes('', 'repository:a:pull')).toEqual(['repository:a:pull']);
  expect(mergeScopes('repository:a:push,pull', 'repository:a:pull')).toEqual(['repository:a:pull,push']);
  expect(mergeScopes('repository:h:5000/a:pull', 'repository:h:5000/a:push repository:b:pull')).toEqual([
    'repository:h:5000/a:pull,push',
    'repository:b:pull',
  ]);
});
