// The catalogue of node images in stack.yaml.
import { describe, expect, it } from 'vitest';
import { formatKubernetes } from '../../../src/stack/kubernetes-version.ts';
import { brief, expectPlaced } from '../../support/stack-tree.ts';
import {
  catalogueText,
  containerCatalogue,
  HEX,
  parse,
  serverCatalogue,
} from '../../support/images/catalogue.ts';

describe('a catalogue of files on a server', () => {
  it('is read whole', () => {
    const catalogue = serverCatalogue(
      catalogueText([
        `{ version: 1.34.10, sha256: ${HEX.toUpperCase()}, built: 2026-03-20 }`,
        '{ version: v1.34.6 }',
      ]),
    );
    expect(catalogue).toMatchObject({
      stack: { provider: 'openstack', name: 'scs' },
      release: true,
      distro: 'ubuntu',
      diskFormat: 'qcow2',
      containerFormat: 'bare',
      minDisk: 20,
      minMemory: 2048,
      visibility: 'private',
      tags: ['clusterstacks'],
      properties: { hw_disk_bus: 'scsi', hw_qemu_guest_agent: 'yes' },
      place: { file: 'stack.yaml', line: 4, column: 3 },
    });
    expect(catalogue.versions.map((pin) => [formatKubernetes(pin.version), pin.digest, pin.built])).toEqual([
      ['v1.34.6', undefined, undefined],
      ['v1.34.10', `sha256:${HEX}`, '2026-03-20'],
    ]);
  });

  it('takes the provider from a map too', () => {
    const text = catalogueText().replace('provider: openstack', 'provider: { type: openstack }');
    expect(serverCatalogue(text).stack).toEqual({ provider: 'openstack', name: 'scs' });
  });

  it('reads a minor without quotes as it is written: 1.40 is not 1.4', () => {
    const { osVersions } = serverCatalogue(catalogueText([]).replace('"1.32"', '1.40'));
    expect(osVersions[0]?.serves({ major: 1, minor: 40 })).toBe(true);
    expect(osVersions[0]?.serves({ major: 1, minor: 4 })).toBe(false);
  });

  it.each<[string, (text: string) => string, string[]]>([
    ['no map', () => 'nodeImages: 1\n', ['config-type stack.yaml:1:13']],
    ['no name', (text) => text.replace(/ {2}name: ubuntu.*\n/, ''), ['config-required stack.yaml:4:3']],
    ['no url', (text) => text.replace(/ {2}url: .*\n/, ''), ['config-required stack.yaml:4:3']],
    [
      'an unknown mark',
      (text) => text.replace('<< os.short >>-v', '<< os.shrot >>-v'),
      ['image-catalogue stack.yaml:6:8'],
    ],
    [
      'a mark without spaces',
      (text) => text.replace('<< url >>', '<<url>>'),
      ['image-catalogue stack.yaml:7:13'],
    ],
    [
      'the address in the name',
      (text) => text.replace('image-<< kubernetes.version >>', 'image-<< url >>'),
      ['image-catalogue stack.yaml:5:9'],
    ],
    [
      'one name for all patches',
      (text) => text.replace('image-<< kubernetes.version >>', 'image-<< kubernetes.minor >>'),
      ['image-catalogue stack.yaml:5:9'],
    ],
    [
      'one address for all patches',
      (text) => text.replace('kube-<< kubernetes.version >>', 'kube'),
      ['image-catalogue stack.yaml:6:8'],
    ],
    [
      'an address without a host',
      (text) => text.replace('https://images.example/', ''),
      ['image-catalogue stack.yaml:6:8'],
    ],
    [
      'a minor without an operating system',
      (text) => text.replace('v1.34.6', 'v1.31.6'),
      ['image-catalogue stack.yaml:16:7'],
    ],
    ['a range that is none', (text) => text.replace('>=1.33', 'new'), ['image-catalogue stack.yaml:10:41']],
    [
      'an operating system that is a list',
      (text) => text.replace('"22.04"', '[]'),
      ['image-catalogue stack.yaml:10:25'],
    ],
    ['an unknown key', (text) => text.replace('minDisk', 'mindisk'), ['config-unknown-key stack.yaml:11:3']],
    ['half a gigabyte', (text) => text.replace(': 20\n', ': 0.5\n'), ['image-catalogue stack.yaml:11:12']],
    ['text for a number', (text) => text.replace(': 20\n', ': "20"\n'), ['image-catalogue stack.yaml:11:12']],
    [
      'a visibility that nobody knows',
      (text) => text.replace('minDisk: 20', 'visibility: all'),
      ['image-catalogue stack.yaml:11:15'],
    ],
    [
      'tags that are no texts',
      (text) => text.replace('[clusterstacks]', '[1]'),
      ['config-type stack.yaml:13:10'],
    ],
    ['properties of maps', (text) => text.replace('scsi', '{}'), ['config-type stack.yaml:14:30']],
    [
      'release that is a word',
      (text) => text.replace('release: true', 'release: 7'),
      ['config-type stack.yaml:4:12'],
    ],
    [
      'a digest that is too short',
      (text) => text.replace('v1.34.6 }', 'v1.34.6, sha256: abc }'),
      ['image-catalogue stack.yaml:16:35'],
    ],
    [
      'a day that does not exist',
      (text) => text.replace('v1.34.6 }', 'v1.34.6, built: 2026-13-01 }'),
      ['image-catalogue stack.yaml:16:34'],
    ],
    [
      'an address with a password',
      (text) => text.replace('v1.34.6 }', 'v1.34.6, url: "https://a:b@c/d" }'),
      ['image-catalogue stack.yaml:16:32'],
    ],
    [
      'a version without a patch',
      (text) => text.replace('v1.34.6', 'v1.34'),
      ['kubernetes-no-patch stack.yaml:16:18'],
    ],
    [
      'a pin that is no map',
      (text) => text.replace('{ version: v1.34.6 }', 'v1.34.6'),
      ['config-type stack.yaml:16:7'],
    ],
    ['a version twice', (text) => `${text}    - { version: 1.34.6 }\n`, ['image-catalogue stack.yaml:17:7']],
  ])('%s', (_name, change, expected) => {
    const text = change(catalogueText());
    const { problems } = parse(text);
    expect(brief(problems)).toEqual(expected);
    expectPlaced(problems, text);
  });

  it.each([
    (text: string) => text.replace(/url: /, 'url: https://bob:hunter2@x/<< kubernetes.version >>#'),
    (text: string) => text.replace('v1.34.6 }', 'v1.34.6, url: "https://bob:hunter2@c/d" }'),
  ])('never shows the login of an address', (change) => {
    const { problems } = parse(change(catalogueText()));
    expect(problems.map(({ code }) => code)).toContain('image-catalogue');
    expect(JSON.stringify(problems)).toContain('with a login');
    expect(JSON.stringify(problems)).not.toMatch(/hunter2|bob/);
  });

  it.each<[string, string, string]>([
    ['capitals', 'Ubuntu-<< kubernetes.version >>', 'error'],
    ['an underscore', 'ubuntu_<< kubernetes.version >>', 'error'],
    ['two dots', 'ubuntu..<< kubernetes.version >>', 'error'],
    ['too much', `${'u'.repeat(240)}-<< kubernetes.version >>`, 'error'],
  ])(
    'refuses a name with %s before anything is built, and warns where nothing is released',
    (_name, name, severity) => {
      const text = catalogueText().replace('ubuntu-capi-image-<< kubernetes.version >>', name);
      const { problems, catalogue } = parse(text);
      expect(problems.map((one) => [one.code, one.severity])).toEqual([['image-name', severity]]);
      expect(catalogue).toBeDefined();
      expect(
        parse(text.replace('release: true', 'release: false')).problems.map((one) => one.severity),
      ).toEqual(['warning']);
    },
  );
});

describe('a catalogue of container images', () => {
  it('has a name and digests', () => {
    const catalogue = containerCatalogue(`  versions: [{ version: v1.34.7, digest: "sha256:${HEX}" }]\n`);
    expect(catalogue.image).toBe('docker.io/kindest/node');
    expect(catalogue.versions[0]?.digest).toBe(`sha256:${HEX}`);
  });

  it.each([
    ['kindest/node:v1', 'image-catalogue stack.yaml:2:10'],
    ['Kindest', 'image-catalogue stack.yaml:2:10'],
    ['1', 'config-type stack.yaml:2:10'],
  ])('is refused for %s', (image, expected) => {
    expect(brief(parse(`nodeImages:\n  image: ${image}\n`).problems)).toEqual([expected]);
  });

  it('knows no keys of files', () => {
    const { problems } = parse(
      'nodeImages:\n  image: kindest/node\n  url: x\n  versions: [{ version: v1.34.7, sha256: 1 }]\n',
    );
    expect(brief(problems)).toEqual([
      'config-unknown-key stack.yaml:3:3',
      'config-unknown-key stack.yaml:4:34',
    ]);
  });
});
