import { describe, expect, it } from 'vitest';
import { validateStacks } from '../../../../src/release/check.ts';
import { documentStack } from '../../../../src/release/documents/docs.ts';
import {
  combinations,
  FOLDER,
  ownTemplate,
  scaffoldWorld,
  STACK_TEMPLATES,
} from '../../../support/scaffolds.ts';
import { request } from '../../../support/world.ts';

/** Warnings that are true of a stack whose charts are not fetched yet. */
const TRUE_WARNINGS = ['stage-dependency-missing'];

describe('the templates of stacks', () => {
  it('are these', () => {
    expect(STACK_TEMPLATES).toEqual(['docker', 'neutral', 'openstack']);
  });
});

describe.each(STACK_TEMPLATES)('template %s', (name) => {
  const template = ownTemplate(name);

  it.each(combinations(template).map((given) => [JSON.stringify(given), given] as const))(
    'answered %s passes every check',
    async (_, given) => {
      const { world } = await scaffoldWorld(template, given);
      const { ok, problems } = await validateStacks([FOLDER], request(), world);
      expect(problems.filter(({ code }) => !TRUE_WARNINGS.includes(code))).toEqual([]);
      expect(ok).toBe(true);
      const wish = { reading: request(), file: `${FOLDER}/README.md`, check: true };
      const { docs } = await documentStack(FOLDER, [FOLDER], wish, world);
      expect(docs.map(({ status }) => status)).toEqual(['current']);
    },
  );
});
