// Rendered objects for tests of rules, from YAML text: places are those in the text.
import { LineCounter, isNode, parseAllDocuments } from 'yaml';
import type { ObjectData, ObjectPath, RenderedObject } from '../../src/render/helm/rendered-object.ts';

/** The documents of a text as objects of one template. */
export function renderedObjects(
  text: string,
  template = 'templates/objects.yaml',
  origin = 'cluster-class',
): RenderedObject[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, version: '1.1', merge: true });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => ({
    template,
    text: String(document),
    data: document.toJS() as ObjectData,
    place: (path: ObjectPath = []) => {
      for (let length = path.length; length >= 0; length -= 1) {
        const node: unknown =
          length === 0 ? document.contents : document.getIn(path.slice(0, length) as unknown[], true);
        if (!isNode(node) || !node.range) continue;
        const { line, col } = lines.linePos(node.range[0]);
        return { file: `${origin}/${template}`, line, column: col };
      }
      return { file: `${origin}/${template}`, line: 1, column: 1 };
    },
  }));
}
