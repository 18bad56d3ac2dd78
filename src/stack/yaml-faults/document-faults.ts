// What the parser lets pass, and the operator's parser refuses or reads as something else.
import { type Document, isAlias, isNode, visit } from 'yaml';
import { quoted, type Fault } from './fault.ts';
import { foreignCharacters, mergeConflict } from './whole-text.ts';
import { NESTING_LIMIT, nestedTooDeep } from './words.ts';

/** How many times as much as is written aliases may stand for. */
export const MOST_ALIASES = 100;

/** What is wrong with a text that parses. @param documents all that it holds */
export function documentFaults(text: string, documents: readonly Document.Parsed[]): Fault[] {
  const conflict = mergeConflict(text, true);
  if (conflict) return [conflict];
  return [...foreignCharacters(text), ...documents.flatMap(nodeFaults)];
}

/** Aliases of what is not named above them, and nesting without end. */
function nodeFaults(document: Document.Parsed): Fault[] {
  const faults: Fault[] = [];
  const anchors = new Map<string, unknown>();
  visit(document, {
    Node(_key, node, path) {
      const offset = node.range?.[0] ?? 0;
      if (path.filter(isNode).length >= NESTING_LIMIT) {
        faults.push(nestedTooDeep(offset));
        return visit.BREAK;
      }
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return undefined;
      }
      const target = anchors.get(node.source);
      if (target === undefined) faults.push(noAnchor(node.source, offset));
      else if (path.some((above) => above === target)) faults.push(endless(node.source, offset));
      return undefined;
    },
  });
  return faults;
}

const noAnchor = (name: string, offset: number): Fault => ({
  message: `${quoted(`*${name}`)} repeats what is named &${name}, and nothing above it is; expected that name above`,
  offset,
  hint: 'put quotes around a text that begins with *, or correct the name',
});

const endless = (name: string, offset: number): Fault => ({
  message: `${quoted(`*${name}`)} stands in what it names, &${name}, and has no end`,
  offset,
  hint: 'write out what is meant',
});

/** What only shows when data is made of a text: aliases of aliases without measure, and `<<` with what is no map. */
export function dataFault(text: string, error: Error): Fault {
  if (error instanceof RangeError) return nestedTooDeep(0);
  if (error.message.startsWith('Merge'))
    return {
      message: 'the key << takes over what is no map; expected *NAME of one',
      offset: Math.max(text.search(/(?<=^\s*(?:- +)*)<<\s*:/m), 0),
      hint: 'name a map with &NAME, and take it over with <<: *NAME',
    };
  return {
    message: `its aliases (*NAME) stand for more than ${MOST_ALIASES} times as much as is written`,
    offset: 0,
    hint: 'write out what they repeat, or repeat less',
  };
}
