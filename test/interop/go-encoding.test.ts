// YAML, JSON and TOML: what Go's libraries print and read as Helm calls them, is what we print and read.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EncodingError } from '../../src/render/encoding/encoding-error.ts';
import { readJson } from '../../src/render/encoding/json-decode.ts';
import { encodeJson, encodeJsonIndent } from '../../src/render/encoding/json-encode.ts';
import { encodeToml } from '../../src/render/encoding/toml.ts';
import { encodeYamlPretty } from '../../src/render/encoding/yaml-encode-v3.ts';
import { encodeYaml } from '../../src/render/encoding/yaml-encode.ts';
import { fromBytes } from '../../src/render/gotemplate/text.ts';
import type { Value } from '../../src/render/gotemplate/value.ts';
import { encodingFunctions } from '../../src/render/helm/encoding-functions.ts';
import { shown } from '../support/encoding/shown.ts';
import { JSON_TEXTS, TOML_TEXTS, YAML_TEXTS } from '../support/encoding/texts.ts';
import { VALUES } from '../support/encoding/values.ts';
import { unwire, type Wire } from '../support/encoding/wire-value.ts';
import { askGoProgram, buildGoProgram } from './go-program.ts';

const SOURCE = resolve(import.meta.dirname, '../support/encoding/oracle.go.txt');
const MODULES = [
  'sigs.k8s.io/yaml v1.6.0',
  'go.yaml.in/yaml/v2 v2.4.2',
  'go.yaml.in/yaml/v3 v3.0.4',
  'github.com/BurntSushi/toml v1.5.0',
];
const program = buildGoProgram(readFileSync(SOURCE, 'utf8'), MODULES);
const path = 'path' in program ? program.path : undefined;
const missing = 'missing' in program ? ` (skipped: ${program.missing})` : '';

const ENCODERS: Readonly<Record<string, (value: Value) => string>> = {
  toYaml: encodeYaml,
  toYamlPretty: encodeYamlPretty,
  toJson: (value) => encodeJson(value, { escapeHtml: true }),
  toRawJson: (value) => encodeJson(value, { escapeHtml: false }),
  toPrettyJson: (value) => encodeJsonIndent(value, '  '),
  toToml: encodeToml,
};

const HELM = encodingFunctions();
const helm =
  (name: string) =>
  (value: Value): string =>
    shown(HELM.get(name)?.call([value], { charge: () => undefined }));

const DECODERS: Readonly<Record<string, readonly Wire[]>> = {
  fromJson: JSON_TEXTS,
  fromJsonArray: JSON_TEXTS,
  fromYaml: YAML_TEXTS,
  fromYamlArray: YAML_TEXTS,
  fromToml: TOML_TEXTS,
};

interface Answer {
  readonly text: string;
  readonly error: string;
}

/** What go-yaml says of the JSON that it was made to read nobody gets to see. */
const refusal = (message: string): string =>
  `refused: ${message.replace('panic: ', '').replace(/^yaml: .*/, 'yaml cannot read it')}`;

const theirs = ({ text, error }: Answer): string =>
  error === '' ? fromBytes(Buffer.from(text, 'base64')) : refusal(error);

function ours(run: () => string): string {
  try {
    return run();
  } catch (error) {
    if (error instanceof EncodingError || (error as Error).constructor === Error) {
      return refusal((error as Error).message);
    }
    throw error;
  }
}

function compare(call: string, run: (value: Value) => string, wires: readonly Wire[]): void {
  const questions = wires.map((argument) => ({ call, argument }));
  const answers = askGoProgram<Answer>(path ?? '', questions);
  const expected = wires.map((wire, index) => [wire, theirs(answers[index] ?? { text: '', error: 'none' })]);
  expect(wires.map((wire) => [wire, ours(() => run(unwire(wire)))])).toEqual(expected);
}

/** Values put together by chance, with texts of what the formats are made of. */
function randomValues(): Wire[] {
  const unit = fc.constantFrom(...'abNoyx \n\t:#-?,[]{}&*!|>\'"%@`~\\/.=<ü日😀\u2028\u0085\x7f');
  const text = fc.oneof(
    fc.string({ unit, maxLength: 12 }),
    fc.string({ unit, minLength: 60, maxLength: 200 }).filter((long) => long.includes(' ')),
    fc.string({ unit: fc.constantFrom(...'0123456789abefnoxtTZ.:+-_'), maxLength: 8 }),
    fc
      .array(fc.constantFrom('word', "it's", 'a:', '#', ''), { maxLength: 40 })
      .map((words) => words.join(' ')),
  );
  // Without digits: go-yaml has no order for some keys with digits and letters.
  const key = fc.string({ unit, maxLength: 6 }).filter((name) => name !== '$');
  const { value } = fc.letrec<{ value: Wire }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number || 0),
      fc.integer(),
      fc.constantFrom(null, true, false),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  return fc.sample(value, { numRuns: 3000, seed: 11 });
}

describe.skipIf(path === undefined)(`encodings of Go's libraries${missing}`, () => {
  it.each(Object.entries(ENCODERS))('%s prints what we print', (call, encode) => {
    compare(call, encode, call === 'toToml' ? [null, ...VALUES] : VALUES);
  });

  it.each(Object.entries(ENCODERS))('%s prints what we print, of values by chance', (call, encode) => {
    compare(call, encode, randomValues());
  });

  it.each(Object.entries(DECODERS))('%s reads what we read', (call, texts) => {
    compare(call, helm(call), texts);
  });

  it('encoding/json keeps what it could read', () => {
    const wires = JSON_TEXTS.filter((wire) => typeof wire === 'string' && /\de\d\d\d/.test(wire));
    const answers = askGoProgram<Answer>(
      path ?? '',
      wires.map((argument) => ({ call: 'readJson', argument })),
    );
    const read = wires.map((wire) => readJson(unwire(wire) as string));
    const told = read.map(({ value, error }) => ({ text: shown(value), error: error?.message ?? '' }));
    expect(told).toEqual(
      answers.map(({ text, error }) => ({ text: Buffer.from(text, 'base64').toString(), error })),
    );
  });
});
