// Reading a YAML text once: the parser's tree, the plain data, and whatever keeps it from being read.
import { type Document, isAlias, isNode, LineCounter, parseDocument, visit } from 'yaml';
import { findJsonFaults } from './yaml-as-json.ts';

/**
 * How a text is read: `strict` for what people write for this tool, `as-helm` for charts, where a later key of the
 * same name counts and only the first document is read.
 */
export type Reading = 'strict' | 'as-helm';

export type ParsedDocument = Document.Parsed;

const PARSE_OPTIONS = { prettyErrors: false, logLevel: 'silent', merge: true } as const;
const ALIAS_LIMIT = { maxAliasCount: 100 } as const;

/** Deeper than any file that people write, and shallow enough for every function that walks through data. */
const NESTING_LIMIT = 200;

/** Something that is not YAML, at an offset of the text. */
export interface Fault {
  readonly message: string;
  readonly offset: number;
}

/** What YAML may hold as an escape only (YAML 1.2, c-printable): Go's parser refuses it. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/;

/** What the parser lets pass and the operator's does not, or reads as something else. */
function findFaults(text: string, document: ParsedDocument): Fault[] {
  const anchors = new Map<string, unknown>();
  const faults: Fault[] = [];
  const carriageReturn = text.search(/\r(?!\n)/);
  if (carriageReturn !== -1) {
    faults.push({ message: 'a carriage return stands in a line, not at its end', offset: carriageReturn });
  }
  const control = text.search(CONTROL);
  if (control !== -1) faults.push({ message: 'it holds a control character', offset: control });
  visit(document, {
    Node(_key, node, path) {
      const offset = node.range?.[0] ?? 0;
      if (path.filter(isNode).length >= NESTING_LIMIT) {
        faults.push({ message: `it is nested more than ${NESTING_LIMIT} levels deep`, offset });
        return visit.BREAK;
      }
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return undefined;
      }
      const target = anchors.get(node.source);
      if (target === undefined) faults.push({ message: `the alias *${node.source} names no anchor`, offset });
      else if (path.some((above) => above === target))
        faults.push({ message: `the alias *${node.source} stands in what it names`, offset });
      return undefined;
    },
  });
  return faults;
}

/** A text, parsed. */
export interface YamlDocument {
  readonly document: ParsedDocument;
  readonly lines: LineCounter;
  /** Undefined when there are faults. */
  readonly data: unknown;
  readonly faults: readonly Fault[];
}

/**
 * Several steps and rules look at the same few files of a stack, and stacks share files; what was parsed never
 * changes. The texts used last are kept.
 */
const remembered = new Map<string, YamlDocument>();
const REMEMBERED = 40;

/** Parses one document; never throws. */
export function readYaml(text: string, reading: Reading): YamlDocument {
  const key = `${reading}\0${text}`;
  const document = remembered.get(key) ?? (reading === 'as-helm' ? readAsHelm(text) : parse(text, reading));
  remembered.delete(key);
  remembered.set(key, document);
  const [oldest] = remembered.keys();
  if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  return document;
}

/** What is good when read strictly reads the same as Helm does, unless JSON cannot hold it. */
function readAsHelm(text: string): YamlDocument {
  const strict = readYaml(text, 'strict');
  const isSame = strict.faults.length === 0 && findJsonFaults(strict.document).length === 0;
  return isSame ? strict : parse(text, 'as-helm');
}

function parse(text: string, reading: Reading): YamlDocument {
  const lines = countLines(text);
  try {
    const lenient = reading === 'as-helm';
    const document = parseDocument(text, { ...PARSE_OPTIONS, uniqueKeys: !lenient });
    const errors = document.errors.filter(({ code }) => !lenient || code !== 'MULTIPLE_DOCS');
    const syntax = errors.map(({ message, pos }): Fault => ({ message, offset: pos[0] }));
    const more = () => [...findFaults(text, document), ...(lenient ? findJsonFaults(document) : [])];
    const faults = syntax.length > 0 ? syntax : more();
    return { document, lines, data: faults.length > 0 ? undefined : document.toJS(ALIAS_LIMIT), faults };
  } catch (error) {
    // Exploding aliases, merging of what is no map.
    const faults = [{ message: (error as Error).message, offset: 0 }];
    return { document: parseDocument(''), lines, data: undefined, faults };
  }
}

/** The lines of a text. (The parser's own count leaves out some behind an error.) */
function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  return lines;
}
