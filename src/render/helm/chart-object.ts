// .Chart: Chart.yaml under the names of Go's fields.
import { GoList, GoMap, GoStruct, type JsonField, type Value } from '../gotemplate/value.ts';
import type { Chart } from './chart.ts';
import type { Dependency, Maintainer, Metadata } from './metadata.ts';

/** A struct that embeds another one: the fields of that can be asked for, too, but are not listed. */
class EmbeddingFields extends Map<string, Value> {
  constructor(
    entries: Iterable<readonly [string, Value]>,
    private readonly embedded: ReadonlyMap<string, Value>,
  ) {
    super(entries);
  }

  override get(name: string): Value {
    return super.has(name) ? super.get(name) : this.embedded.get(name);
  }

  override has(name: string): boolean {
    return super.has(name) || this.embedded.has(name);
  }
}

/** The chart's metadata and whether it is the root chart. */
export function chartObject(chart: Chart): GoStruct {
  const metadata = metadataObject(chart.metadata);
  const own: [string, Value][] = [
    ['Metadata', metadata],
    ['IsRoot', chart.isRoot],
  ];
  const fields = new EmbeddingFields(own, metadata.fields);
  return new GoStruct(
    'struct { chart.Metadata; IsRoot bool }',
    fields,
    undefined,
    false,
    undefined,
    CHART_JSON,
  );
}

const CHART_JSON: ReadonlyMap<string, JsonField> = new Map([
  ['Metadata', { name: 'Metadata', inline: true }],
  ['IsRoot', { name: 'IsRoot' }],
]);

const optional = (name: string): JsonField => ({ name, omitEmpty: true });

/** Tags by the names of the fields; all but the named ones leave a field out where it is empty. */
function tags(fields: Readonly<Record<string, string>>, always: readonly string[] = []) {
  return new Map(
    Object.entries(fields).map(([field, name]) => [field, always.includes(name) ? { name } : optional(name)]),
  );
}

const METADATA_JSON = tags({
  Name: 'name',
  Home: 'home',
  Sources: 'sources',
  Version: 'version',
  Description: 'description',
  Keywords: 'keywords',
  Maintainers: 'maintainers',
  Icon: 'icon',
  APIVersion: 'apiVersion',
  Condition: 'condition',
  Tags: 'tags',
  AppVersion: 'appVersion',
  Deprecated: 'deprecated',
  Annotations: 'annotations',
  KubeVersion: 'kubeVersion',
  Dependencies: 'dependencies',
  Type: 'type',
});

const MAINTAINER_JSON = tags({ Name: 'name', Email: 'email', URL: 'url' });

const DEPENDENCY_JSON = tags(
  {
    Name: 'name',
    Version: 'version',
    Repository: 'repository',
    Condition: 'condition',
    Tags: 'tags',
    Enabled: 'enabled',
    ImportValues: 'import-values',
    Alias: 'alias',
  },
  ['name', 'repository'],
);

/** A list of Go type `[]ELEM`, nil where there is none. */
const listOf = <T>(items: readonly T[] | undefined, elem: string, toValue: (item: T) => Value): GoList =>
  new GoList((items ?? []).map(toValue), elem, items === undefined);

const textList = (items: readonly string[] | undefined): GoList => listOf(items, 'string', (item) => item);

function metadataObject(metadata: Metadata): GoStruct {
  const { annotations } = metadata;
  const fields = new Map<string, Value>([
    ['Name', metadata.name],
    ['Home', metadata.home],
    ['Sources', textList(metadata.sources)],
    ['Version', metadata.version],
    ['Description', metadata.description],
    ['Keywords', textList(metadata.keywords)],
    ['Maintainers', listOf(metadata.maintainers, '*chart.Maintainer', maintainerObject)],
    ['Icon', metadata.icon],
    ['APIVersion', metadata.apiVersion],
    ['Condition', metadata.condition],
    ['Tags', metadata.tags],
    ['AppVersion', metadata.appVersion],
    ['Deprecated', metadata.deprecated],
    ['Annotations', new GoMap(annotations ?? [], 'string', 'string', annotations === undefined)],
    ['KubeVersion', metadata.kubeVersion],
    ['Dependencies', listOf(metadata.dependencies, '*chart.Dependency', dependencyObject)],
    ['Type', metadata.type],
  ]);
  return new GoStruct('chart.Metadata', fields, undefined, false, undefined, METADATA_JSON);
}

function maintainerObject({ name, email, url }: Maintainer): GoStruct {
  const fields = new Map([
    ['Name', name],
    ['Email', email],
    ['URL', url],
  ]);
  return new GoStruct('chart.Maintainer', fields, undefined, true, undefined, MAINTAINER_JSON);
}

function dependencyObject(dependency: Dependency): GoStruct {
  const fields = new Map<string, Value>([
    ['Name', dependency.name],
    ['Version', dependency.version],
    ['Repository', dependency.repository],
    ['Condition', dependency.condition],
    ['Tags', textList(dependency.tags.length > 0 ? dependency.tags : undefined)],
    ['Enabled', dependency.enabled],
    [
      'ImportValues',
      listOf(
        dependency.importValues.length > 0 ? dependency.importValues : undefined,
        'interface {}',
        (item) => item,
      ),
    ],
    ['Alias', dependency.alias],
  ]);
  return new GoStruct('chart.Dependency', fields, undefined, true, undefined, DEPENDENCY_JSON);
}
