// generate clusterstack: one ClusterStack a series, which the operator's webhook takes, and the objects it refers to.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  clusterStackManifest,
  clusterStackManifests,
  stackMadeAnew,
  generateClusterStack,
} from '../../../../src/release/manifests/cluster-stack.ts';
import { parseTag } from '../../../../src/stack/release-name.ts';
import { reader } from '../../../support/reading-world.ts';
import { refusalOf } from '../../../support/refusal.ts';

const WISH = { namespace: undefined, autoSubscribe: false, identitySecret: 'openstack' };

/** A release of that tag; `+` behind it: with node images. */
function release(words: string) {
  const tag = words.replace('+', '');
  const name = parseTag(tag);
  if (!name) throw new Error(`${tag} is no tag`);
  return { ...name, tag, hasNodeImages: words.endsWith('+') };
}

const manifests = (tags: readonly string[], wish = {}) =>
  clusterStackManifests(tags.map(release), { ...WISH, ...wish });

const texts = (tags: readonly string[], wish = {}) => manifests(tags, wish).map(({ text }) => text);

describe('a ClusterStack', () => {
  it('is for exactly one release, its minor in quotes', () => {
    expect(texts(['docker-scs-1-30-v4'], { namespace: 'tenant' })).toEqual([
      `# csctl generate clusterstack docker-scs-1-30-v4
apiVersion: clusterstack.x-k8s.io/v1alpha1
kind: ClusterStack
metadata:
  name: docker-scs-1-30
  namespace: tenant
spec:
  provider: docker
  name: scs
  kubernetesVersion: "1.30"
  channel: stable
  autoSubscribe: false
  noProvider: true
  versions:
    - v4
`,
    ]);
  });

  it('has the channel custom and the dot form for anything but vN', () => {
    const [text = ''] = texts(['docker-scs-1-34-v0-sha-abc1234']);
    expect(parse(text)).toMatchObject({ spec: { channel: 'custom', versions: ['v0-sha.abc1234'] } });
  });

  it('refers to the provider operator where a release for OpenStack has node images', () => {
    expect(texts(['openstack-scs-1-34-v1+'], { namespace: 'tenant', identitySecret: 'cloud' })).toEqual([
      `# csctl generate clusterstack openstack-scs-1-34-v1
# Node images are uploaded with the clouds.yaml in the Secret cloud, which has to be there.
apiVersion: infrastructure.clusterstack.x-k8s.io/v1alpha1
kind: OpenStackClusterStackReleaseTemplate
metadata:
  name: cspotemplate
  namespace: tenant
spec:
  template:
    spec:
      identityRef:
        kind: Secret
        name: cloud
`,
      `# csctl generate clusterstack openstack-scs-1-34-v1
apiVersion: clusterstack.x-k8s.io/v1alpha1
kind: ClusterStack
metadata:
  name: openstack-scs-1-34
  namespace: tenant
spec:
  provider: openstack
  name: scs
  kubernetesVersion: "1.34"
  channel: stable
  autoSubscribe: false
  providerRef:
    apiVersion: infrastructure.clusterstack.x-k8s.io/v1alpha1
    kind: OpenStackClusterStackReleaseTemplate
    name: cspotemplate
  versions:
    - v1
`,
    ]);
  });

  it('has no provider elsewhere: nobody makes images for it', () => {
    expect(
      texts(['docker-scs-1-34-v1+', 'openstack-scs-1-34-v1']).map((text) => parse(text) as object),
    ).toEqual([
      expect.objectContaining({ spec: expect.objectContaining({ noProvider: true }) as object }),
      expect.objectContaining({ spec: expect.objectContaining({ noProvider: true }) as object }),
    ]);
  });

  it('lists the versions of a series from the oldest to the newest, each once; another series has its own', () => {
    const found = manifests([
      ...['docker-scs-1-34-v10', 'docker-scs-1-35-v1', 'docker-scs-1-34-v9', 'docker-scs-1-34-v10'],
    ]);
    expect(found.map(({ name }) => name)).toEqual([
      'cluster-stack-docker-scs-1-34.yaml',
      'cluster-stack-docker-scs-1-35.yaml',
    ]);
    expect(found[0]?.text).toMatch(/^# csctl generate clusterstack docker-scs-1-34-v9 docker-scs-1-34-v10\n/);
    expect(found[0]?.text).toMatch(/versions:\n {4}- v9\n {4}- v10\n$/);
  });

  it('shares the template for node images with others, which comes first', () => {
    const found = manifests(['openstack-scs-1-34-v1+', 'openstack-scs-1-35-v1+']);
    expect(found.map(({ name }) => name)).toEqual([
      'cluster-stack-release-template.yaml',
      'cluster-stack-openstack-scs-1-34.yaml',
      'cluster-stack-openstack-scs-1-35.yaml',
    ]);
  });

  it('takes later releases by itself where that is asked for', () => {
    const [text = ''] = texts(['docker-scs-1-34-v1'], { autoSubscribe: true });
    expect(parse(text)).toMatchObject({ spec: { autoSubscribe: true, versions: ['v1'] } });
  });

  it('says why it has no provider, where one could be expected', () => {
    const remark = '  ## The release has no node images to make.\n';
    expect(texts(['openstack-scs-1-34-v1'])[0]).toContain(`${remark}  noProvider: true\n`);
    expect(texts(['openstack-scs-1-34-v1+', 'docker-scs-1-34-v1']).join('')).not.toContain('##');
  });

  it('is the one of the release notes, without the comments', () => {
    const name = release('openstack-scs-1-34-v1-beta-0');
    for (const hasNodeImages of [true, false])
      expect(
        texts([`${name.tag}${hasNodeImages ? '+' : ''}`])
          .at(-1)
          ?.replace(/^ +##.*\n/m, ''),
      ).toBe(`# csctl generate clusterstack ${name.tag}\n${clusterStackManifest(name, hasNodeImages)}`);
  });

  it('passes the webhook and the schema of the operator, whatever the releases', () => {
    const words = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const tag = fc
      .tuple(
        fc.constantFrom('docker', 'openstack', 'x1'),
        words,
        fc.nat(60),
        fc.nat(99),
        fc.option(words),
        fc.boolean(),
      )
      .map(([provider, name, minor, major, patch, images]) => {
        const hash = patch === null ? '' : `-sha-${patch.replace(/^0+(?=\d)/, '')}`;
        return `${provider}-${name}-1-${minor}-v${major}${hash}${images ? '+' : ''}`;
      })
      .filter((text) => parseTag(text.replace('+', '')) !== undefined);
    fc.assert(
      fc.property(tag, (text) => {
        const { spec } = parse(texts([text]).at(-1) ?? '', { version: '1.1' }) as {
          spec: Record<string, unknown>;
        };
        expect(spec['kubernetesVersion']).toMatch(/^\d\.\d+$/);
        expect(spec['noProvider'] === true).toBe(spec['providerRef'] === undefined);
        const [version = ''] = spec['versions'] as string[];
        expect(version).toMatch(/^v\d+(?:-\w+\.\w+)?$/);
        expect(spec['channel']).toBe(version.includes('-') ? 'custom' : 'stable');
      }),
    );
  });
});

describe('releases that do not fit into one ClusterStack', () => {
  const refused = (tags: readonly string[], wish = {}) => refusalOf(() => Promise.resolve(texts(tags, wish)));

  it('are refused when they are of two channels', async () => {
    expect(await refused(['docker-scs-1-34-v1', 'docker-scs-1-34-v2-beta-0'])).toMatchObject({
      code: 'usage',
      message:
        'a ClusterStack has one channel, and these of docker-scs-1-34 are of two: docker-scs-1-34-v1 (stable), docker-scs-1-34-v2-beta-0 (custom)',
    });
  });

  it('are refused when only some have node images', async () => {
    expect(await refused(['openstack-scs-1-34-v1+', 'openstack-scs-1-34-v2'])).toMatchObject({
      code: 'usage',
      message:
        'of openstack-scs-1-34, only openstack-scs-1-34-v1 has node images; the provider of a ClusterStack is for all its versions',
    });
  });

  it('are refused when later ones cannot be subscribed to', async () => {
    expect(await refused(['docker-scs-1-34-v0-sha-abc1234'], { autoSubscribe: true })).toMatchObject({
      code: 'usage',
      message: 'docker-scs-1-34-v0-sha-abc1234 is of no stable version, and only those are subscribed to',
      hint: 'leave out --auto-subscribe, or name a stable release',
    });
  });
});

describe('generate clusterstack', () => {
  const generate = ({ world }: ReturnType<typeof reader>, ...sources: string[]) =>
    generateClusterStack({ ...WISH, sources, delivery: { output: undefined, overwrite: false } }, world);

  it('is for a folder or a tag alike', async () => {
    const read = reader();
    const { tag, assets } = await read.build({});
    read.folder(`out/${tag}`, assets);
    const result = await generate(read, tag);
    expect(result).toMatchObject({ tag, warnings: [], manifests: [{ file: null, status: 'printed' }] });
    expect(await generate(read, `out/${tag}`)).toEqual(result);
  });

  it('names no tag where there are several', async () => {
    const read = reader();
    const [one, two] = [await read.build({}), await read.build({ 'cluster-class/values.yaml': 'more: 1\n' })];
    const {
      tag,
      manifests: [made],
    } = await generate(read, one.tag, two.tag);
    expect(tag).toBeNull();
    expect(parse(made?.text ?? '')).toMatchObject({ spec: { versions: { length: 2 } } });
  });

  it('says what is not there', async () => {
    expect((await refusalOf(() => generate(reader(), 'docker-scs-1-34-v9'))).code).toBe('release-not-found');
  });
});

describe('the first line of a ClusterStack that is there', () => {
  const identity = release('docker-scs-1-34-v1').identity;
  const anew = (text: string) => stackMadeAnew(text, identity, ['v1', 'v4-beta.0', '?']);
  const line = '# csctl generate clusterstack';

  it.each(['docker-scs-1-34-v1', 'docker-scs-1-34-v1 docker-scs-1-34-v3'])('is brought on: %s', (tags) => {
    expect(anew(`${line} ${tags}\nkind: a\n`)).toBe(
      `${line} docker-scs-1-34-v1 docker-scs-1-34-v4-beta-0\nkind: a\n`,
    );
  });

  it.each([
    `${line} docker-scs-1-34-v1, ours\n`,
    `${line} docker-scs-1-33-v1\n`,
    `${line}\n`,
    `# mine\n${line} docker-scs-1-34-v1\n`,
    'kind: ClusterStack\n',
  ])("is a user's where it is any other: %j", (text) => {
    expect(anew(text)).toBe(text);
  });
});
