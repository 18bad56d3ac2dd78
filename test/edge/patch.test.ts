// patch against a loopback upstream: what appears there is published, and nothing else.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CsctlError } from '../../src/problem/problem.ts';
import type { PatchResult } from '../../src/release/currency/patch.ts';
import { imageDigest } from '../support/current-stack.ts';
import { changedLines, PatchWorkshop } from '../support/patch-workshop.ts';
import { refusalOf } from '../support/refusal.ts';
import { snapshot } from '../support/temp-folder.ts';

const statuses = ({ releases }: PatchResult) =>
  releases.map(({ tag, status }) => `${tag.replace('openstack-scs-', '')} ${status}`);

const UNCHANGED = ['1-32-v1 unchanged', '1-33-v1 unchanged', '1-34-v1 unchanged'];

/** A workshop whose stack is published as it is. */
async function settled(): Promise<PatchWorkshop> {
  const shop = await PatchWorkshop.open();
  const { refused, releases } = await shop.patch();
  expect(refused).toEqual([]);
  expect(releases.map(({ status }) => status)).toEqual(['published', 'published', 'published']);
  return shop;
}

const diffOf = ({ files }: PatchResult, path: string) =>
  changedLines(files.find((file) => file.path.endsWith(`/${path}`))?.diff ?? '');

describe('a README that documents the stack', () => {
  const readme = 'README.md';

  /** A workshop with such a README, after which a patch of 1.33 appears. */
  async function documented(): Promise<PatchWorkshop> {
    const shop = await PatchWorkshop.open();
    writeFileSync(join(shop.folder, readme), '# Mine\n\n<!-- csctl:docs -->\n<!-- /csctl:docs -->\n');
    await shop.document();
    shop.upstream.release('v1.33.10');
    return shop;
  }

  test('comes along with an update; a dry run shows it and writes nothing', async () => {
    const shop = await documented();
    const before = snapshot(shop.folder);
    const planned = await shop.update({}, true);
    expect(planned.files.map(({ path, change }) => [path.slice(shop.folder.length + 1), change])).toEqual([
      [readme, 'modified'],
      ['charts.lock.yaml', 'added'],
      ['stack.yaml', 'modified'],
    ]);
    expect(changedLines(planned.files[0]?.diff ?? '').join('\n')).toContain('`v1.33.10`');
    expect(snapshot(shop.folder)).toEqual(before);
    expect(await shop.update()).toEqual(planned);
    expect(shop.text(readme)).toContain('`v1.33.10`');
    expect(await shop.document(true)).toBe('current');
  });

  test('comes along with a patch, and not a second time', async () => {
    const shop = await documented();
    const { files, warnings } = await shop.patch();
    expect(files.map(({ path }) => path.slice(shop.folder.length + 1))).toEqual([
      ...[readme, 'charts.lock.yaml', 'stack.yaml'],
    ]);
    expect(warnings.filter(({ code }) => code === 'document-stale')).toEqual([]);
    expect(await shop.document(true)).toBe('current');
    expect((await shop.patch()).files).toEqual([]);
  });
});

