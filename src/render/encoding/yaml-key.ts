// Keys of YAML as the keys of JSON that sigs.k8s.io/yaml makes of them.
import { formatShortest } from './shortest-float.ts';
import type { Resolved } from './yaml-resolve.ts';

/** The key as a string; undefined for null and integers that fit uint64 only, which cannot be keys. */
export function keyText(key: Resolved): string | undefined {
  if (key === null) return undefined;
  if (typeof key === 'string') return key;
  if (typeof key === 'number') return floatText(key);
  if (typeof key === 'bigint' && key !== BigInt.asIntN(64, key)) return undefined;
  return String(key);
}

/** Floats are rounded to 32 bits, and the special ones are spelled as in YAML. */
function floatText(key: number): string {
  if (Number.isNaN(key)) return '.nan';
  if (!Number.isFinite(Math.fround(key))) return key > 0 ? '.inf' : '-.inf';
  return formatShortest(key, 32);
}
