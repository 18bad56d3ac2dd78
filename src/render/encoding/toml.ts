// TOML, as Helm's functions read and write it.
export { decodeToml, type MakeTime, type TomlZone } from './toml-decode.ts';
export { encodeToml } from './toml-encode.ts';
