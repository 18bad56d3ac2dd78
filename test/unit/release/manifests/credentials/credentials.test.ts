// generate credentials: Secrets that decode to files which clients read, and nothing shown unasked.
import fc from 'fast-check';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import {
  generateCredentials,
  type CredentialRequest,
} from '../../../../../src/release/manifests/credentials/credentials.ts';
import { AUTHORITY } from '../../../../support/clouds/authority.ts';
import {
  IDENTITY_REF,
  mounting,
  openstackFiles,
  openstackRelease,
} from '../../../../support/clouds/openstack-release.ts';
import { ONE_CLOUD, PLACES, textsOf } from '../../../../support/clouds/texts.ts';
import { reader, type Reader } from '../../../../support/reading-world.ts';
import { refusalOf } from '../../../../support/refusal.ts';
import { tempFolder } from '../../../../support/temp-folder.ts';
import { memoryWorld } from '../../../../support/world.ts';

type Wish = Partial<Omit<CredentialRequest, 'cloud'>> & { readonly cloud?: string };

/** Credentials of the clouds.yaml in the current folder, shown unless told otherwise. */
const generate = (clouds: string, { cloud, ...wish }: Wish = {}, shelf: Reader = reader(), more = {}) =>
  generateCredentials(
    {
      release: undefined,
      cloud: { file: undefined, cloud, places: PLACES },
      namespace: undefined,
      secret: undefined,
      entry: undefined,
      managed: 'clouds-yaml',
      delivery: { output: undefined, overwrite: false, showSecrets: true },
      ...wish,
    },
    { ...shelf.world, files: memoryWorld().world.files, texts: textsOf({ 'clouds.yaml': clouds, ...more }) },
  );

interface Secret {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly type: string;
  readonly stringData: Readonly<Record<string, string>>;
}

/** The three objects, the manifest in the second one, and the clouds in both. */
async function decoded(...args: Parameters<typeof generate>) {
  const { manifests, warnings } = await generate(...args);
  const [provider, outer, set] = manifests.map(({ text }) => parse(text ?? '') as Secret);
  if (!provider || !outer || !set) throw new Error('a manifest is missing');
  const [innerText = ''] = Object.values(outer.stringData);
  const inner = parse(innerText) as Secret;
  const cloudsOf = ({ stringData }: Secret) =>
    (parse(stringData['clouds.yaml'] ?? '') as { clouds: object }).clouds;
  return { provider, outer, set, inner, clouds: [cloudsOf(provider), cloudsOf(inner)], warnings };
}

const ENTRY = {
  auth_type: 'v3applicationcredential',
  auth: {
    auth_url: 'https://keystone.example.com:5000/v3',
    application_credential_id: '5f0a',
    application_credential_secret: 'open sesame',
  },
  region_name: 'RegionOne',
};

