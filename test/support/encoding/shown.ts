// Values with their types, as oracle.go.txt shows them.
import { quote } from '../../../src/render/gotemplate/fmt.ts';
import { sortTexts } from '../../../src/render/gotemplate/text.ts';
import { GoList, GoMap, GoNumber, GoObject, type Value } from '../../../src/render/gotemplate/value.ts';
import { formatShortest } from '../../../src/render/encoding/shortest-float.ts';

/** `map{"a": float64(1), "b": list["x", nil]}` */
export function shown(value: Value): string {
  if (value instanceof GoMap) return shownMap(value);
  if (value instanceof GoList) return shownList(value);
  if (value instanceof GoNumber) return `${value.typeName}(${String(value.value)})`;
  if (value instanceof GoObject) return `time ${value.text()}`;
  if (typeof value === 'number') return `float64(${formatShortest(value, 64)})`;
  if (typeof value === 'boolean') return `bool(${value})`;
  return typeof value === 'string' ? quote(value) : 'nil';
}

function shownMap({ entries, isNil }: GoMap): string {
  if (isNil) return 'nil map';
  const keys = sortTexts([...entries.keys()].map(String));
  return `map{${keys.map((key) => `${quote(key)}: ${shown(entries.get(key))}`).join(', ')}}`;
}

function shownList({ items, elem, isNil }: GoList): string {
  if (isNil) return 'nil list';
  return `${elem === 'map[string]interface {}' ? 'tables' : 'list'}[${items.map(shown).join(', ')}]`;
}
