// docs/problems.md is made from the catalogue: `npx vitest run -u` with this file writes it anew.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, type ErrorKind, type ProblemCode } from '../../src/problem/catalogue.ts';
import { EXIT_CODES } from '../../src/cli/exit-codes.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const entries = Object.entries(CATALOGUE) as [ProblemCode, (typeof CATALOGUE)[ProblemCode]][];

const row = ([code, { kind, severity, allowable, reason }]: (typeof entries)[number]): string => {
  const exit = severity === 'warning' ? '-' : String(EXIT_CODES[kind satisfies ErrorKind]);
  return `| \`${code}\` | ${severity} | ${exit} | ${severity === 'error' && allowable ? 'yes' : ''} | ${reason} |`;
};

const reference = `# Problems

Every code that csctl refuses or warns with. *Exit* is the exit code of an error; errors with a yes under *allow* can be
turned into warnings with \`--allow CODE\`, because there is still something to build. This page is generated.

| code | severity | exit | allow | what would happen, and why it matters |
|---|---|---|---|---|
${entries.map(row).join('\n')}
`;

const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('catalogue.ts'))
  .map((name) => readFileSync(join(ROOT, 'src', name), 'utf8'))
  .join('\n');

describe('the catalogue of problems', () => {
  it('is what docs/problems.md says', async () => {
    await expect(reference).toMatchFileSnapshot(join(ROOT, 'docs/problems.md'));
  });

  it.each(entries.map(([code]) => code))('%s is used somewhere', (code) => {
    expect(sources).toContain(`'${code}'`);
  });

  it('gives a reason as a sentence for each', () => {
    const odd = entries.filter(([, { reason }]) => !/^[A-Za-z].*\.$/.test(reason)).map(([code]) => code);
    expect(odd).toEqual([]);
  });
});
