// The project's own stacks for one Kubernetes minor, as tests want them: read, or written as a folder with a csctl.yaml.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FileTree } from '../../src/stack/file-tree.ts';
import type { KubernetesMinor } from '../../src/stack/kubernetes-version.ts';
import { readLayout } from '../../src/stack/layout/read-layout.ts';
import type { Stack } from '../../src/stack/stack.ts';
import { PROJECT } from './package.ts';
import { writeFiles } from './temp-folder.ts';

export const DOCKER = 'providers/docker/scs';
export const OPENSTACK = 'providers/openstack/scs';

/** The minor that tests build. */
export const TESTED: KubernetesMinor = { major: 1, minor: 34 };

/** Reads a stack of the project's own. */
export function ownStack(stack: string, minor = TESTED): Stack {
  const read = readLayout(stack, filesBelow(join(PROJECT, stack))).read(minor);
  if (!read.stack) throw new Error(`${stack} cannot be read: ${JSON.stringify(read.problems)}`);
  return read.stack;
}

/** Writes the effective tree of a minor. Without a word in the config, chart dependencies stay as they stand: absent. */
export function writeOneMinor(stack: string, target: string, minor = TESTED): void {
  const { tree } = ownStack(stack, minor);
  writeFiles(target, Object.fromEntries([...tree].map(([path, bytes]) => [path, decode(bytes)])));
}

const decode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

function filesBelow(folder: string): FileTree {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return FileTree.of(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [relative(folder, file).replaceAll('\\', '/'), readFileSync(file)] as const;
    }),
  );
}
