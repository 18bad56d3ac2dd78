import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryCharts } from '../../../../src/io/memory/memory-charts.ts';
import { planUpdate } from '../../../../src/release/currency/plan-update.ts';
import { describeUpdate } from '../../../../src/release/currency/update.ts';
import type { Change, UpdatePart } from '../../../../src/release/currency/update-plan.ts';
import { currentStack, imageDigest, stackYaml } from '../../../support/current-stack.ts';
import { MemoryUpstream } from '../../../support/memory-upstream.ts';
import { changedLines, WISH } from '../../../support/patch-workshop.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { CSCTL_YAML, type Files } from '../../../support/stack-tree.ts';
import { memoryWorld } from '../../../support/world.ts';

type Wish = Partial<typeof WISH>;

/** Plans the update of one folder; `text` is the new stack.yaml, `lines` what changes in all files. */
async function plan(
  upstream: MemoryUpstream,
  wish: Wish = {},
  files: Files = {},
  base: Files = currentStack(),
) {
  const { world, edit } = memoryWorld([], { s: { ...base, ...files } });
  const updated = { ...world, upstream: upstream.open() };
  const [update] = await planUpdate(['s'], { ...WISH, ...wish }, updated);
  if (!update) throw new Error('no plan');
  const { files: changed } = await describeUpdate([update], world);
  const lines = (path: string) => changedLines(changed.find((one) => one.path === `s/${path}`)?.diff ?? '');
  const again = async () => {
    edit('s', Object.fromEntries(update.edits) as Files);
    return (await planUpdate(['s'], { ...WISH, ...wish }, updated))[0];
  };
  return { update, lines, again, paths: changed.map(({ path }) => path) };
}

const brief = (changes: readonly Change[]) =>
  changes
    .filter(({ kind }) => kind !== 'lock')
    .map(
      ({ minor, kind, name, from, to }) => `${minor ?? '*'} ${kind} ${name} ${from ?? '-'} -> ${to ?? '-'}`,
    );

const codes = (problems: readonly { readonly code: string; readonly message: string }[]) =>
  problems.map(({ code, message }) => `${code}: ${message}`);

