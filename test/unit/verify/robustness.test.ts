// Whatever is in the files: rules answer with problems and never throw.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkView } from '../../../src/verify/rules.ts';
import { verifyRelease } from '../../../src/verify/verify-release.ts';
import {
  ADDON_ARCHIVE,
  assetsOf,
  bundle,
  chartArchive,
  CLASS_ARCHIVE,
  MULTI_STAGE,
  SINGLE_STAGE,
  TAG,
} from './releases.ts';
import { multiStage, singleStage } from './views.ts';

/** YAML with the keys that rules look for, in places where they do not belong. */
const KEYS = [
  'addonStages',
  'AfterControlPlaneInitialized',
  'BeforeClusterUpgrade',
  'name',
  'action',
  'waitForPreCondition',
]
  .concat([
    'objects',
    'conditions',
    'key',
    'openStackNodeImages',
    'createOpts',
    'url',
    'dependencies',
    'version',
    'values',
  ])
  .concat([
    'apiVersion',
    'type',
    'versions',
    'components',
    'kubernetes',
    'clusterStack',
    '__proto__',
    'constructor',
  ]);
const json = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, '', 'apply', 'cni', '../x', 0, 1.5, true),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('node'), { maxLength: 3 }),
  map: fc.dictionary(fc.constantFrom(...KEYS), tie('node'), { maxKeys: 5 }),
})).node;
const content = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary' }),
  fc.uint8Array(),
  fc
    .array(
      fc.constantFrom(
        'a: ',
        '- ',
        '\n',
        '  ',
        '{{',
        '}}',
        '&a ',
        '*a',
        '!!x ',
        '|',
        '>',
        '? ',
        '[',
        '}',
        '"',
        '~',
      ),
    )
    .map((p) => p.join('')),
);

it('checkView never throws', async () => {
  await fc.assert(
    fc.asyncProperty(content, content, content, content, async (a, b, c, d) => {
      const files = {
        'clusteraddon.yaml': a,
        'cluster-addon/cni/Chart.yaml': b,
        'cluster-addon/cni/overwrite.yaml': c,
        'cluster-addon/cni/Chart.lock': d,
        'cluster-addon/Chart.yaml': b,
        'cluster-addon/Chart.lock': a,
        'cluster-addon-values.yaml': c,
        'cluster-class/Chart.yaml': d,
        'cluster-class/.helmignore': a,
        'cluster-class/charts/x.tgz': b,
        'node-images.yaml': a,
      };
      for (const view of [multiStage(files, 'openstack'), singleStage(files, 'openstack')]) {
        for (const found of await checkView(view)) expect(found.file).toBeDefined();
      }
    }),
    { numRuns: 300 },
  );
});

it('verifyRelease never throws', async () => {
  const names = [
    ...new Set([...Object.keys(MULTI_STAGE), ...Object.keys(SINGLE_STAGE), 'SHA256SUMS', 'x.tgz', '../y']),
  ];
  const change = fc.tuple(fc.constantFrom(...names), content);
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { maxLength: 4 }),
      fc.option(fc.oneof(fc.constant(TAG), fc.string())),
      async (changes, tag) => {
        for (const good of [MULTI_STAGE, SINGLE_STAGE]) {
          const files = { ...good, ...Object.fromEntries(changes) };
          const packed = {
            ...files,
            [CLASS_ARCHIVE]: chartArchive('x', '1', { 'Chart.yaml': changes[0]?.[1] ?? '' }),
            [ADDON_ARCHIVE]: bundle({ 'cni/Chart.yaml': changes[1]?.[1] ?? '' }),
          };
          await verifyRelease(tag ?? undefined, assetsOf(files));
          await verifyRelease(tag ?? undefined, assetsOf(packed));
        }
      },
    ),
    { numRuns: 200 },
  );
});

it('damaged archives never throw', async () => {
  const whole = chartArchive('docker-scs-1-34-cluster-class', 'v3');
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), fc.nat(255), async (at, byte) => {
      const damaged = Uint8Array.from(whole, (old, index) => (index === at ? byte : old));
      await verifyRelease(
        TAG,
        assetsOf({ ...MULTI_STAGE, [CLASS_ARCHIVE]: damaged, [ADDON_ARCHIVE]: damaged.subarray(0, at) }),
      );
    }),
    { numRuns: 200 },
  );
});
