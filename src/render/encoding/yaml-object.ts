// What YAML documents hold, with Go's distinction of integers and floats, and keys of any type.
import type { Resolved } from './yaml-resolve.ts';

/** A map[interface{}]interface{}: 1, 1.0 and "1" are different keys, as they are in a JavaScript Map of these types. */
export type YamlMap = Map<Resolved, YamlObject>;
/** What a YAML document holds. */
export type YamlObject = Resolved | YamlObject[] | YamlMap;