describe('the manifests', () => {
  it('are what Cluster API and the addons read', async () => {
    const { provider, outer, set, inner, clouds, warnings } = await decoded(ONE_CLOUD, {
      namespace: 'tenant',
    });
    expect(provider).toMatchObject({ apiVersion: 'v1', kind: 'Secret', type: 'Opaque' });
    expect(provider.metadata).toEqual({ name: 'openstack', namespace: 'tenant' });
    expect(Object.keys(provider.stringData)).toEqual(['clouds.yaml', 'cloudName']);
    expect(provider.stringData['cloudName']).toBe('openstack');
    expect(outer.type).toBe('addons.cluster.x-k8s.io/resource-set');
    expect(inner.metadata).toEqual({ name: 'clouds-yaml', namespace: 'kube-system' });
    expect(inner.type).toBe('Opaque');
    expect(clouds).toEqual([{ openstack: ENTRY }, { openstack: ENTRY }]);
    expect(set).toEqual({
      apiVersion: 'addons.cluster.x-k8s.io/v1beta1',
      kind: 'ClusterResourceSet',
      metadata: { name: 'clouds-yaml', namespace: 'tenant' },
      spec: {
        strategy: 'Reconcile',
        clusterSelector: { matchLabels: { 'managed-secret': 'clouds-yaml' } },
        resources: [{ kind: 'Secret', name: 'clouds-yaml' }],
      },
    });
    expect(warnings).toEqual([]);
  });

  it('have no namespace unless there is one', async () => {
    const { provider, outer, set } = await decoded(ONE_CLOUD);
    expect([provider, outer, set].filter(({ metadata }) => 'namespace' in metadata)).toEqual([]);
  });

  it('have the certificate where each reader looks for it', async () => {
    const { provider, inner, clouds } = await decoded(`${ONE_CLOUD}    cacert: ca.pem\n`, {}, reader(), {
      'ca.pem': AUTHORITY,
    });
    expect([provider.stringData['cacert'], inner.stringData['cacert']]).toEqual([AUTHORITY, AUTHORITY]);
    expect(clouds).toEqual([
      { openstack: ENTRY },
      { openstack: { ...ENTRY, cacert: '/etc/openstack/cacert' } },
    ]);
  });

  it('hold no other cloud', async () => {
    const other = ONE_CLOUD.replace('clouds:\n', '').replace('mine', 'other').replace('sesame', 'wide');
    const { manifests } = await generate(ONE_CLOUD + other, { cloud: 'mine' });
    expect(JSON.stringify(manifests)).not.toMatch(/wide|other/);
  });

  it('are named as they are told, and say what the Cluster needs then', async () => {
    const wish = { secret: 'blue-openstack', entry: 'blue', managed: 'blue' };
    const { provider, outer, set, clouds } = await decoded(ONE_CLOUD, wish);
    expect([provider, outer, set].map(({ metadata }) => metadata.name)).toEqual([
      'blue-openstack',
      'blue',
      'blue',
    ]);
    expect(clouds.map((one) => Object.keys(one))).toEqual([['blue'], ['blue']]);
    expect(set).toMatchObject({ spec: { clusterSelector: { matchLabels: { 'managed-secret': 'blue' } } } });
    const { manifests } = await generate(ONE_CLOUD, wish);
    expect(manifests[0]?.text).toContain(
      '# The Cluster needs its variable identityRef: name blue-openstack, cloudName blue.\n',
    );
  });

  it('carry any secret through three files', async () => {
    const text = fc.string({
      unit: fc.constantFrom(...'ab0:#\'"\\\n\t -|>{}é\u00a0\u2028'),
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(text, async (secret) => {
        const clouds = ONE_CLOUD.replace('open sesame', () => JSON.stringify(secret));
        const auth = { ...ENTRY.auth, application_credential_secret: secret };
        expect((await decoded(clouds)).clouds).toEqual(Array(2).fill({ openstack: { ...ENTRY, auth } }));
      }),
    );
  });

  it('are the same twice', async () => {
    expect(await generate(ONE_CLOUD)).toEqual(await generate(ONE_CLOUD));
  });
});

describe('a release', () => {
  it('gives the names', async () => {
    const { shelf, source, release } = await openstackRelease(openstackFiles(IDENTITY_REF));
    const { provider, clouds } = await decoded(ONE_CLOUD, { release: source }, shelf);
    expect([provider.metadata.name, provider.stringData['cloudName']]).toEqual(['keystone', 'mine']);
    expect(clouds).toEqual([{ mine: ENTRY }, { mine: ENTRY }]);
    const result = await generate(ONE_CLOUD, { release: source }, shelf);
    expect(result.tag).toBe(release.tag);
    expect(result.manifests.map(({ text }) => text?.split('\n')[0])).toEqual(
      Array(3).fill(`# csctl generate credentials ${release.tag}`),
    );
  });

  it('of an older stack gets cloud.conf', async () => {
    const addon = { 'cluster-addon/cni/templates/cni.yaml': mounting('cloud-config', '/etc/config') };
    const { shelf, source } = await openstackRelease(openstackFiles('', addon));
    const clouds = `${ONE_CLOUD}    verify: false\n    cacert: ca.pem\n`;
    const { manifests, warnings } = await generate(clouds, { release: source }, shelf, {
      'ca.pem': AUTHORITY,
    });
    const outer = parse(manifests[1]?.text ?? '') as Secret;
    const inner = parse(outer.stringData['cloud-config.yaml'] ?? '') as Secret;
    expect(inner.metadata).toEqual({ name: 'cloud-config', namespace: 'kube-system' });
    expect(inner.stringData).toEqual({
      'cloud.conf': expect.stringContaining('ca-file="/etc/config/cacert"\ntls-insecure="true"\n') as string,
      cacert: AUTHORITY,
    });
    expect(warnings).toEqual([]);
  });

  it('whose addons look in two folders is doubted, if there is a certificate', async () => {
    const both = [mounting('cloud-config', '/etc/config'), mounting('cloud-config', '/etc/k8s', 'DaemonSet')];
    const addon = { 'cluster-addon/cni/templates/cni.yaml': both.join('---\n') };
    const { shelf, source } = await openstackRelease(openstackFiles('', addon));
    const more = { 'ca.pem': AUTHORITY };
    const { warnings } = await generate(`${ONE_CLOUD}    cacert: ca.pem\n`, { release: source }, shelf, more);
    expect(warnings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'cloud-doubtful the cloud mine has a cacert, but addons may mount the Secret cloud-config in different folders: some would not find it',
    ]);
    expect((await generate(ONE_CLOUD, { release: source }, shelf)).warnings).toEqual([]);
  });

  it('for docker needs none', async () => {
    const shelf = reader();
    const { tag, assets } = await shelf.build({});
    shelf.folder(`out/${tag}`, assets);
    const refusal = await refusalOf(() => generate(ONE_CLOUD, { release: `out/${tag}` }, shelf));
    expect(refusal).toMatchObject({ code: 'credentials-none', kind: 'usage', hint: 'leave this step out' });
  });

  it('for another provider is not guessed at', async () => {
    const files = Object.entries(openstackFiles()).map(
      ([path, text]) =>
        [path, String(text).replaceAll('openstack-', 'metal-').replaceAll('openstack', 'metal')] as const,
    );
    const { shelf, source } = await openstackRelease(Object.fromEntries(files));
    const { code, message } = await refusalOf(() => generate(ONE_CLOUD, { release: source }, shelf));
    expect([code, message]).toEqual(['credentials-none', 'which credentials metal needs is not known here']);
  });
});

