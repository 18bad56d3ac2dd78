// Charts that mean harm: each ends soon, in an error with a place or in something harmless.
import { beforeEach, describe, expect, it } from 'vitest';
import { validateStacks } from '../../../src/release/check.ts';
import { renderRelease } from '../../../src/release/render.ts';
import { formatPlace } from '../../../src/problem/place.ts';
import { isError, type Problem } from '../../../src/problem/problem.ts';
import { reader } from '../../support/reading-world.ts';
import { refusalOf } from '../../support/refusal.ts';
import type { Files } from '../../support/stack-tree.ts';
import { request } from '../../support/world.ts';

const TEMPLATE = 'cluster-addon/cni/templates/evil.yaml';
const VALUES = 'cluster-addon/cni/values.yaml';
const OVERWRITE = 'cluster-addon/cni/overwrite.yaml';
const evil = (text: string, more: Files = {}): Files => ({ [TEMPLATE]: text, ...more });

const ALL_STAGES = { name: 'tiny', reading: request(), stages: [], cluster: undefined, namespace: undefined };

/** The errors of validate. */
async function told(files: Files): Promise<string[]> {
  const { problems } = await validateStacks(['tiny'], request(), reader({ tiny: files }).world);
  return problems.filter(isError).map(describeProblem);
}

const describeProblem = (found: Problem): string => `${found.code} ${formatPlace(found)} ${found.message}`;

/** What a harmless template prints, by render. */
async function rendered(text: string, more: Files = {}): Promise<string | undefined> {
  const object = `# prints:${text}.\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n`;
  const { addons } = await renderRelease(ALL_STAGES, reader({ tiny: evil(object, more) }).world);
  return /^# prints:(.*)\.$/m.exec(addons[0]?.text ?? '')?.[1];
}

/** Nobody waits longer for any chart, on a machine that has other work, too. */
const SECONDS = 30;
beforeEach(() => {
  const start = performance.now();
  return () => {
    expect((performance.now() - start) / 1000).toBeLessThan(SECONDS);
  };
});

const STEPS = 'more than 20000000 steps';
const DEEP = 'nest more than 1000 deep';
const PRINTED = 'print more than 67108864 bytes';
const define = (name: string, body: string) => `{{ define "${name}" }}${body}{{ end }}`;

describe('templates that never end', () => {
  it.each<[string, string, string | RegExp]>([
    ['include of itself', `${define('x', '{{ include "x" . }}')}{{ include "x" . }}`, DEEP],
    ['template of itself', `${define('x', '{{ template "x" . }}')}{{ template "x" . }}`, DEEP],
    [
      'two that include each other',
      `${define('x', '{{ include "y" . }}')}${define('y', '{{ include "x" . }}')}{{ include "x" . }}`,
      DEEP,
    ],
    ['tpl of itself', '{{ $t := "{{ tpl .t . }}" }}{{ tpl $t (dict "t" $t "Template" .Template) }}', DEEP],
    [
      'tpl that defines and includes',
      '{{ tpl "{{ define \\"z\\" }}{{ include \\"z\\" . }}{{ end }}{{ include \\"z\\" . }}" . }}',
      DEEP,
    ],
    ['ranges in ranges', '{{ range until 9999 }}{{ range until 9999 }}{{ end }}{{ end }}', STEPS],
    ['a range over a number', '{{ range 999999999999 }}{{ end }}', STEPS],
    ['the template of the chart itself', `{{ include (print .Template.Name) . }}`, DEEP],
    [
      'sixty lines that double',
      Array.from({ length: 60 }, (_, i) =>
        define(`d${i}`, i === 0 ? 'x' : `{{ include "d${i - 1}" . }}{{ include "d${i - 1}" . }}`),
      ).join('') + '{{ include "d59" . }}',
      /more than/,
    ],
  ])('%s', async (_what, text, words) => {
    const [first, ...others] = await told(evil(text));
    expect(others).toEqual([]);
    expect(first).toMatch(/^chart-render tiny\/cluster-addon\/cni\/templates\/evil\.yaml/);
    expect(first).toMatch(words);
  });

  it('ends with a bare list of a million brackets', async () => {
    const [first] = await told(evil(`a: {{ ${'('.repeat(100_000)}1${')'.repeat(100_000)} }}`));
    expect(first).toMatch(/^chart-render tiny\/cluster-addon\/cni\/templates\/evil\.yaml/);
  });
});

