// Finds the node that a path leads to, as decoding finds the value.
import { keyText } from './yaml-key.ts';
import { isMergeKey, targetOf, type YamlEntry, type YamlMapping, type YamlNode } from './yaml-node.ts';
import { resolveScalar } from './yaml-resolve.ts';

/** A path into a document: keys and indexes. */
export type YamlPath = readonly (string | number)[];

/** The nearest node to a path. */
export interface NearestNode {
  readonly node: YamlNode;
  /** The key that it stands at; undefined for the document and for items of sequences. */
  readonly key: YamlNode | undefined;
  /** How many elements of the path lead to it: all of them if it is the one. */
  readonly depth: number;
}

/**
 * The node at `path`, behind aliases and merge keys too; undefined where there is none.
 * @throws YamlError for a key that is not what its tag says; decoding finds that, too
 */
export function findNode(node: YamlNode, path: YamlPath): YamlNode | undefined {
  const found = findNearestNode(node, path);
  return found.depth === path.length ? found.node : undefined;
}

/** The node at `path`, or the innermost one around it. */
export function findNearestNode(node: YamlNode, path: YamlPath): NearestNode {
  let found: NearestNode = { node, key: undefined, depth: 0 };
  for (const step of path) {
    const parent = targetOf(found.node);
    const item = parent.kind === 'sequence' ? parent.items[Number(step)] : undefined;
    const child = parent.kind === 'mapping' ? findEntry(parent, String(step)) : undefined;
    const next = item ?? child?.value;
    if (!next) break;
    found = { node: next, key: child?.key, depth: found.depth + 1 };
  }
  return found;
}

/** The entry that counts: the last one, and what is merged counts where its `<<` stands. */
function findEntry({ entries }: YamlMapping, name: string): YamlEntry | undefined {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (!entry) continue;
    const found = isMergeKey(entry.key)
      ? findMerged(entry.value, name)
      : isNamed(entry.key, name)
        ? entry
        : undefined;
    if (found) return found;
  }
  return undefined;
}

function findMerged(value: YamlNode, name: string): YamlEntry | undefined {
  const sources = value.kind === 'sequence' ? value.items : [value];
  for (const source of sources) {
    const mapping = targetOf(source);
    const found = mapping.kind === 'mapping' ? findEntry(mapping, name) : undefined;
    if (found) return found;
  }
  return undefined;
}

function isNamed(key: YamlNode, name: string): boolean {
  const scalar = targetOf(key);
  if (scalar.kind !== 'scalar') return false;
  return keyText(resolveScalar(scalar)) === name;
}
