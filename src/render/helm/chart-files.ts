// .Files: the files of a chart that have no meaning of their own.
import { encodeYaml } from '../encoding/yaml-encode.ts';
import { fromBytes } from '../gotemplate/text.ts';
import {
  fn,
  GoList,
  GoMap,
  GoNumber,
  type Call,
  type GoFunction,
  type MapKey,
  type Value,
} from '../gotemplate/value.ts';
import type { ChartFile } from './chart.ts';
import { compileGlob } from './glob.ts';

/** A map from paths to bytes that makes Go's byte slices only where a template asks for them. */
class FileEntries extends Map<MapKey, Value> {
  constructor(readonly contents: ReadonlyMap<string, Uint8Array>) {
    super([...contents.keys()].map((name) => [name, null] as const));
  }

  override get(name: MapKey): Value {
    const bytes = this.contents.get(name as string);
    return bytes && byteList(bytes);
  }

  override *entries(): MapIterator<[MapKey, Value]> {
    for (const name of this.keys()) yield [name, this.get(name)];
  }

  override [Symbol.iterator](): MapIterator<[MapKey, Value]> {
    return this.entries();
  }
}

const byteList = (bytes: Uint8Array): GoList =>
  new GoList(
    Array.from(bytes, (byte) => new GoNumber(BigInt(byte), 'uint8')),
    'uint8',
  );

/** An `engine.files` of the files of a chart. */
export const filesOf = (files: readonly ChartFile[]): GoMap =>
  filesObject(new Map(files.map(({ name, bytes }) => [name, bytes])));

function filesObject(contents: ReadonlyMap<string, Uint8Array>): GoMap {
  const entries = new FileEntries(contents);
  return GoMap.sharing(entries, { elem: '[]uint8', ownName: 'engine.files', methods: methodsOf(contents) });
}

function methodsOf(contents: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, GoFunction> {
  const text = (name: Value, call: Call): string => {
    const bytes = contents.get(name as string);
    if (!bytes) return '';
    call.charge(bytes.length);
    return fromBytes(bytes);
  };
  const methods = [
    fn('Get', ['string'], ([name], call) => text(name, call)),
    fn('GetBytes', ['string'], ([name], call) => {
      const bytes = contents.get(name as string) ?? new Uint8Array();
      call.charge(bytes.length);
      return byteList(bytes);
    }),
    fn('Lines', ['string'], ([name], call) => linesOf(contents, name as string, text(name, call))),
    fn('Glob', ['string'], ([pattern], call) => matching(contents, pattern as string, call)),
    fn('AsConfig', [], (_, call) => asYaml(contents, call, fromBytes)),
    fn('AsSecrets', [], (_, call) =>
      asYaml(contents, call, (bytes) => Buffer.from(bytes).toString('base64')),
    ),
  ];
  return new Map(methods.map((method) => [method.name, method]));
}

/** Only one line end at the end of the file ends its last line; an empty file has Helm look before its start. */
function linesOf(contents: ReadonlyMap<string, Uint8Array>, name: string, text: string): GoList {
  if (!contents.has(name)) return new GoList([], 'string');
  if (text === '') throw new Error('runtime error: index out of range [-1]');
  return new GoList(text.replace(/\n$/, '').split('\n'), 'string');
}

function matching(contents: ReadonlyMap<string, Uint8Array>, pattern: string, call: Call): GoMap {
  const matches = compileGlob(pattern);
  const paths = [...contents.keys()];
  call.charge(paths.reduce((sum, path) => sum + path.length * (1 + pattern.length), 0));
  return filesObject(new Map([...contents].filter(([path]) => matches(path))));
}

/** YAML of file names without their folders and contents; where two have the same name, the later one is in it. */
function asYaml(
  contents: ReadonlyMap<string, Uint8Array>,
  call: Call,
  encode: (bytes: Uint8Array) => string,
): string {
  const entries = [...contents].map(([path, bytes]) => {
    call.charge(bytes.length);
    return [path.replace(/^.*\//s, ''), encode(bytes)] as const;
  });
  return encodeYaml(new GoMap(entries, 'string')).replace(/\n$/, '');
}
