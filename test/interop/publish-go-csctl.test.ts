// One repository, two programs: the Go csctl goes on from our releases, and we from its.
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snapshot } from '../support/temp-folder.ts';
import { makeCertificate } from './certificate.ts';
import { PASSWORD, startRegistry, USER, type Registry } from './registry.ts';
import { Remote, type Created, type Listed } from './remote.ts';
import { scratchFolder } from './scratch.ts';
import { writeStagedStack } from './stacks.ts';
import { anyMissing, dockerRegistry, goCsctl, openssl, oras, skopeo, titled, type Ended } from './tools.ts';

const tools = [dockerRegistry, openssl, goCsctl, oras, skopeo];

describe.skipIf(anyMissing(...tools))(titled('the Go csctl in the same registry', tools), () => {
  let registry: Registry | undefined;
  beforeAll(async () => {
    // It speaks nothing but TLS, and wants an account.
    registry = await startRegistry({ login: true, certificate: makeCertificate() });
  });
  afterAll(() => registry?.stop());

  const repository = (name: string) => new Remote(registry as Registry, name);

  /** Runs it in a folder of its own, since it writes ./.tmp and ./.release. */
  function runGo(remote: Remote, args: readonly string[]): Ended & { readonly cwd: string } {
    const cwd = scratchFolder('go');
    const env = {
      OCI_REGISTRY: remote.registry.host,
      OCI_REPOSITORY: remote.place,
      OCI_USERNAME: USER,
      OCI_PASSWORD: PASSWORD,
      SSL_CERT_FILE: remote.registry.certificate?.authority ?? '',
    };
    return { ...goCsctl.run(['create', ...args, '--remote', 'oci'], { cwd, env }), cwd };
  }

  const change = (stack: string, file: string) => {
    appendFileSync(join(stack, file), '# changed\n');
  };

  it('it finds nothing to release over ours, and goes on from it', () => {
    const remote = repository('from/ours');
    const stack = writeStagedStack('mixed');
    remote.json<Created>(['create', stack, '--publish']);
    const idle = runGo(remote, [stack]);
    expect(idle.stdout + idle.stderr).toContain('no change in the cluster stack');
    change(stack, 'cluster-addon/one/values.yaml');
    const next = runGo(remote, [stack]);
    expect(next.code, next.stderr).toBe(0);
    expect(readdirSync(join(next.cwd, '.release'))).toEqual(['docker-mixed-1-34-v2']);
  });

  it('we find nothing to release over what it published, and go on from it', () => {
    const remote = repository('from/theirs');
    const stack = writeStagedStack('mixed');
    // In stable mode it ends with an error where there is no repository yet.
    const versions = ['--cluster-stack-version', '--cluster-addon-version', '--node-image-version'];
    const custom = ['-m', 'custom', ...versions.flatMap((flag) => [flag, 'v1'])];
    const first = runGo(remote, [stack, ...custom, '--publish']);
    expect(first.code, first.stderr).toBe(0);
    const tag = 'docker-mixed-1-34-v1';
    const create = (code = 0) =>
      remote.json<Created>(['create', stack, '--publish'], code).releases[0] as Created['releases'][number];
    expect(create(4)).toMatchObject({ tag, status: 'unchanged' });
    remote.json(['pull', tag, '-o', 'pulled']);
    expect(snapshot(join(remote.cwd, 'pulled', tag))).toEqual(snapshot(join(first.cwd, '.release', tag)));
    change(stack, 'cluster-class/values.yaml');
    expect(create()).toMatchObject({
      tag: 'docker-mixed-1-34-v2',
      status: 'published',
      versions: { clusterStack: 'v2', clusterAddon: 'v1', nodeImage: 'v1' },
    });
    const idle = runGo(remote, [stack]);
    expect(idle.stdout + idle.stderr).toContain('no change in the cluster stack');
    const { releases, foreign } = remote.json<Listed>(['list']);
    expect(releases.map(({ version }) => version)).toEqual(['v2', 'v1']);
    expect(foreign).toEqual([]);
  });
});