describe('secrets', () => {
  const HIDDEN = { output: undefined, overwrite: false };

  it('are not printed unasked; nothing is read then', async () => {
    const { code, kind } = await refusalOf(() => generate('clouds: [', { delivery: HIDDEN }));
    expect([code, kind]).toEqual(['credentials-hidden', 'usage']);
  });

  it('are in files for their owner only, and not in the result', async () => {
    const folder = join(tempFolder(), 'out');
    const { manifests } = await generate(ONE_CLOUD, {
      delivery: { ...HIDDEN, output: folder, isFolder: true },
    });
    expect(manifests.map(({ name, text }) => [name, text === null])).toEqual([
      ['provider-secret.yaml', true],
      ['addon-secret.yaml', true],
      ['cluster-resource-set.yaml', false],
    ]);
    const modes = manifests.map(({ file }) => statSync(file ?? '').mode & 0o777);
    expect(modes.slice(0, 2)).toEqual([0o600, 0o600]);
    expect(JSON.stringify(manifests)).not.toContain('sesame');
  });

  it('may share one file', async () => {
    const output = join(tempFolder(), 'all.yaml');
    await generate(ONE_CLOUD, { delivery: { ...HIDDEN, output } });
    expect(statSync(output).mode & 0o777).toBe(0o600);
    const kinds = parseAllDocuments(readFileSync(output, 'utf8')).map((one) => (one.toJS() as Secret).kind);
    expect(kinds).toEqual(['Secret', 'Secret', 'ClusterResourceSet']);
  });

  it('never take the name of each other', async () => {
    const { code, message } = await refusalOf(() => generate(ONE_CLOUD, { secret: 'clouds-yaml' }));
    expect([code, message]).toEqual(['usage', 'two Secrets would have the name clouds-yaml']);
  });

  it('are no part of a refusal', async () => {
    const clouds = ONE_CLOUD.replace('auth_url', 'address');
    const { code, message, hint, problems } = await refusalOf(() => generate(clouds));
    expect(code).toBe('cloud-auth');
    expect(JSON.stringify([message, hint, problems])).not.toMatch(/sesame|5f0a/);
  });
});
