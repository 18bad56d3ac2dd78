// YAML as sigs.k8s.io/yaml v1.6.0 reads it: by way of JSON, so that keys are strings and numbers are floats.
import { GoList, GoMap, type Call, type MapKey, type Value } from '../gotemplate/value.ts';
import { formatShortest } from './shortest-float.ts';
import { decodeEveryday } from './yaml-everyday.ts';
import { YamlError } from './yaml-error.ts';
import { goSyntax } from './yaml-go-syntax.ts';
import { keyText } from './yaml-key.ts';
import type { YamlNode } from './yaml-node.ts';
import { decodeNode } from './yaml-decoder.ts';
import { parseYaml, parseYamlDocuments } from './yaml-parse.ts';

/**
 * The first document as `yaml.Unmarshal` decodes it into an `interface{}`; null for an empty text.
 * @param call pays for the text and what its aliases add
 * @throws YamlError with Go's message
 */
export function decodeYaml(text: string, call?: Call): Value {
  call?.charge(text.length);
  const everyday = decodeEveryday(text);
  if (everyday !== undefined) return everyday;
  return converting(() => {
    const node = parseYaml(text);
    return node ? convert(node, call) : null;
  });
}

/** All documents of a text, each as `decodeYaml` decodes it; null for empty ones. @throws YamlError */
export function decodeYamlDocuments(text: string): Value[] {
  return converting(() => parseYamlDocuments(text).map((node) => convert(node)));
}

/** Decodes a tree that `parseYaml` made. @throws YamlError with Go's message */
export function decodeYamlNode(node: YamlNode, call?: Call): Value {
  return converting(() => convert(node, call));
}

function converting<Result>(convert: () => Result): Result {
  try {
    return convert();
  } catch (error) {
    throw error instanceof YamlError ? error.within('error converting YAML to JSON') : error;
  }
}

const convert = (node: YamlNode, call?: Call): Value => throughJson(decodeNode(node, call));

/** What JSON makes of a value: it has one type of numbers, without NaN and infinities. Changes collections in place. */
function throughJson(value: Value): Value {
  if (typeof value === 'string') return validText(value);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new YamlError(`json: unsupported value: ${formatShortest(value, 64)}`);
  }
  if (value instanceof GoMap) entriesThroughJson(value.entries);
  if (value instanceof GoList) {
    for (const [index, item] of value.items.entries()) value.items[index] = throughJson(item);
  }
  return value;
}

function entriesThroughJson(entries: Map<MapKey, Value>): void {
  for (const [key, value] of entries) {
    if (typeof key !== 'string' || validText(key) !== key) return renameKeys(entries);
    const json = throughJson(value);
    if (json !== value) entries.set(key, json);
  }
}

function renameKeys(entries: Map<MapKey, Value>): void {
  const renamed = [...entries].map(
    ([key, value]) => [validText(nameOf(key, value)), throughJson(value)] as const,
  );
  entries.clear();
  for (const [name, value] of renamed) entries.set(name, value);
}

function nameOf(key: MapKey | null, value: Value): string {
  const name = keyText(key);
  if (name !== undefined) return name;
  const type = key === null ? '%!s(<nil>)' : 'uint64';
  throw new YamlError(
    `unsupported map key of type: ${type}, key: ${goSyntax(key)}, value: ${goSyntax(value)}`,
  );
}

/** JSON has no bytes that are no UTF-8, which `!!binary` may stand for. */
const validText = (text: string): string =>
  MAYBE_BYTE.test(text) ? text.replace(/[\udc80-\udcff]/gu, '\ufffd') : text;
const MAYBE_BYTE = /[\udc80-\udcff]/;