describe('templates that fill the memory', () => {
  it.each<[string, string, string | RegExp]>([
    ['repeat', 'a: {{ repeat 2000000000 "x" }}', STEPS],
    ['repeat of repeats', 'a: {{ repeat 10000 (repeat 10000 (repeat 1000 "x")) }}', STEPS],
    ['repeat of a number that overflows', 'a: {{ repeat 9223372036854775807 "xy" }}', STEPS],
    ['until', 'a: {{ until 2000000000 }}', STEPS],
    ['untilStep', 'a: {{ untilStep 0 2000000000 1 }}', STEPS],
    ['seq', 'a: {{ seq 2000000000 }}', STEPS],
    ['indent', 'a: {{ indent 2000000000 "x" }}', STEPS],
    ['randBytes', 'a: {{ randBytes 2000000000 }}', STEPS],
    ['randAlpha', 'a: {{ randAlpha 2000000000 }}', STEPS],
    ['printf with a wide field', 'a: {{ printf "%999999d" 1 | repeat 1000 }}', STEPS],
    [
      'lists in lists',
      `{{ $x := list "x" }}{{ range until 60 }}{{ $x = list $x $x }}{{ end }}a: {{ $x }}`,
      /more than|nest/,
    ],
    [
      'dicts in dicts',
      `{{ $x := dict "a" 1 }}{{ range until 60 }}{{ $x = dict "a" $x "b" $x }}{{ end }}a: {{ toYaml $x }}`,
      /more than|nest/,
    ],
    [
      'JSON of lists in lists',
      `{{ $x := list 1 }}{{ range until 60 }}{{ $x = list $x $x }}{{ end }}a: {{ toJson $x }}`,
      /more than|nest/,
    ],
    [
      'deep copies',
      `{{ $x := dict "a" 1 }}{{ range until 60 }}{{ $x = dict "a" $x "b" $x }}{{ end }}a: {{ deepCopy $x | len }}`,
      /more than|nest/,
    ],
    [
      'a text that doubles',
      '{{ $x := "x" }}{{ range until 60 }}{{ $x = print $x $x }}{{ end }}a: {{ $x }}',
      STEPS,
    ],
    [
      'replace that grows',
      '{{ $x := "xx" }}{{ range until 40 }}{{ $x = replace "x" "xx" $x }}{{ end }}a: {{ $x }}',
      STEPS,
    ],
    [
      'regexReplaceAll that grows',
      '{{ $x := "xx" }}{{ range until 40 }}{{ $x = regexReplaceAll "x" $x "xx" }}{{ end }}a: {{ $x }}',
      STEPS,
    ],
    [
      'output',
      '{{ $x := repeat 100000 "x" }}{{ range until 9999 }}{{ $x }}{{ end }}',
      /print more than|steps/,
    ],
    [
      'a dict in itself',
      '{{ $x := dict }}{{ $_ := set $x "x" $x }}a: {{ toJson $x }}',
      /more than|nest|itself|cycle|deep/,
    ],
    [
      'a dict in itself, printed',
      '{{ $x := dict }}{{ $_ := set $x "x" $x }}a: {{ $x }}',
      /more than|nest|itself|cycle|deep/,
    ],
    [
      'a dict in itself, as YAML',
      '{{ $x := dict }}{{ $_ := set $x "x" $x }}a: {{ toYaml $x }}',
      /more than|nest|itself|cycle|deep/,
    ],
    [
      'values in themselves',
      '{{ $_ := set .Values "x" .Values }}a: {{ toYaml .Values }}',
      /more than|nest|itself|cycle|deep/,
    ],
    ['files again and again', '{{ range until 9999 }}{{ $.Files.Get "big.bin" | len }}{{ end }}', STEPS],
    ['passwords', '{{ range until 9999 }}{{ derivePassword 1 "long" "a" "b" "c" }}{{ end }}', STEPS],
  ])('%s', async (_what, text, words) => {
    const more = { 'cluster-addon/cni/big.bin': 'x'.repeat(100_000) };
    const [first, ...others] = await told(evil(text, more));
    expect(others).toEqual([]);
    expect(first).toMatch(/^chart-render tiny\/cluster-addon\/cni\/templates\/evil\.yaml/);
    expect(first).toMatch(words);
  });
});

