// The tokens that a YAML text is cut into.

export type YamlTokenType =
  | 'stream-end'
  | 'version-directive'
  | 'tag-directive'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

/** Where something starts. */
export interface YamlMark {
  readonly offset: number;
  /** From 0. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
}

/** One token; one class for all, which is what makes reading them fast. */
export class YamlToken implements YamlMark {
  /** Whether a `:` may still follow that makes it a key. */
  mayBeKey = false;
  /** Whether it is held back until that is known. */
  isHeld = false;
  /** Whether a `:` has to follow: nothing else can stand at this indentation. */
  mustBeKey = false;
  /** How many tokens come before it in the text; only set for those that may be keys. */
  number = 0;

  constructor(
    readonly type: YamlTokenType,
    readonly offset: number,
    readonly line: number,
    readonly column: number,
    readonly end: number,
    /** Text of a scalar, name of an anchor or alias, handle of a tag or directive, version of `%YAML`. */
    readonly value: string = '',
    /** Suffix of a tag, prefix of a tag directive. */
    readonly suffix: string = '',
    /** Whether a scalar has neither quotes nor an indicator. */
    readonly isPlain: boolean = false,
  ) {}
}
