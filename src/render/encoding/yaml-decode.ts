// YAML as sigs.k8s.io/yaml v1.6.0 reads it: by way of JSON, so that keys are strings and numbers are floats.
import { GoList, GoMap, type Call, type Value } from '../gotemplate/value.ts';
import { formatShortest } from './shortest-float.ts';
import { YamlError } from './yaml-error.ts';
import { goSyntax } from './yaml-go-syntax.ts';
import { keyText } from './yaml-key.ts';
import type { YamlNode } from './yaml-node.ts';
import { decodeNode } from './yaml-decoder.ts';
import type { YamlMap, YamlObject } from './yaml-object.ts';
import { parseYaml, parseYamlDocuments } from './yaml-parse.ts';

/**
 * The first document as `yaml.Unmarshal` decodes it into an `interface{}`; null for an empty text.
 * @param call pays for the text and what its aliases add
 * @throws YamlError with Go's message
 */
export const decodeYaml = (text: string, call?: Call): Value => decodeFirst(text, false, call);

/** As `yaml.UnmarshalStrict`: a key that is there twice is an error. @throws YamlError with Go's message */
export const decodeYamlStrict = (text: string, call?: Call): Value => decodeFirst(text, true, call);

/** All documents of a text, each as `decodeYaml` decodes it; null for empty ones. @throws YamlError */
export function decodeYamlDocuments(text: string): Value[] {
  return converting(() => parseYamlDocuments(text).map((node) => convert(node, false)));
}

/** Decodes a tree that `parseYaml` made. @throws YamlError with Go's message */
export function decodeYamlNode(node: YamlNode, call?: Call): Value {
  return converting(() => convert(node, false, call));
}

function decodeFirst(text: string, isStrict: boolean, call: Call | undefined): Value {
  call?.charge(text.length);
  return converting(() => {
    const node = parseYaml(text);
    return node ? convert(node, isStrict, call) : null;
  });
}

function converting<Result>(convert: () => Result): Result {
  try {
    return convert();
  } catch (error) {
    throw error instanceof YamlError ? error.within('error converting YAML to JSON') : error;
  }
}

const convert = (node: YamlNode, isStrict: boolean, call?: Call): Value =>
  throughJson(decodeNode(node, { isStrict, call }));

/** What JSON makes of an object: it has one type of numbers, without NaN and infinities. */
function throughJson(object: YamlObject): Value {
  if (Array.isArray(object)) return new GoList(object.map(throughJson));
  if (object instanceof Map) return mapThroughJson(object);
  if (typeof object === 'number' && !Number.isFinite(object)) {
    throw new YamlError(`json: unsupported value: ${formatShortest(object, 64)}`);
  }
  return typeof object === 'bigint' ? Number(object) : object;
}

function mapThroughJson(map: YamlMap): GoMap {
  const made = new GoMap();
  for (const [key, value] of map) {
    const text = keyText(key);
    if (text === undefined) {
      const type = key === null ? '%!s(<nil>)' : 'uint64';
      throw new YamlError(
        `unsupported map key of type: ${type}, key: ${goSyntax(key)}, value: ${goSyntax(value)}`,
      );
    }
    made.entries.set(text, throughJson(value));
  }
  return made;
}
