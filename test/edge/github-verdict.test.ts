// Releases published from their folders say on GitHub what the upgrade to them means.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NotesTemplateFile } from '../../src/io/notes-template.ts';
import { publishFolders } from '../../src/release/publishing/publish.ts';
import { reader } from '../support/reading-world.ts';
import type { Files } from '../support/stack-tree.ts';
import { storeOf } from '../support/github/client.ts';
import { useGithub } from '../support/github/start.ts';

const start = useGithub();
const OPTIONS = { dryRun: false, allowed: new Set<string>(), sourceDate: 0 };
const NOTES = join(import.meta.dirname, '../../templates/release-notes.md.hbs');
const CNI = 'cluster-addon/cni/templates/cni.yaml';
const storageClass = (provisioner: string): Files => ({
  [CNI]: `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: ${provisioner}\n`,
});

describe('release notes on GitHub', () => {
  it('have the verdict, and what it rests on', async () => {
    const github = await start();
    const mine = reader();
    const steps: readonly Files[] = [storageClass('a'), storageClass('b')];
    for (const files of steps) {
      const { tag, assets } = await mine.build(files, {
        mode: 'stable',
        allowed: new Set(['breaking-change']),
      });
      mine.folder(`.release/${tag}`, assets);
      const notes = new NotesTemplateFile(NOTES, 'release-notes.md.hbs');
      const world = { ...mine.world, stores: [storeOf(github)], notes };
      const { published } = await publishFolders([`.release/${tag}`], OPTIONS, world);
      expect(published).toMatchObject([{ tag, status: 'published' }]);
    }
    const bodies = new Map(github.published.map(({ tag, body }) => [tag, body]));
    expect(bodies.get('docker-scs-1-34-v1')).not.toContain('Upgrade from the release before');
    expect(bodies.get('docker-scs-1-34-v2')).toContain(
      'Upgrade from the release before: **breaking**.\n\n' +
        '- **breaking:** StorageClass fast of the stage "cni" changes provisioner, which Kubernetes refuses: upgrades never finish\n',
    );
  });
});
