// generate gitops: folders that Kustomize builds, for Flux and Argo CD, and what a second run leaves alone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '@marcbachmann/cel-js';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { NewFiles } from '../../../../../src/io/new-files.ts';
import { LocalTextFiles } from '../../../../../src/io/text-files.ts';
import { ALLOWABLE_CODES } from '../../../../../src/problem/catalogue.ts';
import { USABLE } from '../../../../../src/release/manifests/gitops/flux.ts';
import type { DeliveredManifest } from '../../../../../src/release/manifests/deliver.ts';
import {
  generateGitops,
  type GitopsPlace,
  type GitopsRequest,
} from '../../../../../src/release/manifests/gitops/gitops.ts';
import { openstackFiles } from '../../../../support/clouds/openstack-release.ts';
import { reader, type Reader } from '../../../../support/reading-world.ts';
import { refusalOf } from '../../../../support/refusal.ts';
import { snapshot, tempFolder, writeFiles } from '../../../../support/temp-folder.ts';
import { CSCTL_YAML, type Files } from '../../../../support/stack-tree.ts';

/** A shelf with releases in folders: changes to the tiny stack by version. */
async function shelfWith(releases: Readonly<Record<string, Files>>): Promise<Reader> {
  const shelf = reader();
  for (const [name, files] of Object.entries(releases)) {
    const versions = { clusterStack: name.replace(/.*-/, ''), clusterAddon: 'v1', nodeImage: 'v1' };
    const allowed = new Set(ALLOWABLE_CODES);
    const { tag, assets } = await shelf.build(files, { mode: 'custom', versions, allowed });
    shelf.folder(`out/${tag}`, assets);
  }
  return shelf;
}

const NEXT_MINOR: Files = {
  'csctl.yaml': CSCTL_YAML.replace('v1.34.7', 'v1.35.1'),
  'cluster-class/Chart.yaml':
    'apiVersion: v2\nname: docker-scs-1-35-cluster-class\nversion: << .ClusterClassVersion >>\n',
};
const [V1, V2] = ['out/docker-scs-1-34-v1', 'out/docker-scs-1-34-v2'];
const SHELF = { v1: {}, v2: {}, '1.35-v1': NEXT_MINOR };

const NO_FLAGS = { api: undefined, controlPlane: undefined, workers: undefined, set: undefined };

type Wish = Partial<Omit<GitopsRequest, 'place'>> & { readonly place?: Partial<GitopsPlace> };

function generator(shelf: Reader, cwd: string) {
  const world = { ...shelf.world, files: new NewFiles(cwd), texts: new LocalTextFiles(cwd) };
  return (source: string, { place, ...wish }: Wish = {}) =>
    generateGitops(
      {
        source,
        folder: 'prod',
        overwrite: false,
        namespace: 'tenant',
        identitySecret: 'openstack',
        place: {
          tool: 'flux',
          path: 'clusters/prod',
          toolNamespace: undefined,
          source: 'flux-system',
          repo: 'https://git.example.com/clusters.git',
          revision: 'HEAD',
          project: 'default',
          ...place,
        },
        cluster: NO_FLAGS,
        managed: 'clouds-yaml',
        name: undefined,
        ...wish,
      },
      world,
    );
}

async function made(source: string, wish: Wish = {}, shelf?: Reader) {
  const cwd = tempFolder();
  const result = await generator(shelf ?? (await shelfWith(SHELF)), cwd)(source, wish);
  return { cwd, result, files: snapshot(join(cwd, 'prod')) };
}

/** Files and folders that the kustomizations of a folder name, and those that are there but not named. */
function structure(files: Readonly<Record<string, string>>) {
  const named = Object.entries(files)
    .filter(([path]) => path.endsWith('kustomization.yaml'))
    .flatMap(([path, text]) =>
      (parse(text) as { resources: string[] }).resources.map((one) => join(path, '..', one)),
    );
  const there = new Set(Object.keys(files).map((path) => path.replace(/\/$/, '')));
  const isManifest = (path: string) => path.endsWith('.yaml') && !path.endsWith('kustomization.yaml');
  return {
    missing: named.filter((path) => !there.has(path)),
    unnamed: [...there].filter((path) => isManifest(path) && !named.includes(path)),
  };
}

