// The grammar of nodes: makes the tree of one document of its tokens.
import { parserError, YamlError } from './yaml-error.ts';
import { TAG_PREFIX, type YamlContent, type YamlEntry, type YamlNode, type YamlScalar } from './yaml-node.ts';
import type { YamlScanner } from './yaml-scan.ts';
import type { YamlMark, YamlToken, YamlTokenType } from './yaml-token.ts';

/** Go allows 10000 nested collections; nothing that Kubernetes takes is deeper than a few dozen. */
const DEPTH_LIMIT = 1000;

/** Which kinds of nodes may stand somewhere; `value` is a block where a `- ` needs no deeper indentation. */
type Context = 'block' | 'value' | 'flow';

/** What may stand before the content of a node. */
interface Properties {
  readonly first: YamlToken;
  readonly tag: string;
  readonly anchor: string | undefined;
}

/** Nodes while their children are read: aliases inside may refer to them. */
interface OpenCollection {
  readonly start: number;
  readonly line: number;
  end: number;
}
type OpenSequence = OpenCollection & { readonly kind: 'sequence'; readonly items: YamlNode[] };
type OpenMapping = OpenCollection & { readonly kind: 'mapping'; readonly entries: YamlEntry[] };

const DEFAULT_PREFIXES: ReadonlyMap<string, string> = new Map([
  ['!', '!'],
  ['!!', TAG_PREFIX],
]);

/** Parses the content of one document; anchors and tag handles are known to that document only. */
export class YamlNodeParser {
  private depth = 0;
  private readonly anchors = new Map<string, YamlContent>();

  constructor(
    private readonly scanner: YamlScanner,
    private readonly tagPrefixes: ReadonlyMap<string, string>,
  ) {}

  /** The node that starts with the next token. @throws YamlError */
  parseNode(context: Context): YamlNode {
    const first = this.scanner.peek();
    if (first.type === 'alias') return this.parseAlias(first);
    const properties = this.parseProperties(first);
    const token = this.scanner.peek();
    if (this.depth === DEPTH_LIMIT) throw parserError(`exceeded max depth of ${DEPTH_LIMIT}`, token);
    this.depth += 1;
    const node = this.parseContent(token, context, properties);
    this.depth -= 1;
    return node;
  }

  private parseContent(token: YamlToken, context: Context, properties: Properties): YamlNode {
    switch (token.type) {
      case 'scalar':
        return this.parseScalar(token, properties);
      case 'flow-mapping-start':
        return this.parseFlowMapping(this.openMapping(properties));
      case 'flow-sequence-start':
        return this.parseFlowSequence(this.openSequence(properties));
      case 'block-mapping-start':
        if (context !== 'flow') return this.parseBlockMapping(this.openMapping(properties));
        break;
      case 'block-sequence-start':
        if (context !== 'flow') return this.parseBlockSequence(this.openSequence(properties));
        break;
      case 'block-entry':
        if (context === 'value') return this.parseIndentlessSequence(this.openSequence(properties));
        break;
      default:
    }
    const { first, tag, anchor } = properties;
    if (tag === '' && anchor === undefined) throw parserError('did not find expected node content', token);
    return this.anchored(anchor, { ...emptyScalar(first), tag, isImplicit: tag === '' });
  }

  private parseAlias(token: YamlToken): YamlNode {
    const { value: name, offset: start, end, line } = token;
    const target = this.anchors.get(name);
    if (!target) throw new YamlError(`yaml: unknown anchor '${name}' referenced`, line + 1, token.column + 1);
    this.scanner.skip();
    return { kind: 'alias', name, target, start, end, line };
  }

  /** Anchor and tag, in either order. */
  private parseProperties(first: YamlToken): Properties {
    let anchor: string | undefined;
    let tag: YamlToken | undefined;
    for (let token = first; ; token = this.scanner.peek()) {
      if (token.type === 'anchor' && anchor === undefined) anchor = token.value;
      else if (token.type === 'tag' && tag === undefined) tag = token;
      else return { first, anchor, tag: tag ? this.expandTag(tag) : '' };
      this.scanner.skip();
    }
  }

  private expandTag(token: YamlToken): string {
    const { value: handle, suffix } = token;
    if (handle === '') return suffix;
    const prefix = this.tagPrefixes.get(handle) ?? DEFAULT_PREFIXES.get(handle);
    if (prefix === undefined) throw parserError('found undefined tag handle', token);
    return prefix + suffix;
  }

  private anchored<Node extends YamlContent>(anchor: string | undefined, node: Node): Node {
    if (anchor !== undefined) this.anchors.set(anchor, node);
    return node;
  }

  private parseScalar(token: YamlToken, { first, tag, anchor }: Properties): YamlNode {
    this.scanner.skip();
    const isImplicit = (token.isPlain && tag === '') || tag === '!';
    const { offset: start, line } = first;
    return this.anchored(anchor, {
      kind: 'scalar',
      value: token.value,
      tag,
      isImplicit,
      start,
      end: token.end,
      line,
    });
  }

  // --- collections --------------------------------------------------------------------------------------------------

  private openSequence({ first, anchor }: Properties): OpenSequence {
    const { offset: start, end, line } = first;
    return this.anchored(anchor, { kind: 'sequence', items: [] as YamlNode[], start, end, line });
  }

  private openMapping({ first, anchor }: Properties): OpenMapping {
    const { offset: start, end, line } = first;
    return this.anchored(anchor, { kind: 'mapping', entries: [] as YamlEntry[], start, end, line });
  }