describe('patterns', () => {
  it.each([
    ['(a+)+$', 'false'],
    ['(a|a)*b', 'false'],
    ['(.*)(.*)(.*)(.*)(.*)x', 'false'],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'false'],
  ])('%s takes no longer for a longer text', async (pattern, expected) => {
    expect(await rendered(`{{ regexMatch \`${pattern}\` (print (repeat 50000 "a") "!") }}`)).toBe(expected);
  });

  it('of a million repetitions are none, as in Go', async () => {
    expect(await rendered('{{ regexMatch "(x{1000}){1000}" "x" }}')).toBe('false');
    expect(await told(evil('a: {{ mustRegexMatch "(x{1000}){1000}" "x" }}'))).toEqual([
      expect.stringContaining('error parsing regexp: invalid repeat count: `{1000}`'),
    ]);
  });
});

const bomb = (depth: number): string =>
  `a0: &a0 [x, x]\n${Array.from({ length: depth }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]\n`).join('')}`;

describe('YAML that grows', () => {
  it.each<[string, Files, RegExp]>([
    [
      'by aliases in values.yaml',
      { [VALUES]: bomb(12) },
      /^chart-\S+ tiny\/cluster-addon\/cni\/values\.yaml/,
    ],
    [
      'by nesting in values.yaml',
      { [VALUES]: `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n` },
      /^chart-\S+ tiny\/cluster-addon\/cni\/values\.yaml/,
    ],
    [
      'by aliases in what a template prints',
      evil(`${bomb(12)}kind: A\n`),
      /^chart-render tiny\/cluster-addon\/cni\/templates\/evil\.yaml/,
    ],
    [
      'by merge keys',
      {
        [VALUES]: `a0: &a0 {x: 1}\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} {l: {<<: *a${i}}, r: {<<: *a${i}}}\n`).join('')}`,
      },
      /^chart-\S+ tiny\/cluster-addon\/cni\/values\.yaml/,
    ],
    ['by aliases in values of an overwrite file', { [OVERWRITE]: bomb(12) }, /^overwrite-yaml|^chart-/],
    [
      'by nesting in an overwrite file',
      { [OVERWRITE]: `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n` },
      /^overwrite-yaml|^chart-/,
    ],
    [
      'in Chart.yaml',
      {
        'cluster-addon/cni/Chart.yaml': `apiVersion: v2\nname: cni\nversion: 1.2.3\nannotations: ${'{a: '.repeat(5000)}1${'}'.repeat(5000)}\n`,
      },
      /^(?:chart-|yaml-syntax)/,
    ],
  ])('%s', async (_what, files, expected) => {
    const [first] = await told(files);
    expect(first).toMatch(expected);
  });

  it('in a text that fromYaml reads is an error to look at, as Helm has it', async () => {
    const text = '{{ get (fromYaml (.Files.Get "bomb.yaml")) "Error" | quote }}';
    expect(await rendered(text, { 'cluster-addon/cni/bomb.yaml': bomb(12) })).toContain('excessive aliasing');
  });
});

describe('overwrite files', () => {
  it.each([
    ['a loop', '{{ range until 9999 }}{{ range until 9999 }}{{ end }}{{ end }}', STEPS],
    ['recursion', `${define('x', '{{ template "x" . }}')}{{ template "x" . }}`, DEEP],
    ['a long text', 'a: {{ repeat 2000000000 "x" }}', STEPS],
    ['much output', '{{ $x := repeat 90000 "x" }}{{ range until 9999 }}{{ $x }}{{ end }}', PRINTED],
  ])('with %s are refused', async (_what, text, words) => {
    const [first, ...others] = await told({ [OVERWRITE]: text });
    expect(others).toEqual([]);
    expect(first).toMatch(/^overwrite-yaml tiny\/cluster-addon\/cni\/overwrite\.yaml/);
    expect(first).toContain(words);
  });

  it('see nothing of the machine', async () => {
    const overwrite =
      'home: {{ env "HOME" | quote }}\npath: {{ expandenv "$PATH" | quote }}\nhost: {{ getHostByName "localhost" }}\n';
    expect(
      await rendered('{{ toJson (pick .Values "home" "path" "host") }}', { [OVERWRITE]: overwrite }),
    ).toBe('{"home":"","host":"192.0.2.1","path":""}');
  });
});

const KEYS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];

