// Release notes: our template as GitHub shows it, and templates of users.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { UpgradeSummary } from '../../../../src/verify/upgrade/verdict.ts';
import { parse } from 'yaml';
import { notesOf, type NotesFacts } from '../../../../src/release/publishing/notes.ts';
import { makeAsset } from '../../../../src/stack/asset.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { sampleAssets } from '../../../support/sample-release.ts';

const OURS = resolve(import.meta.dirname, '../../../../templates/release-notes.md.hbs');

const UPGRADE: UpgradeSummary = {
  verdict: 'breaking',
  findings: [
    { level: 'breaking', kind: 'variable-removed', message: 'the variable a is gone' },
    { level: 'additive', kind: 'variable-added', message: 'the variable b is new' },
    { level: 'patch', kind: 'kubernetes', message: 'Kubernetes goes from v1.34.6 to v1.34.7' },
  ],
};

const FACTS: NotesFacts = {
  tag: 'docker-scs-1-34-v4-beta-0',
  kubernetes: 'v1.34.7',
  components: [
    { component: 'clusterStack', from: 'v3', to: 'v4-beta.0', reasons: ['cluster-class: 1 file changed'] },
    { component: 'clusterAddon', from: 'v2', to: 'v2', reasons: [] },
    { component: 'nodeImage', from: null, to: 'v1', reasons: ['first release in channel beta'] },
  ],
  assets: sampleAssets(),
  annotations: {
    'org.opencontainers.image.revision': 'c0ffee',
    'org.opencontainers.image.source': 'https://github.com/o/r',
  },
  allowed: ['chart-name', 'file-name'],
  upgrade: () => Promise.resolve(UPGRADE),
};

const render = (text: string, facts: Partial<NotesFacts> = {}) =>
  notesOf({ ...FACTS, ...facts }, { read: () => Promise.resolve({ file: 'mine.hbs', text }) })();
const ours = (facts?: Partial<NotesFacts>) => render(readFileSync(OURS, 'utf8'), facts);

/** The manifest in the notes. */
const manifestIn = (notes: string) => parse(/```yaml\n([\s\S]*?)```/.exec(notes)?.[1] ?? '') as unknown;

describe('our release notes', () => {
  it('say why each component has its version', async () => {
    const notes = await ours();
    expect(notes).toContain('| clusterStack | `v4-beta.0` | `v3` | cluster-class: 1 file changed |\n');
    expect(notes).toContain('| clusterAddon | `v2` | `v2` | unchanged |\n');
    expect(notes).toContain('| nodeImage | `v1` | - | first release in channel beta |\n');
  });

  it('have the manifest that installs exactly this release', async () => {
    expect(manifestIn(await ours())).toEqual({
      apiVersion: 'clusterstack.x-k8s.io/v1alpha1',
      kind: 'ClusterStack',
      metadata: { name: 'docker-scs-1-34' },
      spec: {
        ...{ provider: 'docker', name: 'scs', kubernetesVersion: '1.34', channel: 'custom' },
        ...{ autoSubscribe: false, noProvider: true, versions: ['v4-beta.0'] },
      },
    });
  });

  it('name the provider where there are node images, and the stable channel', async () => {
    const assets = [...sampleAssets(), makeAsset('node-images.yaml', '')];
    const manifest = manifestIn(await ours({ assets, tag: 'openstack-scs-1-30-v2' }));
    expect(manifest).toMatchObject({
      spec: {
        ...{ channel: 'stable', kubernetesVersion: '1.30', versions: ['v2'] },
        providerRef: { kind: 'OpenStackClusterStackReleaseTemplate' },
      },
    });
    expect(manifest).not.toHaveProperty('spec.noProvider');
  });

  it('list the checksums as sha256sum reads them', async () => {
    const notes = await ours();
    for (const { name, digest } of sampleAssets()) expect(notes).toContain(`${digest.slice(7)}  ${name}\n`);
  });

  it('tell where it was built from, and what was allowed', async () => {
    const notes = await ours();
    expect(notes).toContain('Allowed at build time: `chart-name`, `file-name`.');
    expect(notes).toContain('Built from https://github.com/o/r `c0ffee`.');
    const dirty = { ...FACTS.annotations, 'csctl.clusterstack.x-k8s.io/dirty': 'true' };
    expect(await ours({ annotations: dirty })).toContain('not committed');
  });

  it('say what the upgrade means for clusters', async () => {
    expect(await ours()).toContain(`Upgrade from the release before: **breaking**.

- **breaking:** the variable a is gone
- the variable b is new
- Kubernetes goes from v1.34.6 to v1.34.7
`);
  });

  it('leave out what is not known', async () => {
    const nothing = { annotations: {}, allowed: [], upgrade: () => Promise.resolve(undefined) };
    expect(await ours(nothing)).not.toMatch(/Built from|Allowed|Upgrade|undefined|null/);
  });
});

describe("a user's template", () => {
  it('may sort the findings itself', async () => {
    const text = '{{upgrade.verdict}}: {{#each upgrade.breaking}}{{this}}{{/each}}';
    expect(await render(text)).toBe('breaking: the variable a is gone');
  });

  it('may use every fact', async () => {
    const text = '{{tag}} {{provider}}/{{stack}} {{minor}} {{version}} {{channel}} {{class}} {{kubernetes}}';
    expect(await render(text)).toBe(
      'docker-scs-1-34-v4-beta-0 docker/scs 1.34 v4-beta.0 beta docker-scs-1-34-v4-beta.0 v1.34.7',
    );
  });

  it.each([
    ['cannot be parsed', '{{#if tag}}'],
    ['names what there is not', '{{author}}'],
    ['asks for a helper that there is not', '{{upper tag}}'],
  ])('is refused when it %s', async (_what, text) => {
    expect(await refusalOf(() => render(text))).toMatchObject({
      code: 'notes-template',
      problems: [{ file: 'mine.hbs' }],
    });
  });
});
