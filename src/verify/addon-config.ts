// clusteraddon.yaml as the operator's parser takes it: hooks and their stages, each with its path in the file.
import type { Problem } from '../problem/problem.ts';
import { notUtf8 } from '../stack/yaml-faults/foreign-bytes.ts';
import { YamlSource, type YamlPath } from '../stack/yaml-source.ts';
import type { NamedText } from './view.ts';

/** The hooks that the operator runs; it accepts any other name and never looks at it again. */
export const LIVE_HOOKS = ['AfterControlPlaneInitialized', 'BeforeClusterUpgrade'] as const;
export type Hook = (typeof LIVE_HOOKS)[number];

/** One entry of a hook that is a map; absent strings are empty. */
export interface AddonStage {
  readonly hook: string;
  readonly name: string;
  /** As written: `apply`, `delete` or anything else. */
  readonly action: string;
  /** Where the entry stands, for places. */
  readonly path: YamlPath;
}

/** The file with its stages; `source` has no data when the file cannot be parsed. */
export interface AddonConfig {
  readonly source: YamlSource;
  readonly hooks: readonly string[];
  readonly stages: readonly AddonStage[];
  /** What the operator cannot parse, or would crash at. */
  readonly problems: readonly Problem[];
}

/** Go's decoding of a scalar into a string: numbers and booleans as written, null as nothing. */
export function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** Reads the file; never throws. */
export function readAddonConfig(text: NamedText): AddonConfig {
  const source = YamlSource.parse(text.file, text.text);
  const found: AddonStage[] = [];
  const problems = [...source.problems];
  const wrong = (path: YamlPath, message: string, hint?: string) =>
    problems.push(source.problemAt(path, 'addon-config', message, hint === undefined ? {} : { hint }));
  const top = source.kindAt([]);
  const stages = source.kindAt(['addonStages']);
  if (problems.length > 0) return { source, hooks: [], stages: [], problems };
  if (top !== 'map') wrong([], `${text.file} holds ${describe(top)}; expected a map with addonStages`);
  else if (stages === 'missing')
    wrong(
      [],
      `${text.file} has no addonStages: no addon is ever installed`,
      'list the stages below addonStages',
    );
  else if (stages === 'list' || stages === 'scalar')
    wrong(['addonStages'], `addonStages is a ${stages}; expected a map of hooks`);
  const hooks = source.keys(['addonStages']);
  for (const hook of hooks) {
    const path = ['addonStages', hook];
    const listed = source.get(path);
    if (listed === null) continue;
    if (!Array.isArray(listed)) {
      wrong(path, `${hook} is a ${source.kindAt(path)}; expected a list of stages`);
      continue;
    }
    listed.forEach((entry: unknown, index) => {
      const stage = readStage(source, hook, index, entry, problems);
      if (stage) found.push(stage);
    });
  }
  return { source, hooks, stages: found, problems };
}

const describe = (kind: string): string => (kind === 'missing' || kind === 'null' ? 'nothing' : `a ${kind}`);

function readStage(
  source: YamlSource,
  hook: string,
  index: number,
  entry: unknown,
  problems: Problem[],
): AddonStage | undefined {
  const path = ['addonStages', hook, index];
  if (entry === null) {
    const hint = 'take the empty entry out';
    problems.push(
      source.problemAt(path, 'addon-stage-null', `entry ${index + 1} of ${hook} is empty; expected a stage`, {
        hint,
      }),
    );
    return undefined;
  }
  if (source.kindAt(path) !== 'map') {
    const message = `entry ${index + 1} of ${hook} is a ${source.kindAt(path)}; expected a map with name and action`;
    problems.push(
      source.problemAt(path, 'addon-config', message, { hint: 'write it as - name: …, action: apply' }),
    );
    return undefined;
  }
  const text = (key: string): string => {
    const kind = source.kindAt([...path, key]);
    if (kind === 'map' || kind === 'list') {
      problems.push(
        source.problemAt([...path, key], 'addon-config', `${key} is a ${kind}; expected a string`),
      );
    }
    return scalarText(source.get([...path, key]));
  };
  return { hook, name: text('name'), action: text('action'), path };
}

/** Says that a file is not text; rules that read it still run on what can be made out. */
export function checkEncoding(texts: readonly (NamedText | undefined)[]): Problem[] {
  return texts.flatMap((text) => (!text || text.readable ? [] : [notUtf8(text.file, text.text)]));
}
