// YAML as the emitter of go-yaml (libyaml's) writes it: block style, and lines that may be folded.
import { byteLength } from '../gotemplate/text.ts';
import type { Call, Value } from '../gotemplate/value.ts';
import { checkNesting } from './encoding-error.ts';
import { isSafeText, scalarForms } from './yaml-scalar-style.ts';
import { YamlWriter, type ScalarStyle } from './yaml-writer.ts';

/** A scalar to write: in the style, if the text allows it. */
export interface YamlScalarShape {
  readonly text: string;
  readonly style: ScalarStyle;
  /** `!!binary` */
  readonly tag?: string;
}

/** Keys and values, in the order in which they are written. */
export class YamlPairs {
  constructor(readonly pairs: readonly (readonly [Value, Value])[]) {}
}

/** What a value is in YAML; items, keys and values are values still. */
export type YamlShape = YamlScalarShape | readonly Value[] | YamlPairs;

/** In what the versions of go-yaml differ. */
export interface YamlRules {
  readonly shapeOf: (value: Value) => YamlShape;
  /** Lines are folded at the first single space behind this column. */
  readonly width: number;
  /** Whether lists inside of maps are indented. */
  readonly indentsLists: boolean;
  readonly tabsInBlocks: boolean;
  readonly call?: Call | undefined;
}

type Context = 'root' | 'item' | 'pair';

/** Keys with more bytes than this are written behind a question mark. */
const LONGEST_SIMPLE_KEY = 128;

/** A document with the value, with a line break at its end. */
export function emitYaml(value: Value, rules: YamlRules): string {
  const emitter = new YamlEmitter(rules);
  emitter.emit(value, -1, 'root', 0);
  return emitter.end();
}

class YamlEmitter {
  private readonly writer: YamlWriter;

  constructor(private readonly rules: YamlRules) {
    this.writer = new YamlWriter(rules.width);
  }

  end(): string {
    this.writer.startLine(0);
    return this.writer.text;
  }

  /** @param indent of what the value is in; -1 for a document */
  emit(value: Value, indent: number, context: Context, depth: number): void {
    checkNesting(depth);
    const shape = this.rules.shapeOf(value);
    if ('text' in shape) this.scalar(shape, indent, false);
    else if (shape instanceof YamlPairs) this.map(shape, indent, depth);
    else this.list(shape, indent, context, depth);
  }

  private list(items: readonly Value[], indent: number, context: Context, depth: number): void {
    if (items.length === 0) return this.empty('[]');
    const isFlush = context === 'pair' && !this.rules.indentsLists && !this.writer.isInIndentation;
    const inner = isFlush ? indent : nextIndent(indent);
    this.rules.call?.charge((inner + 2) * items.length);
    for (const item of items) {
      this.writer.startLine(inner);
      this.writer.blockIndicator('-');
      this.emit(item, inner, 'item', depth + 1);
    }
  }

  private map({ pairs }: YamlPairs, indent: number, depth: number): void {
    if (pairs.length === 0) return this.empty('{}');
    const inner = nextIndent(indent);
    this.rules.call?.charge((inner + 2) * pairs.length);
    for (const [key, value] of pairs) {
      this.writer.startLine(inner);
      this.key(key, inner, depth);
      this.emit(value, inner, 'pair', depth + 1);
    }
  }

  /** A key with its colon. */
  private key(key: Value, indent: number, depth: number): void {
    const shape = this.rules.shapeOf(key);
    if ('text' in shape && this.isSimpleKey(shape)) {
      this.scalar(shape, indent, true);
      this.writer.colon();
      return;
    }
    this.writer.blockIndicator('?');
    this.emit(key, indent, 'pair', depth + 1);
    this.writer.startLine(indent);
    this.writer.blockIndicator(':');
  }

  private isSimpleKey({ text, tag = '' }: YamlScalarShape): boolean {
    if (byteLength(text) + tag.length > LONGEST_SIMPLE_KEY) return false;
    return isSafeText(text) || !scalarForms(text, this.rules.tabsInBlocks).isMultiline;
  }

  private scalar({ text, style, tag }: YamlScalarShape, indent: number, isKey: boolean): void {
    this.rules.call?.charge(text.length);
    if (tag !== undefined) this.writer.word(tag);
    const lineIndent = indent < 0 ? 2 : indent + 2;
    switch (this.styleFor(text, style, isKey)) {
      case 'plain':
        return this.writer.plain(text, lineIndent, !isKey);
      case 'single':
        return this.writer.singleQuoted(text, lineIndent, !isKey);
      case 'double':
        return this.writer.doubleQuoted(text, lineIndent, !isKey);
      case 'literal':
        this.rules.call?.charge(lineIndent * lineCount(text));
        return this.writer.literal(text, lineIndent);
    }
  }

  private styleFor(text: string, wanted: ScalarStyle, isKey: boolean): ScalarStyle {
    if (wanted === 'double' || (wanted === 'plain' && isSafeText(text))) return wanted;
    const forms = scalarForms(text, this.rules.tabsInBlocks);
    if (wanted === 'literal') return forms.canBeBlock && !isKey ? 'literal' : 'double';
    if (wanted === 'plain' && forms.canBePlain) return 'plain';
    return forms.canBeSingleQuoted && !(isKey && forms.isMultiline) ? 'single' : 'double';
  }

  private empty(brackets: string): void {
    this.writer.word(brackets);
  }
}

const nextIndent = (indent: number): number => (indent < 0 ? 0 : indent + 2);

const lineCount = (text: string): number => text.split('\n').length;
