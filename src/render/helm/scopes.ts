// What templates see as `.`: values, release, chart and files, in the scope of the chart that they belong to.
import { encodeYaml } from '../encoding/yaml-encode.ts';
import { quote } from '../gotemplate/fmt.ts';
import { fn, GoMap, type GoFunction, type MapKey, type Value } from '../gotemplate/value.ts';
import type { Chart } from './chart.ts';
import { filesOf } from './chart-files.ts';
import { chartObject } from './chart-object.ts';
import { tableAt, valueAt } from './values.ts';

/** Types that Helm gives a map may be known by name: `chartutil.Values`, which shares the entries of the map. */
export function valuesObject({ entries }: GoMap): GoMap {
  const own = new Map<string, GoFunction>();
  const object = GoMap.sharing(entries, { ownName: 'chartutil.Values', methods: own });
  for (const method of [
    fn('AsMap', [], () => GoMap.sharing(entries)),
    fn('YAML', [], () => encodeYaml(object)),
    fn('Table', ['string'], ([path]) => {
      const table = tableAt(object, path as string);
      if (!table) throw new Error(`${quote(missingKey(object, path as string))} is not a table`);
      return valuesObject(table);
    }),
    fn('PathValue', ['string'], ([path]) => pathValue(object, path as string)),
  ]) {
    own.set(method.name, method);
  }
  return object;
}

function missingKey(values: GoMap, path: string): string {
  const keys = path.split('.');
  return keys.find((_, index) => !tableAt(values, keys.slice(0, index + 1).join('.'))) ?? '';
}

function pathValue(values: GoMap, path: string): Value {
  if (path === '') throw new Error('YAML path cannot be empty');
  const value = valueAt(values, path);
  if (value === undefined) throw new Error(`${quote(path.replace(/^.*\./s, ''))} is not a value`);
  return value;
}

/** `.Release`, as `helm template` fills it. */
export const releaseObject = ({
  name,
  namespace,
}: {
  readonly name: string;
  readonly namespace: string;
}): GoMap =>
  new GoMap([
    ['Name', name],
    ['Namespace', namespace],
    ['IsUpgrade', false],
    ['IsInstall', true],
    ['Revision', 1n],
    ['Service', 'Helm'],
  ] as [string, Value][]);

/** `.Template` of the template that is executed. */
export const templateObject = (name: string, basePath: string): GoMap =>
  valuesObject(
    new GoMap([
      ['Name', name],
      ['BasePath', basePath],
    ]),
  );

/** A template with the scope that it is executed in. */
export interface Renderable {
  readonly text: Uint8Array;
  readonly scope: GoMap;
  /** `root/charts/sub/templates`, which `.Template.BasePath` tells. */
  readonly basePath: string;
  /** The file from the root of the chart; an alias does not show in it. */
  readonly file: string;
}

/** What all scopes share. */
interface TopLevel {
  readonly values: GoMap;
  readonly release: Value;
  readonly capabilities: Value;
}

/** All templates of a chart and the charts below it, by Helm's names (`root/templates/a.yaml`). */
export function collectTemplates(chart: Chart, top: TopLevel): Map<string, Renderable> {
  const templates = new Map<string, Renderable>();
  addTemplates(chart, valuesObject(top.values), top, templates);
  return templates;
}

function addTemplates(chart: Chart, values: GoMap, top: TopLevel, templates: Map<string, Renderable>): GoMap {
  const below = new GoMap();
  const scope = new GoMap([
    ['Chart', chartObject(chart)],
    ['Files', filesOf(chart.content.files)],
    ['Release', top.release],
    ['Capabilities', top.capabilities],
    ['Values', values],
    ['Subcharts', below],
  ] as [MapKey, Value][]);
  for (const child of chart.dependencies) {
    const own = tableAt(scope, `Values.${child.name}`) ?? new GoMap();
    below.entries.set(child.name, addTemplates(child, valuesObject(own), top, templates));
  }
  const path = chart.fullPath;
  const dot = valuesObject(scope);
  for (const { name, bytes } of chart.content.templates) {
    // A library has templates to include, and none to print.
    if (chart.isLibrary && !baseName(name).startsWith('_')) continue;
    const file = chart.content.folder + name;
    templates.set(`${path}/${name}`, { text: bytes, scope: dot, basePath: `${path}/templates`, file });
  }
  return scope;
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
