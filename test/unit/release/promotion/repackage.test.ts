// Re-packaging and its proof: other versions give the bytes that create gives, and any other change is found.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gunzip, gzip } from '../../../../src/archive/gzip.ts';
import { packTar, unpackTar, type TarEntry } from '../../../../src/archive/tar.ts';
import { checkRecord } from '../../../../src/release/promotion/promotion-proof.ts';
import type { RecordedRelease } from '../../../../src/release/promotion/recorded-release.ts';
import { repackage } from '../../../../src/release/promotion/repackage.ts';
import { makeAsset, type Asset } from '../../../../src/stack/asset.ts';
import type { ComponentVersions } from '../../../../src/stack/metadata.ts';
import { promoter } from '../../../support/promotions.ts';
import { plain } from '../../../support/sample-release.ts';
import { brief, SINGLE_STAGE, type Files, CNI_TEMPLATE } from '../../../support/stack-tree.ts';

const BOM = '\ufeff';
/** Every way in which a text can come into an archive. */
const ODD: Files = {
  'cluster-class/Chart.yaml': `# << .NodeImageVersion >>
apiVersion: v2
name: tiny
version: '0.0.0' # set to << .ClusterClassVersion >>
description: "<< .ClusterAddonVersion >> and << .NodeImageVersion >>"
`,
  'cluster-class/.helmignore': '*.md\n/left-out\n# << .ClusterClassVersion >>\n',
  'cluster-class/left-out/x': 'not packaged: << .NodeImageVersion >>',
  'cluster-class/values.yaml': `${BOM}a: << .ClusterAddonVersion >> # << .NodeImageVersion >>\r\nb: "<< .ClusterClassVersion >>"\r\n`,
  'cluster-class/files/ünï😀.txt': '😀<< .ClusterClassVersion >>ü<< .ClusterClassVersion >>\nv1 v2 v0-sha',
  'cluster-class/files/binary': Uint8Array.of(0, 60, 60, 255),
  'cluster-class/charts/lib/Chart.yaml': 'apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n',
  'cluster-class/charts/lib/values.yaml': 'lib: << .ClusterClassVersion >>\n',
  // Packed, so that neither its marks are filled nor .helmignore is heard.
  'cluster-class/charts/packed.tgz': gzip(
    packTar(
      [
        { path: 'packed/Chart.yaml', bytes: Buffer.from('apiVersion: v2\nname: packed\nversion: 1.0.0\n') },
        { path: 'packed/README.md', bytes: Buffer.from('<< .ClusterClassVersion >> << .Unknown >>\n') },
      ],
      0,
    ),
  ),
  'cluster-addon/cni/values.yaml': `${BOM}mtu: 1450 # << .ClusterAddonVersion >>`,
  [`cluster-addon/cni/files/${'long/'.repeat(60)}x`]: '<< .ClusterAddonVersion >>',
  'clusteraddon.yaml': `# << .ClusterAddonVersion >> << .ClusterClassVersion >>
clusterAddonVersion: clusteraddons.clusterstack.x-k8s.io/v1alpha1
addonStages:
  AfterControlPlaneInitialized: [{name: cni, action: apply}]
  BeforeClusterUpgrade: [{name: cni, action: apply}]
`,
};
const SINGLE: Files = {
  ...SINGLE_STAGE,
  'cluster-addon/Chart.yaml': 'apiVersion: v2\nname: x # << .ClusterAddonVersion >>\nversion: v1\n',
  'cluster-addon/templates/cni.yaml': `${CNI_TEMPLATE}  labels: {v: << .ClusterAddonVersion >>}\n`,
  'cluster-addon-values.yaml': 'values: |\n  v: << .ClusterAddonVersion >>\n  n: << .NodeImageVersion >>\n',
};
const SHAPES: [string, Files][] = [
  ['multi-stage', {}],
  ['odd files', ODD],
  ['single-stage', SINGLE],
];

/** The release of these files at these versions, as `create` makes it. */
async function create(files: Files, versions: ComponentVersions, mtime = 0): Promise<RecordedRelease> {
  const { build, recorded } = promoter(files);
  const allowed = new Set(['chart-dependency-missing']);
  return recorded((await build({ mode: 'custom', versions, mtime, allowed })).tag);
}

/** A release in a form that compares and prints well. */
const shown = (release: RecordedRelease) => ({ ...release, files: plain(release.files) });

const HASH = { clusterStack: 'v0-sha.azlfam7', clusterAddon: 'v0-sha.azlfam7', nodeImage: 'v0-sha.azlfam7' };
const BETA = { clusterStack: 'v4-beta.10', clusterAddon: 'v3', nodeImage: 'v2-beta.0' };
const STABLE = { clusterStack: 'v4', clusterAddon: 'v12', nodeImage: 'v2' };
const AS_IT_IS = { mtime: undefined, allowed: [] };

