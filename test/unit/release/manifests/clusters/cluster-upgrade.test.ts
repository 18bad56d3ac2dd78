// generate cluster --upgrade-from: what is changed, what is told, and what is refused at which line.
import { describe, expect, it } from 'vitest';
import {
  upgradeClusters,
  type UpgradeRequest,
} from '../../../../../src/release/manifests/clusters/cluster-upgrade.ts';
import { stepBack } from '../../../../../src/release/manifests/clusters/upgrade-changes.ts';
import { parseTag } from '../../../../../src/stack/release-name.ts';
import { CsctlError, type Problem } from '../../../../../src/problem/problem.ts';
import { reader, type Reader } from '../../../../support/reading-world.ts';
import { refusalOf } from '../../../../support/refusal.ts';
import type { Files } from '../../../../support/stack-tree.ts';
import { classTemplate } from '../../../../support/tiny-class.ts';

const variables = (...lines: string[]): Files => ({
  'cluster-class/templates/class.yaml': classTemplate({
    spec: `  variables:\n${lines.map((line) => `    - ${line}\n`).join('')}`,
  }),
});

const text = (name: string, rest = '', required = false) =>
  `{name: ${name}, required: ${required}, schema: {openAPIV3Schema: {type: string${rest}}}}`;

/** A remote with releases of docker/scs 1.34 by version, their classes with these variables. */
async function remote(releases: Readonly<Record<string, readonly string[]>>): Promise<Reader> {
  const read = reader();
  for (const [version, lines] of Object.entries(releases)) {
    const { tag, assets } = await read.build(variables(...lines));
    // What `build` makes has a version of its own; a folder of another name would not fit.
    read.folder(`out-${version}/${tag}`, assets);
    tags.set(version, tag);
  }
  return read;
}

const tags = new Map<string, string>();
const tagOf = (version: string) => tags.get(version) ?? 'none';
const classOf = (version: string) => tagOf(version).replace('-v0-sha-', '-v0-sha.');

const manifest = (className: string, variables_ = '[]', name = 'one', version = 'v1.34.7') => `\
# ${name}
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: ${name}
spec:
  topology:
    class: ${className} # c
    version: ${version}
    variables: ${variables_}
`;

function upgrade(read: Reader, file: string, source: string, wish: Partial<UpgradeRequest> = {}) {
  const world = {
    ...read.world,
    texts: { read: () => Promise.resolve(file), find: () => Promise.resolve(file) },
  };
  const delivery = { output: undefined, overwrite: false };
  const request = { name: undefined, fromRelease: undefined, file: 'c.yaml', source, delivery, ...wish };
  return upgradeClusters(request, world);
}

const brief = (problems: readonly Problem[]) =>
  problems.map(
    ({ message, line, column, hint }) =>
      `${line ?? '-'}:${column ?? '-'} ${message}${hint === undefined ? '' : ` | ${hint}`}`,
  );

const refused = async (...call: Parameters<typeof upgrade>) =>
  brief((await refusalOf(() => upgrade(...call))).problems);

