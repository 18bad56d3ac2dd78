// Signatures by the real cosign, with a key and without any service: cosign finds them and finds them right.
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, REGISTRIES, USER, type Registry } from './registry.ts';
import { Remote, type Created, type Listed, type Refused } from './remote.ts';
import { scratchFolder } from './scratch.ts';
import { writeStagedStack } from './stacks.ts';
import { anyMissing, cosign, environment, oras, skopeo, titled } from './tools.ts';

const TAG = 'docker-signed-1-34-v1';
const KEY_PASSWORD = 'key-geheim';
/** Keeps cosign away from the transparency log and from the list of services. */
const OFFLINE = ['--sign-arg=--tlog-upload=false', '--sign-arg=--use-signing-config=false'];

interface Signed {
  readonly published: readonly { readonly status: string; readonly signed?: boolean }[];
}

for (const { name, tool, run } of REGISTRIES) {
  const tools = [tool, cosign, skopeo, oras];
  describe.skipIf(anyMissing(...tools))(titled(`signing in ${name}`, tools), () => {
    let registry: Registry | undefined;
    let remote: Remote;
    let stack = '';
    let keys = '';
    let env: Record<string, string>;
    beforeAll(async () => {
      registry = await run({ login: true });
      remote = new Remote(registry);
      stack = writeStagedStack('signed');
      keys = scratchFolder('keys');
      const { PATH = '' } = environment();
      env = { PATH: `${dirname(cosign.path ?? '')}:${PATH}`, COSIGN_PASSWORD: KEY_PASSWORD };
      cosign.ok(['generate-key-pair'], { cwd: keys, env });
    });
    afterAll(() => registry?.stop());

    const sign = () => ['--sign', '--sign-key', join(keys, 'cosign.key'), ...OFFLINE];
    const verify = (key: string) =>
      cosign.run(
        ['verify', '--output', 'json', '--key', key, '--insecure-ignore-tlog=true', `${remote.place}:${TAG}`],
        { cwd: keys, env: { ...env, DOCKER_CONFIG: remote.registry.dockerConfig } },
      );

    it('create --publish --sign, with our own variables for the login', () => {
      const login = { OCI_REGISTRY: remote.registry.host, OCI_USERNAME: USER, OCI_PASSWORD: PASSWORD };
      const args = ['create', stack, '--publish', ...sign()];
      const { releases } = remote.json<Created>(args, 0, { ...env, ...login });
      expect(releases[0]).toMatchObject({ tag: TAG, status: 'published', published: [{ signed: true }] });
    });

    it('cosign verify finds the signature right, and wrong under another key', () => {
      const { code, stdout, stderr } = verify(join(keys, 'cosign.pub'));
      expect(code, stderr).toBe(0);
      const digest = JSON.parse(stdout) as { critical: { image: Record<string, string> } }[];
      const manifest = remote.oras(['resolve'], TAG).trim();
      expect(digest[0]?.critical.image['docker-manifest-digest']).toBe(manifest);
      const other = scratchFolder('other-keys');
      cosign.ok(['generate-key-pair'], { cwd: other, env });
      expect(verify(join(other, 'cosign.pub')).code).not.toBe(0);
    });

    it('signing twice is harmless', () => {
      const before = remote.rawManifest(TAG);
      const args = ['publish', join('.release', TAG), ...sign()];
      const { published } = remote.json<Signed>(args, 0, { ...remote.env, ...env });
      expect(published).toMatchObject([{ status: 'identical', signed: true }]);
      expect(remote.rawManifest(TAG)).toBe(before);
      expect(verify(join(keys, 'cosign.pub')).code).toBe(0);
    });

    it('the signature is no release, and nothing to go on from', () => {
      const { releases, foreign } = remote.json<Listed>(['list']);
      expect(releases.map(({ tag }) => tag)).toEqual([TAG]);
      expect(foreign.filter((tag) => !tag.startsWith('sha256-'))).toEqual([]);
      expect(remote.run(['create', stack, '--publish'])).toMatchObject({ code: 4 });
    });

    it('a key that cannot be used is an error that says what is done', () => {
      const other = remote.beside('unsigned');
      const wrong = { ...remote.env, ...env, COSIGN_PASSWORD: 'wrong-geheim' };
      const { error } = other.json<Refused>(['publish', join('.release', TAG), ...sign()], 5, wrong);
      expect(error.code).toBe('sign-failed');
      expect(error.hint).toContain('COSIGN_PASSWORD');
      expect(JSON.stringify(error)).not.toContain('geheim');
      expect(other.json<Listed>(['list']).releases.map(({ tag }) => tag)).toEqual([TAG]);
      const mended = other.json<Signed>(['publish', join('.release', TAG), ...sign()], 0, {
        ...remote.env,
        ...env,
      });
      expect(mended.published).toMatchObject([{ status: 'identical', signed: true }]);
    });
  });
}