describe('a release under other versions', () => {
  it.each(SHAPES)('has the bytes that create makes of the same sources: %s', async (_what, files) => {
    for (const [from, to] of [
      [HASH, STABLE],
      [BETA, STABLE],
      [STABLE, BETA],
    ] as const) {
      const made = repackage(await create(files, from, 7), { ...AS_IT_IS, versions: to });
      const wanted = await create(files, to, 7);
      expect(shown(made)).toEqual(shown(wanted));
      expect(checkRecord(made).problems).toEqual([]);
    }
  });

  const number = fc.integer({ min: 0, max: 12 });
  const version = fc.oneof(
    number.map((major) => `v${major}`),
    fc
      .tuple(number, fc.constantFrom('alpha', 'beta', 'rc'), number)
      .map(([n, channel, patch]) => `v${n}-${channel}.${patch}`),
    fc.stringMatching(/^[a-z][a-z0-9]{6}$/).map((hash) => `v0-sha.${hash}`),
  );
  const versions = fc.record({ clusterStack: version, clusterAddon: version, nodeImage: version });

  it.each(SHAPES)('is proven whatever the versions are, there and back: %s', async (_what, files) => {
    const tested = await create(files, HASH);
    const [, proof] = [expect(checkRecord(tested).problems).toEqual([]), checkRecord(tested)];
    await fc.assert(
      fc.asyncProperty(versions, versions, (one, other) => {
        const first = repackage(tested, { ...AS_IT_IS, versions: one });
        expect(checkRecord(first)).toEqual(proof);
        const second = repackage(first, { ...AS_IT_IS, versions: other });
        expect(checkRecord(second)).toEqual(proof);
        expect(shown(repackage(second, { ...AS_IT_IS, versions: HASH }))).toEqual(shown(tested));
        return Promise.resolve();
      }),
      { numRuns: 30 },
    );
  });

  it('has the time of the tested archives, unless one is given', async () => {
    const tested = await create({}, BETA, 1_767_225_600);
    const archives = ({ files }: RecordedRelease) => files.filter(({ name }) => name.endsWith('.tgz'));
    const later = await create({}, STABLE, 1_800_000_000);
    const made = repackage(tested, { versions: STABLE, mtime: 1_800_000_000, allowed: [] });
    expect(plain(archives(made))).toEqual(plain(archives(later)));
    const same = repackage(tested, { ...AS_IT_IS, versions: STABLE });
    expect(plain(archives(same))).toEqual(plain(archives(await create({}, STABLE, 1_767_225_600))));
  });
});

/** The release with some of its files replaced. */
const withFiles = (release: RecordedRelease, change: (asset: Asset) => Asset): RecordedRelease => ({
  ...release,
  files: release.files.map(change),
});

const isArchive = ({ name }: Asset) => name.endsWith('.tgz');

/** The release with the tar inside of the archives of a role changed. */
function withTar(
  release: RecordedRelease,
  role: Asset['role'],
  change: (tar: Uint8Array) => Uint8Array,
): RecordedRelease {
  return withFiles(release, (asset) =>
    asset.role === role ? makeAsset(asset.name, gzip(change(gunzip(asset.bytes)))) : asset,
  );
}

const flip = (bytes: Uint8Array, at: number, by: number): Uint8Array => {
  const flipped = Uint8Array.from(bytes);
  const index = at % bytes.length;
  flipped[index] = (flipped[index] ?? 0) ^ by;
  return flipped;
};

