// The fields that Helm's built-in objects have, learned from the objects that templates see.
import { GoList, GoMap, GoStruct, type Value } from '../gotemplate/value.ts';
import { capabilitiesOf, DEFAULT_KUBE_VERSION, parseKubeVersion } from './capabilities.ts';
import type { Chart } from './chart.ts';
import { filesOf } from './chart-files.ts';
import { chartObject } from './chart-object.ts';
import { releaseObject, templateObject } from './scopes.ts';

/** What somebody asks an object for that has no such field. */
export interface UnknownField {
  /** The object: `.Release`, `.Capabilities.KubeVersion`; '' for the one that all others are in. */
  readonly owner: string;
  readonly name: string;
  /** The fields and methods that it has. */
  readonly known: readonly string[];
  /** What becomes of it: nothing, as of keys that a map does not have; or an error, as for structs and fields of nothing. */
  readonly fails: boolean;
}

/** The objects of a chart in which only what Helm puts there can be found. */
export class KnownFields {
  private readonly objects: ReadonlyMap<string, Value>;
  private readonly fields = new Map<Value, Fields | undefined>();

  constructor(chart: Chart) {
    this.objects = new Map<string, Value>([
      ['Release', releaseObject({ name: '', namespace: '' })],
      ['Chart', chartObject(chart)],
      ['Capabilities', capabilitiesOf(parseKubeVersion(DEFAULT_KUBE_VERSION))],
      ['Template', templateObject('', '')],
      ['Files', filesOf(chart.content.files)],
    ]);
  }

  /** The first step of a path that leads nowhere; undefined where it leads somewhere, or may. */
  unknownIn(path: readonly string[]): UnknownField | undefined {
    const [first = '', ...rest] = path;
    let object = this.objects.get(first);
    if (object === undefined) {
      if (OPEN.includes(first)) return undefined;
      return { owner: '', name: first, known: [...this.objects.keys(), ...OPEN], fails: rest.length > 0 };
    }
    for (const [index, name] of rest.entries()) {
      const owner = `.${path.slice(0, index + 1).join('.')}`;
      const fields = this.fieldsOf(object);
      // Of maps further down, those of annotations, charts say what is in them.
      if (!fields || (index > 0 && object instanceof GoMap)) return undefined;
      if (!fields.has(name)) {
        const fails: boolean = !(object instanceof GoMap) || index + 1 < rest.length;
        return { owner, name, known: [...fields.keys()], fails };
      }
      object = fields.get(name);
    }
    return undefined;
  }

  private fieldsOf(object: Value): Fields | undefined {
    if (!this.fields.has(object)) this.fields.set(object, fieldsOf(object));
    return this.fields.get(object);
  }
}

type Fields = ReadonlyMap<string, Value>;

/** What charts and values fill. */
const OPEN = ['Values', 'Subcharts'];

/** Fields, keys and methods by their names; undefined for what has none. */
function fieldsOf(value: Value): Fields | undefined {
  if (value instanceof GoStruct) return new Map([...inlined(value), ...value.fields, ...value.methods]);
  if (value instanceof GoMap) {
    // Only the keys: the files of a chart are made into values one by one, when they are asked for.
    const keys = [...value.entries.keys()].map((key) => [String(key), undefined] as const);
    return new Map<string, Value>([...value.methods, ...keys]);
  }
  return value instanceof GoList && value.methods.size > 0 ? value.methods : undefined;
}

/** The fields of embedded structs. */
const inlined = ({ fields, json }: GoStruct): (readonly [string, Value])[] =>
  [...fields].flatMap(([name, value]) =>
    json?.get(name)?.inline && value instanceof GoStruct ? [...value.fields] : [],
  );