describe('what there is to do', () => {
  test('nothing but the lock for a stack that is current; after that, nothing', async () => {
    const { update, again } = await plan(new MemoryUpstream());
    expect([...update.edits.keys()]).toEqual(['charts.lock.yaml']);
    expect(await again()).toMatchObject({ edits: new Map(), changes: [], refused: [], warnings: [] });
  });

  test('a patch: its line, and the pin of its image, in the spelling that is there', async () => {
    const upstream = new MemoryUpstream().release('v1.34.7');
    const { update, lines, again } = await plan(upstream);
    expect(lines('stack.yaml')).toEqual([
      '-  - version: "v1.34.6"',
      '+  - version: "v1.34.7"',
      '+    - version: v1.34.7',
      `+      sha256: ${imageDigest('v1.34.7')}`,
    ]);
    expect(brief(update.changes)).toEqual([
      '1.34 kubernetes kubernetes v1.34.6 -> v1.34.7',
      `1.34 image node-v1.34.7 - -> sha256:${imageDigest('v1.34.7')}`,
    ]);
    expect(await again()).toMatchObject({ edits: new Map(), changes: [] });
  });

  test('never an older version than the sources name', async () => {
    const upstream = new MemoryUpstream().release('v1.34.2');
    expect(brief((await plan(upstream)).update.changes)).toEqual([]);
  });

  test('a version that names a minor only gets a patch', async () => {
    const files = { 'stack.yaml': stackYaml().replace('"v1.34.6"', '1.34') };
    const { update, lines } = await plan(new MemoryUpstream(), {}, files);
    expect(lines('stack.yaml')).toEqual(['-  - version: 1.34', '+  - version: 1.34.6']);
    expect(update.refused).toEqual([]);
  });

  test('a minor that upstream does not know stays without a patch, and is told of', async () => {
    const files = { 'stack.yaml': stackYaml().replace('"v1.34.6"', '1.39') };
    const { update } = await plan(new MemoryUpstream(), {}, files);
    expect(update.refused).toMatchObject([{ minor: '1.39', problems: [{ code: 'kubernetes-no-patch' }] }]);
  });

  test('charts within their range, each where it is pinned', async () => {
    const upstream = new MemoryUpstream();
    for (const version of ['1.18.9', '1.19.0', '1.18.10-rc.1']) upstream.chart('cilium', version);
    for (const version of ['2.32.9', '2.33.4', '2.35.0']) upstream.chart('cloud-controller', version);
    const { update, lines } = await plan(upstream);
    expect(brief(update.changes)).toEqual([
      '1.32 addon ccm 2.32.0 -> 2.32.9',
      '1.32 addon cni 1.18.8 -> 1.18.9',
      '1.33 addon ccm 2.33.0 -> 2.33.4',
      '1.33 addon cni 1.18.8 -> 1.18.9',
      '1.34 addon cni 1.18.8 -> 1.18.9',
    ]);
    expect(lines('stack.yaml')).toEqual([
      '-    version: 1.18.8 # for all minors',
      '+    version: 1.18.9 # for all minors',
      '-      ccm: 2.32.0',
      '+      ccm: 2.32.9',
      '-    addons: { ccm: 2.33.0 }',
      '+    addons: { ccm: 2.33.4 }',
    ]);
  });

  test('a chart without any pin is changed in Chart.yaml, and Chart.lock goes along', async () => {
    const text = stackYaml().replace(/ {2}cni:\n.*\n.*\n/, '');
    const upstream = new MemoryUpstream().chart('cilium', '1.18.9');
    const { lines } = await plan(upstream, {}, { 'stack.yaml': text });
    expect(lines('stack.yaml')).toEqual([]);
    expect(lines('cluster-addon/cni/Chart.yaml')).toEqual([
      '-    version: "1.18.8"',
      '+    version: "1.18.9"',
    ]);
  });

  test('a range in Chart.yaml stays; the newest in it is locked', async () => {
    const files = {
      'stack.yaml': stackYaml().replace(/ {2}cni:\n.*\n.*\n/, ''),
      'cluster-addon/cni/Chart.yaml': String(currentStack()['cluster-addon/cni/Chart.yaml']).replace(
        '1.18.8',
        '~1.18.0',
      ),
    };
    const upstream = new MemoryUpstream();
    const first = await plan(upstream, {}, files);
    const lock = String(first.update.edits.get('charts.lock.yaml'));
    expect(lock).toContain('range: ~1.18.0\n    version: 1.18.8\n');
    upstream.chart('cilium', '1.18.9').chart('cilium', '1.19.0');
    const second = await plan(upstream, {}, { ...files, 'charts.lock.yaml': lock });
    expect(second.paths).toEqual(['s/charts.lock.yaml']);
    expect(second.lines('charts.lock.yaml').slice(0, 1)).toEqual(['-    version: 1.18.8']);
    expect(second.update.changes).toMatchObject([
      { minor: null, kind: 'lock', name: 'cilium', from: '1.18.8', to: '1.18.9' },
    ]);
    expect(
      (await plan(upstream, { only: new Set(['images']) }, { ...files, 'charts.lock.yaml': lock })).paths,
    ).toEqual([]);
  });

  test('a chart of all minors that is to differ by minor gets pins for each', async () => {
    const text = stackYaml()
      .replace(/ {4}addons:\n {6}ccm: 2.32.0\n/, '')
      .replace(/ {4}addons: \{ ccm: 2.33.0 \}\n/, '');
    const upstream = new MemoryUpstream().chart('cloud-controller', '2.34.3');
    const { lines } = await plan(
      upstream,
      {},
      { 'stack.yaml': text, 'cluster-addon/ccm/Chart.yaml': ccmChart('2.32.0') },
    );
    // 1.32 has nothing newer; 1.33 and 1.34 follow their minor.
    expect(lines('stack.yaml')).toEqual([
      '+    addons:',
      '+      ccm: 2.33.0',
      '-      ccm: 2.34.1 # tested',
      '+      ccm: 2.34.3 # tested',
    ]);
    expect(lines('cluster-addon/ccm/Chart.yaml')).toEqual([]);
  });
});

const ccmChart = (version: string) =>
  `apiVersion: v2\nname: ccm\nversion: 0.1.0\ndependencies:\n  - name: cloud-controller\n    version: ${version}\n    repository: oci://registry.example/charts\n`;

