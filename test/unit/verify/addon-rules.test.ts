// Rules for clusteraddon.yaml and the stage folders.
import { describe, expect, it } from 'vitest';
import { readAddonConfig } from '../../../src/verify/addon-config.ts';
import { checkView } from '../../../src/verify/rules.ts';
import { check, multiStage } from './views.ts';

const FILE = 'clusteraddon.yaml';
/** A config whose upgrade hook is right, so that only the first hook counts. */
const config = (entries: string) => `addonStages:
  AfterControlPlaneInitialized:
${entries}
  BeforeClusterUpgrade: [{name: cni, action: apply}]
`;

describe('clusteraddon.yaml as a file', () => {
  it.each<[string, string | Uint8Array, string[]]>([
    ['is no YAML', 'a: [\n', [`yaml-syntax ${FILE}:1:4`]],
    ['is empty', '', [`addon-config ${FILE}:1:1`]],
    ['is a list', '- a\n', [`addon-config ${FILE}:1:1`]],
    ['has no addonStages', 'addonstages: {}\n', [`addon-config ${FILE}:1:1`]],
    ['has a list of addonStages', 'addonStages: [a]\n', [`addon-config ${FILE}:1:14`]],
    [
      'has a hook that is no list',
      'addonStages:\n  BeforeClusterUpgrade: {name: cni}\n',
      [`addon-config ${FILE}:2:25`],
    ],
    [
      'has an empty hook',
      config('    []')
        .replace('    []', '    - {name: cni, action: apply}')
        .replace('[{name: cni, action: apply}]', ''),
      [`addon-upgrade ${FILE}:3:14`],
    ],
    [
      'is no text',
      new Uint8Array([0xff, 0xfe, 0x41]),
      [`yaml-syntax ${FILE}:1:1`, `addon-config ${FILE}:1:1`],
    ],
  ])('%s', async (_name, text, expected) => {
    const found = await check(multiStage({ [FILE]: text }));
    expect(found.filter((p) => !p.startsWith('addon-stage-unlisted'))).toEqual(expected);
  });
});

describe('stages', () => {
  it.each<[string, string, string[]]>([
    ['right', '    - name: cni\n      action: apply', []],
    ['with a key that the operator ignores', '    - name: cni\n      action: apply\n      note: x', []],
    ['null', '    - name: cni\n      action: apply\n    -', [`addon-stage-null ${FILE}:5:6`]],
    ['a string', '    - cni', [`addon-config ${FILE}:3:7`]],
    ['without a name', '    - action: apply', [`addon-config ${FILE}:3:7`]],
    [
      'with a map for a name',
      '    - name: {a: b}\n      action: apply',
      [`addon-config ${FILE}:3:13`, `addon-config ${FILE}:3:7`],
    ],
    ['with a path for a name', '    - name: ../cni\n      action: apply', [`addon-config ${FILE}:3:13`]],
    ['without a folder', '    - name: ngnix\n      action: apply', [`addon-stage-missing ${FILE}:3:13`]],
    [
      'without a folder, to delete',
      '    - name: ngnix\n      action: delete',
      [`addon-stage-missing ${FILE}:3:13`],
    ],
    ['with another action', '    - name: cni\n      action: Apply', [`addon-action ${FILE}:4:15`]],
    ['without an action', '    - name: cni', [`addon-action ${FILE}:3:7`]],
    [
      'twice',
      '    - {name: cni, action: apply}\n    - {name: cni, action: apply}',
      [`addon-duplicate ${FILE}:4:14`],
    ],
    ['twice with other actions', '    - {name: cni, action: delete}\n    - {name: cni, action: apply}', []],
  ])('%s', async (_name, entries, expected) => {
    expect(await check(multiStage({ [FILE]: config(entries) }))).toEqual(expected);
  });

  it('names the action that was meant', async () => {
    const problems = await checkView(multiStage({ [FILE]: config('    - name: cni\n      action: Delete') }));
    expect(problems[0]).toMatchObject({
      message: 'stage "cni" has the action "Delete"; expected exactly "apply" or "delete"',
      hint: 'write action: delete',
    });
  });

  it('says which folders there are, and what a folder lacks', async () => {
    const files = {
      [FILE]: config('    - {name: docs, action: delete}'),
      'cluster-addon/docs/README.md': '',
    };
    const [first] = await checkView(multiStage(files));
    expect(first?.message).toBe('stage "docs" has no Chart.yaml in cluster-addon; expected one of cni');
  });

  it('warns of a chart in no list, and leaves folders without a chart alone', async () => {
    const files = { 'cluster-addon/old/Chart.yaml': 'x', 'cluster-addon/docs/README.md': '' };
    expect(await check(multiStage(files))).toEqual(['addon-stage-unlisted cluster-addon/old/Chart.yaml']);
  });
});

describe('hooks', () => {
  it('warns of a hook that never runs', async () => {
    const text = `${config('    - {name: cni, action: apply}')}  afterControlPlaneInitialized: []\n`;
    const problems = await checkView(multiStage({ [FILE]: text }));
    expect(problems).toMatchObject([
      {
        code: 'addon-hook',
        severity: 'warning',
        line: 5,
        column: 3,
        hint: 'write AfterControlPlaneInitialized',
      },
    ]);
  });
});

describe('upgrades', () => {
  const upgrade = (first: string, second: string) =>
    `addonStages:\n  AfterControlPlaneInitialized: [${first}]\n${second}`;
  const apply = '{name: cni, action: apply}';
  it.each<[string, string, string[]]>([
    ['no upgrade hook', upgrade(apply, ''), [`addon-upgrade ${FILE}:2:41`]],
    [
      'an upgrade hook without the stage',
      upgrade(apply, '  BeforeClusterUpgrade: []\n'),
      [`addon-upgrade ${FILE}:2:41`],
    ],
    [
      'an upgrade hook that deletes it',
      upgrade(apply, '  BeforeClusterUpgrade: [{name: cni, action: delete}]\n'),
      [`addon-upgrade ${FILE}:2:41`],
    ],
    ['a stage that does not stay', upgrade(`${apply}, {name: cni, action: delete}`, ''), []],
    ['a stage of upgrades only', upgrade('', `  BeforeClusterUpgrade: [${apply}]\n`), []],
  ])('%s', async (_name, text, expected) => {
    expect(await check(multiStage({ [FILE]: text }))).toEqual(expected);
  });
});

describe('readAddonConfig', () => {
  it('gives stages with their paths', () => {
    const { stages, hooks } = readAddonConfig({
      file: FILE,
      text: config('    - {name: 1, action: true}'),
      readable: true,
    });
    expect(hooks).toEqual(['AfterControlPlaneInitialized', 'BeforeClusterUpgrade']);
    expect(stages[0]).toEqual({
      hook: 'AfterControlPlaneInitialized',
      name: '1',
      action: 'true',
      path: ['addonStages', 'AfterControlPlaneInitialized', 0],
    });
  });
});
