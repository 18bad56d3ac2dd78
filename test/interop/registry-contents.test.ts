// What stands in a registry: ours as others read it, others' as we read it, and a great many tags.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { snapshot } from '../support/temp-folder.ts';
import { REGISTRIES, type Registry } from './registry.ts';
import { Remote, type Created, type Listed, type Refused } from './remote.ts';
import { MODES, writeStack, writeStagedStack } from './stacks.ts';
import { anyMissing, oras, skopeo, titled } from './tools.ts';

interface Layer {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The media types of docs/operator-contract.md 8.6, by the end of the name. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  'metadata.yaml': 'application/vnd.scs.metadata.layer.v1+yaml',
  'hashes.json': 'application/vnd.scs.hashes.layer.v1+yaml',
  'clusteraddon.yaml': 'application/vnd.scs.cluster-addon.config.layer.v1+yaml',
  '-cluster-addon-v1.tgz': 'application/vnd.scs.cluster-addon.layer.v1.tar+gzip',
  '-cluster-class-v1.tgz': 'application/vnd.scs.cluster-class.v1.tar+gzip',
};

const IMAGE_CONFIG_TYPE = 'application/vnd.oci.image.config.v1+json';
const IMAGE_CONFIG = JSON.stringify({
  architecture: 'amd64',
  os: 'linux',
  rootfs: { type: 'layers', diff_ids: [digestOf(Buffer.from('layer'))] },
});

const TAG = 'docker-contents-1-34-v1';

