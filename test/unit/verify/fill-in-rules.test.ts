// What a scaffold left open and is still open.
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../src/stack/file-tree.ts';
import { checkFillIns } from '../../../src/verify/fill-in-rules.ts';
import { validateStacks } from '../../../src/release/check.ts';
import { DOCKER, OPENSTACK, ownStack } from '../../support/own-stacks.ts';
import { FOLDER, ownTemplate, scaffoldWorld, STACK_TEMPLATES } from '../../support/scaffolds.ts';
import { request } from '../../support/world.ts';

/** `FILE:LINE:COLUMN MESSAGE` */
const told = (files: Readonly<Record<string, string | Uint8Array>>): string[] =>
  checkFillIns(FileTree.of(Object.entries(files))).map(
    ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
  );

describe('a mark', () => {
  it.each([
    ['a: 1\n  # FILL IN: what it is.\n', '2:3 still to be filled in: what it is'],
    ['# FILL IN: size, e.g. 1.5\r\na: 1\r\n', '1:1 still to be filled in: size, e.g. 1.5'],
    ['# FILL IN: one that\n# goes on. And more.\na: 1\n', '1:1 still to be filled in: one that goes on'],
    ['# FILL IN: one\n#\n# more\n', '1:1 still to be filled in: one'],
    ['# FILL IN: one\n  # deeper\n', '1:1 still to be filled in: one'],
    ['\t# FILL IN:', '1:2 still to be filled in'],
  ])('%j is told', (text, expected) => {
    expect(told({ 'a/b.yaml': text })).toEqual([`a/b.yaml:${expected}`]);
  });

  it('is told each time, with something to do', () => {
    const tree = FileTree.of([['c.tpl', '# FILL IN: one\n# FILL IN: two\nx: y\n']]);
    const found = checkFillIns(tree);
    expect(found.map(({ message }) => message)).toEqual([
      'still to be filled in: one',
      'still to be filled in: two',
    ]);
    expect(found[0]).toMatchObject({
      code: 'fill-in',
      severity: 'warning',
      hint: 'write there what is missing, and take the comment with FILL IN out',
    });
  });

  it.each([
    ['a.yaml', 'a: 1 # FILL IN: not a line of its own\n'],
    ['a.yaml', '# Where it says FILL IN, something is missing\n'],
    ['a.yaml', '# fill in: the rest\n'],
    ['a.yaml', '#FILL IN: x\n'],
    ['README.md', '# FILL IN: x\n'],
    ['cluster-addon/cni/charts/cilium/values.yaml', '# FILL IN: x\n'],
    ['a.yaml', Buffer.from('# FILL IN: \xff\n', 'latin1')],
  ])('is not what only looks like one: %s %j', (file, text) => {
    expect(told({ [file]: text })).toEqual([]);
  });
});

describe('our own', () => {
  it.each([DOCKER, OPENSTACK])('stack %s has nothing left open', (stack) => {
    expect(checkFillIns(ownStack(stack).tree)).toEqual([]);
  });

  it.each(STACK_TEMPLATES)('template %s has marks of the one form', async (name) => {
    const given = name === 'neutral' ? { kind: ['Acme'], provider: ['acme'] } : {};
    const { files, world } = await scaffoldWorld(ownTemplate(name), given, false);
    const marks = [...files].flatMap(([path, content]) =>
      path.endsWith('.md')
        ? []
        : (Buffer.from(content)
            .toString('utf8')
            .match(/fill.?in\b/gi) ?? []),
    );
    const { ok, problems } = await validateStacks([FOLDER], request(), world);
    const found = problems.filter(({ code }) => code === 'fill-in');
    expect([ok, found.length]).toEqual([true, marks.length]);
    expect(found.length > 0).toBe(name === 'neutral');
  });
});
