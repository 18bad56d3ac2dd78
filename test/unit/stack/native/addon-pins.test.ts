// Pins in Chart.yaml, with Chart.lock in step; names in the charts whose names are derived.
import { describe, expect, it } from 'vitest';
import { helmLockDigest, parseHelmLock } from '../../../../src/stack/chart-lock.ts';
import { applyPins, openPin } from '../../../../src/stack/native/addon-pins.ts';
import { withDerivedNames } from '../../../../src/stack/native/derived-names.ts';
import { YamlSource } from '../../../../src/stack/yaml-source.ts';
import { chartYaml } from '../../../support/native-stack.ts';
import { SINGLE_STAGE, stackTree, type Files } from '../../../support/stack-tree.ts';

const CHART = 'cluster-addon/cni/Chart.yaml';
const place = { file: 'stack.yaml', line: 1, column: 1 };
const pin = (key: string, version: string) => ({ key, version, place });
const pinned = (text: string, version: string, more: Files = {}) =>
  applyPins(stackTree({ [CHART]: text, ...more }), 'multi-stage', [pin('cni', version)]);

describe('openPin', () => {
  it.each(['1.2.3', 'v1.2.3', '1.2.3-rc.1', '1.2.3+up1'])('%s is one version', (version) => {
    expect(openPin(pin('cni', version))).toEqual([]);
  });

  it.each([
    ['1', 'warning', 'as in 1.0.0; csctl update'],
    ['1.30', 'warning', 'as in 1.30.0; csctl update'],
    ['1.30.x', 'warning', 'stand in update'],
    ['^1.30.0', 'warning', 'stand in update'],
    ['*', 'warning', 'stand in update'],
    ['latest', 'error', 'as in 1.2.3'],
  ])('%s is none: %s', (version, severity, hint) => {
    const [found, ...others] = openPin(pin('cni', version));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'addon-pin', severity, ...place });
    expect(found?.message).toContain(`the pin of cni is "${version}", which is`);
    expect(found?.hint).toContain(hint);
  });
});

describe('applyPins', () => {
  it.each([
    ['1.0.0', '2.0.0', '2.0.0'],
    ['"1.0.0"', '2.0.0', '"2.0.0"'],
    ["'1.0.0'", '2.0.0', "'2.0.0'"],
    ['1.0.0 # why', '2.0.0-rc.1', '2.0.0-rc.1 # why'],
    ['^1.0.0', '2.0.0', '2.0.0'],
    ['1.0', '1.30', '"1.30"'],
  ])('%s pinned to %s is written %s', (before, version, after) => {
    const text = (written: string) => chartYaml('cni', written, 'cilium');
    const { tree, changed, unknown } = pinned(text(before), version);
    expect(tree.text(CHART)).toBe(text(after));
    expect([changed, unknown]).toEqual([[CHART], []]);
  });

  it('leaves the very tree alone when nothing changes, and tells what means nothing', () => {
    const tree = stackTree({ [CHART]: chartYaml('cni', '1.0.0', 'cilium') });
    const same = applyPins(tree, 'multi-stage', [pin('cni', '1.0.0'), pin('csi', '1.0.0')]);
    expect(same.tree).toBe(tree);
    expect(same.unknown.map(({ key }) => key)).toEqual(['csi']);
  });

  it('keeps Chart.lock in step, time and all, so that helm dependency build takes it', () => {
    const yaml = chartYaml('cni', '1.0.0', 'cilium');
    const entries = (version: string) => [
      { name: 'cilium', repository: 'https://charts.example.com', version },
    ];
    const digest = (version: string) =>
      helmLockDigest(YamlSource.parse('Chart.yaml', chartYaml('cni', version, 'cilium')), entries(version));
    const lock = (version: string) =>
      `dependencies:\n- name: cilium\n  repository: https://charts.example.com\n  version: ${version}\ndigest: ${digest(version)}\ngenerated: "2026-01-31T12:00:00Z"\n`;
    const { tree, changed } = pinned(yaml, '1.5.0', { 'cluster-addon/cni/Chart.lock': lock('1.0.0') });
    expect(tree.text('cluster-addon/cni/Chart.lock')).toBe(lock('1.5.0'));
    expect(parseHelmLock('Chart.lock', lock('1.5.0'))?.digest).toBe(digest('1.5.0'));
    expect(changed).toEqual(['cluster-addon/cni/Chart.lock', CHART]);
  });
});

describe('withDerivedNames', () => {
  const identity = { provider: 'docker', name: 'scs', minor: { major: 1, minor: 35 } };
  it('names the class chart, and the only addon chart, comments kept', () => {
    const { tree, changed } = withDerivedNames(stackTree(SINGLE_STAGE), identity, 'single-stage');
    expect(tree.text('cluster-class/Chart.yaml')).toContain(
      'name: docker-scs-1-35-cluster-class # derived\n',
    );
    expect(tree.text('cluster-addon/Chart.yaml')).toContain('name: docker-scs-1-35-cluster-addon\n');
    expect(changed).toEqual(['cluster-class/Chart.yaml', 'cluster-addon/Chart.yaml']);
  });

  it.each(['apiVersion: v2\nversion: v1\n', 'name: << stack.name >>-class\nversion: v1\n', 'a: [', ''])(
    'leaves %j alone: it is judged as it is',
    (text) => {
      const tree = stackTree({ 'cluster-class/Chart.yaml': text });
      expect(withDerivedNames(tree, identity, 'multi-stage')).toEqual({ tree, changed: [] });
    },
  );
});
