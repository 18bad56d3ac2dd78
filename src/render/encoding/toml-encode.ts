// TOML as github.com/BurntSushi/toml v1.5.0 writes it.
import { GoFunction, GoList, GoNumber, type Call, type GoObject, type Value } from '../gotemplate/value.ts';
import { checkNesting, EncodingError } from './encoding-error.ts';
import { marshaled } from './marshal-method.ts';
import { tomlFloat } from './toml-float.ts';
import { formOf, isNil, isTyped, sortMembers, type Members } from './toml-form.ts';
import { quoteToml, quoteTomlKey } from './toml-string.ts';

/**
 * A value as toml.NewEncoder(...).Encode writes it: first what is no table, then tables, each by key; nil is left out.
 *
 * @param call pays for what is written
 * @throws EncodingError with Go's text for what has no TOML: nil in lists, functions, keys that are no strings; Error
 *   where Go panics (nil itself); LimitError for values inside themselves
 */
export function encodeToml(value: Value, call?: Call): string {
  if (value === null || value === undefined) {
    throw new Error('reflect: call of reflect.Value.Type on zero Value');
  }
  if (value instanceof GoFunction) throw new EncodingError("unsupported type for key '': func");
  const writer = new TomlWriter(call);
  writer.encode([], value, 0);
  return writer.text;
}

class TomlWriter {
  text = '';

  constructor(private readonly call: Call | undefined) {}

  /** @param path keys of the tables that the value is in, and its own */
  encode(path: readonly string[], value: Value, depth: number): void {
    checkNesting(depth);
    // A nil list is left out of tables only.
    const form =
      path.length === 0 && value instanceof GoList && value.isNil ? 'line' : formOf(value, depth, this.call);
    if (form === 'table') this.table(path, value, depth);
    else if (form === 'tables') this.tables(path, value as GoList, depth);
    else if (form === 'line') this.line(path, value, depth);
  }

  private line(path: readonly string[], value: Value, depth: number): void {
    const [key] = path.slice(-1);
    if (key !== undefined) this.put(`${indentOf(path)}${quoteTomlKey(key)} = `);
    this.inline(value, depth);
    if (key !== undefined) this.put('\n');
  }

  private table(path: readonly string[], value: Value, depth: number): void {
    if (path.length === 1) this.emptyLine();
    if (path.length > 0) this.put(`${indentOf(path)}[${nameOf(path)}]\n`);
    this.members(path, value, depth);
  }

  private tables(path: readonly string[], list: GoList, depth: number): void {
    if (path.length === 0) throw new EncodingError('toml: top-level values must be Go maps or structs');
    for (const item of list.items) {
      if (isNil(item)) continue;
      this.emptyLine();
      this.put(`${indentOf(path)}[[${nameOf(path)}]]\n`);
      this.members(path, item, depth + 1);
    }
  }

  private members(path: readonly string[], value: Value, depth: number): void {
    const { lines, tables } = sortMembers(value, depth, this.call);
    for (const [key, member] of [...lines, ...tables]) this.encode([...path, key], member, depth + 1);
  }

  /** A value behind an equals sign. */
  private inline(value: Value, depth: number): void {
    checkNesting(depth);
    const scalar = scalarText(value, this.call);
    if (scalar !== undefined) this.put(scalar);
    else if (value instanceof GoList) this.array(value, depth);
    else this.inlineTable(value, depth);
  }

  private array({ items }: GoList, depth: number): void {
    this.put('[');
    for (const [index, item] of items.entries()) {
      if (index > 0) this.put(', ');
      this.inline(item, depth + 1);
    }
    this.put(']');
  }

  private inlineTable(value: Value, depth: number): void {
    const { lines, tables } = sortMembers(value, depth, this.call);
    this.put('{');
    this.inlineMembers(lines, tables.length > 0, depth);
    this.inlineMembers(tables, false, depth);
    this.put('}');
  }

  /** A comma follows each but the last; if that is nil it is left out, but the comma before it is not. */
  private inlineMembers(members: Members, isMoreToCome: boolean, depth: number): void {
    for (const [index, [key, member]] of members.entries()) {
      if (isNil(member)) continue;
      this.put(`${quoteTomlKey(key)} = `);
      this.inline(member, depth + 1);
      if (isMoreToCome || index < members.length - 1) this.put(', ');
    }
  }

  private emptyLine(): void {
    if (this.text !== '') this.put('\n');
  }

  private put(text: string): void {
    this.call?.charge(text.length);
    this.text += text;
  }
}

const indentOf = (path: readonly string[]): string => '  '.repeat(path.length - 1);

const nameOf = (path: readonly string[]): string => path.map(quoteTomlKey).join('.');

/** What is neither a list nor a table. */
function scalarText(value: Value, call: Call | undefined): string | undefined {
  switch (typeof value) {
    case 'string':
      return quoteToml(value);
    case 'number':
      return tomlFloat(value, 64);
    case 'boolean':
    case 'bigint':
      return String(value);
  }
  const own = ownText(value, call);
  if (own !== undefined) return own;
  if (value instanceof GoNumber) return numberText(value);
  return undefined;
}

/** What a type says of itself. */
function ownText(value: Value, call: Call | undefined): string | undefined {
  if (!isTyped(value)) return undefined;
  const text = marshaled('MarshalText', value, call);
  if (text === undefined) return undefined;
  return value.typeName === 'time.Time' ? timeText(value as GoObject, text) : quoteToml(text);
}

/** Times need no quotes; those that TOML had without a zone, or a date, are in zones which tell so. */
function timeText({ methods }: GoObject, rfc3339: string): string {
  const zone = methods.get('Location')?.call([], { charge: () => undefined });
  const local = rfc3339.replace(/(?:Z|[-+]\d\d:\d\d)$/, '');
  switch ((zone as GoObject | undefined)?.text()) {
    case 'datetime-local':
      return local;
    case 'date-local':
      return local.slice(0, 10);
    case 'time-local':
      return local.slice(11);
  }
  return rfc3339;
}

function numberText({ value, kind, typeName, text }: GoNumber): string {
  if (typeName === 'time.Duration' && text) return quoteToml(text());
  return typeof value === 'number' ? tomlFloat(value, kind === 'float32' ? 32 : 64) : String(value);
}