describe('a Cluster', () => {
  it('gets the class and version of the release, and hears what changed', async () => {
    const read = await remote({
      old: [text('kept'), text('gone'), text('was', ', default: a, description: it')],
      new: [text('kept', ', default: x'), text('is', ', default: a, description: it'), text('more')],
    });
    const before = manifest(classOf('old'), '[{name: kept, value: a}]', 'one', 'v1.34.6');
    const result = await upgrade(read, before, tagOf('new'));
    expect(result).toMatchObject({ tag: tagOf('new'), warnings: [] });
    expect(result.manifests).toEqual([
      {
        ...{ name: 'cluster.yaml', file: null, status: 'printed' },
        text: before.replace(classOf('old'), classOf('new')).replace('v1.34.6', 'v1.34.7'),
      },
    ]);
    const [{ variables: found, ...cluster } = { variables: null }] = result.clusters;
    expect(cluster).toEqual({
      name: 'one',
      from: { class: classOf('old'), kubernetes: 'v1.34.6' },
      to: { class: classOf('new'), kubernetes: 'v1.34.7' },
    });
    expect(found?.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'breaking: the variable was seems to be called is now; Clusters that set it are refused',
      'breaking: the variable gone is gone; Clusters that set it are refused',
      'patch: the default of the variable kept goes from none to "x"; clusters that are there keep theirs',
      'additive: the variable more is new',
    ]);
  });

  it('is refused at the lines that the new class does not take', async () => {
    const read = await remote({
      old: [text('gone'), text('was', ', default: a, description: it'), text('size')],
      new: [
        text('is', ', default: a, description: it'),
        text('size', ', enum: [s, m]'),
        text('must', '', true),
      ],
    });
    const set = `
      - name: gone
        value: a
      - {name: was, value: b}
      - {name: size, value: xl}
      - {name: is, value: "\${IS}"}`;
    expect(await refused(read, manifest(classOf('old'), set), tagOf('new'))).toEqual([
      '11:7 one: the class requires the variable must, which the Cluster does not set | add it; csctl generate cluster shows what it is like',
      '11:15 one: the class has no variable "gone" | take it out',
      '13:16 one: the class has no variable "was" | it seems to be called is now',
      '14:29 one: variable size: the value is "xl"; expected s, m',
    ]);
  });

  it('is told when the old class is not known, and held against the new one all the same', async () => {
    const read = await remote({ new: [text('kept')] });
    const file = manifest('docker-scs-1-33-v7', '[]', 'one', 'v1.33.1');
    const { warnings, clusters } = await upgrade(read, file, tagOf('new'));
    expect(clusters).toMatchObject([{ variables: null }]);
    expect(warnings).toMatchObject([
      {
        code: 'cluster-changed',
        severity: 'warning',
        hint: 'name the release that the Cluster has with --from-release, or its --remote',
      },
    ]);
    expect(
      await refused(read, manifest('docker-scs-1-33-v7', '[{name: x}]', 'one', 'v1.33.1'), tagOf('new')),
    ).toEqual(['10:24 one: the class has no variable "x" | take it out']);
  });

  it('is compared with the release that is named, or that lies beside the new one', async () => {
    const read = await remote({ old: [text('gone')], new: [text('more')] });
    const away = { ...read, world: { ...read.world, stores: [] } };
    const folder = (version: string) => `out-${version}/${tagOf(version)}`;
    const file = manifest(classOf('old'));
    const named = await upgrade(away, file, folder('new'), { fromRelease: folder('old') });
    expect(named.clusters[0]?.variables).toHaveLength(2);
    expect((await upgrade(away, file, folder('new'))).clusters[0]?.variables).toBeNull();
    const { assets } = await read.build(variables(text('gone')));
    read.folder(`out-new/${tagOf('old')}`, assets);
    expect((await upgrade(away, file, folder('new'))).clusters).toEqual(named.clusters);
    expect(
      await refusalOf(() => upgrade(away, file, folder('new'), { fromRelease: folder('new') })),
    ).toMatchObject({ code: 'usage', hint: `name the release ${tagOf('old')}` });
  });

  it('goes back to an older release of its minor, and hears that it does', async () => {
    const read = reader();
    for (const major of [1, 2]) {
      const versions = { clusterStack: `v${major}`, clusterAddon: 'v1', nodeImage: 'v1' };
      const { tag, assets } = await read.build({}, { mode: 'custom', versions });
      read.folder(`out/${tag}`, assets);
    }
    const [v1, v2] = ['docker-scs-1-34-v1', 'docker-scs-1-34-v2'];
    const { manifests, warnings } = await upgrade(read, manifest(v2), `out/${v1}`);
    expect(manifests[0]?.text).toBe(manifest(v1));
    expect(warnings).toMatchObject([{ code: 'cluster-changed', severity: 'warning', file: 'c.yaml' }]);
    expect(brief(warnings)).toEqual([
      `8:12 one: ${v1} is older than the release that it has, ${v2} | nothing has to be done where that is meant; csctl diff shows what goes back`,
    ]);
    expect((await upgrade(read, manifest(v1), `out/${v2}`)).warnings).toEqual([]);
    expect((await upgrade(read, manifest(v1), `out/${v1}`)).warnings).toEqual([]);
  });

  it.each<[string, boolean]>([
    ['# csctl generate cluster OLD\n', true],
    ['# csctl generate cluster OLD\r\n', true],
    ['# csctl generate cluster OLD, by hand\n', false],
    ['#csctl generate cluster OLD\n', false],
    ['# csctl generate clusterstack OLD\n', false],
    ['# csctl generate cluster docker-scs-1-34-v9\n', false],
    ['\n# csctl generate cluster OLD\n', false],
  ])('has a first line of ours for the new release, no other one: %j', async (line, isOurs) => {
    const read = await remote({ old: [text('a')], new: [text('b')] });
    const first = line.replace('OLD', tagOf('old'));
    const cluster = manifest(classOf('old'));
    const { manifests } = await upgrade(read, first + cluster, tagOf('new'));
    const raised = cluster.replace(classOf('old'), classOf('new'));
    const expected = isOurs ? line.replace('OLD', tagOf('new')) : first;
    expect(manifests[0]?.text).toBe(expected + raised);
  });

  it.each<[string, string, string | undefined]>([
    ['docker-scs-1-34-v10', 'docker-scs-1-34-v9', 'docker-scs-1-34-v10'],
    ['docker-scs-1-34-v2', 'docker-scs-1-34-v2-beta-1', 'docker-scs-1-34-v2'],
    ['docker-scs-1-34-v2-beta.10', 'docker-scs-1-34-v2-beta-9', 'docker-scs-1-34-v2-beta-10'],
    ['docker-scs-1-34-v2-beta.1', 'docker-scs-1-34-v2', undefined],
    ['docker-scs-1-34-v2', 'docker-scs-1-34-v2', undefined],
    ['docker-scs-1-34-v9', 'docker-scs-1-35-v1', undefined],
    ['docker-scs-1-34-v2', 'docker-scs-1-34-v0-sha-abc1234', undefined],
    ['docker-scs-1-34-v0-sha.b', 'docker-scs-1-34-v0-sha-a', undefined],
    ['quick-start', 'docker-scs-1-34-v2', undefined],
  ])('of class %s with %s goes back from %s', (className, tag, from) => {
    const release = parseTag(tag);
    if (!release) throw new Error(`${tag} is no tag`);
    expect(stepBack(className, release)?.tag).toBe(from);
  });

  it('goes no way that the operator refuses; the release that leads on is named', async () => {
    const read = await remote({ new: [text('kept')] });
    await read.publish('docker-scs-1-33-v3', []);
    await read.publish('docker-scs-1-33-v4-beta-0', []);
    expect(
      await refused(read, manifest('docker-scs-1-32-v1', '[{name: x}]', 'one', 'v1.32.0'), tagOf('new')),
    ).toEqual([
      '8:12 one: the Cluster is of 1.32, the release of 1.34; a Cluster stays with its minor or goes to the next | take a release of 1.33 first: docker-scs-1-33-v3',
    ]);
    expect(await refused(read, manifest('docker-other-1-34-v1'), tagOf('new'))).toEqual([
      '8:12 one: the Cluster is of docker/other 1.34, the release of docker/scs 1.34; a Cluster stays with its provider and stack | name a release of docker/other, or make a new Cluster',
    ]);
    expect(await refused(read, manifest('quick-start'), tagOf('new'))).toEqual([
      '8:12 one: "quick-start" is no class of a cluster stack; expected one as docker-scs-1-34-v3 | csctl list shows the releases; the class is named like the tag, with a dot in v4-beta.0',
    ]);
    const plain = 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: one}\nspec: {}\n';
    expect((await refused(read, plain, tagOf('new')))[0]).toMatch(
      /^4:7 one: the Cluster has no spec\.topology;/,
    );
  });
});

