// Credentials and folders in git with kubectl: Secrets are read, folders are built, and every object has its namespace.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { AUTHORITY } from '../support/clouds/authority.ts';
import { ONE_CLOUD } from '../support/clouds/texts.ts';
import { buildOne, MODES, OWN_STACKS, type Built } from './stacks.ts';
import { scratchFolder } from './scratch.ts';
import { csctl, kubectl, titled } from './tools.ts';

interface KubernetesObject {
  readonly kind: string;
  readonly type?: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: object };
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
}

const objectsIn = (yaml: string): KubernetesObject[] =>
  parseAllDocuments(yaml, { version: '1.1' }).map((one) => one.toJS() as KubernetesObject);

describe.skipIf(kubectl.missing)(titled('kubectl annotate --local', [kubectl]), () => {
  it('reads the Secrets, and those that they bring', () => {
    const cwd = scratchFolder('credentials');
    writeFileSync(join(cwd, 'clouds.yaml'), `${ONE_CLOUD}    cacert: ca.pem\n    verify: no\n`);
    writeFileSync(join(cwd, 'ca.pem'), AUTHORITY);
    csctl(['generate', 'credentials', '-n', 'tenant', '-o', 'all.yaml'], { cwd });
    const read = (file: string) =>
      objectsIn(kubectl.ok(['annotate', '--local', '-f', file, 'tried=yes', '-o', 'yaml'], { cwd }));
    const [provider, outer, set] = read('all.yaml');
    expect([provider, outer, set].map((one) => one?.kind)).toEqual([
      'Secret',
      'Secret',
      'ClusterResourceSet',
    ]);
    expect(outer?.type).toBe('addons.cluster.x-k8s.io/resource-set');
    expect(provider?.stringData?.['cacert']).toBe(AUTHORITY);
    const [manifest = ''] = Object.values(outer?.stringData ?? {});
    writeFileSync(join(cwd, 'inner.yaml'), manifest);
    const [inner] = read('inner.yaml');
    expect(inner?.metadata).toMatchObject({ name: 'clouds-yaml', namespace: 'kube-system' });
    expect(inner?.stringData?.['cacert']).toBe(AUTHORITY);
  });
});

describe.skipIf(kubectl.missing)(titled('kubectl kustomize', [kubectl]), () => {
  describe.each(OWN_STACKS)('$name', ({ folder, flags }) => {
    let release: Built;
    beforeAll(() => {
      release = buildOne(folder, [...flags, ...MODES.custom]);
    });

    it.each([
      ['flux', []],
      ['argocd', ['--repo', 'https://git.example.com/c.git']],
    ])('builds the folder for %s', (tool, more) => {
      const cwd = scratchFolder('git');
      csctl(['generate', 'gitops', release.folder, '--tool', tool, ...more, '-n', 'tenant', '-o', 'prod'], {
        cwd,
      });
      const built = (path: string) => objectsIn(kubectl.ok(['kustomize', path], { cwd }));
      const stack = built('prod/stack').filter(({ kind }) => kind !== 'Namespace');
      const cluster = built('prod/cluster');
      expect(stack.map(({ kind }) => kind)).toContain('ClusterStack');
      expect(cluster.map(({ kind }) => kind)).toEqual(['Cluster']);
      expect([...stack, ...cluster].map(({ metadata }) => metadata.namespace)).toEqual(
        [...stack, ...cluster].map(() => 'tenant'),
      );
      const kinds = built('prod').map(({ kind }) => kind);
      const parts = [...built('prod/stack'), ...cluster].map(({ kind }) => kind);
      expect(kinds.toSorted()).toEqual(
        tool === 'flux' ? ['Kustomization', 'Kustomization'] : parts.toSorted(),
      );
    });
  });
});
