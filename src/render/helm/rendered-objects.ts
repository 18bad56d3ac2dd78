// The objects of a rendered chart, and from which place of which template each part of them comes.
import { placeAt, type Place } from '../../problem/place.ts';
import { toData } from '../encoding/data.ts';
import { findNearestNode } from '../encoding/yaml-find.ts';
import type { YamlNode } from '../encoding/yaml-node.ts';
import { decodeYamlNode } from '../encoding/yaml-decode.ts';
import { parseYaml, parseYamlDocuments } from '../encoding/yaml-parse.ts';
import { originOf } from '../gotemplate/output.ts';
import { GoMap } from '../gotemplate/value.ts';
import type { Manifest } from './manifests.ts';
import type { ChartCrd, RenderedChart } from './render-chart.ts';
import type { ObjectData, ObjectPath, RenderedObject } from './rendered-object.ts';

/**
 * The objects that Helm installs: definitions, manifests in their order, then hooks. A document with nothing in it is none.
 *
 * @param origin the folder or archive of the chart, which places start with
 */
export function renderedObjects(chart: RenderedChart, origin: string): RenderedObject[] {
  const rendered = [...chart.manifests, ...chart.hooks].flatMap((manifest) => {
    const { data } = manifest;
    return data instanceof GoMap ? [renderedObject(chart, manifest, data, origin)] : [];
  });
  return [...chart.crds.flatMap((crd) => definitions(crd, origin)), ...rendered];
}

/** Definitions are not rendered: a place in one is a place in its file. */
function definitions({ name, text }: ChartCrd, origin: string): RenderedObject[] {
  const template = name.slice(name.indexOf('/') + 1);
  return parseYamlDocuments(text).flatMap((node): RenderedObject[] => {
    const value = decodeYamlNode(node);
    if (!(value instanceof GoMap)) return [];
    const place = (path: ObjectPath = []): Place => {
      const found = findNearestNode(node, path);
      return placeAt(`${origin}/${template}`, text, (found.key ?? found.node).start);
    };
    return [{ template, data: toData(value) as ObjectData, text, place }];
  });
}

function renderedObject(
  chart: RenderedChart,
  { name, text, output, start }: Manifest,
  map: GoMap,
  origin: string,
): RenderedObject {
  let data: ObjectData | undefined;
  let node: YamlNode | undefined;
  return {
    template: chart.placeOf(name, 0).file,
    get data() {
      return (data ??= toData(map) as ObjectData);
    },
    text,
    place(path: ObjectPath = []): Place {
      node ??= parseYaml(text);
      const found = node && findNearestNode(node, path);
      const at = start + ((found?.key ?? found?.node)?.start ?? 0);
      const printed = originOf(output, at);
      const { file, line, column } = chart.placeOf(printed?.template ?? name, printed?.offset ?? 0);
      return {
        file: `${origin}/${file}`,
        ...(line !== undefined && { line }),
        ...(column !== undefined && { column }),
      };
    },
  };
}