describe('patch', () => {
  test('publishes what the remote lacks, and does nothing when run again', async () => {
    const shop = await settled();
    const before = snapshot(shop.folder);
    const again = await shop.patch();
    expect(statuses(again)).toEqual(UNCHANGED);
    expect(again.changes).toEqual([]);
    expect(snapshot(shop.folder)).toEqual(before);
  });

  test('a new patch: the minor alone, class and metadata agree, nodeImage is bumped', async () => {
    const shop = await settled();
    shop.upstream.release('v1.33.10');
    const result = await shop.patch();
    expect(statuses(result)).toEqual(['1-32-v1 unchanged', '1-33-v2 published', '1-34-v1 unchanged']);
    expect(diffOf(result, 'stack.yaml')).toEqual([
      '-  - version: v1.33.9',
      '+  - version: v1.33.10',
      '+    - version: v1.33.10',
      `+      sha256: ${imageDigest('v1.33.10')}`,
    ]);
    expect(result.files).toHaveLength(1);
    const files = await shop.published('openstack-scs-1-33-v2');
    expect(files.get('metadata.yaml')).toMatch(/kubernetes: v1\.33\.10\n/);
    expect(files.get('metadata.yaml')).toMatch(
      /clusterStack: v2[\s\S]*nodeImage: v2|nodeImage: v2[\s\S]*clusterStack: v2/,
    );
    expect(files.get('metadata.yaml')).toMatch(/clusterAddon: v1\n/);
    const [classChart] = [...files]
      .filter(([name]) => name.includes('cluster-class'))
      .map(([, text]) => text);
    expect(classChart).toContain('annotations: {kubernetes: v1.33.10}\n');
    expect(files.get('node-images.yaml')).toContain(`node-v1.33.10.qcow2`);
    expect(statuses(await shop.patch())).toEqual([
      '1-32-v1 unchanged',
      '1-33-v2 unchanged',
      '1-34-v1 unchanged',
    ]);
  });

  test('new charts: a shared pin for all minors, one that follows for its own', async () => {
    const shop = await settled();
    shop.upstream.cni('1.18.9').cni('1.19.0').ccm('2.34.2').ccm('2.35.0');
    const result = await shop.patch();
    expect(statuses(result)).toEqual(['1-32-v2 published', '1-33-v2 published', '1-34-v2 published']);
    expect(diffOf(result, 'stack.yaml')).toEqual([
      '-    version: 1.18.8 # for all minors',
      '+    version: 1.18.9 # for all minors',
      '-      ccm: 2.34.1 # tested',
      '+      ccm: 2.34.2 # tested',
    ]);
    expect(shop.text('charts.lock.yaml')).toContain('version: 1.18.9');
    expect(shop.text('charts.lock.yaml')).not.toContain('version: 1.18.8');
    expect(statuses(await shop.patch()).every((line) => line.endsWith('unchanged'))).toBe(true);
  });

  test('the newest patch has no image: the newest that has one is published, with a warning', async () => {
    const shop = await settled();
    shop.upstream.release('v1.34.7').release('v1.34.8', 'no image');
    const result = await shop.patch();
    expect(statuses(result)).toEqual(['1-32-v1 unchanged', '1-33-v1 unchanged', '1-34-v2 published']);
    expect(result.releases[2]?.kubernetes).toBe('v1.34.7');
    const [warning] = result.warnings;
    expect(warning).toMatchObject({
      code: 'image-older',
      severity: 'warning',
      file: `${shop.folder}/stack.yaml`,
    });
    expect(warning?.message).toMatch(/v1\.34\.8 .*v1\.34\.7/);
    const again = await shop.patch();
    expect(again.changes).toEqual([]);
    shop.upstream.image('v1.34.8');
    expect((await shop.patch()).releases[2]).toMatchObject({ kubernetes: 'v1.34.8', status: 'published' });
  });

  test.each(['with something newer', 'with nothing newer'])(
    'a pinned image vanished, %s: its minor is not published, the others are',
    async (newer) => {
      const shop = await settled();
      shop.upstream.images.delete('v1.33.9');
      shop.upstream.release('v1.34.7');
      if (newer === 'with something newer') shop.upstream.release('v1.33.10');
      const result = await shop.patch();
      expect(statuses(result)).toEqual(['1-32-v1 unchanged', '1-34-v2 published']);
      const [refused] = result.refused;
      expect(result.refused).toHaveLength(1);
      expect(refused).toMatchObject({ stack: shop.folder, minor: '1.33' });
      expect(refused?.problems.map(({ code }) => code)).toEqual(['image-missing']);
      expect(refused?.problems[0]?.message).toContain('node-v1.33.9');
      expect(shop.text()).toContain('version: v1.33.9\n    addons');
      expect(shop.text()).not.toContain('v1.33.10');
    },
  );

  test('a vanished image does not tear apart what the minors share', async () => {
    const shop = await settled();
    shop.upstream.images.delete('v1.33.9');
    shop.upstream.cni('1.18.9');
    const result = await shop.patch();
    expect(statuses(result)).toEqual(['1-32-v2 published', '1-34-v2 published']);
    expect(diffOf(result, 'stack.yaml')).toHaveLength(2);
  });

  test('an image that changed under its name: nothing of the folder is written or published', async () => {
    const shop = await settled();
    const before = snapshot(shop.folder);
    shop.upstream.release('v1.34.7').image('v1.33.9', imageDigest('other'));
    const result = await shop.patch();
    expect(result.releases).toEqual([]);
    expect(result.refused).toMatchObject([{ minor: null, problems: [{ code: 'image-checksum' }] }]);
    expect(result.refused[0]?.problems[0]?.message).toContain(imageDigest('other'));
    expect(snapshot(shop.folder)).toEqual(before);
  });

  test('a minor that breaks a rule is told of, and does not stop the others', async () => {
    const shop = await settled();
    shop.upstream.release('v1.33.10').release('v1.34.7');
    // Only the newest minor has the overlay.
    const broken = join(shop.folder, 'overlays/new/cluster-class/templates/new.yaml');
    writeFileSync(broken, '# << .Nothing >>\n');
    const result = await shop.patch();
    expect(statuses(result)).toEqual(['1-32-v1 unchanged', '1-33-v2 published']);
    expect(result.refused).toMatchObject([
      { stack: shop.folder, minor: '1.34', problems: [{ code: 'placeholder-unknown', file: broken }] },
    ]);
  });

  test.each(['feed', 'images', 'charts'] as const)('%s down: nothing is written anywhere', async (source) => {
    const shop = await settled();
    const [files, tags] = [snapshot(shop.folder), await shop.store.list('')];
    shop.upstream.release('v1.34.7').cni('1.18.9');
    shop.upstream.down.add(source);
    const refusal = await refusalOf(() => shop.patch());
    expect(refusal).toMatchObject({ code: 'upstream-unreachable', kind: 'remote' });
    expect(snapshot(shop.folder)).toEqual(files);
    expect(await shop.store.list('')).toEqual(tags);
    shop.upstream.down.clear();
    expect(statuses(await shop.patch())).toEqual([
      '1-32-v2 published',
      '1-33-v2 published',
      '1-34-v2 published',
    ]);
  });

  test('a remote that is down: nothing is written', async () => {
    const shop = await settled();
    const files = snapshot(shop.folder);
    shop.upstream.release('v1.34.7');
    const world = shop.world();
    shop.store.check = () => Promise.reject(new CsctlError('remote-unreachable', 'down'));
    expect(await refusalOf(() => shop.patch({}, {}, world))).toMatchObject({ code: 'remote-unreachable' });
    expect(snapshot(shop.folder)).toEqual(files);
  });

  test('stopped between writing and publishing: the next run publishes', async () => {
    const shop = await settled();
    shop.upstream.release('v1.34.7');
    const publish = shop.store.publish.bind(shop.store);
    shop.store.publish = () => Promise.reject(new CsctlError('interrupted', 'stopped'));
    await refusalOf(() => shop.patch());
    expect(shop.text()).toContain('version: "v1.34.7"');
    shop.store.publish = publish;
    const result = await shop.patch();
    expect(result.changes).toEqual([]);
    expect(statuses(result)).toEqual(['1-32-v1 unchanged', '1-33-v1 unchanged', '1-34-v2 published']);
  });

  test('a dry run tells what a run would do', async () => {
    const shop = await settled();
    const files = snapshot(shop.folder);
    shop.upstream.release('v1.34.7');
    const dry = await shop.patch({}, { dryRun: true });
    expect(statuses(dry)).toEqual(['1-32-v1 unchanged', '1-33-v1 unchanged', '1-34-v2 created']);
    expect(snapshot(shop.folder)).toEqual(files);
    const real = await shop.patch();
    expect(real.changes).toEqual(dry.changes);
    expect(real.releases[2]?.assets).toEqual(dry.releases[2]?.assets);
  });

  test('without publishing: the folders are built, the remote stays', async () => {
    const shop = await settled();
    shop.upstream.release('v1.34.7');
    const result = await shop.patch({}, { publish: false });
    expect(statuses(result)[2]).toBe('1-34-v2 created');
    expect(await shop.store.list('openstack-scs-1-34')).toEqual(['openstack-scs-1-34-v1']);
  });

  test('-k: one minor, and a pin of its own where it would change what others share', async () => {
    const shop = await settled();
    shop.upstream.release('v1.33.10').release('v1.34.7').cni('1.18.9');
    const result = await shop.patch({ minors: ['1.33'] });
    expect(statuses(result)).toEqual(['1-33-v2 published']);
    expect(diffOf(result, 'stack.yaml').slice(0, 4)).toEqual([
      '-  - version: v1.33.9',
      '-    addons: { ccm: 2.33.0 }',
      '+  - version: v1.33.10',
      '+    addons: { ccm: 2.33.0, cni: 1.18.9 }',
    ]);
  });
});
