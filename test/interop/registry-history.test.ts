// Releases that the Go csctl made, carried into a registry by skopeo, and what we make of them there.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { corpusPath, hasCorpus } from '../support/corpus.ts';
import { startRegistry, type Registry } from './registry.ts';
import { Remote, type Created, type Listed } from './remote.ts';
import { scratchFolder } from './scratch.ts';
import { anyMissing, dockerRegistry, oras, skopeo, titled } from './tools.ts';

const SCS2 = 'openstack-scs2-1-33';
const TAGS = [`${SCS2}-v2`, `${SCS2}-v1`, `${SCS2}-v0-sha-jwhketh`, 'docker-ferrol-1-27-v1'];
const tools = [dockerRegistry, skopeo, oras];
const title = titled('the history in a registry', tools, { 'the corpus': hasCorpus });

describe.skipIf(!hasCorpus || anyMissing(...tools))(title, () => {
  let registry: Registry | undefined;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry?.stop());

  /** The history in a repository of its own. */
  function history(repository: string): Remote {
    const remote = new Remote(registry as Registry, repository);
    for (const tag of TAGS)
      remote.skopeoCopy(`oci:${corpusPath('history')}:${tag}`, `docker://${remote.place}:${tag}`);
    return remote;
  }

  /** A copy of a stack of the corpus, and a way to change it. */
  function stackOf(name: string) {
    const folder = join(scratchFolder('stack'), 'stack');
    cpSync(corpusPath('stacks', name), folder, { recursive: true });
    // The corpus is there to be read.
    execFileSync('chmod', ['-R', 'u+w', folder]);
    const edit = (file: string, change: (text: string) => string) => {
      const path = join(folder, file);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    };
    return { folder, edit };
  }

  /** The sources of the newest stable release. */
  function released() {
    const stack = stackOf('single/openstack/scs2');
    stack.edit('cluster-addon/cni/values.yaml', (text) =>
      text.replace('sessionAffinity: true', 'sessionAffinity: false'),
    );
    return stack;
  }

  function create(remote: Remote, folder: string, code = 0) {
    const args = ['create', '-m', 'stable', folder, '--publish'];
    const { tag, status, versions, decision } = remote.json<Created>(args, code)
      .releases[0] as Created['releases'][number];
    const reasons = decision.flatMap((component) => component.reasons);
    return { tag, status, versions: Object.values(versions).join(' '), reasons };
  }

  it('is listed with what its metadata says', () => {
    const { releases, foreign } = history('listed').json<Listed>(['list']);
    expect(foreign).toEqual([]);
    expect(releases.map(({ tag }) => tag).sort()).toEqual([...TAGS].sort());
    for (const { tag, kubernetes, created } of releases) {
      expect(kubernetes).toBe(tag?.startsWith(SCS2) ? 'v1.33.10' : 'v1.27.7');
      expect(created).toMatch(/^20\d\d-/);
    }
  });

  it('has nothing to release for unchanged sources, of both conventions', () => {
    const remote = history('unchanged');
    expect(create(remote, released().folder, 4)).toMatchObject({ tag: TAGS[0], status: 'unchanged' });
    const ferrol = stackOf('csctl/docker/ferrol').folder;
    expect(create(remote, ferrol, 4)).toMatchObject({ tag: 'docker-ferrol-1-27-v1', status: 'unchanged' });
  });

  it.each([
    ['class', 'cluster-class/templates/cluster-class.yaml', 'v3 v2 v1', 'cluster-class: 1 file changed'],
    ['stage', 'cluster-addon/ccm/values.yaml', 'v3 v3 v1', 'cluster-addon/ccm: 1 file changed'],
    ['hooks', 'clusteraddon.yaml', 'v3 v3 v1', 'clusteraddon.yaml changed'],
  ])('goes on when the %s changed, and then from our own release', (what, file, versions, reason) => {
    const remote = history(`changed/${what}`);
    const before = remote.rawManifest(`${SCS2}-v2`);
    const stack = released();
    stack.edit(file, (text) => `${text}\n# changed\n`);
    const release = create(remote, stack.folder);
    expect(release).toMatchObject({ tag: `${SCS2}-v3`, status: 'published', versions });
    expect(release.reasons).toContain(reason);
    expect(create(remote, stack.folder, 4)).toMatchObject({ tag: `${SCS2}-v3`, status: 'unchanged' });
    expect(remote.json(['verify', `${SCS2}-v3`])).toMatchObject({ ok: true });
    expect(remote.rawManifest(`${SCS2}-v2`)).toBe(before);
  });

  it('goes on when nothing but the Kubernetes patch changed, which csctl did not see', () => {
    const remote = history('patch');
    const stack = released();
    stack.edit('csctl.yaml', (text) => text.replace('v1.33.10', 'v1.33.11'));
    expect(create(remote, stack.folder)).toMatchObject({
      tag: `${SCS2}-v3`,
      versions: 'v3 v2 v1',
      reasons: ['Kubernetes v1.33.10 -> v1.33.11'],
    });
  });

  it('copy carries it on with the digests that csctl gave it', () => {
    const remote = history('carried/from');
    const target = remote.beside('carried/to');
    remote.copy(remote.name, 'layout:carrier', ...TAGS);
    remote.copy('layout:carrier', target.name, ...TAGS);
    for (const tag of TAGS) {
      const digest = digestOf(Buffer.from(target.rawManifest(tag)));
      const manifest = corpusPath('history/blobs', digest.replace(':', '/'));
      expect(readFileSync(manifest, 'utf8')).toBe(target.rawManifest(tag));
    }
  });
});
