// What Helm reads from Chart.yaml: csctl re-wrote it through Go, which must not look like a change.
import { describe, expect, it } from 'vitest';
import { chartMeaning } from '../../../src/stack/chart-meaning.ts';

const meaning = (text: string, path = 'cni/Chart.yaml') => chartMeaning(path, Buffer.from(text));
const SOURCE = `# comment
name: cni
apiVersion: v2
version: 1.2.3
appVersion: 1.18
deprecated: false
description: >-
  two
  lines
annotations:
  on: true
  off: false
  note: 'x'
keywords: []
home: ''
icon: null
local: only csctl's authors read this
dependencies:
  - name: cilium
    version: "1.18.1"
    repository: https://helm.cilium.io
    tags: []
    enabled: false
`;
/** The same through Go: sorted, retyped, without what is empty or unknown. */
const BY_GO = `annotations:
  note: x
  "off": "false"
  "on": "true"
apiVersion: v2
appVersion: "1.18"
dependencies:
- name: cilium
  repository: https://helm.cilium.io
  version: 1.18.1
description: two lines
name: cni
version: 1.2.3
`;

describe('chartMeaning', () => {
  it('bug 38: is the same for a Chart.yaml that Go sorted and retyped', () => {
    expect(meaning(BY_GO)).toBe(meaning(SOURCE));
    expect(meaning(SOURCE)).toContain('"name":"cni"');
  });

  it.each([
    ['version: 1.2.3', 'version: 1.2.4'],
    ['name: cni', 'name: cnj'],
    ['deprecated: false', 'deprecated: true'],
    ['off: false', 'off: true'],
    ['1.18.1', '1.18.2'],
    ['enabled: false', 'enabled: true'],
    ['keywords: []', 'keywords: [net]'],
    ["home: ''", 'home: https://example.org'],
  ])('is another when %j becomes %j', (from, to) => {
    expect(SOURCE).toContain(from);
    expect(meaning(SOURCE.replace(from, to))).not.toBe(meaning(SOURCE));
  });

  it('keeps the lines of annotations, and of no other text', () => {
    const wrapped =
      'keywords: ["a\\nb"]\nmaintainers: [{name: "a\\nb"}]\nannotations: {x: "a\\nb", enabled: false}\n';
    const sanitized =
      'keywords: [a b]\nmaintainers: [{name: a b}]\nannotations: {enabled: \'false\', x: "a\\nb"}\n';
    expect(meaning(wrapped)).toBe(meaning(sanitized));
    expect(meaning(wrapped)).not.toBe(meaning(wrapped.replace('x: "a\\nb"', 'x: "a b"')));
  });

  it('of a Chart.lock is its dependencies, digest and date', () => {
    const lock =
      'generated: "2025-01-01T00:00:00Z"\ndigest: sha256:00\ndependencies:\n- {name: a, version: 1.0.0}\n';
    const sorted =
      'dependencies:\n- name: a\n  version: 1.0.0\ndigest: sha256:00\ngenerated: "2025-01-01T00:00:00Z"\n';
    expect(meaning(lock, 'Chart.lock')).toBe(meaning(sorted, 'Chart.lock'));
    expect(meaning(lock, 'Chart.lock')).not.toBe(meaning(lock.replace('00:00Z', '00:01Z'), 'Chart.lock'));
  });

  it.each([
    ['another file', 'values.yaml', 'a: 1'],
    ['a name that only ends alike', 'MyChart.yaml', 'a: 1'],
    ['no YAML', 'Chart.yaml', 'a: ['],
    ['no map', 'Chart.yaml', '- a'],
    ['an empty file', 'Chart.yaml', ''],
    ['a binary file', 'Chart.yaml', 'a: \0'],
    ['a map that holds itself', 'Chart.yaml', 'annotations: &a {b: *a}'],
  ])('is undefined for %s', (_case, path, text) => {
    expect(meaning(text, path)).toBeUndefined();
  });
});
