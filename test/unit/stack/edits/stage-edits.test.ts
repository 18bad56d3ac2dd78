// An addon stage in clusteraddon.yaml and stack.yaml: only lines that come, whatever stands around them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { STAGE_HOOKS, stagesOf, withStage, withStagePin } from '../../../../src/stack/edits/stage-edits.ts';
import { YamlSource } from '../../../../src/stack/yaml-source.ts';
import { STACK_YAML } from '../../../support/native-stack.ts';

const config = (text: string) => YamlSource.parse('clusteraddon.yaml', text);
const stack = (text: string) => YamlSource.parse('stack.yaml', text);

/** The lines that came; no other may differ. */
function added(before: string, after: string): string[] {
  const lines = before.split('\n');
  const came: string[] = [];
  for (const line of after.split('\n')) {
    if (line === lines[0]) lines.shift();
    else came.push(line);
  }
  expect(lines).toEqual([]);
  return came;
}

const TWO = `# stages
addonStages:
  AfterControlPlaneInitialized: # first
    - name: cni # the network
      action: apply
    - {name: csi, action: apply}
  BeforeClusterUpgrade:
  - name: cni
    action: apply
`;

describe('a stage', () => {
  it('comes last in both hooks, written as its neighbour is', () => {
    expect(added(TWO, withStage(config(TWO), 'new', undefined))).toEqual([
      '    - {name: new, action: apply}',
      '  - name: new',
      '    action: apply',
    ]);
  });

  it('comes behind another where a hook has that', () => {
    const text = withStage(config(TWO), 'new', 'cni');
    expect(STAGE_HOOKS.map((hook) => stagesOf(config(text), hook))).toEqual([
      ['cni', 'new', 'csi'],
      ['cni', 'new'],
    ]);
    expect(added(TWO, text)).toHaveLength(4);
    expect(stagesOf(config(withStage(config(TWO), 'new', 'csi')), STAGE_HOOKS[1])).toEqual(['cni', 'new']);
  });

  it.each([
    'addonStages: {}\n',
    'addonStages:\n',
    'kind: x\n',
    'addonStages:\n  BeforeClusterUpgrade: []\n',
    '',
  ])('comes to a file without any: %j', (text) => {
    const both = [{ name: 'new', action: 'apply' }];
    const { addonStages } = parse(withStage(config(text), 'new', undefined)) as { addonStages: unknown };
    expect(addonStages).toEqual({ AfterControlPlaneInitialized: both, BeforeClusterUpgrade: both });
  });

  it('comes with every other line kept, for any list of stages', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('  ', '    '),
        fc.boolean(),
        (names, indent, windows) => {
          const list = names.map((name) => `${indent}- name: ${name}\n${indent}  action: apply\n`).join('');
          const unix = `addonStages:\n${STAGE_HOOKS.map((hook) => `  ${hook}:\n${list}`).join('')}`;
          const text = windows ? unix.replaceAll('\n', '\r\n') : unix;
          const after = names[0] ?? '';
          const edited = withStage(config(text), 'zz-new', after);
          expect(added(text, edited)).toHaveLength(4);
          const expected = [after, 'zz-new', ...names.slice(1)];
          for (const hook of STAGE_HOOKS) expect(stagesOf(config(edited), hook)).toEqual(expected);
        },
      ),
    ));
});

describe('the pin of its chart', () => {
  it('stands with the others, as most of them are written', () => {
    expect(added(STACK_YAML, withStagePin(stack(STACK_YAML), 'new', '1.2.3'))).toEqual([
      '  new:',
      '    version: 1.2.3',
    ]);
    const plain = 'name: scs\naddons:\n  cni: 1.18.9 # all\nkubernetes: []\n';
    expect(added(plain, withStagePin(stack(plain), 'new', '1.2.3'))).toEqual(['  new: 1.2.3']);
  });

  it('makes the list where there is none, behind what the stack is', () => {
    const none = 'provider: docker\nname: scs # its name\n\nkubernetes:\n  - version: v1.34.7\n';
    const text = withStagePin(stack(none), 'new', '1.10');
    expect(added(none, text)).toEqual(['addons:', '  new: "1.10"']);
    expect(text.indexOf('addons')).toBeLessThan(text.indexOf('kubernetes'));
  });
});
