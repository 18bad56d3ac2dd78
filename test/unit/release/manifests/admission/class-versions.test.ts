// The versions that policies go by: their order, and edits of a file that leave everything else as it is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  classOfTag,
  publishedClass,
  sortClasses,
  versionsObject,
  withClasses,
  type PublishedClass,
} from '../../../../../src/release/manifests/admission/class-versions.ts';
import { manifestText } from '../../../../../src/release/manifests/manifest-text.ts';
import { CsctlError } from '../../../../../src/problem/problem.ts';

const classes = (...entries: readonly (readonly [tag: string, kubernetes: string])[]): PublishedClass[] =>
  entries.flatMap(([tag, kubernetes]) => publishedClass(tag, kubernetes) ?? []);

const LABELS = '  labels:\n    csctl.clusterstack.x-k8s.io/admission: topology-versions\n';
const FILE = `# Ours.
apiVersion: v1
kind: ConfigMap
metadata:
  name: versions
${LABELS}data:
  docker-scs-1-33-v1: v1.33.9 # the last one

  docker-scs-1-34-v1: "v1.34.6"
  openstack-scs-1-34-v1: v1.34.6 # not published any more
# The end.
`;

describe('classes', () => {
  it.each([
    ['docker-scs-1-34-v1', 'docker-scs-1-34-v1'],
    ['docker-scs-1-34-v4-beta-0', 'docker-scs-1-34-v4-beta.0'],
    ['docker-scs-1-34-v0-sha-azlfam7', 'docker-scs-1-34-v0-sha.azlfam7'],
    ['latest', undefined],
  ])('the release %s brings %s', (tag, name) => {
    expect(classOfTag(tag)).toBe(name);
    expect(publishedClass(tag, 'v1.34.7')).toEqual(name && { tag, class: name, kubernetes: 'v1.34.7' });
  });

  it('stand in the order of their releases, each once, the first that was found', () => {
    const sorted = sortClasses(
      classes(
        ['openstack-scs-1-9-v1', 'v1.9.1'],
        ['docker-scs-1-10-v1', 'v1.10.1'],
        ['docker-scs-1-9-v10', 'v1.9.3'],
        ['docker-scs-1-9-v2-beta-10', 'v1.9.2'],
        ['docker-scs-1-9-v2-beta-9', 'v1.9.2'],
        ['docker-scs-1-9-v2', 'v1.9.2'],
        ['docker-scs-1-9-v2', 'v1.9.9'],
      ),
    );
    expect(sorted.map((one) => `${one.class} ${one.kubernetes}`)).toEqual([
      'docker-scs-1-9-v2-beta.9 v1.9.2',
      'docker-scs-1-9-v2-beta.10 v1.9.2',
      'docker-scs-1-9-v2 v1.9.2',
      'docker-scs-1-9-v10 v1.9.3',
      'docker-scs-1-10-v1 v1.10.1',
      'openstack-scs-1-9-v1 v1.9.1',
    ]);
  });
});

