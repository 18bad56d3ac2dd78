// Files in git that are there: what people changed stays, what is missing comes in.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  kustomizationText,
  namespaceIn,
  versionsIn,
  withVersion,
} from '../../../../../src/release/manifests/gitops/present-files.ts';
import { refusalOf } from '../../../../support/refusal.ts';

const FILE = 'k/kustomization.yaml';
const text = (resources: readonly string[], present?: string) =>
  kustomizationText({ namespace: 'tenant', resources }, FILE, present);

describe('a kustomization', () => {
  it('is new', () => {
    expect(text(['a.yaml', 'b'])).toBe(`# csctl generate gitops
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: tenant
resources:
  - a.yaml
  - b
`);
  });

  it('that is there only gets what it lacks', () => {
    const mine =
      '# mine\nkind: Kustomization\nnamespace: other # too\nresources:\n- z.yaml # first\n- a.yaml\npatches: []\n';
    expect(text(['a.yaml', 'b.yaml'], mine)).toBe(mine.replace('- a.yaml\n', '- a.yaml\n- b.yaml\n'));
  });

  it.each([
    'kind: Kustomization\n',
    'kind: Kustomization\nresources:\n',
    'kind: Kustomization\nresources: []\n',
  ])('that has no resources gets them: %j', (mine) => {
    expect(parse(text(['a.yaml'], mine))).toEqual({ kind: 'Kustomization', resources: ['a.yaml'] });
  });

  it('that has all stays as it is, byte for byte', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(names, fc.constantFrom('- ', '  -   ', '    - '), (resources, dash) => {
        const mine = `resources:   # all\n${resources.map((name) => `${dash}"${name}"\n`).join('')}\n\n# end`;
        expect(text(resources.slice(1), mine)).toBe(mine);
      }),
    );
  });

  it('says its namespace', () => {
    expect(namespaceIn('namespace: a\n', FILE)).toBe('a');
    expect(namespaceIn('kind: b\n', FILE)).toBeUndefined();
  });

  it.each([
    ['resources: a.yaml\n', 'gitops-file', 'resources of k/kustomization.yaml is no list'],
    ['- a\n', 'gitops-file', 'k/kustomization.yaml holds no object'],
    ['', 'gitops-file', 'k/kustomization.yaml holds no object'],
    ['a: [\n', 'yaml-syntax', 'k/kustomization.yaml is not valid YAML: the list "[" is not closed'],
    [
      'resources: [*a]\n',
      'yaml-syntax',
      'k/kustomization.yaml is not valid YAML: "*a" repeats what is named &a',
    ],
    [
      'secretGenerator:\n  - literals: ["password=hunter2]\n',
      'yaml-syntax',
      'k/kustomization.yaml is not valid YAML: what is wrong there is not quoted, since the file holds a Secret',
    ],
  ])('that is broken is refused: %j', async (mine, code, message) => {
    const refusal = await refusalOf(() => Promise.resolve(text(['a.yaml'], mine)));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(message);
    expect(refusal.problems[0]?.file).toBe(FILE);
  });
});

describe('a ClusterStack', () => {
  it('keeps its older versions, and everything else', () => {
    const stack = '# mine\nspec:\n  versions:\n    - v1 # in use\n    - "v2"\n  autoSubscribe: false\n';
    expect(withVersion(stack, 's.yaml', 'v3')).toBe(stack.replace('"v2"\n', '"v2"\n    - v3\n'));
    expect(withVersion(stack, 's.yaml', 'v2')).toBe(stack);
    expect(versionsIn(stack, 's.yaml')).toEqual(['v1', 'v2']);
    expect(versionsIn('spec: {}\n', 's.yaml')).toEqual([]);
  });
});
