// Makes trees of YAML texts, with libyaml's grammar and error messages.
import { parserError } from './yaml-error.ts';
import type { YamlNode } from './yaml-node.ts';
import { emptyScalar, YamlNodeParser } from './yaml-parse-node.ts';
import { YamlScanner } from './yaml-scan.ts';
import type { YamlTokenType } from './yaml-token.ts';

/**
 * The tree of the first document, undefined for a text without one. What follows it is not looked at, as in go-yaml.
 * @throws YamlError with the message of go.yaml.in/yaml/v2's Unmarshal
 */
export function parseYaml(text: string): YamlNode | undefined {
  return new YamlParser(text).parseDocument();
}

/** The trees of all documents. @throws YamlError with the message of go.yaml.in/yaml/v2's Decoder */
export function parseYamlDocuments(text: string): YamlNode[] {
  const parser = new YamlParser(text);
  const documents: YamlNode[] = [];
  for (let node = parser.parseDocument(); node; node = parser.parseDocument()) documents.push(node);
  return documents;
}

class YamlParser {
  private readonly scanner: YamlScanner;
  private isFirst = true;

  constructor(text: string) {
    this.scanner = new YamlScanner(text);
  }

  /** The next document; undefined at the end. */
  parseDocument(): YamlNode | undefined {
    while (!this.isFirst && this.is('document-end')) this.scanner.skip();
    if (this.is('stream-end')) return undefined;
    const isBare = this.isFirst && !this.isDirective() && !this.is('document-start');
    this.isFirst = false;
    const nodes = new YamlNodeParser(this.scanner, this.parseDirectives());
    const root = isBare ? nodes.parseNode('block') : this.parseExplicitDocument(nodes);
    if (this.is('document-end')) this.scanner.skip();
    return root;
  }

  private parseExplicitDocument(nodes: YamlNodeParser): YamlNode {
    const start = this.scanner.peek();
    if (start.type !== 'document-start') throw parserError('did not find expected <document start>', start);
    this.scanner.skip();
    const isEmpty =
      this.isDirective() || this.is('document-start') || this.is('document-end') || this.is('stream-end');
    return isEmpty ? emptyScalar(this.scanner.peek()) : nodes.parseNode('block');
  }

  /** The prefixes that `%TAG` lines give to handles. */
  private parseDirectives(): ReadonlyMap<string, string> {
    const prefixes = new Map<string, string>();
    for (let hasVersion = false; this.isDirective(); this.scanner.skip()) {
      const token = this.scanner.peek();
      if (token.type === 'version-directive') {
        if (hasVersion) throw parserError('found duplicate %YAML directive', token);
        if (token.value !== '1.1') throw parserError('found incompatible YAML document', token);
        hasVersion = true;
      } else {
        if (prefixes.has(token.value)) throw parserError('found duplicate %TAG directive', token);
        prefixes.set(token.value, token.suffix);
      }
    }
    return prefixes;
  }

  private is(type: YamlTokenType): boolean {
    return this.scanner.peek().type === type;
  }

  private isDirective(): boolean {
    return this.is('version-directive') || this.is('tag-directive');
  }
}
