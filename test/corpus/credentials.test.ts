// Stacks that are in use: the Secrets that their addons read, and what their classes call them.
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../src/io/memory/memory-store.ts';
import { ALLOWABLE_CODES } from '../../src/problem/catalogue.ts';
import { createReleases } from '../../src/release/create.ts';
import { namesOf } from '../../src/release/manifests/credentials/credential-names.ts';
import { readManifestRelease } from '../../src/release/manifests/release-class.ts';
import { corpusPath, hasCorpus } from '../support/corpus.ts';
import { reader } from '../support/reading-world.ts';
import { memoryWorld, request } from '../support/world.ts';

async function namesFor(stack: string) {
  const { world, written } = memoryWorld([new MemoryStore()], 'disk');
  const wish = request({ allowed: new Set(ALLOWABLE_CODES), embed: false });
  const options = { dryRun: false, publish: false };
  const { releases } = await createReleases([corpusPath('stacks', stack)], wish, options, world);
  const tag = releases[0]?.tag ?? 'none';
  const shelf = reader();
  shelf.folder(`out/${tag}`, written.get(tag) ?? []);
  return namesOf(await readManifestRelease(`out/${tag}`, shelf.world));
}

describe.skipIf(!hasCorpus)('credentials for a stack that is in use', () => {
  it.each([
    ['single/openstack/scs', 'cloud-config', 'cloud.conf', 'v1beta1'],
    ['single/openstack/scs2', 'clouds-yaml', 'clouds.yaml', 'v1beta1'],
    ['per-minor/openstack/scs/1-34', 'clouds-yaml', 'clouds.yaml', 'v1beta2'],
  ])('%s are in %s', async (stack, name, key, version) => {
    expect(await namesFor(stack)).toMatchObject({
      secret: 'openstack',
      entry: 'openstack',
      addon: { name, key },
      apiVersion: `addons.cluster.x-k8s.io/${version}`,
    });
  });
});
