// Rules for waitForPreCondition and waitForPostCondition: a fault in one is retried for ever, without a word.
import type { Problem } from '../problem/problem.ts';
import type { YamlPath, YamlSource } from '../stack/yaml-source.ts';
import { readAddonConfig, scalarText } from './addon-config.ts';
import { checkCondition, isVariableName } from './cel.ts';
import type { ReleaseView } from './view.ts';

const CONDITIONS = ['waitForPreCondition', 'waitForPostCondition'] as const;
const REQUIRED = ['key', 'apiVersion', 'kind', 'name'] as const;

/** Checks the conditions of every stage; the CEL library is loaded only when there is one. */
export async function checkConditions({ convention, addonConfig }: ReleaseView): Promise<Problem[]> {
  if (convention !== 'multi-stage' || !addonConfig) return [];
  const { source, stages } = readAddonConfig(addonConfig);
  const problems: Problem[] = [];
  for (const { path } of stages) {
    for (const key of CONDITIONS) problems.push(...(await checkWait(source, [...path, key])));
  }
  return problems;
}

async function checkWait(source: YamlSource, path: YamlPath): Promise<Problem[]> {
  const name = String(path.at(-1));
  const kind = source.kindAt(path);
  if (kind === 'missing' || kind === 'null') return [];
  const wrong = (at: YamlPath, message: string, hint?: string): Problem =>
    source.problemAt(at, 'addon-condition', `${name}: ${message}`, hint === undefined ? {} : { hint });
  if (kind !== 'map') return [wrong(path, `found a ${kind}; expected a map with objects and conditions`)];
  const objects = [...path, 'objects'];
  const conditions = [...path, 'conditions'];
  const text = scalarText(source.get(conditions));
  const listed = source.kindAt(objects);
  // An empty map counts as none; an empty list of objects does not.
  if (text === '' && (listed === 'missing' || listed === 'null') && isScalarOrNone(source, conditions))
    return [];
  const { keys, problems } = readObjects(source, objects, wrong);
  if (!isScalarOrNone(source, conditions)) {
    const message = `conditions is a ${source.kindAt(conditions)}; expected one string`;
    return [...problems, wrong(conditions, message, 'join the conditions with &&')];
  }
  if (text.trim() === '') {
    const message = 'conditions is empty; expected a CEL expression that yields true or false';
    return [...problems, wrong(conditions, message, 'write the condition, or take the objects out')];
  }
  // Without all variables nothing can be said about the expression.
  if (problems.length > 0) return problems;
  const fault = await checkCondition(text, keys);
  if (!fault) return [];
  const place = placeInside(source, conditions, text, fault.start ?? 0);
  const message = `${name}: the condition does not work: ${fault.message}`;
  const hint = fault.hint ?? 'mend the expression, or declare the object that it names';
  return [source.problemAt(conditions, 'addon-condition', message, { ...place, hint })];
}

const isScalarOrNone = (source: YamlSource, path: YamlPath): boolean =>
  !['map', 'list'].includes(source.kindAt(path));

type Wrong = (at: YamlPath, message: string, hint?: string) => Problem;

/** The declared variables, and what is wrong with their declarations. */
function readObjects(
  source: YamlSource,
  path: YamlPath,
  wrong: Wrong,
): { keys: string[]; problems: Problem[] } {
  const listed = source.get(path);
  if (listed === undefined || listed === null) return { keys: [], problems: [] };
  if (!Array.isArray(listed)) {
    return { keys: [], problems: [wrong(path, `objects is a ${source.kindAt(path)}; expected a list`)] };
  }
  const keys: string[] = [];
  const problems = listed.flatMap((_: unknown, index) => {
    const at = [...path, index];
    if (source.kindAt(at) !== 'map') {
      return [
        wrong(
          at,
          `object ${index + 1} is a ${source.kindAt(at)}; expected a map with ${REQUIRED.join(', ')}`,
        ),
      ];
    }
    const missing = REQUIRED.filter((field) => scalarText(source.get([...at, field])) === '');
    if (missing.length > 0)
      return [wrong(at, `object ${index + 1} has no ${missing.join(', ')}; expected ${REQUIRED.join(', ')}`)];
    const key = scalarText(source.get([...at, 'key']));
    const twice = keys.includes(key);
    keys.push(key);
    if (!isVariableName(key)) {
      return [
        wrong(
          [...at, 'key'],
          `the key "${key}" cannot be a variable`,
          'use letters, digits and _, and no word that CEL reserves',
        ),
      ];
    }
    return twice
      ? [wrong([...at, 'key'], `the key "${key}" is there twice; expected one object for each key`)]
      : [];
  });
  return { keys, problems };
}

/** The place of an offset into a string of one line, written plainly or in quotes; nothing for any other. */
function placeInside(source: YamlSource, path: YamlPath, value: string, start: number): { column?: number } {
  const { line, column } = source.place(path);
  if (line === undefined || column === undefined) return {};
  const rest = source.text.split('\n')[line - 1]?.slice(column - 1) ?? '';
  const quote = /^["']/.test(rest) && !rest.startsWith(value) ? 1 : 0;
  return rest.startsWith(value, quote) ? { column: column + quote + start } : {};
}
