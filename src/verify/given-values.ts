// Where a value that Helm gets for an addon stands in the template that it was rendered from.
import { placeAt, type Place } from '../problem/place.ts';
import { findIn, type ValuePlace } from '../render/helm/values-place.ts';
import type { ValuePath } from '../render/helm/schema-fault.ts';
import { originOf, type Output } from '../render/gotemplate/output.ts';
import { helmValues } from '../render/operator/overwrite.ts';
import type { NamedText } from './view.ts';

/** Finds the value at a path, or what of it is there; undefined where nothing is. */
export type FindGiven = (path: ValuePath) => ValuePlace<Place> | undefined;

/** Finds values in a template by what it printed. */
export function givenValues({ file, text }: NamedText, output: Output): FindGiven {
  const values = helmValues(output.text);
  const place = (offset: number): Place => placeAt(file, text, originOf(output, offset)?.offset ?? 0);
  return (path) => {
    const found = findIn(values, path);
    if (!found) return undefined;
    if (values === output.text) return { place: place(found.offset), missing: found.missing };
    return { place: place(offsetOfInner(output.text, values, found.offset)), missing: found.missing };
  };
}

/** Where a place in the text of the key `values` is in the whole: in a literal block the lines are the same but indented. */
function offsetOfInner(outer: string, inner: string, offset: number): number {
  const start = findIn(outer, ['values'])?.offset ?? 0;
  if (outer.charAt(start) !== '|') return start;
  const head = inner.slice(0, offset);
  const above = head.split('\n').length;
  let lineStart = start;
  for (let line = 0; line < above; line += 1) lineStart = outer.indexOf('\n', lineStart) + 1;
  const line = outer.slice(lineStart).split('\n', 1)[0] ?? '';
  const [own = ''] = inner.slice(head.lastIndexOf('\n') + 1).split('\n', 1);
  return lineStart + (line.length - own.length) + (offset - (head.lastIndexOf('\n') + 1));
}
