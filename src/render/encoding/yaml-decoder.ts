// Decodes trees into values as go.yaml.in/yaml/v2 does for an interface{}: keys have any type, integers are bigints.
import { GoList, GoMap, type Call, type MapKey, type Value } from '../gotemplate/value.ts';
import { YamlError } from './yaml-error.ts';
import { goSyntax } from './yaml-go-syntax.ts';
import { isMergeKey, type YamlAlias, type YamlMapping, type YamlNode } from './yaml-node.ts';
import { resolveScalar } from './yaml-resolve.ts';

/**
 * Decodes a document. The keys of its maps are what go-yaml makes of them: 1, 1.0 and "1" are three keys, and null is one.
 * Of two keys that are the same the later one counts.
 * @param call pays for what aliases add
 * @throws YamlError with the message of go-yaml
 */
export const decodeNode = (root: YamlNode, call?: Call): Value => new YamlDecoder(call).decode(root);

/** A small document may consist of copies for the most part, a large one for a tenth. */
const SMALL = 400_000;
const LARGE = 4_000_000;

function allowedShareOfCopies(nodes: number): number {
  if (nodes <= SMALL) return 0.99;
  if (nodes >= LARGE) return 0.1;
  return 0.99 - (0.89 * (nodes - SMALL)) / (LARGE - SMALL);
}

class YamlDecoder {
  /** Aliases whose targets are being decoded: to meet one again means that it holds itself. */
  private readonly open = new Set<YamlAlias>();
  // go-yaml counts the document itself, too.
  private nodes = 1;
  private copies = 0;

  constructor(private readonly call: Call | undefined) {}

  decode(node: YamlNode): Value {
    this.count();
    switch (node.kind) {
      case 'scalar':
        return resolveScalar(node);
      case 'sequence':
        return new GoList(node.items.map((item) => this.decode(item)));
      case 'mapping':
        return this.decodeInto(new GoMap(), node);
      case 'alias':
        return this.follow(node, () => this.decode(node.target));
    }
  }

  private count(): void {
    this.nodes += 1;
    if (this.open.size > 0) {
      this.copies += 1;
      this.call?.charge(1);
    }
    const isExcessive =
      this.copies > 100 && this.nodes > 1000 && this.copies / this.nodes > allowedShareOfCopies(this.nodes);
    if (isExcessive) throw new YamlError('yaml: document contains excessive aliasing');
  }

  private follow<Result>(alias: YamlAlias, decode: () => Result): Result {
    if (this.open.has(alias)) {
      throw new YamlError(`yaml: anchor '${alias.name}' value contains itself`, alias.line + 1);
    }
    this.open.add(alias);
    const result = decode();
    this.open.delete(alias);
    return result;
  }

  private decodeInto(map: GoMap, { entries }: YamlMapping): GoMap {
    for (const { key: keyNode, value: valueNode } of entries) {
      if (isMergeKey(keyNode)) {
        this.merge(map, valueNode);
        continue;
      }
      const key = this.decode(keyNode);
      if (key instanceof GoList || key instanceof GoMap) {
        throw new YamlError(`yaml: invalid map key: ${goSyntax(key)}`, keyNode.line + 1);
      }
      // Null is no key of a Value: it is here only until keys become texts.
      map.entries.set(key as MapKey, this.decode(valueNode));
    }
    return map;
  }

  /** Takes over the entries of a mapping, or of several: the first ones win over later ones, and all over what was there. */
  private merge(map: GoMap, source: YamlNode): void {
    if (source.kind !== 'sequence') {
      this.mergeOne(map, source);
      return;
    }
    for (const item of [...source.items].reverse()) this.mergeOne(map, item);
  }

  private mergeOne(map: GoMap, source: YamlNode): void {
    const target = source.kind === 'alias' ? source.target : source;
    if (target.kind !== 'mapping') {
      throw new YamlError('yaml: map merge requires map or sequence of maps as the value', source.line + 1);
    }
    this.count();
    if (source.kind === 'alias') {
      this.follow(source, () => {
        this.count();
        return this.decodeInto(map, target);
      });
    } else {
      this.decodeInto(map, target);
    }
  }
}
