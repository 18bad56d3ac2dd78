// Rules for overwrite.yaml and cluster-addon-values.yaml: values that render to no map crash the operator.
import { isMap, isScalar, parseDocument } from 'yaml';
import { placeAt } from '../problem/place.ts';
import { problem, type Problem } from '../problem/problem.ts';
import { YamlSource } from '../stack/yaml-source.ts';
import { readAddonConfig, scalarText } from './addon-config.ts';
import { chartFolders } from './addon-rules.ts';
import { scanTemplate, type Action } from './go-template.ts';
import { checkActions } from './template-blocks.ts';
import { textIn, type NamedFolder, type NamedText, type ReleaseView } from './view.ts';

const EMPTY_HINT = 'write "values: {}", or take the file out';
const OVERWRITE_FILE = 'overwrite.yaml';

/** The single-stage values: there, and such that they render to a map. */
export function checkAddonValues({ convention, addonValues }: ReleaseView): Problem[] {
  if (convention === 'single-stage') {
    if (addonValues) return checkValues(addonValues, 'write "values: {}" if there is nothing to set');
    const file = 'cluster-addon-values.yaml';
    const message = `there is no ${file}; without clusteraddon.yaml the operator needs one`;
    return [
      problem('addon-values-missing', message, {
        file,
        hint: 'add it, with "values: {}" if there is nothing to set',
      }),
    ];
  }
  if (!addonValues) return [];
  const message = `${addonValues.file} is not used: clusteraddon.yaml takes overwrite.yaml from each stage's folder`;
  return [
    problem('addon-values-unused', message, {
      file: addonValues.file,
      hint: 'move its values there, or take it out',
    }),
  ];
}

/** overwrite.yaml of every stage that is listed. */
export function checkOverwrites(view: ReleaseView): Problem[] {
  const { convention, addons } = view;
  if (convention !== 'multi-stage' || !addons) return [];
  return stageNames(view, addons).flatMap((stage) => {
    const text = textIn(addons, `${stage}/${OVERWRITE_FILE}`);
    return text ? [...checkReadable(text), ...checkValues(text, EMPTY_HINT)] : [];
  });
}

function stageNames({ addonConfig }: ReleaseView, addons: NamedFolder): string[] {
  const folders = chartFolders(addons);
  if (!addonConfig) return folders;
  const { source, stages } = readAddonConfig(addonConfig);
  return source.problems.length > 0
    ? folders
    : folders.filter((folder) => stages.some(({ name }) => name === folder));
}

function checkReadable({ file, readable }: NamedText): Problem[] {
  if (readable) return [];
  return [
    problem('overwrite-yaml', `${file} is not UTF-8 text`, {
      file,
      line: 1,
      column: 1,
      hint: 'save it as UTF-8',
    }),
  ];
}

/** Whether a values template parses, and can render to a map with strings as keys. */
export function checkValues(text: NamedText, emptyHint: string): Problem[] {
  return text.text.includes('{{') ? checkTemplate(text, emptyHint) : checkYaml(text, emptyHint);
}

function checkTemplate({ file, text }: NamedText, emptyHint: string): Problem[] {
  const { actions, fault } = scanTemplate(text);
  // Blocks that are still open at a fault of the lexer are no fault of their own.
  const found = fault ? [{ ...fault, unknownFunction: false, hint: undefined }] : checkActions(actions);
  if (found.length === 0 && leavesNothing(text, actions))
    return [emptyProblem(file, 'renders to nothing', emptyHint)];
  return found.map(({ message, start, unknownFunction, hint = 'mend the template' }) =>
    problem(unknownFunction ? 'overwrite-function' : 'overwrite-yaml', message, {
      ...placeAt(file, text, start),
      hint,
    }),
  );
}

const emptyProblem = (file: string, found: string, hint: string): Problem =>
  problem('overwrite-empty', `${file} ${found}; expected a map`, { file, line: 1, column: 1, hint });

const SILENT = new Set(['if', 'else', 'end', 'range', 'with', 'break', 'continue']);

/** Whether no action prints anything and no text but comments stands between them. */
function leavesNothing(text: string, actions: readonly Action[]): boolean {
  const silent = actions.every(({ comment, tokens }) => {
    const [first, second] = tokens;
    if (comment || (first?.kind === 'identifier' && SILENT.has(first.text))) return true;
    return first?.kind === 'variable' && (second?.text === ':=' || second?.text === '=');
  });
  if (!silent) return false;
  let rest = '';
  let done = 0;
  for (const { start, end } of actions) {
    rest += text.slice(done, start);
    done = end;
  }
  return isBlank(rest + text.slice(done));
}

/** Nothing but spaces, comments and document marks. */
const isBlank = (text: string): boolean =>
  text.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line) || /^---\s*(?:#.*)?$/.test(line));

/** Text without actions is what the operator gets, so all of it can be checked. */
function checkYaml({ file, text }: NamedText, emptyHint: string): Problem[] {
  const source = YamlSource.parse(file, text);
  const [fault] = source.problems;
  if (fault)
    return [problem('overwrite-yaml', fault.message, { ...fault, severity: 'error', hint: 'mend the YAML' })];
  const kind = source.kindAt([]);
  if (isBlank(text) || kind === 'null' || kind === 'missing')
    return [emptyProblem(file, 'holds no values', emptyHint)];
  const wrong = (path: string[], message: string, hint: string) =>
    source.problemAt(path, 'overwrite-yaml', message, { hint });
  if (kind !== 'map')
    return [wrong([], `${file} holds a ${kind}; expected a map`, 'write the values as keys of a map')];
  return [...checkKeys(file, text), ...checkInner(source, wrong)];
}

/** The operator's type assertion fails on a map with any key that is no string. */
function checkKeys(file: string, text: string): Problem[] {
  const { contents } = parseDocument(text, { logLevel: 'silent' });
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({ key }) => {
    const plain: unknown = isScalar(key) ? key.value : undefined;
    if (typeof plain === 'string') return [];
    const offset = isScalar(key) || isMap(key) ? (key.range?.[0] ?? 0) : 0;
    const found = plain === undefined ? 'a key' : `the key ${scalarText(plain) || 'null'}`;
    const place = placeAt(file, text, offset);
    return [
      problem('overwrite-yaml', `${found} is no string; expected names as keys`, {
        ...place,
        hint: 'quote it',
      }),
    ];
  });
}

/** `values` as a string is what Helm gets: a document of its own, which may be empty. */
function checkInner(
  source: YamlSource,
  wrong: (path: string[], message: string, hint: string) => Problem,
): Problem[] {
  const values = source.get(['values']);
  if (typeof values !== 'string') return [];
  const inner = YamlSource.parse('values', values);
  const [fault] = inner.problems;
  if (fault)
    return [
      wrong(['values'], `the text of "values" is no YAML: ${fault.message}`, 'mend the text of values'),
    ];
  const kind = inner.kindAt([]);
  if (['map', 'null', 'missing'].includes(kind)) return [];
  return [
    wrong(
      ['values'],
      `the text of "values" holds a ${kind}; expected a map`,
      'write the values as keys of a map',
    ),
  ];
}
