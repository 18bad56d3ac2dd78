// generate admission: which releases count, and what the manifests say.
import { describe, expect, it } from 'vitest';
import {
  generateAdmission,
  type AdmissionRequest,
} from '../../../../../src/release/manifests/admission/admission.ts';
import type { ReleaseChoice } from '../../../../../src/release/manifests/admission/choose-releases.ts';
import { MemoryStore } from '../../../../../src/io/memory/memory-store.ts';
import { makeAsset, streamOf } from '../../../../../src/stack/asset.ts';
import { formatMetadata } from '../../../../../src/stack/metadata.ts';
import { objectsOf } from '../../../../support/admission/policies.ts';
import { reader } from '../../../../support/reading-world.ts';
import { refusalOf } from '../../../../support/refusal.ts';
import { memoryWorld } from '../../../../support/world.ts';

const METADATA = (kubernetes: string) =>
  formatMetadata({ clusterStack: 'v1', clusterAddon: 'v1', nodeImage: 'v1' }, kubernetes);

async function remote(releases: Readonly<Record<string, string>>, name = 'one'): Promise<MemoryStore> {
  const store = new MemoryStore(name);
  for (const [tag, kubernetes] of Object.entries(releases))
    await store.publish({
      tag,
      assets: [streamOf(makeAsset('metadata.yaml', kubernetes === '' ? 'broken' : METADATA(kubernetes)))],
      annotations: {},
    });
  return store;
}

const RELEASES = {
  'docker-scs-1-33-v1': 'v1.33.9',
  'docker-scs-1-34-v1': 'v1.34.6',
  'docker-scs-1-34-v10': 'v1.34.8',
  'docker-scs-1-34-v0-sha-azlfam7': 'v1.34.8',
  'openstack-scs-1-34-v1': 'v1.34.7',
};

const ALL: ReleaseChoice = { sources: [], minors: [], channels: [] };

function generate(
  choice: Partial<ReleaseChoice>,
  stores: MemoryStore[],
  wish: Partial<AdmissionRequest> = {},
) {
  const shelf = reader({}, stores);
  shelf.folder('out/docker-my-1-34-v1', [makeAsset('metadata.yaml', METADATA('v1.34.5'))]);
  shelf.folder('out/odd', [makeAsset('metadata.yaml', METADATA('v1.34.5'))]);
  shelf.folder('out/docker-my-1-34-v2', [makeAsset('metadata.yaml', 'versions: {}')]);
  const request: AdmissionRequest = {
    choice: { ...ALL, ...choice },
    namespace: undefined,
    management: { major: 1, minor: 36 },
    isFilled: true,
    paramsOnly: false,
    delivery: { output: undefined, overwrite: false },
    ...wish,
  };
  return generateAdmission(request, { ...shelf.world, stores, files: memoryWorld().world.files });
}

const namesOf = async (choice: Partial<ReleaseChoice>, ...stores: MemoryStore[]) =>
  (await generate(choice, stores)).classes.map((one) => `${one.class} ${one.kubernetes}`);

describe('which releases', () => {
  it('are all on the remotes; of two of the same tag the first', async () => {
    const second = await remote({ 'docker-scs-1-34-v1': 'v1.34.1', 'docker-scs-1-34-v11': 'v1.34.9' }, 'two');
    expect(await namesOf({}, await remote(RELEASES), second)).toEqual([
      'docker-scs-1-33-v1 v1.33.9',
      'docker-scs-1-34-v0-sha.azlfam7 v1.34.8',
      'docker-scs-1-34-v1 v1.34.6',
      'docker-scs-1-34-v10 v1.34.8',
      'docker-scs-1-34-v11 v1.34.9',
      'openstack-scs-1-34-v1 v1.34.7',
    ]);
  });

  it.each<[string, Partial<ReleaseChoice>, string[]]>([
    ['a tag, not what begins like it', { sources: ['docker-scs-1-34-v1'] }, ['docker-scs-1-34-v1 v1.34.6']],
    [
      'a beginning',
      { sources: ['docker-scs-1-34'], channels: ['stable'] },
      ['docker-scs-1-34-v1 v1.34.6', 'docker-scs-1-34-v10 v1.34.8'],
    ],
    ['a stack', { sources: ['openstack/scs'] }, ['openstack-scs-1-34-v1 v1.34.7']],
    ['a minor', { minors: ['1.33'] }, ['docker-scs-1-33-v1 v1.33.9']],
    [
      'a folder beside a tag',
      { sources: ['out/docker-my-1-34-v1', 'openstack-scs-1-34-v1'] },
      ['docker-my-1-34-v1 v1.34.5', 'openstack-scs-1-34-v1 v1.34.7'],
    ],
  ])('are those of %s', async (_, choice, names) => {
    expect(await namesOf(choice, await remote(RELEASES))).toEqual(names);
  });

  it('need no remote where they are folders', async () => {
    expect(await namesOf({ sources: ['out/docker-my-1-34-v1'] })).toEqual(['docker-my-1-34-v1 v1.34.5']);
  });

  it('are left out with a warning when they do not say their version', async () => {
    const { classes, warnings } = await generate({}, [
      await remote({ ...RELEASES, 'docker-scs-1-35-v1': '' }),
    ]);
    expect(classes).toHaveLength(5);
    expect(warnings).toMatchObject([
      {
        code: 'release-metadata',
        severity: 'warning',
        message: 'docker-scs-1-35-v1 does not say its Kubernetes version; it is left out',
      },
    ]);
  });

  it.each<[string, Partial<ReleaseChoice>, readonly Record<string, string>[], string]>([
    ['no remote and no folder', {}, [], 'remote-needed'],
    ['an empty remote', {}, [{}], 'release-not-found'],
    ['a tag that is not there', { sources: ['docker-scs-1-34-v2'] }, [RELEASES], 'release-not-found'],
    ['a beginning of nothing', { sources: ['docker-new'] }, [RELEASES], 'release-not-found'],
    ['a channel of nothing', { channels: ['beta'] }, [RELEASES], 'release-not-found'],
    ['a folder that is not there', { sources: ['out/docker-my-1-34-v9'] }, [RELEASES], 'release-missing'],
    ['a folder above releases', { sources: ['out'] }, [RELEASES], 'release-missing'],
    ['a folder with another name', { sources: ['out/odd'] }, [], 'release-tag'],
    ['a folder with broken metadata', { sources: ['out/docker-my-1-34-v2'] }, [], 'release-metadata'],
  ])('cannot be %s', async (_, choice, remotes, code) => {
    const stores = await Promise.all(remotes.map((one) => remote(one)));
    expect((await refusalOf(() => generate(choice, stores))).code).toBe(code);
  });
});