  private parseBlockSequence(sequence: OpenSequence): YamlNode {
    this.scanner.skip();
    for (;;) {
      const token = this.scanner.peek();
      this.scanner.skip();
      if (token.type === 'block-end') return sequence;
      if (token.type !== 'block-entry') throw parserError("did not find expected '-' indicator", token);
      const isEmpty = this.is('block-entry') || this.is('block-end');
      addItem(sequence, isEmpty ? emptyScalarBehind(token) : this.parseNode('block'));
    }
  }

  /** A sequence whose `-` stand right below the key; it ends where something else stands there. */
  private parseIndentlessSequence(sequence: OpenSequence): YamlNode {
    for (let token = this.scanner.peek(); token.type === 'block-entry'; token = this.scanner.peek()) {
      this.scanner.skip();
      const isEmpty = this.is('block-entry') || this.isBlockEntryEnd();
      addItem(sequence, isEmpty ? emptyScalarBehind(token) : this.parseNode('block'));
    }
    return sequence;
  }

  private parseBlockMapping(mapping: OpenMapping): YamlNode {
    this.scanner.skip();
    for (;;) {
      const token = this.scanner.peek();
      this.scanner.skip();
      if (token.type === 'block-end') return mapping;
      if (token.type !== 'key') throw parserError('did not find expected key', token);
      const key = this.isBlockEntryEnd() ? emptyScalarBehind(token) : this.parseNode('value');
      addEntry(mapping, key, this.parseBlockValue());
    }
  }

  private parseBlockValue(): YamlNode {
    const token = this.scanner.peek();
    if (token.type !== 'value') return emptyScalar(token);
    this.scanner.skip();
    return this.isBlockEntryEnd() ? emptyScalarBehind(token) : this.parseNode('value');
  }

  private isBlockEntryEnd(): boolean {
    const { type } = this.scanner.peek();
    return type === 'key' || type === 'value' || type === 'block-end';
  }

  private parseFlowSequence(sequence: OpenSequence): YamlNode {
    this.scanner.skip();
    for (let isFirst = true; !this.is('flow-sequence-end'); isFirst = false) {
      if (!isFirst) this.skipComma("did not find expected ',' or ']'");
      if (this.is('flow-sequence-end')) break;
      addItem(sequence, this.is('key') ? this.parseFlowPair() : this.parseNode('flow'));
    }
    return this.closeFlow(sequence);
  }

  /** `[key: value]`: a mapping of one entry. */
  private parseFlowPair(): YamlNode {
    const token = this.scanner.peek();
    this.scanner.skip();
    const mapping = this.openMapping({ first: token, tag: '', anchor: undefined });
    addEntry(mapping, this.parseFlowPairKey(), this.parseFlowValue('flow-sequence-end'));
    return mapping;
  }

  private parseFlowPairKey(): YamlNode {
    const token = this.scanner.peek();
    if (!this.is('value') && !this.isFlowEntryEnd('flow-sequence-end')) return this.parseNode('flow');
    // libyaml skips the token behind an empty key, whatever it is.
    this.scanner.skip();
    return emptyScalarBehind(token);
  }

  private parseFlowMapping(mapping: OpenMapping): YamlNode {
    this.scanner.skip();
    for (let isFirst = true; !this.is('flow-mapping-end'); isFirst = false) {
      if (!isFirst) this.skipComma("did not find expected ',' or '}'");
      if (this.is('flow-mapping-end')) break;
      this.parseFlowEntry(mapping);
    }
    return this.closeFlow(mapping);
  }

  private parseFlowEntry(mapping: OpenMapping): void {
    if (!this.is('key')) {
      const key = this.parseNode('flow');
      addEntry(mapping, key, emptyScalar(this.scanner.peek()));
      return;
    }
    this.scanner.skip();
    const hasKey = !this.is('value') && !this.isFlowEntryEnd('flow-mapping-end');
    const key = hasKey ? this.parseNode('flow') : emptyScalar(this.scanner.peek());
    addEntry(mapping, key, this.parseFlowValue('flow-mapping-end'));
  }

  private parseFlowValue(closing: YamlTokenType): YamlNode {
    if (this.is('value')) {
      this.scanner.skip();
      if (!this.isFlowEntryEnd(closing)) return this.parseNode('flow');
    }
    return emptyScalar(this.scanner.peek());
  }

  private isFlowEntryEnd(closing: YamlTokenType): boolean {
    const { type } = this.scanner.peek();
    return type === 'flow-entry' || type === closing;
  }

  private skipComma(problem: string): void {
    const token = this.scanner.peek();
    if (token.type !== 'flow-entry') throw parserError(problem, token);
    this.scanner.skip();
  }

  private closeFlow<Node extends OpenSequence | OpenMapping>(node: Node): Node {
    node.end = this.scanner.peek().end;
    this.scanner.skip();
    return node;
  }

  private is(type: YamlTokenType): boolean {
    return this.scanner.peek().type === type;
  }
}

function addItem(sequence: OpenSequence, item: YamlNode): void {
  sequence.items.push(item);
  sequence.end = item.end;
}

function addEntry(mapping: OpenMapping, key: YamlNode, value: YamlNode): void {
  mapping.entries.push({ key, value });
  mapping.end = Math.max(key.end, value.end);
}

/** A value that is not there, before the token. */
export function emptyScalar({ offset, line }: YamlMark): YamlScalar {
  return { kind: 'scalar', value: '', tag: '', isImplicit: true, start: offset, end: offset, line };
}

function emptyScalarBehind({ end, line }: YamlToken): YamlScalar {
  return { kind: 'scalar', value: '', tag: '', isImplicit: true, start: end, end, line };
}
