// stack.yaml: what it says, and every way in which it can be wrong.
import { describe, expect, it } from 'vitest';
import { parseNativeConfig } from '../../../../src/stack/native/native-config.ts';
import { YamlSource } from '../../../../src/stack/yaml-source.ts';
import { STACK_YAML } from '../../../support/native-stack.ts';
import { brief, expectPlaced } from '../../../support/stack-tree.ts';

const parse = (text: string) => parseNativeConfig(YamlSource.parse('stack.yaml', text));
const HEAD = 'apiVersion: csctl.clusterstack.x-k8s.io/v1beta1\nprovider: docker\nname: scs\n';
const MINORS = 'kubernetes: [{version: v1.34.7}]\n';

describe('parseNativeConfig', () => {
  it('reads everything that can stand there', () => {
    const { config, problems } = parse(`${STACK_YAML}embedDependencies: true
overlays:
  - {minors: 1.33, remove: README.md}
`);
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      provider: 'docker',
      name: 'scs',
      embed: true,
      providerConfig: {},
      images: undefined,
    });
    expect(config?.addons.pins.map(({ key, version }) => [key, version])).toEqual([['cni', '1.18.9']]);
    expect(config?.addons.names.map(({ key }) => key)).toEqual(['cni', 'ccm']);
    expect(
      config?.minors.map(({ pins, index }) => [index, pins.map(({ key, version }) => `${key} ${version}`)]),
    ).toEqual([
      [0, ['ccm 2.33.1']],
      [1, ['ccm 2.34.2']],
      [2, ['ccm 2.35.0', 'cni 1.19.2']],
    ]);
    expect(config?.overlays).toMatchObject([{ folder: undefined, remove: ['README.md'] }]);
  });

  it('reads a provider with a config for its plugin', () => {
    const { config } = parse(
      `${HEAD.replace('docker', '{type: openstack, config: {method: get}}')}${MINORS}`,
    );
    expect(config).toMatchObject({ provider: 'openstack', providerConfig: { method: 'get' } });
  });

  it.each(['patch', '1.18.x', '">=1.2, <2"', '^1.2 || 3.x', '1.30', '"*"'])('reads the rule %s', (rule) => {
    const { config, problems } = parse(`${HEAD}${MINORS}addons: {cni: {update: ${rule}}}\n`);
    expect(problems).toEqual([]);
    expect(config?.addons.policies).toMatchObject([{ key: 'cni', update: rule.replaceAll('"', '') }]);
  });

  it.each([
    ['a second document', 'provider: docker\n---\nname: scs\n', ['yaml-syntax stack.yaml:2:1']],
    ['an end that nothing follows', '---\nprovider: docker\n...\n', []],
    ['a line of dashes in a text', 'provider: |\n  a\n  ---\n  b\n', []],
  ])('%s', (_, text, expected) => {
    const { problems } = parseNativeConfig(YamlSource.parse('stack.yaml', text));
    expect(brief(problems.filter(({ code }) => code === 'yaml-syntax'))).toEqual(expected);
  });

  it('reads versions as they are written, quotes or not', () => {
    const { config } = parse(
      `${HEAD}addons: {a: 1.30, b: {version: 1.10}}\nkubernetes: [{version: 1.30.1}, {version: 1.20}]\n`,
    );
    expect(config?.addons.pins.map(({ version }) => version)).toEqual(['1.30', '1.10']);
    expect(config?.minors.map(({ minor, kubernetes }) => [minor.minor, kubernetes?.patch])).toEqual([
      [30, 1],
      [20, undefined],
    ]);
  });

  it.each<[string, readonly string[]]>([
    ['', ['config-type stack.yaml:1:1']],
    ['- a', ['config-type stack.yaml:1:1']],
    [
      `${MINORS}`,
      ['config-required stack.yaml:1:1', 'config-required stack.yaml:1:1', 'config-required stack.yaml:1:1'],
    ],
    [`${HEAD}${MINORS}more: 1\n`, ['config-unknown-key stack.yaml:5:1']],
    [`${HEAD}${MINORS}embedDependencies: please\n`, ['config-type stack.yaml:5:20']],
    [HEAD, ['config-required stack.yaml:1:1']],
    [`${HEAD}kubernetes: v1.34.7\n`, ['config-type stack.yaml:4:13', 'config-required stack.yaml:4:13']],
    [`${HEAD}kubernetes: [v1.34.7]\n`, ['config-type stack.yaml:4:14']],
    [`${HEAD}kubernetes: [{version: v1.34.7, addon: {}}]\n`, ['config-unknown-key stack.yaml:4:33']],
    [`${HEAD}kubernetes: [{version: latest}]\n`, ['kubernetes-version stack.yaml:4:24']],
    [`${HEAD}kubernetes: [{version: v1.34.7}, {version: 1.34.8}]\n`, ['kubernetes-version stack.yaml:4:44']],
    [`${HEAD}kubernetes: [{version: v1.34.7, addons: {cni: }}]\n`, ['config-type stack.yaml:4:47']],
    [`${HEAD}${MINORS}addons: {cni: [1]}\n`, ['config-type stack.yaml:5:15']],
    [`${HEAD}${MINORS}addons: {cni: {follows: me}}\n`, ['config-type stack.yaml:5:25']],
    [`${HEAD}${MINORS}addons: {cni: {update: newest}}\n`, ['config-type stack.yaml:5:24']],
    [`${HEAD}${MINORS}addons: {cni: {update: patches}}\n`, ['config-type stack.yaml:5:24']],
    [`${HEAD}${MINORS}addons: {cni: {update: [1.x]}}\n`, ['config-type stack.yaml:5:24']],
    [`${HEAD}${MINORS}addons: {cni: {range: 1.x}}\n`, ['config-unknown-key stack.yaml:5:16']],
    [`${HEAD}${MINORS}overlays: [{folder: a}]\n`, ['overlay stack.yaml:5:12']],
    [`${HEAD}${MINORS}overlays: [{minors: 1.34}]\n`, ['overlay stack.yaml:5:12']],
    [`${HEAD}${MINORS}overlays: [{minors: new, folder: a}]\n`, ['overlay stack.yaml:5:21']],
    [`${HEAD}${MINORS}overlays: [{minors: 1.34, folder: ../a}]\n`, ['overlay stack.yaml:5:35']],
    [`${HEAD}${MINORS}overlays: [{minors: 1.34, folder: [a]}]\n`, ['overlay stack.yaml:5:35']],
    [`${HEAD}${MINORS}overlays: [{minors: 1.34, remove: /etc}]\n`, ['overlay stack.yaml:5:35']],
    [`${HEAD}${MINORS}overlays: [a]\n`, ['config-type stack.yaml:5:12']],
    [HEAD.replace('scs', 'a-b') + MINORS, ['stack-name stack.yaml:3:7']],
    [HEAD.replace('scs', 'a'.repeat(50)) + MINORS, ['series-length stack.yaml:3:7']],
  ])('%j', (text, expected) => {
    const { problems } = parse(text);
    expect(brief(problems)).toEqual(expected);
    expectPlaced(problems, text);
  });
});
