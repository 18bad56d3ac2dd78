// Remotes by name, by CSCTL_REMOTE, and by the variables of the Go csctl.
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../../src/cli/env.ts';
import { remotesOf } from '../../../src/cli/remotes.ts';
import { CsctlError } from '../../../src/problem/problem.ts';

type Wish = Partial<Pick<Environment, 'remote' | 'git' | 'oci'>>;

const NO_GIT = { provider: undefined, organization: undefined, repository: undefined };
const NO_OCI = {
  registry: undefined,
  repository: undefined,
  accessToken: undefined,
  username: undefined,
  password: undefined,
};

const environment = (wish: Wish = {}): Environment => ({
  ...{ cwd: '/', remote: undefined, sourceDate: 0, git: NO_GIT, oci: NO_OCI },
  ...{
    githubApiUrl: undefined,
    githubTokens: [],
    dockerConfig: '',
    certificateFile: undefined,
    nodeCertificateFile: undefined,
    kubernetesFeed: undefined,
    cacheFolder: '/nowhere',
    clouds: { folders: [], cloudsFile: undefined, secureFile: undefined, cloud: undefined, home: '/' },
    all: {},
  },
  ...wish,
});

const git = { provider: 'github', organization: 'o', repository: 'r' };
const oci = { ...NO_OCI, repository: 'registry.example/kaas/stacks' };

const refusalOf = (named: string[] | undefined, wish?: Wish): CsctlError => {
  try {
    remotesOf(named, environment(wish));
  } catch (error) {
    if (error instanceof CsctlError) return error;
  }
  throw new Error('it was not refused');
};

describe('a remote', () => {
  it.each([
    ['layout:releases', { kind: 'layout', place: 'releases' }],
    ['layout:/a/b c', { kind: 'layout', place: '/a/b c' }],
    ['github:o/r', { kind: 'github', place: 'o/r' }],
    ['oci://ghcr.io/o/r', { kind: 'oci', place: 'ghcr.io/o/r' }],
    ['oci://localhost:5000/r', { kind: 'oci', place: 'localhost:5000/r' }],
  ])('may be %s', (name, remote) => {
    expect(remotesOf([name], environment())).toEqual([remote]);
  });

  it('may be several, in their order', () => {
    const kinds = remotesOf(['oci://a/b', 'layout:c', 'github:d/e'], environment()).map(({ kind }) => kind);
    expect(kinds).toEqual(['oci', 'layout', 'github']);
  });

  it.each(['', 'layout:', 'github:', 'oci://', 'oci:x/y', 'https://ghcr.io/o/r', 'releases', 'Layout:x'])(
    'is not "%s"',
    (name) => {
      const { code, message, hint } = refusalOf([name]);
      expect(code).toBe('remote-unknown');
      expect(message).toContain('layout:FOLDER');
      expect(hint).toBeDefined();
    },
  );

  it('does not repeat a password that was typed into it', () => {
    const { message, hint } = refusalOf(['https://user:hunter2@ghcr.io/o/r']);
    expect(`${message} ${hint}`).not.toContain('hunter2');
  });
});

describe('without a name', () => {
  it('it is CSCTL_REMOTE', () => {
    expect(remotesOf(undefined, environment({ remote: 'layout:x', git, oci }))).toEqual([
      { kind: 'layout', place: 'x' },
    ]);
  });

  it('it is what the variables of csctl say, GitHub first as there', () => {
    expect(remotesOf(undefined, environment({ git, oci }))).toEqual([{ kind: 'github', place: 'o/r' }]);
    expect(remotesOf(undefined, environment({ oci }))).toEqual([
      { kind: 'oci', place: 'registry.example/kaas/stacks' },
    ]);
  });

  it('it is none where nothing says anything', () => {
    expect(remotesOf(undefined, environment())).toEqual([]);
  });

  it('an empty list means none, whatever the variables say', () => {
    expect(remotesOf([], environment({ remote: 'layout:x', git, oci }))).toEqual([]);
  });
});

describe('the words of csctl', () => {
  it('mean its variables', () => {
    expect(remotesOf(['oci', 'github'], environment({ git, oci }))).toEqual([
      { kind: 'oci', place: 'registry.example/kaas/stacks' },
      { kind: 'github', place: 'o/r' },
    ]);
  });

  it.each<[string, Wish, string]>([
    ['github', {}, 'GIT_ORG_NAME'],
    ['github', { git: { ...git, repository: undefined } }, 'GIT_REPOSITORY_NAME'],
    ['github', { git: { ...git, provider: 'gitlab' } }, 'gitlab'],
    ['oci', {}, 'OCI_REPOSITORY'],
  ])('%s needs them: %j', (word, wish, missing) => {
    expect(refusalOf([word], wish)).toMatchObject({ code: 'remote-unknown' });
    expect(refusalOf([word], wish).message).toContain(missing);
  });

  it('oci wants the host in OCI_REPOSITORY, as the operator does', () => {
    const wish = { oci: { ...NO_OCI, registry: 'registry.example', repository: 'kaas/stacks' } };
    expect(refusalOf(['oci'], wish).hint).toContain('registry.example/kaas/stacks');
    const whole = { oci: { ...oci, registry: 'registry.example' } };
    expect(remotesOf(['oci'], environment(whole))[0]?.place).toBe('registry.example/kaas/stacks');
  });
});
