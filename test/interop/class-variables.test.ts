// The variables that inspect reads from templates without rendering them, against those that Helm renders.
import { describe, expect, it } from 'vitest';
import { flattenVariables } from '../../src/stack/class-variables.ts';
import { indentQuotedLines } from '../../src/stack/quoted-lines.ts';
import { buildOne, CORPUS_STACKS, MODES, objectsOf, OWN_STACKS, reportCorpus } from './stacks.ts';
import { csctl, helm, titled } from './tools.ts';

interface ClusterClass {
  readonly spec: { readonly variables: readonly object[] };
}

describe.skipIf(helm.missing)(titled('helm 3.19: class variables', [helm]), () => {
  reportCorpus();

  it.each([...OWN_STACKS, ...CORPUS_STACKS])('of $name are those of the rendered class', (stack) => {
    const { folder, classArchive, series } = buildOne(stack.folder, [...stack.flags, ...MODES.hash]);
    const rendered = helm.ok(['template', series, classArchive, '--namespace', 'x'], { cwd: folder });
    // The parser of this test is stricter than the operator's.
    const objects = objectsOf(indentQuotedLines(rendered));
    const classes = objects.filter(({ kind }) => kind === 'ClusterClass') as unknown as ClusterClass[];
    const wanted = classes.flatMap(({ spec }) => flattenVariables(spec.variables).variables);
    const inspected = JSON.parse(csctl(['inspect', '--json', folder], { cwd: folder })) as object;
    expect(wanted).not.toEqual([]);
    expect(inspected).toMatchObject({ variables: wanted });
  });
});
