// compare: a release that breaks clusters of the one before is refused, or allowed and recorded.
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../../src/io/memory/memory-store.ts';
import { createReleases } from '../../../../src/release/create.ts';
import type { Decided, PreviousRelease, ReleaseRequest } from '../../../../src/release/stages.ts';
import { breakingProblems, findUpgrade } from '../../../../src/release/steps/compare.ts';
import { decisionByHash } from '../../../../src/release/steps/decide.ts';
import { fill } from '../../../../src/release/steps/fill.ts';
import { makeAsset } from '../../../../src/stack/asset.ts';
import { parseHashes } from '../../../../src/stack/hashes-file.ts';
import { formatMetadata } from '../../../../src/stack/metadata.ts';
import { csctlReleaseOf, fingerprinted, releaseOf } from '../../../support/releases.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { brief, CSCTL_YAML, tinyStack, type Files } from '../../../support/stack-tree.ts';
import { classTemplate } from '../../../support/tiny-class.ts';
import { memoryWorld, request } from '../../../support/world.ts';

const variables = (...names: string[]): Files => ({
  'cluster-class/templates/class.yaml': classTemplate({
    spec: `  variables:\n${names.map((name) => `    - {name: ${name}, required: false, schema: {openAPIV3Schema: {type: string}}}\n`).join('')}`,
  }),
});

describe('create', () => {
  /** v1 of a stack with two variables; then one is gone. */
  async function maintainer() {
    const memory = memoryWorld([new MemoryStore()], { tiny: variables('size', 'zone') });
    const create = (wish: Partial<ReleaseRequest> = {}) =>
      createReleases(
        ['tiny'],
        request({ mode: 'stable', ...wish }),
        { dryRun: false, publish: true },
        memory.world,
      );
    await create();
    memory.edit('tiny', variables('zone'));
    const allowedIn = (tag: string) => {
      const hashes = memory.written.get(tag)?.find(({ name }) => name === 'hashes.json');
      return parseHashes(Buffer.from(hashes?.bytes ?? []).toString())?.build?.allowed;
    };
    return { ...memory, create, allowedIn };
  }

  it('says nothing where the class of the release before does not render: that is what is mended', async () => {
    const broken = { 'cluster-class/templates/class.yaml': 'a: {{ fail "not yet" }}\n' };
    const { create, edit } = await maintainer();
    edit('tiny', broken);
    await create({ allowed: new Set(['chart-render']) });
    edit('tiny', variables('zone'));
    expect((await create()).releases).toMatchObject([{ tag: 'docker-scs-1-34-v3', status: 'published' }]);
  });

  it('refuses what breaks clusters, and writes nothing', async () => {
    const { create, written } = await maintainer();
    const refused = await refusalOf(() => create());
    expect(refused).toMatchObject({ code: 'breaking-change', kind: 'invalid' });
    expect(refused.problems.map(({ message, hint }) => ({ message, hint }))).toEqual([
      {
        message: 'the variable size is gone; Clusters that set it are refused',
        hint: 'keep it for some releases, or tell the owners of clusters to change their variables with the class; or release it all the same with --allow-breaking',
      },
    ]);
    expect(brief(refused.problems)).toEqual(['breaking-change tiny/cluster-class/templates/class.yaml:21:3']);
    expect([...written.keys()]).toEqual(['docker-scs-1-34-v1']);
  });

  it('releases it when that is allowed, and records it', async () => {
    const { create, allowedIn } = await maintainer();
    const { releases, warnings } = await create({ allowed: new Set(['breaking-change']) });
    expect(releases).toMatchObject([{ tag: 'docker-scs-1-34-v2', status: 'published' }]);
    expect(warnings).toMatchObject([
      {
        code: 'breaking-change',
        severity: 'warning',
        hint: 'keep it for some releases, or tell the owners of clusters to change their variables with the class',
      },
    ]);
    expect(allowedIn('docker-scs-1-34-v1')).toEqual([]);
    expect(allowedIn('docker-scs-1-34-v2')).toEqual(['breaking-change']);
  });

  it('records beside it what else was allowed, each once and in order', async () => {
    const { create, edit, allowedIn } = await maintainer();
    edit('tiny', { 'csctl.yaml': CSCTL_YAML.replace('config:\n', 'config:\n  colour: red\n') });
    await create({ allowed: new Set(['config-unknown-key', 'breaking-change', 'addon-upgrade']) });
    expect(allowedIn('docker-scs-1-34-v2')).toEqual(['breaking-change', 'config-unknown-key']);
  });

  it('records nothing that did not have to be allowed', async () => {
    const { create, edit, allowedIn } = await maintainer();
    edit('tiny', variables('size', 'zone', 'more'));
    const { warnings } = await create({ allowed: new Set(['breaking-change']) });
    expect([warnings, allowedIn('docker-scs-1-34-v2')]).toEqual([[], []]);
  });

  it.each(['hash', 'custom'] as const)('looks at no earlier release in mode %s', async (mode) => {
    const { create } = await maintainer();
    const versions = { clusterStack: 'v7', clusterAddon: 'v7', nodeImage: 'v7' };
    const { warnings } = await create({ mode, versions: mode === 'custom' ? versions : undefined });
    expect(warnings).toEqual([]);
  });

  it('says a downgrade with the code that it has', async () => {
    const { create, edit } = await maintainer();
    edit('tiny', { ...variables('size', 'zone'), 'csctl.yaml': CSCTL_YAML.replace('v1.34.7', 'v1.34.6') });
    expect((await refusalOf(() => create())).problems.map(({ code }) => code)).toEqual([
      'kubernetes-downgrade',
    ]);
    const { warnings } = await create({ allowed: new Set(['kubernetes-downgrade']) });
    expect(warnings.map(({ code }) => code)).toEqual(['kubernetes-downgrade']);
  });
});

