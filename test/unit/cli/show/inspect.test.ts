import { describe, expect, it } from 'vitest';
import { showInspected } from '../../../../src/cli/show/inspect.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import { valueOf, visibly } from '../../../../src/cli/show/visible.ts';
import type { InspectedRelease } from '../../../../src/release/reading/inspect.ts';
import { assetInfo } from '../../../../src/stack/asset.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const COMMIT = 'c0ffee'.padEnd(40, '0');
const HOOKS = [
  { hook: 'AfterControlPlaneInitialized', action: 'apply' },
  { hook: 'BeforeClusterUpgrade', action: 'apply' },
];

const RELEASE: InspectedRelease = {
  tag: 'docker-scs-1-34-v3',
  provider: 'docker',
  stack: 'scs',
  minor: '1.34',
  kubernetes: 'v1.34.7',
  version: 'v3',
  channel: 'stable',
  versions: { clusterStack: 'v3', clusterAddon: 'v2', nodeImage: null },
  folder: null,
  remote: 'oci://ghcr.io/example/stacks',
  digest: DIGEST,
  url: 'oci://ghcr.io/example/stacks:docker-scs-1-34-v3',
  contentDigest: 'sha256:content',
  created: '2026-11-20T12:00:00Z',
  commit: COMMIT,
  dirty: true,
  repository: 'https://github.com/example/stacks',
  annotations: {},
  allowed: ['addon-upgrade'],
  assets: [assetInfo('metadata.yaml', 171, DIGEST), assetInfo('image.qcow2', 1_500_000_000, DIGEST)],
  addons: [
    {
      ...{ stage: 'cni', chart: 'cni', version: '0.1.0', hooks: HOOKS },
      dependencies: [
        {
          name: 'cilium',
          alias: null,
          version: '1.18.9',
          repository: 'https://helm.cilium.io/',
          embedded: true,
        },
        { name: 'numbers', alias: 'n', version: '1.x', repository: 'oci://example.org', embedded: false },
      ],
    },
    {
      ...{ stage: 'gone', chart: null, version: null, dependencies: [] },
      hooks: [{ hook: 'BeforeClusterUpgrade', action: 'delete' }],
    },
    { stage: 'idle', chart: 'idle', version: '1.0.0', dependencies: [], hooks: [] },
  ],
  images: [{ name: 'ubuntu-v1.34.7', url: 'https://example.org/a.qcow2', diskFormat: null }],
  class: 'docker-scs-1-34-v3',
  variables: [
    { name: 'imageName', type: 'string', required: true, default: 'ubuntu' },
    {
      name: 'balancer',
      type: 'string',
      required: false,
      default: 'none',
      enum: ['none', 'ovn'],
    },
    {
      name: 'mirrors[].url',
      type: 'string',
      required: true,
    },
    { name: 'mtu', type: 'integer', required: false },
  ],
  warnings: [],
};
const show = (more: Partial<InspectedRelease> = {}, style = new Style(false, undefined)) =>
  showInspected({ ...RELEASE, ...more }, style).out;

describe('the result of inspect as text', () => {
  it('goes from the name of the release to its variables', () => {
    expect(show()).toBe(`docker-scs-1-34-v3  Kubernetes v1.34.7  stable

  versions  clusterStack v3, clusterAddon v2, nodeImage -
  remote    oci://ghcr.io/example/stacks
  url       oci://ghcr.io/example/stacks:docker-scs-1-34-v3
  digest    ${DIGEST}
  created   2026-11-20T12:00:00Z
  source    https://github.com/example/stacks c0ffee000000 with uncommitted changes
  allowed   addon-upgrade

  FILE           SIZE    DIGEST
  metadata.yaml  171 B   0123456789ab
  image.qcow2    1.5 GB  0123456789ab

  ADDON  CHART     VERSION
  cni    cni       0.1.0    new cluster, upgrade
         + cilium  1.18.9   embedded, from https://helm.cilium.io/
         + n       1.x      fetched from oci://example.org
  gone                      no chart
  idle   idle      1.0.0

  NODE IMAGE      FORMAT  URL
  ubuntu-v1.34.7  -       https://example.org/a.qcow2

  VARIABLE       TYPE     REQUIRED  DEFAULT
  imageName      string   yes       "ubuntu"
  balancer       string             "none" one of "none" | "ovn"
  mirrors[].url  string   yes
  mtu            integer
`);
  });

  it('leaves out what is not known', () => {
    const nothing = { remote: null, url: null, digest: null, created: null, commit: null, repository: null };
    const out = show({
      ...{
        ...nothing,
        folder: '.release/x',
        allowed: [],
        addons: [],
        images: [],
        assets: [],
        kubernetes: null,
      },
      ...{ channel: null, variables: [], class: null },
    });
    expect(out).toBe(`docker-scs-1-34-v3  Kubernetes unknown

  versions  clusterStack v3, clusterAddon v2, nodeImage -
  folder    .release/x
  content   sha256:content
`);
  });

  it('says when a class has no variables, and says nothing when they cannot be read', () => {
    expect(show({ variables: [] })).toMatch(/\n\n {2}the class has no variables\n$/);
    expect(show({ variables: [], class: null })).toMatch(/a\.qcow2\n$/);
  });

  it('says when a stage is not applied', () => {
    const hooks = [
      ...HOOKS.slice(0, 1),
      { hook: 'BeforeClusterUpgrade', action: 'delete' },
      { hook: 'x', action: '' },
    ];
    const addons = [{ stage: 'cni', chart: 'cni', version: '1', dependencies: [], hooks }];
    expect(show({ addons })).toContain('new cluster, upgrade (delete), x ()\n');
  });

  it('wraps long values to the width of the terminal', () => {
    const value = { enabled: false, enforce: 'baseline', audit: 'restricted', warn: 'restricted' };
    const variables = [{ name: 'pss', type: 'object', required: false, default: value }];
    const out = show({ variables }, new Style(false, 60));
    expect(out).toContain(`  pss       object            {"enabled": false, "enforce":
                              "baseline", "audit":
                              "restricted", "warn":
                              "restricted"}
`);
  });

  it('does not let a release write to the terminal', () => {
    const evil = '\u001b[2J';
    const out = show({
      ...{ tag: evil, kubernetes: evil, url: evil, repository: evil },
      assets: [assetInfo(evil, 1, DIGEST)],
      addons: [
        {
          ...{ stage: evil, chart: evil, version: evil, dependencies: [] },
          hooks: [{ hook: evil, action: evil }],
        },
      ],
      images: [{ name: evil, url: evil, diskFormat: evil }],
      variables: [{ name: evil, type: evil, required: false, default: evil, enum: [evil] }],
    });
    expect(out).not.toContain('\u001b');
    expect(out.split('\\u001b[2J').length - 1).toBe(17);
  });
});

describe('values on one line', () => {
  it.each([
    ['a', '"a"'],
    [{ a: [1, { b: null }], c: {} }, '{"a": [1, {"b": null}], "c": {}}'],
    ['a [ b\n{ c', '"a [ b\\n{ c"'],
    ['\u009b', '"\\u009b"'],
  ])('%j', (value, text) => {
    expect(valueOf(value)).toBe(text);
  });

  it('are cut when they are too long', () => {
    expect(valueOf('x'.repeat(500))).toHaveLength(203);
  });

  it('show control characters', () => {
    expect(visibly('a\tb\u0000\u007f')).toBe('a\\tb\\u0000\\u007f');
  });
});