describe('what may be touched', () => {
  const upstream = new MemoryUpstream().release('v1.34.7').chart('cilium', '1.18.9');
  const only = (...parts: UpdatePart[]): Wish => ({ only: new Set(parts) });

  test.each([
    [only('kubernetes'), ['kubernetes', 'image']],
    [only('addons'), ['addon', 'addon', 'addon']],
    [only('images'), []],
  ])('%o', async (wish, kinds) => {
    const { update } = await plan(upstream, wish);
    expect(update.changes.filter(({ kind }) => kind !== 'lock').map(({ kind }) => kind)).toEqual(kinds);
  });

  test('images that are listed without a checksum are pinned on first sight', async () => {
    const text = stackYaml().replace(`      sha256: ${imageDigest('v1.33.9')}\n`, '');
    const { lines, update } = await plan(new MemoryUpstream(), only('images'), { 'stack.yaml': text });
    expect(lines('stack.yaml')).toEqual([`+      sha256: ${imageDigest('v1.33.9')}`]);
    expect(brief(update.changes)).toEqual([`1.33 image node-v1.33.9 - -> sha256:${imageDigest('v1.33.9')}`]);
  });

  test('nobody is asked for what is not to be touched', async () => {
    const { world } = memoryWorld([], { s: currentStack() });
    const askedBy = async (part: UpdatePart) => {
      const asked = new Set<string>();
      const told = <T extends object>(name: string, source: T): T =>
        new Proxy(source, {
          get: (target, key) => {
            asked.add(name);
            const value: unknown = Reflect.get(target, key);
            return typeof value === 'function' ? (value.bind(target) as unknown) : value;
          },
        });
      const { kubernetes, charts, images, today } = new MemoryUpstream().open();
      const upstream = {
        kubernetes: told('kubernetes', kubernetes),
        charts: told('charts', charts),
        images: told('images', images),
        today,
      };
      await planUpdate(['s'], { ...WISH, ...only(part) }, { ...world, upstream });
      return [...asked].sort();
    };
    expect(await askedBy('addons')).toEqual(['charts']);
    expect(await askedBy('images')).toEqual(['images']);
    expect(await askedBy('kubernetes')).toEqual(['kubernetes']);
  });

  test('-k: other minors stay', async () => {
    const { update } = await plan(new MemoryUpstream().release('v1.33.10').release('v1.34.7'), {
      minors: ['1.33'],
    });
    expect(update.changes.filter(({ kind }) => kind === 'kubernetes').map(({ minor }) => minor)).toEqual([
      '1.33',
    ]);
  });

  test('-k that means nothing is refused', async () => {
    const refusal = await refusalOf(() => plan(new MemoryUpstream(), { minors: ['1.30'] }));
    expect(refusal.code).toBe('kubernetes-other-minor');
    expect(refusal.message).toContain('1.32, 1.33, 1.34');
  });
});

