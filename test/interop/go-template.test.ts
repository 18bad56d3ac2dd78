// The tables of what templates do, and formats made at random, against Go's own text/template.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { outcomeOf, runnable } from '../support/gotemplate/conformance/section.ts';
import { SECTIONS } from '../support/gotemplate/conformance/sections.ts';
import { randomPrintf } from '../support/gotemplate/random-printf.ts';
import {
  executeHere,
  programInput,
  programOutcomes,
  writeProgram,
  type Outcome,
  type TemplateCase,
} from '../support/gotemplate/text-template.ts';
import { scratchFolder } from './scratch.ts';
import { go, titled } from './tools.ts';

const OUTPUT_LIMIT = 256 * 1024 * 1024;

describe.skipIf(go.missing)(titled('text/template of Go', [go]), () => {
  const cwd = scratchFolder('go-template');
  const env = { GOFLAGS: '-mod=mod', GOCACHE: `${cwd}/cache`, GOPATH: `${cwd}/path`, GOTOOLCHAIN: 'local' };

  beforeAll(() => {
    writeProgram(cwd);
    go.ok(['build', '-o', 'program', '.'], { cwd, env });
  });

  /** What Go makes of the cases, all in one process. */
  const executeThere = (cases: readonly TemplateCase[]): Outcome[] =>
    programOutcomes(
      execFileSync(join(cwd, 'program'), { input: programInput(cases), maxBuffer: OUTPUT_LIMIT }).toString(),
    );

  it('agrees with the tables', () => {
    const entries = SECTIONS.flatMap((section) => section.cases.map((entry) => ({ section, entry })));
    const outcomes = executeThere(entries.map(({ section, entry }) => runnable(section, entry)));
    const expected = entries.map(({ section, entry }) => [section.title, entry[0], outcomeOf(entry[3])]);
    expect(entries.map(({ section, entry }, index) => [section.title, entry[0], outcomes[index]])).toEqual(
      expected,
    );
  });

  it('prints any value under any format as we do', () => {
    const cases = fc.sample(randomPrintf(), 5000);
    const outcomes = executeThere(cases);
    const differences = cases.flatMap((one, index) => {
      const ours = executeHere(one);
      const isRefused = 'error' in ours && ours.error.includes('printing the address of');
      const isSame = JSON.stringify(ours) === JSON.stringify(outcomes[index]);
      return isSame || isRefused ? [] : [{ input: programInput([one]), ours, go: outcomes[index] }];
    });
    expect(differences).toEqual([]);
  });
});
