// One folder for each minor: stack.yaml without an apiVersion.
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../src/stack/config.ts';
import { readLayout } from '../../../../src/stack/layout/read-layout.ts';
import { chartYaml } from '../../../support/native-stack.ts';
import { brief, CSCTL_YAML, stackTree, type Files } from '../../../support/stack-tree.ts';

const STACK = `provider: docker
clusterStackName: scs
kubernetesVersion: 1.34.7
addons:
  ccm: 2.34.x
`;
const CCM = { 'cluster-addon/ccm/Chart.yaml': chartYaml('ccm', '2.34.2') };
const read = (text: string, changes: Files = {}) =>
  readLayout('a/1-34', stackTree({ 'stack.yaml': text, 'csctl.yaml': null, ...CCM, ...changes }));

describe('the layout of one folder for each minor', () => {
  it('says what the stack is, and makes the csctl.yaml that is not there', () => {
    const layout = read(STACK);
    const { stack, problems } = layout.read();
    expect(problems).toEqual([]);
    expect(layout).toMatchObject({
      kind: 'per-minor',
      policies: [{ key: 'ccm', update: '2.34.x', follows: false }],
    });
    expect(stack?.config).toMatchObject({
      kubernetes: { minor: 34, patch: 7 },
      identity: { provider: 'docker', name: 'scs' },
    });
    expect(parseConfig('csctl.yaml', stack?.tree.text('csctl.yaml') ?? '').config).toEqual(stack?.config);
    expect(stack?.made?.get('csctl.yaml')).toBe('generated');
  });

  it('keeps a csctl.yaml that says the same or only the minor, as csctl hashes it', () => {
    for (const text of [CSCTL_YAML, CSCTL_YAML.replace('v1.34.7', 'v1.34')]) {
      const { stack, problems } = read(STACK, { 'csctl.yaml': text }).read();
      expect(problems).toEqual([]);
      expect(stack?.tree.text('csctl.yaml')).toBe(text);
      expect(stack?.made).toBeUndefined();
    }
  });

  it('reads a version without quotes as it is written', () => {
    const { stack } = read(STACK.replace('1.34.7', 'v1.30.10')).read();
    expect(stack?.config.kubernetes).toEqual({ major: 1, minor: 30, patch: 10 });
    // A float for YAML.
    const layout = read(STACK.replace('1.34.7', '1.30'));
    expect(layout.minors).toMatchObject([{ minor: { major: 1, minor: 30 }, kubernetes: undefined }]);
    expect(brief(layout.read().problems)).toEqual(['kubernetes-no-patch a/1-34/stack.yaml:3:20']);
  });

  it('refuses a rule for updates that nobody can read', () => {
    const layout = read(STACK.replace('2.34.x', 'newest'));
    expect(brief(layout.read().problems)).toEqual(['config-type a/1-34/stack.yaml:5:8']);
    expect(layout.policies).toEqual([{ key: 'ccm', update: undefined, follows: false }]);
  });

  it('tells of a range for a chart that is not there', () => {
    const { stack, problems } = read(STACK.replace('ccm', 'cmm')).read();
    expect(stack).toBeDefined();
    expect(problems).toEqual([
      {
        code: 'addon-pin',
        severity: 'warning',
        message: '"cmm" means no chart dependency of the stack; there are ccm',
        file: 'a/1-34/stack.yaml',
        line: 5,
        column: 3,
        hint: 'name a stage, or STAGE/DEPENDENCY',
      },
    ]);
  });

  it('takes the config of a plugin from csctl.yaml, which alone has it', () => {
    const { stack } = read(STACK, { 'csctl.yaml': `${CSCTL_YAML}    config:\n      method: get\n` }).read();
    expect(stack?.config.providerConfig).toEqual({ method: 'get' });
  });

  it.each([
    ['v1.34.7', 'v1.34.6', ['config-disagree a/1-34/csctl.yaml:3:22']],
    ['v1.34.7', 'v1.33', ['config-disagree a/1-34/csctl.yaml:3:22']],
    ['clusterStackName: scs', 'clusterStackName: other', ['config-disagree a/1-34/csctl.yaml:4:21']],
    ['type: docker', 'type: openstack', ['config-disagree a/1-34/csctl.yaml:6:11']],
  ])('wins over csctl.yaml with a warning: %s there is %s', (from, to, expected) => {
    const { stack, problems } = read(STACK, { 'csctl.yaml': CSCTL_YAML.replace(from, to) }).read();
    expect(stack?.config).toMatchObject({
      kubernetes: { patch: 7 },
      identity: { provider: 'docker', name: 'scs' },
    });
    expect(brief(problems)).toEqual(expected);
    expect(problems[0]?.severity).toBe('warning');
  });

  it.each([
    ['- a', ['config-type a/1-34/stack.yaml:1:1']],
    [STACK.replace('provider: docker', 'provider: a-b'), ['provider-name a/1-34/stack.yaml:1:11']],
    [
      STACK.replace('clusterStackName', 'name'),
      ['config-unknown-key a/1-34/stack.yaml:2:1', 'config-required a/1-34/stack.yaml:1:1'],
    ],
    [STACK.replace('1.34.7', '1.34.07'), ['kubernetes-version a/1-34/stack.yaml:3:20']],
  ])('is refused with its place: %j', (text, expected) => {
    const { stack, problems } = read(text).read();
    expect(stack).toBeUndefined();
    expect(brief(problems)).toEqual(expected);
  });
});
