// Runs cases through Go's own text/template, and through ours.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemplateSet } from '../../../src/render/gotemplate/template-set.ts';
import { fromBytes } from '../../../src/render/gotemplate/text.ts';
import type { Value } from '../../../src/render/gotemplate/value.ts';
import { SAMPLE_FUNCTIONS } from './sample-types.ts';
import { toWire } from './wire.ts';

const PROGRAM = join(import.meta.dirname, 'text-template.go.txt');

/** Templates and what they are executed with. */
export interface TemplateCase {
  /** Names and texts; the first one is executed. */
  readonly templates: readonly (readonly [name: string, text: string])[];
  readonly missingKey: 'default' | 'zero' | 'error';
  readonly data: Value;
}

/** What a template printed, or what it failed with. */
export type Outcome = { readonly output: string } | { readonly error: string };

/** What ours makes of a case. */
export function executeHere({ templates, missingKey, data }: TemplateCase): Outcome {
  const set = new TemplateSet({ functions: SAMPLE_FUNCTIONS, missingKey });
  try {
    for (const [name, text] of templates) set.parse(name, text);
    return { output: set.execute(templates[0]?.[0] ?? '', data).text };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** Writes the Go program into a folder of its own, as a module. */
export function writeProgram(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.go'), readFileSync(PROGRAM));
  writeFileSync(join(folder, 'go.mod'), 'module texttemplate\n\ngo 1.22\n');
}

/** The input of the Go program. */
export function programInput(cases: readonly TemplateCase[]): string {
  return JSON.stringify(
    cases.map(({ templates, missingKey, data }) => ({
      Templates: templates,
      MissingKey: missingKey,
      Data: toWire(data),
    })),
  );
}

/** The outcomes in what the Go program printed, in the order of the cases. */
export function programOutcomes(printed: string): Outcome[] {
  const outcomes = JSON.parse(printed) as { Output: string; Error: string | null }[];
  return outcomes.map(({ Output, Error: error }) =>
    error === null ? { output: fromBytes(Buffer.from(Output, 'base64')) } : { error },
  );
}
