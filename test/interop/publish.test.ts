// Publishing and reading, the whole way, against each kind of registry there is.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { snapshot } from '../support/temp-folder.ts';
import { makeCertificate } from './certificate.ts';
import { PASSWORD, REGISTRIES, unusedHost, USER, type Registry } from './registry.ts';
import { Remote, type Created, type Listed, type Published, type Refused } from './remote.ts';
import { scratchFolder } from './scratch.ts';
import { MODES, writeStagedStack } from './stacks.ts';
import { anyMissing, diff, openssl, oras, runCsctl, skopeo, titled } from './tools.ts';

const SETUPS = REGISTRIES.flatMap(({ name, tool, run }) =>
  [
    { title: name, login: false, tls: false },
    { title: `${name} with htpasswd`, login: true, tls: false },
    { title: `${name} with TLS`, login: false, tls: true },
    { title: `${name} with htpasswd and TLS`, login: true, tls: true },
  ].map((setup) => ({ ...setup, run, tools: [tool, skopeo, oras, diff, ...(setup.tls ? [openssl] : [])] })),
);

const WRONG = 'wrong-geheim';
const V1 = 'docker-shipped-1-34-v1';

for (const { title, login, tls, run, tools } of SETUPS) {
  describe.skipIf(anyMissing(...tools))(titled(`publishing to ${title}`, tools), () => {
    let registry: Registry | undefined;
    let remote: Remote;
    let stack = '';
    beforeAll(async () => {
      registry = await run({ login, ...(tls && { certificate: makeCertificate() }) });
      remote = new Remote(registry);
      stack = writeStagedStack('shipped');
    });
    afterAll(() => registry?.stop());

    const create = (code = 0): Created['releases'][number] => {
      const { releases } = remote.json<Created>(['create', stack, '--publish'], code);
      expect(releases).toHaveLength(1);
      return releases[0] as Created['releases'][number];
    };
    const folderOf = (tag: string) => join(remote.cwd, '.release', tag);

    it('create --publish begins with v1', () => {
      const { tag, status, published } = create();
      expect({ tag, status }).toEqual({ tag: V1, status: 'published' });
      const digest = digestOf(Buffer.from(remote.rawManifest(V1)));
      expect(published).toEqual([
        { remote: remote.name, status: 'published', digest, url: `${remote.place}:${V1}` },
      ]);
    });

    it('has nothing to release the second time', () => {
      expect(create(4)).toMatchObject({ tag: V1, status: 'unchanged', published: [] });
    });

    it('a change is the next version', () => {
      appendFileSync(join(stack, 'cluster-class/values.yaml'), '# changed\n');
      const { tag, status, versions } = create();
      expect({ tag, status }).toEqual({ tag: 'docker-shipped-1-34-v2', status: 'published' });
      expect(versions).toEqual({ clusterStack: 'v2', clusterAddon: 'v1', nodeImage: 'v1' });
    });

    it('publish takes a finished folder, and finds it there the second time', () => {
      const built = runCsctl(['create', stack, ...MODES.hash], { cwd: remote.cwd });
      expect(built.code, built.stderr).toBe(0);
      const tag = /docker-shipped-1-34-v0-sha-\w+/.exec(built.stdout)?.[0] ?? '';
      const publish = () =>
        remote.json<{ published: Published[] }>(['publish', join('.release', tag)]).published;
      const [first] = publish();
      expect(first).toMatchObject({ tag, remote: remote.name, status: 'published' });
      expect(publish()).toEqual([{ ...first, status: 'identical' }]);
    });

    it('list shows what is there', () => {
      const { releases, foreign } = remote.json<Listed>(['list']);
      expect(foreign).toEqual([]);
      expect(releases.map(({ version, channel }) => [version?.replace(/\.\w+$/, ''), channel])).toEqual([
        ['v2', 'stable'],
        ['v1', 'stable'],
        ['v0-sha', 'sha'],
      ]);
      for (const { tag, digest, ...others } of releases) {
        expect(digest).toBe(digestOf(Buffer.from(remote.rawManifest(tag ?? ''))));
        expect(others).toMatchObject({ provider: 'docker', stack: 'shipped', minor: '1.34' });
        expect(others['kubernetes']).toBe('v1.34.7');
      }
      expect(remote.run(['list', '--format', 'markdown', 'docker/shipped']).stdout).toContain(`| ${V1} |`);
      expect(remote.json<Listed>(['list', 'docker/other']).releases).toEqual([]);
    });

    it('inspect looks into it', () => {
      const shown = remote.json<Record<string, unknown>>(['inspect', V1]);
      expect(shown).toMatchObject({ tag: V1, remote: remote.name, folder: null, kubernetes: 'v1.34.7' });
      expect(shown['digest']).toBe(digestOf(Buffer.from(remote.rawManifest(V1))));
      expect((shown['assets'] as { name: string }[]).map(({ name }) => name)).toEqual(
        Object.keys(snapshot(folderOf(V1))),
      );
    });

    it('verify finds it right', () => {
      expect(remote.json(['verify', V1])).toMatchObject({ ok: true });
    });

    it('pull writes the folder that was published', () => {
      remote.json(['pull', V1, '-o', 'pulled']);
      expect(diff.ok(['-r', join('pulled', V1), folderOf(V1)], { cwd: remote.cwd })).toBe('');
    });

    it('copy keeps the digest: into a layout, and from there into another repository', () => {
      const target = remote.beside('group/carried');
      remote.copy(remote.name, 'layout:carrier', V1);
      const result = remote.copy<{ releases: { published: Published[] }[] }>(
        'layout:carrier',
        target.name,
        V1,
      );
      const raw = remote.rawManifest(V1);
      expect(target.rawManifest(V1)).toBe(raw);
      expect(result.releases[0]?.published[0]?.digest).toBe(digestOf(Buffer.from(raw)));
      target.oras(['pull', '--output', 'carried'], V1);
      expect(snapshot(join(remote.cwd, 'carried'))).toEqual(snapshot(folderOf(V1)));
    });

    it('copy goes from one repository straight to another', () => {
      const target = remote.beside('elsewhere');
      remote.copy(remote.name, target.name, V1);
      expect(target.rawManifest(V1)).toBe(remote.rawManifest(V1));
      target.oras(['pull', '--output', 'straight'], V1);
      expect(snapshot(join(remote.cwd, 'straight'))).toEqual(snapshot(folderOf(V1)));
    });

    it('promote makes a stable release of the tested one, which passes verify', () => {
      appendFileSync(join(stack, 'cluster-class/values.yaml'), '# tested\n');
      const created = remote.json<Created>(['create', stack, ...MODES.hash, '--publish']);
      const tested = created.releases[0]?.tag ?? '';
      const promote = (code = 0) => remote.json<object>(['promote', tested, '--to', 'stable'], code);
      const stable = 'docker-shipped-1-34-v3';
      expect(promote()).toMatchObject({ tag: stable, from: tested, status: 'published' });
      expect(remote.json(['verify', stable])).toMatchObject({ ok: true });
      expect(promote(4)).toMatchObject({ tag: stable, status: 'unchanged' });
      const { annotations } = JSON.parse(remote.rawManifest(stable)) as {
        annotations: Record<string, string>;
      };
      expect(annotations['org.opencontainers.image.version']).toBe('v3');
      expect(create(4)).toMatchObject({ tag: stable, status: 'unchanged' });
    });

    it('other content under a published tag is refused, and the tag stays', () => {
      const before = remote.rawManifest(V1);
      const versions = ['--cluster-stack-version', '--cluster-addon-version', '--node-image-version'];
      const custom = ['-m', 'custom', ...versions.flatMap((flag) => [flag, 'v1'])];
      const { error } = remote.json<Refused>(['create', stack, ...custom, '--publish'], 6);
      expect(error.code).toBe('release-conflict');
      remote.json<Created>(['create', stack, ...custom, '-o', 'other']);
      expect(remote.json<Refused>(['publish', join('other', V1)], 6).error.code).toBe('release-conflict');
      expect(remote.rawManifest(V1)).toBe(before);
    });

    it.runIf(login)("csctl's variables are credentials too", () => {
      const env = { OCI_REGISTRY: remote.registry.host, OCI_USERNAME: USER, OCI_PASSWORD: PASSWORD };
      expect(remote.json<Listed>(['list'], 0, env).releases).toHaveLength(5);
      const args = ['list', '--json', '--remote', 'oci', ...remote.flags];
      const listed = runCsctl(args, { cwd: remote.cwd, env: { ...env, OCI_REPOSITORY: remote.place } });
      expect(listed.code, listed.stderr).toBe(0);
    });

    it.runIf(login)('asks for credentials', () => {
      for (const args of [['list'], ['publish', join('.release', V1)]]) {
        const { error } = remote.json<Refused>(args, 5, {});
        expect(error.code).toBe('credentials-missing');
        expect(error.hint).toContain('OCI_USERNAME');
      }
    });

    it.runIf(login)('refuses a wrong password without telling it', () => {
      const env = { OCI_REGISTRY: remote.registry.host, OCI_USERNAME: USER, OCI_PASSWORD: WRONG };
      for (const args of [['list'], ['publish', join('.release', V1)]]) {
        const { code, stdout, stderr } = remote.run(args, env);
        expect(code).toBe(5);
        expect(stderr).toContain('OCI_USERNAME and OCI_PASSWORD');
        const secret = Buffer.from(`${USER}:${WRONG}`).toString('base64');
        for (const text of [stdout, stderr]) {
          expect(text).not.toContain(WRONG);
          expect(text).not.toContain(secret);
        }
        expect(remote.json<Refused>(args, 5, env).error.code).toBe('credentials-refused');
      }
    });

    it.runIf(tls)('SSL_CERT_FILE names the authority too', () => {
      const env = { ...remote.env, SSL_CERT_FILE: remote.registry.certificate?.authority ?? '' };
      const { code, stderr } = runCsctl(['list', '--remote', remote.name], { cwd: remote.cwd, env });
      expect(code, stderr).toBe(0);
    });

    it.runIf(tls)('an unknown authority is refused', () => {
      const args = ['list', '--json', '--remote', remote.name];
      const { code, stdout } = runCsctl(args, { cwd: remote.cwd, env: remote.env });
      expect(code).toBe(5);
      const { error } = JSON.parse(stdout) as Refused;
      expect(error.message).toMatch(/certificate/);
      expect(error.hint).toMatch(/--ca-file/);
    });
  });
}

describe('publishing to nobody', () => {
  it('says that there is no registry', async () => {
    const cwd = scratchFolder('nobody');
    const remote = `oci://${await unusedHost()}/group/stacks`;
    const env = { OCI_USERNAME: USER, OCI_PASSWORD: PASSWORD };
    const { code, stdout } = runCsctl(['list', '--json', '--remote', remote], { cwd, env });
    expect(code).toBe(5);
    const { error } = JSON.parse(stdout) as Refused;
    expect(error.code).toBe('remote-unreachable');
    expect(error.message).toContain(remote);
    expect(stdout).not.toContain(PASSWORD);
  });
});
