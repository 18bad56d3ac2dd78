// YAML: what Go's sigs.k8s.io/yaml makes of a text, or its error, is what we make of it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeYaml } from '../../src/render/encoding/yaml-decode.ts';
import { toBytes } from '../../src/render/gotemplate/text.ts';
import { jsonOrMessage } from '../support/encoding/sorted-json.ts';
import { YAML_CASES } from '../support/encoding/yaml-cases.ts';
import { askGoProgram, buildGoProgram } from './go-program.ts';

const SOURCE = `
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"

	"sigs.k8s.io/yaml"
)

func read(text []byte) string {
	var value interface{}
	if err := yaml.Unmarshal(text, &value); err != nil {
		return err.Error()
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err.Error()
	}
	return string(bytes.TrimSuffix(out.Bytes(), []byte("\\n")))
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var text []byte
		if err := json.Unmarshal(lines.Bytes(), &text); err != nil {
			panic(err)
		}
		answers.Encode(read(text))
	}
}
`;

const program = buildGoProgram(SOURCE, ['sigs.k8s.io/yaml v1.6.0']);
const path = 'path' in program ? program.path : undefined;
const missing = 'missing' in program ? ` (skipped: ${program.missing})` : '';

/** Numbers and escapes are spelled otherwise by Go: compared as data. */
const readable = (answer: string): unknown => {
  try {
    return JSON.parse(answer) as unknown;
  } catch {
    return answer;
  }
};

function compare(texts: readonly string[]): void {
  const questions = texts.map((text) => Buffer.from(toBytes(text)).toString('base64'));
  const answers = askGoProgram<string>(path ?? '', questions);
  const theirs = texts.map((text, index) => [text, readable(answers[index] ?? '')]);
  const ours = texts.map((text) => [text, readable(jsonOrMessage(() => decodeYaml(text)))]);
  expect(ours).toEqual(theirs);
}

/** Keys that are the same only once they are texts, or never (NaN), Go keeps one of at random. */
const isDecidedByChance = (text: string): boolean => /\.nan|\.0|\b1\b[^]*\b1\b/i.test(text);

/** Whether a character was cut in two, which Go has no text for. */
const isCut = (text: string): boolean => /[\ud800-\udc7f\udd00-\udfff]/u.test(text);

/** What YAML is made of, with | between. */
const PIECES = (
  'a|b|: |:|- |-|? |?|\n|\n| |  |\t|[|]|{|}|,|"|\'|#| #c|&x |*x|!!str |!!int |! |>|>+\n|---|---\n|...|2|0x1f|' +
  'yes|null|<<: |%|@|\\|\\n|\r\n|\u00e9|\u{1F600}|\u2028|\u0085|a: |b: |- a\n|  - b\n|k: v\n|  k: v\n|' +
  '"x"|\'y\'|{a: b}|[a]|{}|[]'
)
  .split('|')
  .concat('|', '|-\n');

describe.skipIf(path === undefined)(`sigs.k8s.io/yaml 1.6.0 of Go${missing}`, () => {
  it.each(Object.entries(YAML_CASES))('reads as we do: %s', (_, cases) => {
    compare(cases.map(([text]) => text));
  });

  it('reads as we do: pieces put together by chance', () => {
    const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 16 }).map((pieces) => pieces.join(''));
    const texts = fc.sample(soup, { numRuns: 5000, seed: 7 });
    compare(texts.filter((text) => !isDecidedByChance(text)));
  });

  it('reads as we do: known texts with a piece more or less', () => {
    const known = fc.constantFrom(...Object.values(YAML_CASES).flat());
    const changed = fc
      .tuple(known, fc.constantFrom(...PIECES), fc.nat(40), fc.nat(2))
      .map(([[text], piece, at, gone]) => text.slice(0, at) + piece + text.slice(at + gone));
    const texts = fc.sample(changed, { numRuns: 10_000, seed: 7 });
    compare(texts.filter((text) => !isDecidedByChance(text) && !isCut(text)));
  });
});