const kept = (manifests: readonly DeliveredManifest[]) =>
  manifests.filter(({ status }) => status === 'kept').map(({ name }) => name);

describe('a folder for Flux', () => {
  it('has a stack, a Cluster, and what makes them come in this order', async () => {
    const { files, result } = await made(V1, { name: 'blue' });
    expect(Object.keys(files)).toEqual([
      ...['README.md', 'cluster/', 'cluster/cluster.yaml', 'cluster/kustomization.yaml', 'flux.yaml'],
      ...['kustomization.yaml', 'stack/', 'stack/cluster-stack-docker-scs-1-34.yaml'],
      ...['stack/kustomization.yaml', 'stack/namespace.yaml'],
    ]);
    expect(structure(files)).toEqual({ missing: [], unnamed: [] });
    expect([result.tag, result.clusters]).toEqual(['docker-scs-1-34-v1', []]);
    const [stack, cluster] = parseAllDocuments(files['flux.yaml'] ?? '').map((one) => one.toJS() as object);
    expect(stack).toMatchObject({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      metadata: { name: 'blue-stack', namespace: 'flux-system' },
      spec: {
        path: './clusters/prod/stack',
        sourceRef: { kind: 'GitRepository', name: 'flux-system' },
        prune: false,
        wait: true,
        healthCheckExprs: [{ kind: 'ClusterStack', current: USABLE }],
      },
    });
    expect(cluster).toMatchObject({
      metadata: { name: 'blue-cluster' },
      spec: {
        path: './clusters/prod/cluster',
        prune: false,
        dependsOn: [{ name: 'blue-stack', namespace: 'flux-system' }],
      },
    });
  });

  it('sets the namespace in one place', async () => {
    const { files } = await made(V1);
    const namespaces = Object.entries(files).filter(([, text]) => /^\s*namespace: /m.test(text));
    expect(namespaces.map(([path]) => path)).toEqual([
      ...['cluster/kustomization.yaml', 'flux.yaml', 'stack/kustomization.yaml'],
    ]);
    expect(parse(files['stack/kustomization.yaml'] ?? '')).toMatchObject({ namespace: 'tenant' });
    expect(parse(files['stack/namespace.yaml'] ?? '')).toMatchObject({ metadata: { name: 'tenant' } });
  });

  it('may be the top of the repository, and looked after by others', async () => {
    const { files } = await made(V1, { place: { path: '', toolNamespace: 'team', source: 'mine' } });
    const [stack] = parseAllDocuments(files['flux.yaml'] ?? '').map((one) => one.toJS() as object);
    expect(stack).toMatchObject({
      metadata: { namespace: 'team' },
      spec: { path: './stack', sourceRef: { name: 'mine' } },
    });
  });
});

describe('the Cluster of a new folder', () => {
  it('is as the flags say', async () => {
    const cluster = { ...NO_FLAGS, controlPlane: 5, api: 'v1beta2' } as const;
    const { files } = await made(V1, { cluster });
    expect(parse(files['cluster/cluster.yaml'] ?? '')).toMatchObject({
      apiVersion: 'cluster.x-k8s.io/v1beta2',
      metadata: { name: 'my-cluster' },
      spec: { topology: { controlPlane: { replicas: 5 } } },
    });
  });

  it('needs a place in the repository, which an old folder does not', async () => {
    const wish = { place: { path: undefined } };
    expect(await refusalOf(() => made(V1, wish))).toMatchObject({
      code: 'usage',
      message: 'where prod is in its repository is not clear',
    });
    const shelf = await shelfWith(SHELF);
    const { cwd } = await made(V1, { name: 'blue' }, shelf);
    const { manifests } = await generator(shelf, cwd)(V1, wish);
    // What nobody can compare is not called current.
    expect(kept(manifests)).toEqual(['README.md', 'flux.yaml']);
  });

  it('knows its name', async () => {
    const shelf = await shelfWith(SHELF);
    const { cwd } = await made(V1, { name: 'blue' }, shelf);
    const { manifests } = await generator(shelf, cwd)(V1);
    expect(new Set(manifests.map(({ status }) => status))).toEqual(new Set(['current']));
  });
});

