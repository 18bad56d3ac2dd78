// Rules for overwrite.yaml and cluster-addon-values.yaml; templates were tried with Go's parser and slim-sprig.
import { describe, expect, it } from 'vitest';
import { checkView } from '../../../src/verify/rules.ts';
import { brief, check, multiStage, singleStage } from './views.ts';

const FILE = 'cluster-addon/cni/overwrite.yaml';

describe('overwrite.yaml', () => {
  it.each<[string, string | Uint8Array, string[]]>([
    ['empty', '', [`overwrite-empty ${FILE}:1:1`]],
    ['blank', ' \n\n', [`overwrite-empty ${FILE}:1:1`]],
    ['only comments', '---\n# nothing\n', [`overwrite-empty ${FILE}:1:1`]],
    ['null', '~\n', [`overwrite-empty ${FILE}:1:1`]],
    ['only a template comment', '{{/* nothing */}}\n# x', [`overwrite-empty ${FILE}:1:1`]],
    [
      'only assignments',
      '{{ $a := 1 }}{{ if $a }}{{- $a = 2 }}\n# x\n{{ end }}',
      [`overwrite-empty ${FILE}:1:1`],
    ],
    ['something that may print', '{{ toJson .Cluster.metadata }}', []],
    ['a map', 'a: 1\n', []],
    ['an empty map', '{}', []],
    ['values as text', 'values: |\n  a: 1\n', []],
    ['empty values', 'values: |\n', []],
    ['values as a map', 'values: {a: 1}\n', []],
    ['values as text with a list', 'a: 1\nvalues: |\n  - a\n', [`overwrite-yaml ${FILE}:2:9`]],
    ['values as text that is no YAML', 'values: |\n  a: [\n', [`overwrite-yaml ${FILE}:1:9`]],
    ['a list', '# x\n- a\n', [`overwrite-yaml ${FILE}:2:1`]],
    ['a string', 'a\n', [`overwrite-yaml ${FILE}:1:1`]],
    ['no YAML', 'a: b\n c: d\n', [`overwrite-yaml ${FILE}:2:2`]],
    ['a key that is a number', 'a: 1\n2: b\n', [`overwrite-yaml ${FILE}:2:1`]],
    ['a key that is null', 'a: 1\n~: b\n', [`overwrite-yaml ${FILE}:2:1`]],
    ['a number as a key further down', 'a: {1: b}\n', []],
    ['a template', 'values: |\n  a: {{ .Cluster.metadata.name | quote }}\n', []],
    [
      'a Helm function',
      'values: |\n  a: {{ .a }}\n  b: {{ .b | toYaml }}\n',
      [`overwrite-function ${FILE}:3`],
    ],
    ['two unknown functions', 'a: {{ include "x" . }}{{ tpl .a .b }}', [`overwrite-function ${FILE}:1`]],
    ['an action that does not close', 'a: 1\nb: {{ .a\n', [`overwrite-yaml ${FILE}:3`]],
    [
      'a loop without an end',
      'a: 1\n{{ range until 10000 }}{{ range until 10000 }}{{ end }}{{ end }}\n',
      [`overwrite-yaml ${FILE}:2:39`],
    ],
    ['a block that does not close', 'a: 1\n{{ if .a }}\n', [`overwrite-yaml ${FILE}:3`]],
    ['no text', new Uint8Array([0x61, 0xff, 0x3a, 0x20, 0x31]), [`overwrite-yaml ${FILE}:1:1`]],
  ])('%s', async (_name, text, expected) => {
    expect(await check(multiStage({ [FILE]: text }))).toEqual(expected);
  });

  it.each([
    [
      'a: 1\na: 2\n',
      'the key "a" stands there a second time; the first is in line 1; expected each key once in its map',
    ],
    [
      '{{ range until 3 }}x{{ . }}: 1\n{{ end }}x1: 2\n',
      'the key "x1" stands there a second time; the first is in line 2 as rendered; expected each key once in its map',
    ],
  ])('names a line of what is rendered as one: %j', async (text, expected) => {
    const [first] = await checkView(multiStage({ [FILE]: text }));
    expect(first?.message).toBe(`${FILE} is not valid YAML: ${expected}`);
  });

  it('says what is wrong with the text of values, and in which of its lines', async () => {
    const [first] = await checkView(multiStage({ [FILE]: 'values: |\n  a: 1\n  b 2\n' }));
    expect(first).toMatchObject({
      message: 'the text of "values" is no YAML in its line 2: "b 2" has no colon; expected "key: value"',
      line: 1,
      column: 9,
    });
  });

  it('says what to use instead', async () => {
    const [first] = await checkView(multiStage({ [FILE]: 'a: {{ toYaml .a }}' }));
    expect(first).toMatchObject({
      message: 'the operator knows no function "toYaml"',
      hint: 'use toJson, or leave toYaml to a template of the chart',
    });
  });

  it('does not matter in a folder that nobody lists, and does when nothing can be listed', async () => {
    const files = { 'cluster-addon/old/Chart.yaml': 'a', 'cluster-addon/old/overwrite.yaml': '' };
    expect(await check(multiStage(files))).toEqual(['addon-stage-unlisted cluster-addon/old/Chart.yaml']);
    const found = await check(multiStage({ [FILE]: '', 'clusteraddon.yaml': '[' }));
    expect(found).toContain(`overwrite-empty ${FILE}:1:1`);
  });
});

describe('cluster-addon-values.yaml', () => {
  const file = 'cluster-addon-values.yaml';
  it.each<[string, string, string[]]>([
    ['right', 'values: |\n  a: {{ .Cluster.metadata.name }}\n', []],
    ['empty', '', [`overwrite-empty ${file}:1:1`]],
    ['a list', '- a', [`overwrite-yaml ${file}:1:1`]],
    ['an unknown function', 'a: {{ nope }}', [`overwrite-function ${file}:1`]],
  ])('%s', async (_name, text, expected) => {
    expect(await check(singleStage({ [file]: text }))).toEqual(expected);
  });

  it('is needed without clusteraddon.yaml', async () => {
    const problems = await checkView({ ...singleStage(), addonValues: undefined });
    expect(brief(problems)).toEqual([`addon-values-missing ${file}`]);
  });

  it('is not used with it', async () => {
    const problems = await checkView(multiStage({ [file]: '' }));
    expect(problems).toMatchObject([{ code: 'addon-values-unused', severity: 'warning', file }]);
  });
});
