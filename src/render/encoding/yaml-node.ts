// The tree of a YAML document, with the place of every node.

interface Located {
  /** Where it starts, its anchor and tag included; in UTF-16 units. */
  readonly start: number;
  /** Where it ends: behind the last character of a scalar, of the last child of a block. */
  readonly end: number;
  /** The line that it starts in, from 0 and as go-yaml counts them: four more characters than \n end one. */
  readonly line: number;
}

export interface YamlScalar extends Located {
  readonly kind: 'scalar';
  readonly value: string;
  /** As written in full, `tag:yaml.org,2002:str`; empty without. */
  readonly tag: string;
  /** Whether its type shows in its text: it has no quotes, no indicator and no tag but `!`. */
  readonly isImplicit: boolean;
}

export interface YamlSequence extends Located {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
}

export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

export interface YamlMapping extends Located {
  readonly kind: 'mapping';
  readonly entries: readonly YamlEntry[];
}

export interface YamlAlias extends Located {
  readonly kind: 'alias';
  readonly name: string;
  /** What the anchor stands at; possibly a collection around the alias. */
  readonly target: YamlContent;
}

/** What a node is once aliases are followed. */
export type YamlContent = YamlScalar | YamlSequence | YamlMapping;
export type YamlNode = YamlContent | YamlAlias;

export const TAG_PREFIX = 'tag:yaml.org,2002:';
const MERGE_TAG = `${TAG_PREFIX}merge`;

/** Whether the key takes over the entries of its value instead of naming it: `<<`. */
export const isMergeKey = (key: YamlNode): boolean =>
  key.kind === 'scalar' && key.value === '<<' && (key.isImplicit || key.tag === MERGE_TAG);

/** The node that is meant: what an alias stands for. */
export const targetOf = (node: YamlNode): YamlContent => (node.kind === 'alias' ? node.target : node);