describe('a ClusterStack, for Flux,', () => {
  const isUsable = (versions: string[], status: object): unknown =>
    evaluate(USABLE, { spec: { versions }, status });

  it.each<[string[], object, boolean]>([
    [['v1'], {}, false],
    [['v1'], { usableVersions: '' }, false],
    [['v1'], { usableVersions: 'v1' }, true],
    [['v1'], { usableVersions: 'v10, v11' }, false],
    [['v1', 'v2'], { usableVersions: 'v1' }, false],
    [['v1', 'v2'], { usableVersions: 'v1, v2' }, true],
    [['v0-sha.abc'], { usableVersions: 'v0-sha.abcd, v0-sha.abc' }, true],
  ])('of %j with %j is usable: %s', (versions, status, usable) => {
    expect(isUsable(versions, status)).toBe(usable);
  });
});

describe('a folder for Argo CD', () => {
  it('has an Application, and waves', async () => {
    const { files } = await made(V1, { place: { tool: 'argocd' }, name: 'blue' });
    expect(structure(files)).toEqual({ missing: [], unnamed: ['application.yaml'] });
    const application = parse(files['application.yaml'] ?? '') as { metadata: object };
    expect(application).toMatchObject({
      apiVersion: 'argoproj.io/v1alpha1',
      metadata: { name: 'blue', namespace: 'argocd' },
      spec: {
        source: {
          repoURL: 'https://git.example.com/clusters.git',
          targetRevision: 'HEAD',
          path: 'clusters/prod',
        },
        destination: { namespace: 'tenant' },
        syncPolicy: { automated: { prune: false }, syncOptions: ['ServerSideApply=true'] },
      },
    });
    // With one, deleting the Application would delete the Cluster.
    expect(application.metadata).not.toHaveProperty('finalizers');
    const waves = ['stack', 'cluster'].map(
      (part) =>
        (parse(files[`${part}/kustomization.yaml`] ?? '') as { commonAnnotations: Record<string, string> })
          .commonAnnotations,
    );
    expect(waves.map((one) => one['argocd.argoproj.io/sync-wave'])).toEqual(['-1', '0']);
    expect(waves.map((one) => one['argocd.argoproj.io/sync-options'])).toEqual(
      Array(2).fill('Prune=false,Delete=false'),
    );
  });

  it('needs the address of the repository', async () => {
    const wish = { place: { tool: 'argocd', repo: undefined } } as const;
    expect(await refusalOf(() => made(V1, wish))).toMatchObject({
      code: 'usage',
      message: '--repo is missing',
    });
  });
});

describe('credentials', () => {
  it('are only spoken about, and only where they are needed', async () => {
    const openstack = await made('out/openstack-scs-1-34-v1', {}, await shelfWith({ v1: openstackFiles() }));
    expect(openstack.files['README.md']).toContain(
      'csctl generate credentials TAG --cloud NAME -n tenant -o',
    );
    expect(JSON.stringify(openstack.files)).not.toMatch(/kind: Secret/);
    expect((await made(V1)).files['README.md']).not.toContain('credentials');
  });
});

