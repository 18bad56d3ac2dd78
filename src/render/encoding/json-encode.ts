// JSON as encoding/json of Go 1.26 writes it.
import type { Call, Value } from '../gotemplate/value.ts';
import { checkNesting } from './encoding-error.ts';
import { jsonFloat } from './json-number.ts';
import { JsonNumber, jsonShape, type JsonObject } from './json-shape.ts';
import { quoteJson } from './json-string.ts';

/** How to write JSON. */
export interface JsonOptions {
  /** Whether `<`, `>` and `&` are escaped: json.Marshal does. */
  readonly escapeHtml: boolean;
  /** Pays for what is written. */
  readonly call?: Call | undefined;
}

/**
 * A value as json.Marshal writes it.
 *
 * @throws EncodingError (Go's text) for functions, NaN and the like; LimitError for values inside themselves
 */
export function encodeJson(value: Value, { escapeHtml, call }: JsonOptions): string {
  return new JsonWriter(escapeHtml, undefined, call).write(value, 0);
}

/**
 * A value as json.MarshalIndent writes it without a prefix.
 *
 * @param indent what each level is indented with
 * @throws EncodingError and LimitError as `encodeJson` does
 */
export function encodeJsonIndent(value: Value, indent: string, call?: Call): string {
  return new JsonWriter(true, indent, call).write(value, 0);
}

class JsonWriter {
  constructor(
    private readonly escapeHtml: boolean,
    private readonly indent: string | undefined,
    private readonly call: Call | undefined,
  ) {}

  write(value: Value, depth: number): string {
    if (typeof value === 'string') return this.string(value);
    if (typeof value === 'number') return this.charged(jsonFloat(value, 64));
    const shape = jsonShape(value, this.call);
    if (shape === null) return this.charged('null');
    if (typeof shape === 'string') return this.string(shape);
    if (typeof shape === 'boolean') return this.charged(String(shape));
    if (shape instanceof JsonNumber) return this.charged(shape.text);
    checkNesting(depth);
    return 'members' in shape ? this.object(shape, depth + 1) : this.array(shape, depth + 1);
  }

  private array(items: readonly Value[], depth: number): string {
    return this.enclosed(
      '[',
      items.map((item) => this.write(item, depth)),
      ']',
      depth,
    );
  }

  private object(object: JsonObject, depth: number): string {
    const colon = this.indent === undefined ? ':' : ': ';
    const written = object
      .inOrder()
      .map(([name, value]) => this.string(name) + colon + this.write(value, depth));
    return this.enclosed('{', written, '}', depth);
  }

  private enclosed(open: string, parts: readonly string[], close: string, depth: number): string {
    if (parts.length === 0 || this.indent === undefined)
      return this.charged(open + parts.join(',') + close, 2);
    const lineBreak = `\n${this.indent.repeat(depth)}`;
    const end = `\n${this.indent.repeat(depth - 1)}`;
    this.call?.charge(lineBreak.length * parts.length);
    return open + lineBreak + parts.join(`,${lineBreak}`) + end + close;
  }

  private string(text: string): string {
    return this.charged(quoteJson(text, this.escapeHtml));
  }

  /** @param size how much of it was not yet paid for */
  private charged(text: string, size = text.length): string {
    this.call?.charge(size);
    return text;
  }
}
