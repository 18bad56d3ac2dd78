// Releases that the Go csctl published, continued: none carries fingerprints, so their archives are looked into.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OciLayoutStore } from '../../src/io/layout/oci-layout.ts';
import { createReleases } from '../../src/release/create.ts';
import type { ReleaseRequest } from '../../src/release/stages.ts';
import { verifyRelease } from '../../src/verify/verify-release.ts';
import { isError } from '../../src/problem/problem.ts';
import { corpusPath, FLAWS, hasCorpus } from '../support/corpus.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { memoryWorld, request } from '../support/world.ts';

const FERROL = 'csctl/docker/ferrol';
const SCS2 = 'single/openstack/scs2';

/** A copy of the history, and of a stack to change. */
function continued(stack: string) {
  const root = tempFolder();
  const [layout, folder] = [join(root, 'history'), join(root, 'stack')];
  cpSync(corpusPath('history'), layout, { recursive: true });
  cpSync(corpusPath('stacks', stack), folder, { recursive: true });
  // The corpus is there to be read.
  execFileSync('chmod', ['-R', 'u+w', root]);
  const store = new OciLayoutStore(layout, layout);
  const { world, written } = memoryWorld([store]);
  const edit = (file: string, change: (text: string) => string) => {
    const path = join(folder, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };
  const create = async (wish: Partial<ReleaseRequest> = {}) => {
    const wanted = request({ mode: 'stable', allowed: new Set(FLAWS[stack]), ...wish });
    const { releases } = await createReleases([folder], wanted, { dryRun: false, publish: true }, world);
    const [release] = releases;
    if (!release) throw new Error('no release');
    const { status, tag, versions } = release;
    const reasons = release.decision.flatMap((component) => component.reasons);
    return { status, tag, versions: Object.values(versions).join(' '), reasons };
  };
  return { create, edit, store, written, layout };
}

/** The sources of openstack-scs2-1-33-v2, the newest stable release there. */
const asReleased = (text: string) => text.replace('sessionAffinity: true', 'sessionAffinity: false');
const VALUES = 'cluster-addon/cni/values.yaml';

describe.skipIf(!hasCorpus)('the history that the Go csctl made (skipped without ../shared/corpus)', () => {
  it('has nothing to release for unchanged sources, single-stage', async () => {
    expect(await continued(FERROL).create()).toMatchObject({
      status: 'unchanged',
      tag: 'docker-ferrol-1-27-v1',
    });
  });

  it('has nothing to release for unchanged sources, multi-stage', async () => {
    const { create, edit } = continued(SCS2);
    edit(VALUES, asReleased);
    expect(await create()).toMatchObject({ status: 'unchanged', tag: 'openstack-scs2-1-33-v2' });
  });

  it.each([
    ['the class', 'cluster-class/templates/cluster-class.yaml', 'v3 v2 v1', 'cluster-class: 1 file changed'],
    ['a stage', 'cluster-addon/ccm/values.yaml', 'v3 v3 v1', 'cluster-addon/ccm: 1 file changed'],
    ['the hooks (bug 2)', 'clusteraddon.yaml', 'v3 v3 v1', 'clusteraddon.yaml changed'],
  ])('bumps what it should when %s changed', async (_what, file, versions, reason) => {
    const { create, edit } = continued(SCS2);
    edit(VALUES, asReleased);
    edit(file, (text) => `${text}\n# changed\n`);
    const release = await create();
    expect(release).toMatchObject({ status: 'published', tag: 'openstack-scs2-1-33-v3', versions });
    expect(release.reasons).toContain(reason);
    expect((await create()).status).toBe('unchanged');
  });

  it('releases a Kubernetes patch, which csctl did not (bug 1)', async () => {
    const { create, edit, written } = continued(SCS2);
    edit(VALUES, asReleased);
    edit('csctl.yaml', (text) => text.replace('v1.33.10', 'v1.33.11'));
    const release = await create();
    expect(release).toMatchObject({ versions: 'v3 v2 v1', reasons: ['Kubernetes v1.33.10 -> v1.33.11'] });
    expect((await verifyRelease(release.tag, written.get(release.tag) ?? [])).filter(isError)).toEqual([]);
  });

  it('finds the values file of the single-stage convention changed', async () => {
    const { create, edit } = continued(FERROL);
    edit('cluster-addon-values.yaml', (text) => `${text}    # changed\n`);
    const release = await create();
    expect(release).toMatchObject({ versions: 'v2 v2 v1' });
    expect(release.reasons).toContain('cluster-addon-values.yaml changed');
  });

  it('keeps the hash release out of the channels', async () => {
    const { create, edit } = continued(SCS2);
    edit(VALUES, asReleased);
    expect((await create({ mode: 'beta' })).status).toBe('unchanged');
  });

  it('is an error when it is damaged, never a first release', async () => {
    const { create, layout } = continued(FERROL);
    writeFileSync(join(layout, 'index.json'), '{"schemaVersion":2');
    await expect(create()).rejects.toMatchObject({ code: 'remote-damaged', kind: 'remote' });
  });
});