for (const { name, tool, run } of REGISTRIES) {
  const tools = [tool, skopeo, oras];
  describe.skipIf(anyMissing(...tools))(titled(`in ${name}`, tools), () => {
    let registry: Registry | undefined;
    let remote: Remote;
    let stack = '';
    let released: Record<string, string>;
    beforeAll(async () => {
      registry = await run();
      remote = new Remote(registry);
      stack = writeStagedStack('contents');
      remote.json<Created>(['create', stack, '--publish']);
      released = snapshot(join(remote.cwd, '.release', TAG));
    });
    afterAll(() => registry?.stop());

    it('oras pulls the files of the release folder', () => {
      remote.oras(['pull', '--output', 'by-oras'], TAG);
      expect(snapshot(join(remote.cwd, 'by-oras'))).toEqual(released);
    });

    it('skopeo copies the files of the release folder, and the manifest byte for byte', () => {
      remote.skopeoCopy(`docker://${remote.place}:${TAG}`, `oci:by-skopeo:${TAG}`);
      const { layers } = JSON.parse(remote.rawManifest(TAG)) as { layers: Layer[] };
      const blobs = layers.map(({ digest, annotations }) => [
        annotations['org.opencontainers.image.title'],
        readFileSync(join(remote.cwd, 'by-skopeo/blobs', digest.replace(':', '/')), 'latin1'),
      ]);
      expect(Object.fromEntries(blobs)).toEqual(released);
      const digest = digestOf(Buffer.from(remote.rawManifest(TAG)));
      const copied = join(remote.cwd, 'by-skopeo/blobs', digest.replace(':', '/'));
      expect(readFileSync(copied, 'utf8')).toBe(remote.rawManifest(TAG));
    });

    it("the manifest is csctl's: artifact type, media types, bare names, annotations", () => {
      const manifest = JSON.parse(remote.oras(['manifest', 'fetch'], TAG)) as {
        layers: Layer[];
        annotations: Record<string, string>;
      };
      expect(manifest).toMatchObject({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        artifactType: 'application/vnd.scs.cluster-stacks.v1',
        config: { mediaType: 'application/vnd.oci.empty.v1+json', size: 2, data: 'e30=' },
      });
      const names = manifest.layers.map(({ annotations }) => annotations);
      expect(names).toEqual(
        Object.keys(released).map((file) => ({ 'org.opencontainers.image.title': file })),
      );
      for (const [end, mediaType] of Object.entries(MEDIA_TYPES)) {
        const found = manifest.layers.filter(({ annotations }) =>
          annotations['org.opencontainers.image.title']?.endsWith(end),
        );
        expect(found.map((layer) => layer.mediaType)).toEqual([mediaType]);
      }
      const { annotations } = manifest;
      const { clusterStack } = JSON.parse(released['hashes.json'] ?? '') as { clusterStack: string };
      expect(annotations).toEqual({
        hash: clusterStack.slice(0, 7),
        kubernetesVersion: 'v1.34.7',
        'org.opencontainers.image.version': 'v1',
      });
    });

    it('SOURCE_DATE_EPOCH is when it was created, and the digest is the same every time', () => {
      const env = { ...remote.env, SOURCE_DATE_EPOCH: '1700000000' };
      const digests = ['dated/one', 'dated/two'].map((repository) => {
        const other = remote.beside(repository);
        const args = ['create', stack, ...MODES.custom, '--publish'];
        const { releases } = other.json<Created>(args, 0, env);
        const raw = other.rawManifest(releases[0]?.tag ?? '');
        expect(raw).toContain('"org.opencontainers.image.created":"2023-11-14T22:13:20Z"');
        return digestOf(Buffer.from(raw));
      });
      expect(digests[0]).toBe(digests[1]);
    });

    it("another tool's copy of the same content is identical", () => {
      const other = remote.beside('by-others');
      remote.skopeoCopy(`docker://${remote.place}:${TAG}`, `oci:carried:${TAG}`);
      remote.skopeoCopy(`oci:carried:${TAG}`, `docker://${other.place}:${TAG}`);
      const { published } = other.json<{ published: { status: string }[] }>(['publish', `.release/${TAG}`]);
      expect(published).toMatchObject([{ status: 'identical' }]);
    });

    it('tags of something else are noted by list and passed over by create', () => {
      const other = remote.beside('mixed');
      remote.copy(remote.name, other.name, TAG);
      const raw = other.rawManifest(TAG);
      const digest = digestOf(Buffer.from(raw));
      const signature = `${digest.replace(':', '-')}.sig`;
      writeFileSync(join(other.cwd, 'config.json'), IMAGE_CONFIG);
      writeFileSync(join(other.cwd, 'image.json'), imageOf(raw));
      const run = (...args: readonly string[]) => oras.ok(args, { cwd: other.cwd });
      run('blob', 'push', '--plain-http', other.place, 'config.json');
      run('manifest', 'push', '--plain-http', `${other.place}:latest`, 'image.json');
      run('tag', '--plain-http', `${other.place}:latest`, signature, 'docker-other-1-34-v9');
      run('manifest', 'index', 'create', '--plain-http', `${other.place}:both`, digest);
      const foreign = ['both', 'docker-other-1-34-v9', 'latest', signature];
      const listed = other.json<Listed>(['list']);
      expect(listed.releases.map(({ tag }) => tag)).toEqual([TAG]);
      expect(listed.foreign).toEqual(foreign);
      expect(other.run(['list']).stderr).toContain('note: 4 tags are no releases');
      expect(other.run(['create', stack, '--publish'])).toMatchObject({ code: 4 });
      for (const tag of foreign) expect(other.rawManifest(tag)).not.toBe('');
    });

    it('a tag of the series that is no release is an error, never "no release yet"', () => {
      const other = remote.beside('mixed');
      oras.ok(['tag', '--plain-http', `${other.place}:both`, 'docker-contents-1-34-v7'], { cwd: other.cwd });
      expect(other.json<Refused>(['create', stack, '--publish'], 5).error.code).toBe('remote-damaged');
      const { error } = other.json<Refused>(['inspect', 'docker-contents-1-34-v7'], 5);
      expect(error.message).toContain('it is an index of 1 manifests');
      const stranger = writeStack('stranger');
      const { releases } = other.json<Created>(['create', stranger, '--publish']);
      expect(releases[0]).toMatchObject({ tag: 'docker-stranger-1-34-v1', status: 'published' });
    });

    it('more tags than a page holds are all listed, and all looked through', async () => {
      const other = remote.beside('crowded');
      remote.copy(remote.name, other.name, TAG);
      const body = other.rawManifest(TAG);
      const tags = Array.from({ length: 1500 }, (_, i) => `docker-crowd${i}-1-34-v1`);
      await Promise.all([...tags, 'docker-contents-1-34-v12'].map((tag) => putManifest(other, tag, body)));
      const { releases, foreign } = other.json<Listed>(['list']);
      expect(foreign).toEqual([]);
      expect(new Set(releases.map(({ tag }) => tag))).toEqual(
        new Set([...tags, TAG, 'docker-contents-1-34-v12']),
      );
      appendFileSync(join(stack, 'cluster-class/values.yaml'), '# changed\n');
      const planned = other.json<{ plans: object[] }>(['plan', stack]).plans;
      expect(planned).toMatchObject([
        { previous: 'docker-contents-1-34-v12', tag: 'docker-contents-1-34-v13' },
      ]);
    });
  });
}

/** The manifest of an image with one file of a release for its layer, which has no name. */
function imageOf(raw: string): string {
  const { layers } = JSON.parse(raw) as { layers: Layer[] };
  const archive = layers.find(({ mediaType }) => mediaType.endsWith('tar+gzip'));
  const size = Buffer.byteLength(IMAGE_CONFIG);
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: IMAGE_CONFIG_TYPE, digest: digestOf(Buffer.from(IMAGE_CONFIG)), size },
    layers: [
      {
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
        digest: archive?.digest,
        size: archive?.size,
      },
    ],
  });
}

/** Gives a manifest that is in the repository another tag. */
async function putManifest({ registry, place }: Remote, tag: string, body: string): Promise<void> {
  const url = `http://${registry.host}/v2/${place.slice(registry.host.length + 1)}/manifests/${tag}`;
  const headers = { 'content-type': 'application/vnd.oci.image.manifest.v1+json' };
  const { status } = await fetch(url, { method: 'PUT', headers, body });
  expect(status).toBe(201);
}
