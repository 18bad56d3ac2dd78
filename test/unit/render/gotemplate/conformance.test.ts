// Hundreds of templates, by the sections of text/template's documentation; expectations are Go's (test/interop/go-template.test.ts).
import { describe, expect, it } from 'vitest';
import { outcomeOf, runnable } from '../../../support/gotemplate/conformance/section.ts';
import { SECTIONS } from '../../../support/gotemplate/conformance/sections.ts';
import { executeHere } from '../../../support/gotemplate/text-template.ts';

describe.each(SECTIONS)('$title', (section) => {
  it.each(section.cases)('%s: %s', (...entry) => {
    expect(executeHere(runnable(section, entry))).toEqual(outcomeOf(entry[3]));
  });
});

describe('the tables', () => {
  it('have no case twice', () => {
    const titles = SECTIONS.flatMap(({ title, cases }) => cases.map(([name]) => `${title}: ${name}`));
    const again = titles.filter((title, index) => titles.indexOf(title) !== index);
    expect(again).toEqual([]);
  });
});