describe('images', () => {
  test('one that changed: nothing of the folder is edited', async () => {
    const upstream = new MemoryUpstream().release('v1.34.7');
    upstream.images.set('v1.32.12', imageDigest('other'));
    const { update } = await plan(upstream);
    expect(update.edits.size).toBe(0);
    expect(update.refused).toMatchObject([{ stack: 's', minor: null }]);
    expect(update.refused[0]?.problems).toMatchObject([{ code: 'image-checksum', file: 's/stack.yaml' }]);
  });

  test('a catalogue that cannot say where an image lies refuses the minors it is for', async () => {
    const text = stackYaml()
      .replace('/node-<< kubernetes.version >>.qcow2', '/node-<< os.short >>-<< kubernetes.version >>.qcow2')
      .replace(/ {2}versions:\n(?: {4}.*\n)+/, '  os: { distro: ubuntu, versions: { "<=1.33": "22.04" } }\n');
    const { update } = await plan(
      new MemoryUpstream(),
      { only: new Set(['kubernetes', 'images']) },
      { 'stack.yaml': text },
    );
    expect(update.refused.map(({ minor }) => minor)).toEqual(['1.32', '1.33', '1.34']);
    expect(update.refused[2]?.problems).toMatchObject([{ code: 'image-catalogue' }]);
  });

  test('tags of container images decide, and are pinned where digests are listed', async () => {
    const catalogue = (versions: string) => ({
      'stack.yaml': stackYaml().replace(
        /nodeImages:[^]*$/,
        `nodeImages:\n  image: docker.io/kindest/node\n${versions}`,
      ),
    });
    const upstream = new MemoryUpstream().release('v1.34.8');
    const digest = `sha256:${'ab'.repeat(32)}`;
    for (const tag of ['v1.32.12', 'v1.33.9', 'v1.34.6', 'v1.34.7']) upstream.tags.set(tag, digest);
    const loose = await plan(upstream, {}, catalogue(''));
    expect(loose.lines('stack.yaml')).toEqual(['-  - version: "v1.34.6"', '+  - version: "v1.34.7"']);
    expect(codes(loose.update.warnings)[0]).toMatch(/^image-older: .*v1\.34\.8.*v1\.34\.7/);
    const pinned = await plan(
      upstream,
      { minors: ['1.34'] },
      catalogue(`  versions:\n    - { version: v1.34.6, digest: "${digest}" }\n`),
    );
    expect(pinned.lines('stack.yaml')).toContain(`+    - { version: v1.34.7, digest: ${digest} }`);
  });

  test('--prune takes out what no minor needs, and nothing else does', async () => {
    const upstream = new MemoryUpstream().release('v1.34.7');
    const { lines, update } = await plan(upstream, { prune: true });
    expect(lines('stack.yaml')).toEqual([
      '-  - version: "v1.34.6"',
      '+  - version: "v1.34.7"',
      '-    - version: v1.34.6',
      `-      sha256: ${imageDigest('v1.34.6')}`,
      '+    - version: v1.34.7',
      `+      sha256: ${imageDigest('v1.34.7')}`,
    ]);
    expect(
      update.changes.at(-1)?.kind === 'lock'
        ? update.changes.find(({ to }) => to === null)
        : update.changes.at(-1),
    ).toMatchObject({
      kind: 'image',
      minor: '1.34',
      from: `sha256:${imageDigest('v1.34.6')}`,
      to: null,
    });
  });
});

