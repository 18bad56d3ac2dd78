// Finding clouds.yaml as the OpenStack client does, and the one cloud that is meant.
import { describe, expect, it } from 'vitest';
import { formatPlace } from '../../../../../src/problem/place.ts';
import { findCloud, type CloudPlaces } from '../../../../../src/release/manifests/credentials/find-clouds.ts';
import { AUTHORITY } from '../../../../support/clouds/authority.ts';
import { ONE_CLOUD, PLACES, textsOf } from '../../../../support/clouds/texts.ts';
import { TEST_KEY } from '../../../../support/registry/tls.ts';
import { refusalOf } from '../../../../support/refusal.ts';

interface Wish {
  readonly file?: string;
  readonly cloud?: string;
  readonly places?: Partial<CloudPlaces>;
}

const find = (files: Readonly<Record<string, string>>, { file, cloud, places }: Wish = {}) =>
  findCloud({ file, cloud, places: { ...PLACES, ...places }, addons: 'clouds.yaml' }, textsOf(files));

const named = (name: string): string => ONE_CLOUD.replace('mine', name);
const HOME = '/home/me/.config/openstack';

describe('clouds.yaml', () => {
  it.each<[string, Record<string, string>, Wish, string]>([
    [
      'in the current folder',
      { 'clouds.yaml': named('a'), [`${HOME}/clouds.yaml`]: named('b') },
      {},
      'clouds.yaml',
    ],
    [
      'of the user',
      { [`${HOME}/clouds.yml`]: named('b'), '/etc/openstack/clouds.yaml': named('c') },
      {},
      `${HOME}/clouds.yml`,
    ],
    ['of the machine', { '/etc/openstack/clouds.yaml': named('c') }, {}, '/etc/openstack/clouds.yaml'],
    [
      'of the environment',
      { 'clouds.yaml': named('a'), 'x.yaml': named('b') },
      { places: { cloudsFile: 'x.yaml' } },
      'x.yaml',
    ],
    [
      'of the flag',
      { 'y.yaml': named('a'), 'x.yaml': named('b') },
      { file: 'y.yaml', places: { cloudsFile: 'x.yaml' } },
      'y.yaml',
    ],
  ])('is the one %s', async (_name, files, wish, file) => {
    expect((await find(files, wish)).file).toBe(file);
  });

  it('that is named is not replaced by another', async () => {
    const { code } = await refusalOf(() => find({ 'clouds.yaml': ONE_CLOUD }, { file: 'x.yaml' }));
    expect(code).toBe('file-unreadable');
  });

  it('that is nowhere is missed where it was looked for', async () => {
    const { message, code } = await refusalOf(() => find({}));
    expect([code, message]).toEqual([
      'cloud-unknown',
      `there is no clouds.yaml in the current folder, ${HOME}, /etc/openstack`,
    ]);
  });
});

describe('the cloud', () => {
  const two = { 'clouds.yaml': `${named('my-cloud')}${named('other').replace('clouds:\n', '')}` };

  it('is the only one, the one of the environment, or the one of the flag', async () => {
    expect((await find({ 'clouds.yaml': ONE_CLOUD })).name).toBe('mine');
    expect((await find(two, { places: { cloud: 'other' } })).name).toBe('other');
    expect((await find(two, { cloud: 'my-cloud', places: { cloud: 'other' } })).name).toBe('my-cloud');
  });

  it.each<[string, Wish, string, string]>([
    [
      'none of two is named',
      {},
      'clouds.yaml has 2 clouds, and none is named',
      'add --cloud NAME; its clouds are my-cloud, other',
    ],
    ['it is mistyped', { cloud: 'my-clod' }, 'clouds.yaml has no cloud my-clod', 'did you mean my-cloud?'],
    ['it is another', { cloud: 'x' }, 'clouds.yaml has no cloud x', 'its clouds are my-cloud, other'],
    [
      'the environment has another',
      { places: { cloud: 'x' } },
      'clouds.yaml has no cloud x, which OS_CLOUD names',
      'its clouds are my-cloud, other',
    ],
  ])('is refused where %s', async (_name, wish, message, hint) => {
    expect(await refusalOf(() => find(two, wish))).toMatchObject({ code: 'cloud-unknown', message, hint });
  });

  it('is no text', async () => {
    const texts = { 'clouds.yaml': 'clouds: {sesame: open}\n' };
    const { code, hint, message } = await refusalOf(() => find(texts));
    expect(code).toBe('cloud-unknown');
    expect(`${message} ${String(hint)}`).not.toContain('sesame');
  });
});