describe('the manifests', () => {
  it('say what made them, and are the same for the same releases', async () => {
    const [first, second] = await Promise.all(
      [0, 1].map(async () => generate({ sources: ['docker/scs'] }, [await remote(RELEASES)])),
    );
    expect(first).toEqual(second);
    const texts = first?.manifests.map(({ text }) => text ?? '') ?? [];
    expect(first?.manifests.map(({ name }) => name)).toEqual([
      'cluster-stack-versions.yaml',
      'cluster-stack-version-fill.yaml',
      'cluster-stack-version-check.yaml',
    ]);
    expect(texts.every((text) => text.startsWith('# csctl generate admission docker/scs\n'))).toBe(true);
    expect(texts[0]).toBe(`# csctl generate admission docker/scs
# The Kubernetes version that each ClusterClass was released for.
# It counts for Clusters in the namespace that it is in: apply it to each that has some.
apiVersion: v1
kind: ConfigMap
metadata:
  name: cluster-stack-versions
  labels:
    csctl.clusterstack.x-k8s.io/admission: topology-versions
data:
  docker-scs-1-33-v1: v1.33.9
  docker-scs-1-34-v0-sha.azlfam7: v1.34.8
  docker-scs-1-34-v1: v1.34.6
  docker-scs-1-34-v10: v1.34.8
`);
  });

  it('name the namespace where it is one', async () => {
    const { manifests } = await generate({}, [await remote(RELEASES)], { namespace: 'cso-system' });
    const objects = manifests.flatMap(({ text }) => objectsOf(text ?? ''));
    expect(objects[0]?.metadata.namespace).toBe('cso-system');
    const bindings = objects.filter(({ kind }) => kind.endsWith('Binding'));
    expect(bindings.map(({ spec }) => spec)).toMatchObject([
      { paramRef: { namespace: 'cso-system' } },
      { paramRef: { namespace: 'cso-system' } },
    ]);
  });

  it('are the versions alone where those are asked for', async () => {
    const { manifests } = await generate({}, [await remote(RELEASES)], { paramsOnly: true });
    expect(manifests.map(({ name }) => name)).toEqual(['cluster-stack-versions.yaml']);
  });

  it('say what an older management cluster needs', async () => {
    const old = { management: { major: 1, minor: 34 } };
    const { manifests, warnings } = await generate({}, [await remote(RELEASES)], old);
    expect(warnings).toEqual([]);
    expect(manifests[1]?.text).toContain(
      '\n# Kubernetes 1.34 serves it only with --feature-gates=MutatingAdmissionPolicy=true and --runtime-config=admissionregistration.k8s.io/v1beta1=true.\n',
    );
  });

  it('warn where versions cannot be filled in, unless they need not be', async () => {
    const old = { management: { major: 1, minor: 31 } };
    const { manifests, warnings } = await generate({}, [await remote(RELEASES)], old);
    expect(warnings.map(({ code }) => code)).toEqual(['admission-unfilled']);
    expect(manifests.map(({ name }) => name)).not.toContain('cluster-stack-version-fill.yaml');
    const quiet = await generate({}, [await remote(RELEASES)], { ...old, isFilled: false });
    expect(quiet.warnings).toEqual([]);
  });

  it('are refused for what has no such policies', async () => {
    const old = { management: { major: 1, minor: 29 } };
    const refusal = await refusalOf(async () => generate({}, [await remote(RELEASES)], old));
    expect(refusal.message).toBe(
      'Kubernetes 1.29 has no admission policies of version v1; expected 1.30 or newer',
    );
  });

  it('hold hundreds of releases', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`docker-scs-1-34-v${index + 1}`, `v1.34.${index % 20}`]),
    );
    const { manifests, classes } = await generate({}, [await remote(many)], { paramsOnly: true });
    expect(classes).toHaveLength(500);
    // An object of Kubernetes may have 1 MiB: place for about 25,000 releases.
    expect(Buffer.byteLength(manifests[0]?.text ?? '')).toBeLessThan(500 * 42);
  });
});
