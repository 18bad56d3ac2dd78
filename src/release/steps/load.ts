// load: folder -> tree -> the stack of one minor. Without a usable config it refuses; other problems are gathered for later.
import { refuseErrors } from '../../problem/problem.ts';
import { directoryHashes } from '../../stack/directory-hash.ts';
import { readLayout } from '../../stack/layout/read-layout.ts';
import { locateProblems } from '../../stack/stack.ts';
import type { Step } from '../flow.ts';
import type { Loaded, Requested } from '../stages.ts';

export const load: Step<Requested, Loaded> = {
  title: 'read the stack',
  async run(requested, world) {
    const { folder, minor, subject } = requested;
    const files = await world.stacks.read(folder);
    const read = readLayout(folder, files.tree).read(minor);
    const found = [...locateProblems(folder, files.problems), ...read.problems];
    const { stack } = read;
    if (!stack) {
      refuseErrors(found, subject);
      throw new Error('a stack without a config must have an error');
    }
    return { ...requested, stack, hashes: directoryHashes(stack.tree), problems: found };
  },
};