describe('what is merged', () => {
  const plain = ONE_CLOUD.replace(/.*secret.*\n/, '');
  const secure = 'clouds: {mine: {auth: {application_credential_secret: hidden}}}\n';

  it.each<[string, Record<string, string>, Partial<CloudPlaces>]>([
    ['beside it', { 'in/clouds.yaml': plain, 'in/secure.yaml': secure, 'secure.yaml': 'clouds: {}' }, {}],
    ['in the current folder', { 'in/clouds.yaml': plain, 'secure.yml': secure }, {}],
    [
      'of the environment',
      { 'in/clouds.yaml': plain, 'in/secure.yaml': 'clouds: {}', 's.yaml': secure },
      { secureFile: 's.yaml' },
    ],
  ])('is secure.yaml %s', async (_name, files, places) => {
    const { entry, problems } = await find(files, { file: 'in/clouds.yaml', places });
    expect([problems, entry['auth']]).toMatchObject([[], { application_credential_secret: 'hidden' }]);
  });

  it('is a broken secure.yaml never', async () => {
    const files = { 'clouds.yaml': plain, 'secure.yaml': 'clouds: {mine: "open sesame}' };
    const refusal = await refusalOf(() => find(files));
    expect([refusal.code, refusal.problems.map(formatPlace)]).toEqual(['clouds-file', ['secure.yaml:1:29']]);
    expect(JSON.stringify(refusal.problems)).not.toContain('sesame');
  });

  it.each(['profile', 'cloud'])('is the %s of clouds-public.yaml', async (key) => {
    const files = {
      'clouds.yaml': ONE_CLOUD.replace(/.*auth_url.*\n/, '').replace(
        '    auth:',
        `    ${key}: ours\n    auth:`,
      ),
      'clouds-public.yaml':
        'public-clouds: {ours: {auth: {auth_url: "https://ours"}, region_name: X, verify: false}}\n',
    };
    const { entry, problems } = await find(files);
    expect(problems.map(({ code }) => code)).toEqual(['cloud-doubtful']);
    expect(entry).toMatchObject({
      auth: { auth_url: 'https://ours' },
      region_name: 'RegionOne',
      verify: false,
    });
    expect(entry).not.toHaveProperty(key);
  });

  it.each([
    [{}, 'the cloud mine has a profile that no clouds-public.yaml beside it explains'],
    [
      { 'clouds-public.yaml': 'public-clouds: {}\n' },
      'the cloud mine has a profile that clouds-public.yaml does not have',
    ],
  ])('is no profile that is built into the client', async (more, message) => {
    const files = {
      'clouds.yaml': ONE_CLOUD.replace('    auth:', '    profile: vexxhost\n    auth:'),
      ...more,
    };
    const refusal = await refusalOf(() => find(files));
    expect([refusal.message, refusal.problems.map(formatPlace)]).toEqual([message, ['clouds.yaml:4:14']]);
  });
});

describe('the certificate', () => {
  const withCacert = (path: string) => `${ONE_CLOUD}    cacert: ${path}\n`;

  it.each([
    ['from the current folder', 'ca.pem', 'ca.pem'],
    ['from beside the file', 'ca.pem', 'in/ca.pem'],
    ['absolute', '/ssl/ca.pem', '/ssl/ca.pem'],
    ['at home', '~/ca.pem', '/home/me/ca.pem'],
  ])('is read %s', async (_name, path, file) => {
    const files = { 'in/clouds.yaml': withCacert(path), [file]: `# ours\n${TEST_KEY}${AUTHORITY}` };
    const { certificates, entry } = await find(files, { file: 'in/clouds.yaml' });
    expect(certificates).toBe(AUTHORITY);
    expect(entry).not.toHaveProperty('cacert');
  });

  it('in the current folder is the first that counts', async () => {
    const files = { 'in/clouds.yaml': withCacert('ca.pem'), 'ca.pem': AUTHORITY, 'in/ca.pem': 'nothing' };
    expect((await find(files, { file: 'in/clouds.yaml' })).certificates).toBe(AUTHORITY);
  });

  it.each([
    ['is not there', {}, 'the file that cacert names is not there'],
    ['is a key', { 'ca-sesame.pem': TEST_KEY }, 'the file that cacert names holds no certificates'],
  ])('that %s is refused', async (_name, files, message) => {
    const refusal = await refusalOf(() => find({ 'clouds.yaml': withCacert('ca-sesame.pem'), ...files }));
    expect(refusal).toMatchObject({ code: 'cloud-cacert', message });
    expect(refusal.problems.map(formatPlace)).toEqual(['clouds.yaml:9:13']);
    expect(JSON.stringify(refusal.problems)).not.toContain('sesame');
  });
});
