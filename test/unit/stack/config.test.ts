// csctl.yaml: every refusal with its code and exact place, all of them at once.
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/stack/config.ts';
import { brief, CSCTL_YAML } from '../../support/stack-tree.ts';

const FILE = 'csctl.yaml';
const problemsOf = (text: string) => brief(parseConfig(FILE, text).problems);
const at = (place: string, code = 'config-required') => `${code} ${FILE}:${place}`;

describe('a good config', () => {
  it('is resolved', () => {
    expect(parseConfig(FILE, CSCTL_YAML)).toEqual({
      config: {
        identity: { provider: 'docker', name: 'scs', minor: { major: 1, minor: 34, patch: 7 } },
        kubernetes: { major: 1, minor: 34, patch: 7 },
        providerConfig: {},
      },
      problems: [],
    });
  });

  it.each([
    ['without provider.apiVersion', CSCTL_YAML.replace(/ +apiVersion: docker.*\n/, '')],
    ['with CRLF', CSCTL_YAML.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${CSCTL_YAML}`],
    ['with comments and quotes', CSCTL_YAML.replace('scs', '"scs" # name')],
    ['with an empty provider.config', `${CSCTL_YAML}    config:\n`],
    ['after ---', `---\n${CSCTL_YAML}`],
    [
      'with a merge',
      CSCTL_YAML.replace('  provider:\n    type: docker', '  provider:\n    <<: {type: docker}'),
    ],
  ])('may be written %s', (_how, text) => {
    const { config, problems } = parseConfig(FILE, text);
    expect(problems.filter(({ code }) => code !== 'config-unknown-key')).toEqual([]);
    expect(config?.identity).toMatchObject({ provider: 'docker', name: 'scs' });
  });

  it('keeps provider.config as it is written', () => {
    const { config } = parseConfig(FILE, `${CSCTL_YAML}    config: { method: get, n: [1, {a: b}] }\n`);
    expect(config?.providerConfig).toEqual({ method: 'get', n: [1, { a: 'b' }] });
  });
});

describe('one problem (bug 4: names that no operator can parse)', () => {
  it.each([
    ['kubernetesVersion: v1.34.7', 'kubernetesVersion: v1.34', ['kubernetes-no-patch csctl.yaml:3:22']],
    ['kubernetesVersion: v1.34.7', 'kubernetesVersion: "1.34"', ['kubernetes-no-patch csctl.yaml:3:22']],
    ['kubernetesVersion: v1.34.7', 'kubernetesVersion: 1.30', [at('3:22', 'kubernetes-version')]],
    ['kubernetesVersion: v1.34.7', 'kubernetesVersion: 1.34.7', [at('3:22', 'kubernetes-version')]],
    ['kubernetesVersion: v1.34.7', 'kubernetesVersion: v1.034.7', [at('3:22', 'kubernetes-version')]],
    ['kubernetesVersion: v1.34.7', 'kubernetesVersion: v1.34.7-rc.1', [at('3:22', 'kubernetes-version')]],
    ['kubernetesVersion: v1.34.7', 'kubernetesVersion: [v1.34.7]', [at('3:22', 'kubernetes-version')]],
    ['kubernetesVersion: v1.34.7', 'kubernetesVersion:', [at('3:21')]],
    ['  kubernetesVersion: v1.34.7\n', '', [at('3:3')]],
    ['clusterStackName: scs', 'clusterStackName: my-stack', [at('4:21', 'stack-name')]],
    ['clusterStackName: scs', 'clusterStackName: My_Stack', [at('4:21', 'stack-name')]],
    ['clusterStackName: scs', 'clusterStackName: "a b"', [at('4:21', 'stack-name')]],
    ['clusterStackName: scs', 'clusterStackName: ../../x', [at('4:21', 'stack-name')]],
    ['clusterStackName: scs', 'clusterStackName: a.b', [at('4:21', 'stack-name')]],
    ['clusterStackName: scs', "clusterStackName: ''", [at('4:21', 'stack-name')]],
    ['clusterStackName: scs', 'clusterStackName: ünder', [at('4:21', 'stack-name')]],
    ['clusterStackName: scs', 'clusterStackName: 27', [at('4:21', 'config-type')]],
    ['clusterStackName: scs', 'clusterStackName: true', [at('4:21', 'config-type')]],
    ['clusterStackName: scs', `clusterStackName: ${'s'.repeat(42)}`, [at('4:21', 'series-length')]],
    ['type: docker', 'type: my-docker', [at('6:11', 'provider-name')]],
    ['type: docker', 'type: {a: b}', [at('6:11', 'config-type')]],
    ['type: docker', 'type: ~', [at('6:11')]],
    ['    type: docker\n', '', [at('6:5')]],
    [
      'apiVersion: csctl',
      'apiVersion: "csctl"\nx: csctl',
      [at('1:13', 'config-api-version'), at('2:1', 'config-unknown-key')],
    ],
    [
      'apiVersion: csctl.clusterstack.x-k8s.io/v1alpha1',
      'apiVersion: v1',
      [at('1:13', 'config-api-version')],
    ],
    ['apiVersion: csctl.clusterstack.x-k8s.io/v1alpha1\n', '', [at('1:1')]],
    ['clusterStackName: scs', 'clusterStackName: scs\n  clusterStack: x', [at('5:3', 'config-unknown-key')]],
    ['type: docker', 'type: docker\n    typ: x', [at('7:5', 'config-unknown-key')]],
  ])('%j as %j', (from, to, expected) => {
    const text = CSCTL_YAML.replace(from, to);
    expect(text).not.toBe(CSCTL_YAML);
    expect([...problemsOf(text)].sort()).toEqual([...expected].sort());
  });

  it('offers quotes for what they would mend only', () => {
    const hintOf = (value: string) =>
      parseConfig(FILE, CSCTL_YAML.replace('type: docker', `type: ${value}`)).problems[0]?.hint;
    expect([hintOf('27'), hintOf('[a]'), hintOf('{a: b}')]).toEqual(['quote it', undefined, undefined]);
  });

  it.each(['config: [a]', 'config: text', 'config: 1'])('provider.config that is no map: %s', (line) => {
    expect(problemsOf(`${CSCTL_YAML}    ${line}\n`)).toEqual([at('8:13', 'config-type')]);
  });

  it('allows 53 characters of provider-name-major-minor and no more', () => {
    const named = (length: number) => CSCTL_YAML.replace('scs', 's'.repeat(length - 'docker--1-34'.length));
    expect(problemsOf(named(53))).toEqual([]);
    expect(problemsOf(named(54))).toEqual([at('4:21', 'series-length')]);
  });

  it('says what was found, what was expected, and how to go on', () => {
    const [found] = parseConfig(FILE, CSCTL_YAML.replace('v1.34.7', '1.34.7')).problems;
    expect(found).toMatchObject({
      message: 'Kubernetes version is "1.34.7"; expected vX.Y.Z without leading zeros',
      hint: 'write v1.34.7',
    });
  });
});

describe('a file that is no config', () => {
  it.each([
    ['', at('1:1', 'config-type')],
    ['# only a comment\n', at('1:1', 'config-type')],
    ['null', at('1:1', 'config-type')],
    ['---\n- a\n', at('2:1', 'config-type')],
    ['text', at('1:1', 'config-type')],
    ['apiVersion: [\n', at('1:13', 'yaml-syntax')],
    ['a: 1\na: 2\n', at('2:1', 'yaml-syntax')],
    ['a: &a\n  b: *a\n', at('2:6', 'yaml-syntax')],
    ['a: 1\nb: *c\n', at('2:4', 'yaml-syntax')],
    ['a:\n\t- b\n', at('2:1', 'yaml-syntax')],
  ])('bug 30: %j', (text, expected) => {
    const { config, problems } = parseConfig(FILE, text);
    expect(config).toBeUndefined();
    expect(brief(problems)[0]).toBe(expected);
  });
});

describe('many problems', () => {
  it('are told all at once, each at its place', () => {
    const text = `apiVersion: v1
extra: 1
config:
  kubernetesVersion: 1.30
  clusterStackName: My-Stack
  provider:
    type: [docker]
    config: get
    more: x
`;
    expect(problemsOf(text).sort()).toEqual([
      at('1:13', 'config-api-version'),
      at('7:11', 'config-type'),
      at('8:13', 'config-type'),
      at('2:1', 'config-unknown-key'),
      at('9:5', 'config-unknown-key'),
      at('4:22', 'kubernetes-version'),
      at('5:21', 'stack-name'),
    ]);
  });

  it('are missing keys at the nearest place there is', () => {
    expect(problemsOf('config:\n  provider:\n')).toEqual([at('1:1'), at('2:12'), at('2:3'), at('2:3')]);
    expect(problemsOf('x: 1')).toHaveLength(5);
  });
});
