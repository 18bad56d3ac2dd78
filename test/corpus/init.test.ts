// init minor and init addon on real stacks of every layout: what was there stays, and what comes can be read.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PackageFolder } from '../../src/cli/program-files.ts';
import { NewFiles } from '../../src/io/new-files.ts';
import { NewFolders } from '../../src/io/new-folder.ts';
import { StackFolderEditor } from '../../src/io/stack-editor.ts';
import { StackFolders } from '../../src/io/stack-folder.ts';
import { LocalTemplates } from '../../src/io/template-folder.ts';
import { validateStacks } from '../../src/release/check.ts';
import { initAddon } from '../../src/release/scaffold/addon.ts';
import { initMinor } from '../../src/release/scaffold/minor.ts';
import { parseKubernetesMinor } from '../../src/stack/kubernetes-version.ts';
import { corpusPath, hasCorpus } from '../support/corpus.ts';
import { PROJECT } from '../support/package.ts';
import { snapshot, tempFolder } from '../support/temp-folder.ts';
import { memoryWorld, request } from '../support/world.ts';

/** A copy of some stacks of the corpus, and a world without a network around it. */
function workshop(stacks: string) {
  const cwd = tempFolder();
  cpSync(corpusPath('stacks', stacks), join(cwd, 's'), { recursive: true });
  const folders = new StackFolders(cwd, undefined);
  const world = {
    ...memoryWorld().world,
    stacks: folders,
    files: new NewFiles(cwd, () => {
      folders.forget();
    }),
    trees: new NewFolders(cwd),
    editor: new StackFolderEditor(cwd, () => {
      folders.forget();
    }),
    templates: new LocalTemplates(new PackageFolder(PROJECT), cwd),
  };
  const codes = async (named: string, minors: string[]) => {
    folders.forget();
    const found = await folders.find(named);
    const { problems } = await validateStacks(found, request({ minors }), world);
    return new Set(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code));
  };
  return { cwd, world, codes };
}

const minor = (text: string) => parseKubernetesMinor(text) ?? { major: 0, minor: 0 };

describe.skipIf(!hasCorpus)('init in stacks of the corpus', () => {
  it.each([
    ['per-minor/openstack/scs', '1.36', 's/1-36', []],
    ['per-minor/docker/scs', '1.36', 's/1-36', []],
    ['single/openstack/scs', '1.33', 's', ['1.33']],
  ])(
    '%s gets the minor %s, without an error that the others have not',
    async (stacks, text, folder, minors) => {
      const { cwd, world, codes } = workshop(stacks);
      const before = snapshot(cwd);
      const known = await codes('s', []);
      const wish = { minor: minor(text), version: undefined, pins: new Map<string, string>(), offline: true };
      const result = await initMinor('s', wish, { dryRun: false }, world);
      expect(result.folder).toBe(folder);
      const after = snapshot(cwd);
      const changed = Object.keys(before).filter((path) => after[path] !== before[path]);
      expect(changed).toEqual(folder === 's' ? ['s/versions.yaml'] : []);
      expect([...(await codes(folder, minors))].filter((code) => !known.has(code))).toEqual([]);
    },
  );

  it.each(['per-minor/openstack/scs', 'single/openstack/scs2', 'csctl/docker/valencia'])(
    '%s gets a stage, without an error that was not there',
    async (stacks) => {
      const { cwd, world, codes } = workshop(stacks);
      const before = snapshot(cwd);
      const known = await codes('s', []);
      const given = new Map([['name', ['hello']]]);
      const asked = { given, defaults: true, ask: undefined, flagOf: (key: string) => key };
      const wish = { stack: 's', template: undefined, after: undefined, dryRun: false, ...asked };
      const { changed, files } = await initAddon(wish, world);
      const after = snapshot(cwd);
      const touched = Object.keys(before).filter((path) => after[path] !== before[path]);
      expect(touched.sort()).toEqual(changed.map(({ path }) => path).sort());
      for (const { diff } of changed) expect(diff).not.toMatch(/^-(?!-)/m);
      expect(files.length).toBe(changed.length * 4);
      expect([...(await codes('s', []))].filter((code) => !known.has(code))).toEqual([]);
    },
  );
});