describe('minors that come and go', () => {
  test('--add-minors: an entry as the others are written, with charts for that minor', async () => {
    const upstream = new MemoryUpstream().release('v1.35.2').chart('cloud-controller', '2.35.0');
    const { lines, update, again } = await plan(upstream, { addMinors: true });
    expect(lines('stack.yaml')).toEqual([
      '+  - version: v1.35.2',
      '+    addons:',
      '+      ccm: 2.35.0',
      '+    - version: v1.35.2',
      `+      sha256: ${imageDigest('v1.35.2')}`,
    ]);
    expect(brief(update.changes)).toEqual([
      '1.35 minor kubernetes - -> v1.35.2',
      `1.35 image node-v1.35.2 - -> sha256:${imageDigest('v1.35.2')}`,
      '1.35 addon ccm - -> 2.35.0',
    ]);
    expect(update.edits.get('charts.lock.yaml')).toContain('version: 2.35.0');
    expect(await again()).toMatchObject({ edits: new Map(), changes: [] });
  });

  test('a chart that does not follow yet: the newest older one, with a warning', async () => {
    const upstream = new MemoryUpstream().release('v1.35.2').chart('cloud-controller', '2.34.4');
    const { lines, update } = await plan(upstream, { addMinors: true });
    expect(lines('stack.yaml')).toContain('+      ccm: 2.34.4');
    expect(codes(update.warnings)).toEqual([
      'chart-older: there is no cloud-controller for Kubernetes 1.35 yet; it is built with 2.34.4',
    ]);
  });

  test('a minor without an image is not added', async () => {
    const upstream = new MemoryUpstream().release('v1.35.0', '2027-06-28', false);
    const { lines, update } = await plan(upstream, { addMinors: true });
    expect(lines('stack.yaml')).toEqual([]);
    expect(codes(update.warnings)[0]).toMatch(
      /^minor-not-added: Kubernetes 1.35 is not added: .*node-v1.35.0/,
    );
  });

  test('one that is missing in between has its place, and the pins of the one before', async () => {
    const text = stackYaml()
      .replace(/ {2}# the one that most.*\n.*\n.*\n/, '')
      .replace('ccm: 2.32.0', 'ccm: 2.32.0\n      cni: 1.18.7');
    const upstream = new MemoryUpstream().chart('cilium', '1.18.7');
    const { lines } = await plan(
      upstream,
      { addMinors: true, only: new Set(['kubernetes', 'images']) },
      { 'stack.yaml': text },
    );
    expect(lines('stack.yaml')).toEqual([
      '+  - version: v1.33.9',
      '+    addons:',
      '+      ccm: 2.33.0',
      '+      cni: 1.18.7',
    ]);
  });

  test('--drop-eol: the entry goes, its overlay is told of, its image stays', async () => {
    const upstream = new MemoryUpstream().release('v1.32.12', '2026-02-28');
    const { lines, update } = await plan(upstream, { dropEol: true });
    expect(lines('stack.yaml')).toEqual(['-  - version: v1.32.12', '-    addons:', '-      ccm: 2.32.0']);
    expect(update.changes[0]).toMatchObject({
      kind: 'minor',
      from: 'v1.32.12',
      to: null,
      reason: 'end of life on 2026-02-28',
    });
    expect(codes(update.warnings)).toEqual([
      'overlay: the overlay is for no Kubernetes minor that the stack serves',
    ]);
  });

  test('the last day of support is a day of support', async () => {
    const upstream = new MemoryUpstream().release('v1.32.12', '2026-11-20');
    expect(brief((await plan(upstream, { dropEol: true })).update.changes)).toEqual([]);
  });

  test('the newest stays when the support of all is over', async () => {
    const upstream = new MemoryUpstream();
    for (const version of ['v1.32.12', 'v1.33.9', 'v1.34.6']) upstream.release(version, '2026-01-01');
    const { update } = await plan(upstream, { dropEol: true });
    expect(brief(update.changes).filter((line) => line.includes('minor'))).toHaveLength(2);
    expect(codes(update.warnings)[0]).toContain('kubernetes-end: Kubernetes 1.34');
  });

  test('other layouts have one minor in a folder', async () => {
    const files = { 'csctl.yaml': CSCTL_YAML };
    const refusal = await refusalOf(() => plan(new MemoryUpstream(), { addMinors: true }, {}, files));
    expect(refusal).toMatchObject({ code: 'usage', hint: expect.stringContaining('migrate') as string });
  });
});

describe('sources that cannot be read', () => {
  test('a folder whose config is broken stays, with its problems', async () => {
    const { update } = await plan(
      new MemoryUpstream().release('v1.34.7'),
      {},
      { 'stack.yaml': 'apiVersion: [' },
    );
    expect(update).toMatchObject({ edits: new Map(), changes: [] });
    expect(update.refused).toMatchObject([
      { minor: null, problems: [{ code: 'yaml-syntax', file: 's/stack.yaml' }] },
    ]);
  });

  test('a source that is down ends it all', async () => {
    const upstream = new MemoryUpstream();
    const { world } = memoryWorld([], { s: currentStack() });
    const broken = { ...upstream.open(), charts: new MemoryCharts() };
    const refusal = await refusalOf(() => planUpdate(['s'], WISH, { ...world, upstream: broken }));
    expect(refusal).toMatchObject({ kind: 'remote', code: 'upstream-unreachable' });
  });
});

describe('for any upstream', () => {
  const patches = fc.record({ a: fc.nat(20), b: fc.nat(20), c: fc.nat(20) });
  const charts = fc.array(
    fc.tuple(
      fc.constantFrom('cilium', 'cloud-controller'),
      fc.constantFrom('1.18', '1.19', '2.32', '2.33', '2.34'),
      fc.nat(12),
    ),
    { maxLength: 8 },
  );

  test('the second update changes nothing, and the first only lines with versions and digests', async () => {
    await fc.assert(
      fc.asyncProperty(patches, charts, fc.boolean(), async ({ a, b, c }, more, hasImage) => {
        const upstream = new MemoryUpstream();
        upstream.release(`v1.32.${a}`).release(`v1.33.${b}`, '2027-06-28', hasImage).release(`v1.34.${c}`);
        for (const version of ['v1.32.12', 'v1.33.9', 'v1.34.6'])
          upstream.images.set(version, imageDigest(version));
        for (const [name, series, patch] of more) upstream.chart(name, `${series}.${patch}`);
        const { update, again, lines, paths } = await plan(upstream);
        expect(update.refused).toEqual([]);
        expect(paths.filter((path) => !['s/charts.lock.yaml', 's/stack.yaml'].includes(path))).toEqual([]);
        const touched = lines('stack.yaml').filter((line) => !/version:|sha256:|ccm:/.test(line));
        expect(touched).toEqual([]);
        expect(await again()).toMatchObject({ edits: new Map(), changes: [] });
      }),
      { numRuns: 40 },
    );
  });
});