describe('the upgrade', () => {
  /** What a stack with these files means for clusters of a release. */
  async function upgradeFrom(release: PreviousRelease, files: Files) {
    const { kubernetes, versions } = release.metadata;
    const metadata = makeAsset(
      'metadata.yaml',
      formatMetadata({ ...versions, nodeImage: versions.nodeImage ?? 'v1' }, kubernetes),
    );
    const previous = { ...release, assets: [...release.assets, metadata] };
    const state = await fingerprinted(tinyStack(files));
    const decision = decisionByHash(state.hashes);
    const decided: Decided = {
      ...state,
      decision,
      tag: 'new',
      previous: { kind: 'found', release: previous },
    };
    const filled = await fill.run(decided, memoryWorld().world);
    const upgrade = await findUpgrade(filled);
    return { upgrade, problems: breakingProblems(filled, upgrade) };
  }

  it('has no difference between equals, under whatever versions', async () => {
    const versions = { clusterStack: 'v41', clusterAddon: 'v5-beta.1', nodeImage: 'v7' };
    for (const previous of [
      await releaseOf(tinyStack(), versions),
      await csctlReleaseOf(tinyStack(), {}, versions),
    ]) {
      const { upgrade, problems } = await upgradeFrom(previous, {});
      expect(upgrade).toEqual({ verdict: 'patch', findings: [], objects: [], variables: [] });
      expect(problems).toEqual([]);
    }
  });

  it('from a release of the Go csctl is compared, too', async () => {
    const previous = await csctlReleaseOf(tinyStack(variables('size', 'zone')));
    expect(previous.hashes?.build).toBeUndefined();
    const { upgrade, problems } = await upgradeFrom(previous, variables('zone'));
    expect(upgrade?.findings.map(({ level, kind }) => `${level} ${kind}`)).toEqual([
      'breaking variable-removed',
    ]);
    expect(brief(problems)).toEqual(['breaking-change tiny/cluster-class/templates/class.yaml:21:3']);
  });

  it('passes over stages without their dependencies, on either side', async () => {
    const [chart, dependency] = ['cluster-addon/cni/Chart.yaml', 'cluster-addon/cni/charts/dns'];
    const thin: Files = {
      [chart]:
        'apiVersion: v2\nname: cni\nversion: 1.2.3\ndependencies: [{name: dns, version: 1.0.0, repository: "https://example.com"}]\n',
    };
    const whole: Files = {
      ...thin,
      [`${dependency}/Chart.yaml`]: 'apiVersion: v2\nname: dns\nversion: 1.0.0\n',
      [`${dependency}/templates/a.yaml`]: 'kind: Service\napiVersion: v1\nmetadata: {name: dns}\n',
    };
    for (const [before, now] of [
      [thin, whole],
      [whole, thin],
      [thin, {}],
    ] as const) {
      const { upgrade } = await upgradeFrom(await releaseOf(tinyStack(before)), now);
      expect(upgrade).toMatchObject({ verdict: 'patch', findings: [], objects: [] });
    }
    const { upgrade } = await upgradeFrom(await releaseOf(tinyStack()), whole);
    expect(upgrade).toMatchObject({ verdict: 'additive', objects: [{ kind: 'Service', change: 'added' }] });
  });

  it('without a place is told at the configuration', async () => {
    const now: Files = {
      'cluster-addon/cni/templates/cni.yaml': '# nothing\n',
    };
    const before: Files = {
      'cluster-addon/cni/templates/cni.yaml':
        'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: a\n',
    };
    const { problems } = await upgradeFrom(await releaseOf(tinyStack(before)), now);
    expect(brief(problems)).toEqual(['breaking-change tiny/csctl.yaml']);
    expect(problems[0]?.message).toContain('StorageClass fast of the stage "cni" is gone');
  });

  it('is none without a release before', async () => {
    const state = await fingerprinted(tinyStack());
    const decision = decisionByHash(state.hashes);
    const filled = await fill.run({ ...state, decision, tag: 'new' }, memoryWorld().world);
    expect(await findUpgrade(filled)).toBeUndefined();
    expect(breakingProblems(filled, undefined)).toEqual([]);
  });
});