describe('the README', () => {
  it.each(['flux', 'argocd'] as const)(
    'has sections and the way to the next release, for %s',
    async (tool) => {
      const place = { tool, path: 'teams/blue' };
      const docker = (await made(V1, { place })).files['README.md'] ?? '';
      const shelf = await shelfWith({ v1: openstackFiles() });
      const openstack = (await made('out/openstack-scs-1-34-v1', { place }, shelf)).files['README.md'] ?? '';
      const headings = (text: string) =>
        [...text.matchAll(/(?<=\n\n)## (.*)(?=\n\n)/g)].map(([, name]) => name);
      expect(headings(docker)).toEqual(['Start', 'Upgrade', 'Delete']);
      expect(headings(openstack)).toEqual(['Start', 'Credentials', 'Upgrade', 'Delete']);
      for (const text of [docker, openstack]) {
        expect(text).not.toMatch(/\n\n\n|\n\n$/);
        expect(text).toContain('\ncsctl generate gitops TAG -o teams/blue --overwrite\n');
      }
    },
  );
});

describe('a second run', () => {
  const mine = (folder: string, path: string, from: string, to: string) => {
    const text = readFileSync(join(folder, path), 'utf8');
    expect(text).toContain(from);
    writeFiles(folder, { [path]: text.replace(from, to) });
  };

  /** A folder that somebody works in. */
  async function workedOn() {
    const shelf = await shelfWith(SHELF);
    const { cwd } = await made(V1, {}, shelf);
    const folder = join(cwd, 'prod');
    mine(folder, 'cluster/cluster.yaml', 'replicas: 1', 'replicas: 3 # mine');
    mine(folder, 'cluster/kustomization.yaml', 'resources:\n', 'resources:\n  - secret.enc.yaml # mine\n');
    mine(folder, 'flux.yaml', 'interval: 10m', 'interval: 1h');
    mine(folder, 'README.md', '# Cluster', '# Our cluster');
    return { folder, before: snapshot(folder), again: generator(shelf, cwd) };
  }

  it('changes nothing for the same release', async () => {
    const { folder, before, again } = await workedOn();
    const { manifests } = await again(V1);
    expect(new Set(manifests.map(({ status }) => status))).toEqual(new Set(['current', 'kept']));
    expect(kept(manifests)).toEqual(['README.md', 'flux.yaml']);
    expect(snapshot(folder)).toEqual(before);
  });

  it('is refused for another release, unless it is wanted', async () => {
    const { folder, before, again } = await workedOn();
    const refusal = await refusalOf(() => again(V2));
    expect(refusal).toMatchObject({
      code: 'output-foreign',
      hint: 'add --overwrite to take the new release; changes of yours stay',
    });
    expect(refusal.problems.map(({ message }) => message)).toEqual([
      'prod/stack/cluster-stack-docker-scs-1-34.yaml is there already; it was left as it is',
      'prod/cluster/cluster.yaml is there already; it was left as it is',
    ]);
    expect(snapshot(folder)).toEqual(before);
  });

  it('adds the version, raises the Cluster, and leaves the rest', async () => {
    const { folder, before, again } = await workedOn();
    const { clusters, manifests } = await again(V2, { overwrite: true });
    expect(kept(manifests)).toEqual(['README.md', 'flux.yaml']);
    const [stack, cluster] = ['stack/cluster-stack-docker-scs-1-34.yaml', 'cluster/cluster.yaml'];
    expect(snapshot(folder)).toEqual({
      ...before,
      [stack]: before[stack]
        ?.replace('    - v1\n', '    - v1\n    - v2\n')
        .replace(/^# csctl generate clusterstack docker-scs-1-34-v1\n/, (line) =>
          line.replace('v1\n', 'v1 docker-scs-1-34-v2\n'),
        ),
      // The class, and the first line.
      [cluster]: before[cluster]?.replaceAll('docker-scs-1-34-v1', 'docker-scs-1-34-v2'),
    });
    expect(clusters).toMatchObject([
      { from: { class: 'docker-scs-1-34-v1' }, to: { class: 'docker-scs-1-34-v2' } },
    ]);
  });

  it('adds a ClusterStack for the next minor, beside the one that is in use', async () => {
    const { folder, again } = await workedOn();
    await again('out/docker-scs-1-35-v1', { overwrite: true });
    const files = snapshot(folder);
    expect(structure({ ...files, 'cluster/secret.enc.yaml': '' })).toEqual({ missing: [], unnamed: [] });
    const kustomization = parse(files['stack/kustomization.yaml'] ?? '') as { resources: string[] };
    expect(kustomization.resources).toEqual([
      ...['namespace.yaml', 'cluster-stack-docker-scs-1-34.yaml', 'cluster-stack-docker-scs-1-35.yaml'],
    ]);
    expect(files['cluster/cluster.yaml']).toContain('class: docker-scs-1-35-v1\n');
    expect(files['cluster/cluster.yaml']).toContain('version: v1.35.1\n');
  });

  it('knows the tool and the namespace', async () => {
    const { folder, before, again } = await workedOn();
    await again(V1, { namespace: undefined, place: { tool: undefined } });
    expect(snapshot(folder)).toEqual(before);
  });

  it.each<[string, Wish, string]>([
    ['another tool', { place: { tool: 'argocd' } }, '--tool is argocd; prod is made for flux'],
    ['another namespace', { namespace: 'other' }, '-n is other; prod is made for tenant'],
    [
      'another size',
      { cluster: { ...NO_FLAGS, controlPlane: 3 } },
      '--api, --control-plane, --workers and --set are for a new Cluster; prod/cluster/cluster.yaml is there',
    ],
  ])('is refused for %s', async (_name, wish, message) => {
    const { folder, before, again } = await workedOn();
    expect(await refusalOf(() => again(V2, { ...wish, overwrite: true }))).toMatchObject({
      code: 'usage',
      message,
    });
    expect(snapshot(folder)).toEqual(before);
  });

  it.each<[Wish, string]>([
    [{ place: { tool: undefined } }, '--tool is missing'],
    [{ namespace: undefined }, '-n is missing'],
  ])('is none where there is no folder: %j', async (wish, message) => {
    expect(await refusalOf(() => made(V1, wish))).toMatchObject({ code: 'usage', message });
  });
});

describe('a folder of others', () => {
  it.each([
    'README.md',
    'flux.yaml',
    'kustomization.yaml',
    'stack/kustomization.yaml',
    'cluster/cluster.yaml',
  ])('is left as it is where its %s is in the way', async (name) => {
    const cwd = tempFolder({ [`prod/${name}`]: 'kind: mine\n', 'prod/more.txt': 'mine' });
    const before = snapshot(cwd);
    const again = generator(await shelfWith(SHELF), cwd);
    expect(await refusalOf(() => again(V1))).toMatchObject({
      code: 'output-foreign',
      kind: 'conflict',
      message: `prod/${name} is there already; it was left as it is`,
      hint: 'the folder is not one that csctl made: move away what is in it, or name another with -o',
    });
    expect(snapshot(cwd)).toEqual(before);
  });

  it("takes the files beside those that are in nobody's way", async () => {
    const cwd = tempFolder({ 'prod/more.txt': 'mine' });
    const { manifests } = await generator(await shelfWith(SHELF), cwd)(V1);
    expect(new Set(manifests.map(({ status }) => status))).toEqual(new Set(['written']));
    expect(snapshot(cwd)['prod/more.txt']).toBe('mine');
  });

  it('keeps its own with --overwrite, too, and says so', async () => {
    const cwd = tempFolder({ 'prod/README.md': 'mine\n' });
    const { manifests } = await generator(await shelfWith(SHELF), cwd)(V1, { overwrite: true });
    const statuses = Object.fromEntries(manifests.map(({ name, status }) => [name, status]));
    expect(statuses).toMatchObject({ 'README.md': 'kept', 'flux.yaml': 'written' });
    expect(snapshot(cwd)['prod/README.md']).toBe('mine\n');
  });
});