describe('keys that JavaScript has ideas about', () => {
  it.each(KEYS)('%s is an ordinary key of values', async (key) => {
    const values = { [VALUES]: `${key}: {polluted: yes it is}\nother: {}\n` };
    expect(await rendered(`{{ .Values.${key}.polluted }}`, values)).toBe('yes it is');
    expect(JSON.parse((await rendered('{{ toJson .Values }}', values)) ?? '')).toEqual(
      JSON.parse(`{"${key}":{"polluted":"yes it is"},"other":{}}`),
    );
    expect(await rendered('{{ .Values.other.polluted }}', values)).toBe('');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each(KEYS)('%s is not there unless somebody wrote it', async (key) => {
    expect(await rendered(`{{ .Values.${key} }}{{ get (dict) "${key}" }}{{ hasKey (dict) "${key}" }}`)).toBe(
      'false',
    );
    expect(await rendered(`{{ (fromJson "{}").${key} }}{{ (fromYaml "{}").${key} }}`)).toBe('');
  });

  it.each(KEYS)('%s can be set, merged, picked and printed', async (key) => {
    const text = `{{ $d := set (dict) "${key}" (dict "a" 1) }}{{ $m := mergeOverwrite (dict "${key}" (dict "b" 2)) $d }}{{ toJson (pick (deepCopy $m) "${key}") }}`;
    expect(await rendered(text)).toBe(`{"${key}":{"a":1,"b":2}}`);
  });

  it.each(KEYS)('%s is the name of a template, a file and an object', async (key) => {
    expect(await rendered(`${define(key, 'x')}{{ include "${key}" . }}`)).toBe('x');
    expect(await rendered(`{{ .Files.Get "${key}" }}`, { [`cluster-addon/cni/${key}`]: 'x' })).toBe('x');
    const object = `apiVersion: v1\nkind: ${key}\nmetadata: {name: ${key}, ${key}: {a: 1}}\n`;
    expect(await told(evil(object))).toEqual([]);
  });

  // Sprig has a toString.
  it.each(KEYS.filter((key) => key !== 'toString'))('%s is no function and no variable', async (key) => {
    const [first] = await told(evil(`a: {{ ${key} }}`));
    expect(first).toContain(`function "${key}" not defined`);
    expect((await told(evil(`a: {{ $${key} }}`)))[0]).toContain(`undefined variable "$${key}"`);
  });
});

describe('what is outside of the chart', () => {
  it.each([
    ['.Files.Get "../../etc/passwd"', ''],
    ['.Files.Get "/etc/passwd"', ''],
    ['.Files.Get "templates/cni.yaml"', ''],
    ['.Files.Get "../Chart.yaml"', ''],
    ['.Files.Glob "../**" | len', '0'],
    ['.Files.Glob "/etc/*" | len', '0'],
    ['lookup "v1" "Secret" "kube-system" "" | toJson', '{}'],
    ['getHostByName "localhost"', ''],
    ['osBase "/etc/passwd"', 'passwd'],
  ])('%s gives %j', async (action, expected) => {
    expect(await rendered(`{{ ${action} }}`)).toBe(expected);
  });

  it.each(['env "HOME"', 'expandenv "$HOME"'])('%s is no function', async (action) => {
    expect((await told(evil(`a: {{ ${action} }}`)))[0]).toMatch(
      /^chart-render .*evil\.yaml:1 .*function "\w+" not defined$/,
    );
  });
});

describe('render', () => {
  it.each<[string, Files]>([
    ['recursion', evil(`${define('x', '{{ include "x" . }}')}{{ include "x" . }}`)],
    ['a repetition', evil('a: {{ repeat 2000000000 "x" }}')],
    ['aliases', { [VALUES]: bomb(12) }],
    ['an overwrite file', { [OVERWRITE]: 'a: {{ repeat 2000000000 "x" }}' }],
  ])('refuses %s in the file where validate does', async (_what, files) => {
    const refused = await refusalOf(() => renderRelease(ALL_STAGES, reader({ tiny: files }).world));
    expect(refused.problems).toHaveLength(1);
    const { problems } = await validateStacks(['tiny'], request(), reader({ tiny: files }).world);
    const filesOf = (list: readonly Problem[]) => list.filter(isError).map(({ file }) => file);
    expect(filesOf(refused.problems)).toEqual(filesOf(problems));
  });
});
