// Helm as the operator calls it, with our archives: class charts, single-stage addons and unpacked stages.
import { join } from 'node:path';
import { parse } from 'yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasCorpus } from '../support/corpus.ts';
import { snapshot } from '../support/temp-folder.ts';
import { scratchFolder } from './scratch.ts';
import {
  build,
  buildOne,
  CORPUS_STACKS,
  MODES,
  objectsOf,
  OWN_STACKS,
  reportCorpus,
  stagesOf,
  withDependencies,
  type Built,
} from './stacks.ts';
import { anyMissing, helm, tar, titled } from './tools.ts';

const BOTH = Object.entries(MODES);
const stacks = [...OWN_STACKS, ...CORPUS_STACKS];
const corpus = { '../shared/corpus': hasCorpus };

/** All objects can be applied as they are. */
function expectObjects(rendered: string) {
  const objects = objectsOf(rendered);
  expect(objects).not.toEqual([]);
  for (const object of objects) {
    expect(object, JSON.stringify(object)).toMatchObject({
      apiVersion: expect.any(String) as string,
      kind: expect.not.stringMatching(/^List$/) as string,
      metadata: { name: expect.any(String) as string },
    });
  }
  return objects;
}

describe.skipIf(helm.missing)(titled('helm 3.19: class charts', [helm]), () => {
  reportCorpus();
  const cases = stacks.flatMap((stack) =>
    BOTH.map(([mode, flags]) => ({ ...stack, mode, flags: [...stack.flags, ...flags] })),
  );

  describe.each(cases)('$name in $mode mode', ({ folder, flags }) => {
    let releases: Built[] = [];
    beforeAll(() => {
      releases = build(folder, flags);
    });

    it('lint passes', () => {
      for (const { folder: cwd, classArchive } of releases) {
        expect(helm.ok(['lint', classArchive], { cwd })).toContain('1 chart(s) linted, 0 chart(s) failed');
      }
    });

    it('show chart has the name and the version that the operator looks for', () => {
      for (const { folder: cwd, classArchive, series, versions } of releases) {
        const chart = parse(helm.ok(['show', 'chart', classArchive], { cwd })) as Record<string, string>;
        expect(chart).toMatchObject({ name: `${series}-cluster-class`, version: versions.clusterStack });
        expect(classArchive).toBe(`${chart['name']}-${chart['version']}.tgz`);
      }
    });

    it('template renders the one ClusterClass that Clusters refer to', () => {
      for (const { folder: cwd, classArchive, series, versions } of releases) {
        const rendered = helm.ok(['template', series, classArchive, '--namespace', 'x'], { cwd });
        const objects = expectObjects(rendered);
        const classes = objects
          .filter(({ kind }) => kind === 'ClusterClass')
          .map(({ metadata }) => metadata?.name);
        expect(classes).toEqual([`${series}-${versions.clusterStack}`]);
        const namespaces = objects.map(({ metadata }) => metadata?.namespace ?? 'x');
        expect(new Set(namespaces)).toEqual(new Set(['x']));
      }
    });
  });
});

/** The namespace of all addons. */
const HOME = 'kube-system';

/** The operator's command; charts/ is complete, so that --dependency-update has nothing to fetch. */
const addonCommand = (chart: string, kubernetes: string): string[] => [
  ...['template', '--include-crds', '--dependency-update', '--kube-version', kubernetes],
  ...['cluster-addon', chart, '--namespace', HOME, '-f', '-'],
];

describe.skipIf(helm.missing || !hasCorpus)(titled('helm 3.19: single-stage addons', [helm], corpus), () => {
  const cases = CORPUS_STACKS.filter(({ name }) => name === 'csctl/docker/ferrol');
  const inModes = cases.flatMap((stack) => BOTH.map(([mode, flags]) => ({ ...stack, mode, flags })));

  it.each(inModes)('$name with its dependency, in $mode mode', ({ folder, flags }) => {
    const {
      folder: cwd,
      addonArchive,
      series,
      versions,
      kubernetes,
    } = buildOne(withDependencies(folder), flags);
    const chart = parse(helm.ok(['show', 'chart', addonArchive], { cwd })) as Record<string, string>;
    expect(chart).toMatchObject({ name: `${series}-cluster-addon`, version: versions.clusterAddon });
    const rendered = helm.ok(addonCommand(addonArchive, kubernetes), { cwd, input: 'metrics-server: {}\n' });
    expect(expectObjects(rendered).map(({ kind }) => kind)).toContain('Deployment');
  });
});

describe.skipIf(anyMissing(helm, tar) || !hasCorpus)(titled('helm 3.19: stages', [helm, tar], corpus), () => {
  const staged = stacks.filter(({ name }) => name !== 'csctl/docker/ferrol');

  describe.each(staged)('$name with its dependencies', (stack) => {
    const cases = stagesOf(stack.folder).map((stage) => ({ stage }));
    let releases: (Built & { readonly unpacked: string })[] = [];
    beforeAll(() => {
      releases = build(withDependencies(stack.folder), [...stack.flags, ...MODES.hash]).map((built) => {
        const unpacked = scratchFolder('bundle');
        tar.ok(['-xzf', join(built.folder, built.addonArchive), '-C', unpacked], { cwd: unpacked });
        return { ...built, unpacked };
      });
    });

    it.each(cases)('$stage renders, and leaves nothing to fetch', ({ stage }) => {
      for (const { unpacked: cwd, kubernetes } of releases) {
        const before = snapshot(join(cwd, stage));
        const rendered = helm.ok(addonCommand(stage, kubernetes), { cwd, input: '{}\n' });
        const foreign = expectObjects(rendered).filter(
          ({ metadata }) => (metadata?.namespace ?? HOME) !== HOME,
        );
        // The operator can apply nothing elsewhere; upstream's stacks try it.
        if (OWN_STACKS.includes(stack)) expect(foreign).toEqual([]);
        expect(rendered).not.toContain('Saving');
        expect(snapshot(join(cwd, stage))).toEqual(before);
      }
    });
  });
});