describe('a remote that cannot be asked', () => {
  it('keeps nothing from being upgraded or refused', async () => {
    const read = await remote({ new: [text('kept')] });
    const fails = () => Promise.reject(new CsctlError('remote-unreachable', 'the remote does not answer'));
    const away: Reader = {
      ...read,
      world: {
        ...read.world,
        stores: [{ ...read.store, remote: 'oci://a/b', check: fails, list: fails, find: fails }],
      },
    };
    const source = `out-new/${tagOf('new')}`;
    const { warnings } = await upgrade(away, manifest('docker-scs-1-33-v7', '[]', 'one', 'v1.33.1'), source);
    expect(warnings.map(({ message }) => message)).toEqual([
      'it is not known what changed in the class: the remote does not answer',
    ]);
    const [line] = await refused(away, manifest('docker-scs-1-32-v1', '[]', 'one', 'v1.32.0'), source);
    expect(line).toMatch(/ \| take a release of 1\.33 first$/);
  });
});

describe('several Clusters', () => {
  it('are upgraded together, those of another stack left alone', async () => {
    const read = await remote({ old: [text('kept')], new: [text('more')] });
    const file = [
      manifest(classOf('old')),
      manifest('docker-other-1-34-v1', '[]', 'two'),
      manifest(classOf('old'), '[]', 'three'),
    ].join('---\n');
    const { clusters, warnings, manifests } = await upgrade(read, file, tagOf('new'));
    expect(clusters.map(({ name }) => name)).toEqual(['one', 'three']);
    expect(warnings.map(({ message }) => message)).toEqual([
      'the Cluster two is not of docker/scs; it stays as it is',
    ]);
    expect(manifests[0]?.text).toBe(file.replaceAll(classOf('old'), classOf('new')));
  });

  it('are upgraded one by one where a name is given', async () => {
    const read = await remote({ old: [text('kept')], new: [text('more')] });
    const file = [manifest(classOf('old')), manifest(classOf('old'), '[]', 'two')].join('---\n');
    const { manifests } = await upgrade(read, file, tagOf('new'), { name: 'one' });
    expect(manifests[0]?.text).toBe(file.replace(classOf('old'), classOf('new')));
    expect(await refusalOf(() => upgrade(read, file, tagOf('new'), { name: 'three' }))).toMatchObject({
      ...{ code: 'cluster-file', message: 'c.yaml has no Cluster three', hint: 'it has one, two' },
    });
  });

  it('warn where one changes another by an anchor', async () => {
    const read = await remote({ old: [text('kept')], new: [text('more')] });
    const file = manifest(`&c ${classOf('old')}`, '[]').replace(
      'metadata:',
      'metadata:\n  labels: {class: *c}',
    );
    const swapped = manifest(`&c ${classOf('old')}`) + 'x-class: *c\n';
    expect((await refusalOf(() => upgrade(read, file, tagOf('new')))).code).toBe('yaml-syntax');
    expect((await upgrade(read, swapped, tagOf('new'))).warnings).toMatchObject([
      {
        code: 'cluster-changed',
        message: 'the class or version has an anchor: what refers to it changes along',
      },
    ]);
  });
});
