// References to repositories: what is taken, what is refused and how that is said.
import { describe, expect, it } from 'vitest';
import { apiHost, isTag, parseReference } from '../../../../src/io/oci/reference.ts';
import { CsctlError } from '../../../../src/problem/problem.ts';

const refusal = (text: string): CsctlError => {
  try {
    parseReference(text);
  } catch (error) {
    expect(error).toBeInstanceOf(CsctlError);
    return error as CsctlError;
  }
  throw new Error(`${text} was taken`);
};

describe('a reference', () => {
  it.each([
    ['ghcr.io/o/stacks', 'ghcr.io', 'o/stacks'],
    ['registry.scs.community/kaas/cluster-stacks', 'registry.scs.community', 'kaas/cluster-stacks'],
    ['localhost:5000/stacks', 'localhost:5000', 'stacks'],
    ['127.0.0.1:5000/a/b/c/d', '127.0.0.1:5000', 'a/b/c/d'],
    ['[::1]:5000/a', '[::1]:5000', 'a'],
    ['GHCR.io/o/stacks', 'ghcr.io', 'o/stacks'],
    ['docker.io/o/a.b_c__d-e---f', 'docker.io', 'o/a.b_c__d-e---f'],
    ['registry/stacks', 'registry', 'stacks'],
  ])('%s has a host and a repository', (text, host, repository) => {
    expect(parseReference(text)).toEqual({ host, repository });
  });

  it.each([
    ['', 'the form is'],
    ['ghcr.io', 'the form is'],
    ['ghcr.io/', 'the form is'],
    ['/o/stacks', 'the form is'],
    ['ghcr.io/o/stacks/', 'lower-case letters'],
    ['ghcr.io//stacks', 'lower-case letters'],
    ['ghcr.io/o/stacks:v1', 'without a tag'],
    ['ghcr.io/o/stacks@sha256:0123', 'without a digest'],
    ['oci://ghcr.io/o/stacks', 'one scheme'],
    ['https://ghcr.io/o/stacks', 'one scheme'],
    ['ghcr.io/O/Stacks', 'oci://ghcr.io/o/stacks'],
    ['ghcr.io/o/stacks\n', 'line ends'],
    ['ghcr.io/o/a..b', 'single'],
    ['ghcr.io/o/_a', 'single'],
    ['ghcr.io/../x', 'lower-case letters'],
    ['ghcr.io/o/stacks?x=1', 'lower-case letters'],
    ['ghcr io/o/stacks', '"ghcr io" is no host'],
    ['ghcr.io:port/o/stacks', 'is no host'],
    ['a:99999/x', '"a:99999" is no host'],
    ['[:::1]/x', 'is no host'],
    ['1.2.3.999/x', 'is no host'],
    ['xn--a/x', 'is no host'],
    [`ghcr.io/${'a'.repeat(255)}`, '255 characters'],
  ])('%j is none', (text, hint) => {
    const { code, kind, hint: said } = refusal(text);
    expect({ code, kind }).toEqual({ code: 'remote-unknown', kind: 'usage' });
    expect(said).toContain(hint);
  });

  it.each(['robot:s3cret@ghcr.io/o/stacks', 's3cret@ghcr.io/o', 'robot:s3/cr@et@ghcr.io/o/stacks'])(
    'with a password in it (%s) is refused without showing it',
    (text) => {
      const { message, hint } = refusal(text);
      expect(message + (hint ?? '')).not.toMatch(/s3|cret|robot/);
      expect(hint).toContain('OCI_USERNAME');
    },
  );
});

it('Docker Hub answers under another name', () => {
  expect(apiHost('docker.io')).toBe('registry-1.docker.io');
  expect(apiHost('index.docker.io')).toBe('registry-1.docker.io');
  expect(apiHost('ghcr.io')).toBe('ghcr.io');
});

it('tags are those of the specification', () => {
  expect(['v1', '_', 'docker-scs-1-34-v1', 'A.b-c_D', 'x'.repeat(128)].filter((tag) => !isTag(tag))).toEqual(
    [],
  );
  expect(['', '-a', '.a', 'a b', 'a/b', 'a:b', 'ä', 'a\n', 'x'.repeat(129)].filter(isTag)).toEqual([]);
});
