// Reading a YAML text once: the parser's tree, the plain data, and whatever keeps it from being read.
import { type Document, LineCounter, parseDocument } from 'yaml';
import { findJsonFaults, findTemplates } from './yaml-as-json.ts';
import { dataFault, documentFaults, MOST_ALIASES } from './yaml-faults/document-faults.ts';
import type { Fault } from './yaml-faults/fault.ts';
import { syntaxFaults } from './yaml-faults/syntax-faults.ts';

export type { Fault } from './yaml-faults/fault.ts';

/**
 * How a text is read: `strict` for what people write for this tool, `as-helm` for charts, where a later key of the
 * same name counts and only the first document is read.
 */
export type Reading = 'strict' | 'as-helm';

export type ParsedDocument = Document.Parsed;

const PARSE_OPTIONS = { prettyErrors: false, logLevel: 'silent', merge: true } as const;

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
  const isSame = strict.faults.length === 0 && findJsonFaults(text, strict.document).length === 0;
  return isSame ? strict : parse(text, 'as-helm');
}

function parse(text: string, reading: Reading): YamlDocument {
  const lines = countLines(text);
  try {
    const lenient = reading === 'as-helm';
    const document = parseDocument(text, { ...PARSE_OPTIONS, uniqueKeys: !lenient });
    const errors = document.errors.filter(({ code }) => !lenient || code !== 'MULTIPLE_DOCS');
    const syntax = syntaxFaults(text, errors, [document]);
    const more = () => [
      ...documentFaults(text, [document]),
      ...(lenient ? findJsonFaults(text, document) : findTemplates(text, document)),
    ];
    const faults = syntax.length > 0 ? syntax : more();
    return {
      document,
      lines,
      data: faults.length > 0 ? undefined : document.toJS({ maxAliasCount: MOST_ALIASES }),
      faults,
    };
  } catch (error) {
    return { document: parseDocument(''), lines, data: undefined, faults: [dataFault(text, error as Error)] };
  }
}

/** The lines of a text. (The parser's own count leaves out some behind an error.) */
function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  return lines;
}