describe('the proof fails', () => {
  const byte = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }));

  it.each(SHAPES)('for any other byte inside an archive: %s', async (_what, files) => {
    const tested = await create(files, HASH);
    const roles = fc.constantFrom('cluster-class' as const, 'cluster-addon' as const);
    fc.assert(
      fc.property(roles, byte, (role, [at, by]) => {
        const changed = withTar(tested, role, (tar) => flip(tar, at, by));
        expect(checkRecord(changed).problems).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['clusteraddon.yaml', ODD],
    ['cluster-addon-values.yaml', SINGLE],
  ])('for any other byte of %s', async (name, files) => {
    const tested = await create(files, HASH);
    fc.assert(
      fc.property(byte, ([at, by]) => {
        const changed = withFiles(tested, (asset) =>
          asset.name === name ? makeAsset(name, flip(asset.bytes, at, by)) : asset,
        );
        expect(checkRecord(changed).problems).not.toEqual([]);
      }),
    );
  });

  it('for an archive of other bytes, unless these unpack to the same', async () => {
    const tested = await create({}, HASH);
    const packed = tested.files.filter(isArchive);
    fc.assert(
      fc.property(fc.constantFrom(...packed), byte, (archive, [at, by]) => {
        const bytes = flip(archive.bytes, at, by);
        const changed = withFiles(tested, (asset) =>
          asset === archive ? makeAsset(asset.name, bytes) : asset,
        );
        if (checkRecord(changed).problems.length > 0) return;
        const wish = { ...AS_IT_IS, versions: STABLE };
        expect(shown(repackage(changed, wish))).toEqual(shown(repackage(tested, wish)));
      }),
      { numRuns: 300 },
    );
  });

  const repacked = (change: (entries: TarEntry[]) => TarEntry[]) => (tar: Uint8Array) =>
    packTar(
      change(
        unpackTar(tar).entries.map(({ path, type, bytes }) =>
          type === 'Directory' ? { path: path.replace(/\/$/, '') } : { path, bytes },
        ),
      ),
      0,
    );
  /** The first entry may be executed; its checksum is right. */
  const executable = (tar: Uint8Array) => {
    const blocks = Buffer.from(tar);
    const checksum = Number.parseInt(blocks.toString('latin1', 148, 154), 8) + 1;
    blocks.write('0000645', 100, 'latin1');
    blocks.write(checksum.toString(8).padStart(6, '0'), 148, 'latin1');
    return blocks;
  };
  const junk = Buffer.from('x');
  const messages = (release: RecordedRelease) => checkRecord(release).problems.map(({ message }) => message);

  it.each([
    ['an editor file in the bundle', 'cluster-addon', { path: 'cni/x~', bytes: junk }, 'File "cni/x~"'],
    ['an empty folder in the bundle', 'cluster-addon', { path: 'dns' }, 'Directory "dns/"'],
    ['a folder in the chart', 'cluster-class', { path: 'docker' }, 'Directory "docker/"'],
    ['a file beside the chart', 'cluster-class', { path: 'other/x', bytes: junk }, 'File "other/x"'],
  ] as const)('for %s', async (_what, role, entry, told) => {
    const tested = await create({}, HASH);
    const changed = withTar(
      tested,
      role,
      repacked((entries) => [...entries, entry]),
    );
    expect(messages(changed).at(-1)).toBe(`no fingerprint covers the ${told}`);
  });

  it('for a file more, with the part told', async () => {
    const tested = await create({}, HASH);
    const entry = { path: 'cni/zzz.yaml', bytes: junk };
    const changed = withTar(
      tested,
      'cluster-addon',
      repacked((entries) => [...entries, entry]),
    );
    const [found, ...more] = checkRecord(changed).problems;
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'promote-unproven', file: `${tested.tag}/cluster-addon/cni` });
    expect(found?.message).toMatch(
      /^cluster-addon\/cni has the fingerprint sha256:\w+; recorded is sha256:\w+$/,
    );
  });

  it.each([
    ['entries in another order', 'cluster-addon', repacked((entries) => entries.reverse())],
    ['an entry twice', 'cluster-class', repacked((entries) => [...entries, ...entries.slice(-1)])],
    ['another mode in a header', 'cluster-class', executable],
    ['something between the entries', 'cluster-class', (tar: Uint8Array) => flip(tar, 1023, 1)],
  ] as const)('for %s', async (_what, role, change) => {
    const changed = withTar(await create({}, HASH), role, change);
    expect(messages(changed)).toEqual([expect.stringMatching(/^\S+\.tgz is not packed as csctl packs it$/)]);
  });

  it('for a stage less, and a stage more', async () => {
    const tested = await create({}, HASH);
    const dns = [{ path: 'dns' }, { path: 'dns/x', bytes: junk }];
    const [less, more] = [repacked(() => []), repacked((entries) => [...entries, ...dns])];
    expect(messages(withTar(tested, 'cluster-addon', less))).toEqual([
      'cluster-addon/cni is recorded and not there',
    ]);
    expect(messages(withTar(tested, 'cluster-addon', more))).toEqual([
      'cluster-addon/dns is not in the record of hashes.json',
    ]);
  });

  it('for another Kubernetes version', async () => {
    const tested = await create({}, HASH);
    const changed = { ...tested, metadata: { ...tested.metadata, kubernetes: 'v1.34.8' } };
    expect(brief(checkRecord(changed).problems)).toEqual([`promote-unproven ${tested.tag}/metadata.yaml`]);
  });

  it('for an archive that is none', async () => {
    const broken = withFiles(await create({}, HASH), (asset) =>
      isArchive(asset) ? makeAsset(asset.name, junk) : asset,
    );
    expect(messages(broken)).toEqual(['an archive cannot be read: it is not a gzip file, or damaged']);
  });

  it('for a record that was tampered with', async () => {
    const tested = await create(ODD, HASH);
    const { substitutions, fingerprints } = tested.build;
    const problems = (build: Partial<typeof tested.build>) =>
      checkRecord({ ...tested, build: { ...tested.build, ...build } }).problems;
    const packaged = substitutions.filter(({ file }) => !file.includes('left-out'));
    expect(packaged.length).toBeGreaterThan(15);
    for (const place of packaged) {
      const others = substitutions.filter((one) => one !== place);
      expect(problems({ substitutions: others })).not.toEqual([]);
      const component = place.component === 'nodeImage' ? 'clusterStack' : 'nodeImage';
      expect(problems({ substitutions: [...others, { ...place, component }] })).not.toEqual([]);
      const moved = { ...place, column: place.column + 3 };
      expect(brief(problems({ substitutions: [...others, moved] }))).toContain(
        `promote-unproven ${tested.tag}/${place.file}:${place.line}:${moved.column}`,
      );
    }
    const shipped = Object.keys(fingerprints).filter((part) => part !== 'csctl.yaml');
    for (const part of shipped)
      expect(problems({ fingerprints: { ...fingerprints, [part]: 'sha256:0' } })).toHaveLength(1);
  });
});
