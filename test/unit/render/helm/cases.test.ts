// Charts and templates against what the real Helm made of them.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ALL_CASES, EXPECTED_FILE } from '../../../support/helm/cases.ts';
import { renderCase, type CaseResult } from '../../../support/helm/chart-case.ts';

const EXPECTED = JSON.parse(readFileSync(EXPECTED_FILE, 'utf8')) as Record<string, CaseResult>;

it('keeps a result for every case', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(ALL_CASES.map(([name]) => name).sort());
});

it.each(ALL_CASES)('makes what Helm makes: %s', (name, chartCase) => {
  expect(renderCase(chartCase)).toEqual(EXPECTED[name]);
});
