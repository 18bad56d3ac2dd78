// patch keeps the versions current that admission policies go by: what is published, and nothing else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LocalTextFiles } from '../../src/io/text-files.ts';
import { CsctlError } from '../../src/problem/problem.ts';
import type { PatchOptions } from '../../src/release/currency/patch.ts';
import { PatchWorkshop } from '../support/patch-workshop.ts';
import { refusalOf } from '../support/refusal.ts';
import { tempFolder } from '../support/temp-folder.ts';

const FILE = `# Which versions there are.
apiVersion: v1
kind: ConfigMap
metadata:
  name: cluster-stack-versions
  labels: { csctl.clusterstack.x-k8s.io/admission: topology-versions }
data:
  openstack-scs-1-31-v7: v1.31.14 # has Clusters yet
`;
const FIRST = `${FILE}  openstack-scs-1-32-v1: v1.32.12
  openstack-scs-1-33-v1: v1.33.9
  openstack-scs-1-34-v1: v1.34.6
`;

async function workshop(content = FILE) {
  const shop = await PatchWorkshop.open();
  const params = join(tempFolder({ 'versions.yaml': content }), 'versions.yaml');
  const patch = (options: Partial<PatchOptions> = {}, file = params) =>
    shop.patch({}, { params: file, ...options }, { ...shop.world(), texts: new LocalTextFiles('/') });
  return { shop, params, patch, text: () => readFileSync(params, 'utf8') };
}

describe('patch with the versions of admission policies', () => {
  test('adds what it published, keeps the rest, and then has nothing to do', async () => {
    const { shop, patch, params, text } = await workshop();
    const first = await patch();
    expect(first.params).toMatchObject({ file: params, status: 'updated' });
    expect(text()).toBe(FIRST);
    expect((await patch()).params).toEqual({ file: params, status: 'current', changes: [] });
    shop.upstream.release('v1.33.10');
    const next = await patch();
    expect(next.params?.changes).toEqual([
      {
        tag: 'openstack-scs-1-33-v2',
        class: 'openstack-scs-1-33-v2',
        kubernetes: 'v1.33.10',
        from: null,
      },
    ]);
    const line = '  openstack-scs-1-33-v1: v1.33.9\n';
    expect(text()).toBe(FIRST.replace(line, `${line}  openstack-scs-1-33-v2: v1.33.10\n`));
  });

  test('a dry run tells, and writes nothing', async () => {
    const { patch, text } = await workshop();
    const { params } = await patch({ dryRun: true });
    expect(params).toMatchObject({ status: 'planned' });
    expect(params?.changes.map((one) => one.class)).toEqual([
      'openstack-scs-1-32-v1',
      'openstack-scs-1-33-v1',
      'openstack-scs-1-34-v1',
    ]);
    expect(text()).toBe(FILE);
  });

  test('what is built and not published does not count', async () => {
    const { patch, text } = await workshop();
    const { params, releases } = await patch({ publish: false });
    expect(releases).toHaveLength(3);
    expect(params?.status).toBe('current');
    expect(text()).toBe(FILE);
  });

  test('what an interrupted run did not note, the next one does', async () => {
    const { shop, patch, text } = await workshop();
    const publish = shop.store.publish.bind(shop.store);
    shop.store.publish = (release) =>
      release.tag.includes('1-34')
        ? Promise.reject(new CsctlError('interrupted', 'stopped'))
        : publish(release);
    expect((await refusalOf(() => patch())).code).toBe('interrupted');
    expect(text()).toBe(FILE);
    shop.store.publish = publish;
    const { releases } = await patch();
    expect(releases.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'published']);
    expect(text()).toBe(FIRST);
  });

  test('without a file nothing is said of one', async () => {
    const { shop } = await workshop();
    expect((await shop.patch()).params).toBeNull();
  });

  test.each([
    ['that is something else', 'kind: Secret\n', undefined, 'admission-params'],
    ['that is not there', FILE, '/nowhere/versions.yaml', 'file-unreadable'],
  ])('a file %s is refused before anything is published', async (_, content, file, code) => {
    const { shop, patch } = await workshop(content);
    expect((await refusalOf(() => patch({}, file))).code).toBe(code);
    expect(await shop.store.list('')).toEqual([]);
  });
});