describe('edits of the file', () => {
  it('adds a class behind those of its series, and says so', () => {
    const { text, changes } = withClasses('versions.yaml', FILE, classes(['docker-scs-1-33-v2', 'v1.33.10']));
    expect(text).toBe(FILE.replace('# the last one\n', '# the last one\n  docker-scs-1-33-v2: v1.33.10\n'));
    expect(changes).toEqual([
      { tag: 'docker-scs-1-33-v2', class: 'docker-scs-1-33-v2', kubernetes: 'v1.33.10', from: null },
    ]);
  });

  it('adds a class of a new series at the end', () => {
    const { text } = withClasses('versions.yaml', FILE, classes(['docker-scs-1-35-v1', 'v1.35.1']));
    expect(text).toBe(
      FILE.replace('not published any more\n', 'not published any more\n  docker-scs-1-35-v1: v1.35.1\n'),
    );
  });

  it('mends a version that is not that of the release, in its quotes', () => {
    const { text, changes } = withClasses('versions.yaml', FILE, classes(['docker-scs-1-34-v1', 'v1.34.7']));
    expect(text).toBe(FILE.replace('"v1.34.6"', '"v1.34.7"'));
    expect(changes).toMatchObject([{ class: 'docker-scs-1-34-v1', from: 'v1.34.6' }]);
  });

  it('leaves a file alone that has it all', () => {
    const known = classes(['docker-scs-1-34-v1', 'v1.34.6'], ['docker-scs-1-33-v1', 'v1.33.9']);
    expect(withClasses('versions.yaml', FILE, known)).toEqual({ text: FILE, changes: [] });
  });

  it('begins with an empty one', () => {
    const empty = manifestText(versionsObject([], 'cso-system'));
    const { text } = withClasses('versions.yaml', empty, classes(['docker-scs-1-34-v1', 'v1.34.6']));
    expect(parse(text)).toEqual({
      ...(parse(empty) as object),
      data: { 'docker-scs-1-34-v1': 'v1.34.6' },
    });
  });

  it('ends, release by release, with what would be generated at once', () => {
    const name = fc.constantFrom('docker-a', 'docker-b', 'openstack-a');
    const version = fc.oneof(
      fc.nat(12).map(String),
      fc.nat(12).map((n) => `2-beta-${n}`),
    );
    const tag = fc.tuple(name, fc.constantFrom(9, 10, 34), version).map(([a, b, c]) => `${a}-1-${b}-v${c}`);
    const release = fc
      .tuple(tag, fc.nat(9))
      .map(([one, patch]) => [one, `v1.${one.split('-')[3]}.${patch}`] as const);
    fc.assert(
      fc.property(fc.uniqueArray(release, { selector: ([one]) => one, maxLength: 8 }), (releases) => {
        const whole = versionsObject(classes(...releases), 'cso-system');
        const grown = releases.reduce(
          (text, one) => withClasses('versions.yaml', text, classes(one)).text,
          manifestText(versionsObject([], 'cso-system')),
        );
        expect(parse(grown)).toEqual(parse(manifestText(whole)));
      }),
    );
  });

  it.each([
    [
      'something else',
      'kind: Secret\n',
      'versions.yaml is no ConfigMap; expected the one that holds the versions of classes',
      1,
    ],
    [
      'a ConfigMap of another purpose',
      FILE.replace(LABELS, ''),
      'versions.yaml has no label csctl.clusterstack.x-k8s.io/admission: topology-versions, so no policy looks at it',
      5,
    ],
    [
      'data that is a list',
      FILE.replace(/^data:[^]*/m, 'data: []\n'),
      'versions.yaml has no map "data"; expected classes and their Kubernetes versions, or {}',
      8,
    ],
    [
      'no data',
      FILE.replace(/^data:[^]*/m, ''),
      'versions.yaml has no map "data"; expected classes and their Kubernetes versions, or {}',
      2,
    ],
  ])('refuses %s', (_, text, message, line) => {
    const edit = () => withClasses('versions.yaml', text, classes(['docker-scs-1-34-v1', 'v1.34.6']));
    expect(edit).toThrow(CsctlError);
    expect(edit).toThrow(
      expect.objectContaining({
        code: 'admission-params',
        message,
        hint: 'name another file; csctl generate admission --params-only -o FILE writes one',
        problems: [expect.objectContaining({ file: 'versions.yaml', line })],
      }),
    );
  });

  it('refuses what is no YAML, with its place', () => {
    expect(() => withClasses('versions.yaml', 'data: {\n', [])).toThrow(
      expect.objectContaining({
        code: 'yaml-syntax',
        problems: [expect.objectContaining({ line: 1, column: 7 })],
      }),
    );
  });

  it('refuses several objects in one file, which an edit would lose', () => {
    expect(() => withClasses('versions.yaml', `${FILE}---\n${FILE}`, [])).toThrow(
      expect.objectContaining({
        code: 'admission-params',
        message:
          'versions.yaml holds several objects; expected the ConfigMap with the versions of classes alone',
        problems: [expect.objectContaining({ line: 14 })],
      }),
    );
  });
});
