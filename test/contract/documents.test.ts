// The documents in this repository that csctl makes are current: `csctl docs STACK -o FILE` and `csctl matrix -o FILE` mend them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { LocalTextFiles } from '../../src/io/text-files.ts';
import { StackFolders } from '../../src/io/stack-folder.ts';
import { documentStack } from '../../src/release/documents/docs.ts';
import { matrixOf } from '../../src/release/documents/matrix.ts';
import { findStacks } from '../../src/release/find-stacks.ts';
import type { World } from '../../src/release/ports.ts';
import { DOCKER, OPENSTACK } from '../support/own-stacks.ts';
import { PROJECT } from '../support/package.ts';
import { memoryWorld, request } from '../support/world.ts';

/** The project's folder, which nothing is written into; what would be is in `made`. */
function project(): { world: World; made: Map<string, string> } {
  const made = new Map<string, string>();
  const { world } = memoryWorld([]);
  return {
    made,
    world: {
      ...world,
      stacks: new StackFolders(PROJECT, join(PROJECT, '.release')),
      texts: new LocalTextFiles(PROJECT),
      editor: {
        write: (_, edits) => {
          for (const [name, text] of edits) made.set(name, String(text));
          return Promise.resolve();
        },
      },
    },
  };
}

const docs = async (stack: string, file: string, check: boolean) => {
  const { world, made } = project();
  const folders = await findStacks([stack], world);
  return { ...(await documentStack(stack, folders, { reading: request(), file, check }, world)), made };
};

const matrix = async (file: string, check: boolean) => {
  const { world, made } = project();
  const named = ['providers'];
  const wish = { named, reading: request(), stores: [], file, check };
  return { ...(await matrixOf(await findStacks(named, world), wish, world)), made };
};

describe('documents that csctl makes', () => {
  it.each([DOCKER, OPENSTACK])('the README of %s is current', async (stack) => {
    const { docs: made, problems } = await docs(stack, `${stack}/README.md`, true);
    expect(problems).toEqual([]);
    expect(made.map(({ status }) => status)).toEqual(['current']);
  });

  it('the matrix in the README is current', async () => {
    const { status, problems } = await matrix('README.md', true);
    expect({ status, problems }).toEqual({ status: 'current', problems: [] });
  });

  it('have a section for every variable that has more to tell, and no other heading twice', () => {
    const text = readFileSync(join(PROJECT, OPENSTACK, 'README.md'), 'utf8');
    const headings: readonly string[] = text.match(/^#+ .*$/gm) ?? [];
    expect(headings).toContain('#### `registryMirrors`');
    expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([]);
  });
});

describe('a formatter', () => {
  const settings: readonly prettier.Options[] = [
    {},
    { singleQuote: true, printWidth: 60 },
    { proseWrap: 'always', tabWidth: 4 },
    { proseWrap: 'never' },
  ];

  it.each(settings)('with %j leaves the documents as they are', async (options) => {
    const made = [
      ...(await docs(OPENSTACK, 'NEW.md', false)).made.values(),
      ...(await matrix('NEW.md', false)).made.values(),
    ];
    expect(made).toHaveLength(2);
    for (const text of made)
      expect(await prettier.format(text, { ...options, parser: 'markdown' })).toBe(text);
  });
});
