// The catalogue in the formats that others read: rules of ours, and examples of theirs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { imagesOf, renderImages } from '../../../src/render/node-images.ts';
import type { ServerCatalogue } from '../../../src/stack/images/catalogue.ts';
import { formatNodeImages } from '../../../src/stack/images/node-images-file.ts';
import { formatKubernetes } from '../../../src/stack/kubernetes-version.ts';
import { checkNodeImages } from '../../../src/verify/node-image-rules.ts';
import { viewOfStack } from '../../../src/verify/stack-view.ts';
import { namedText } from '../../../src/verify/view.ts';
import { corpusFile } from '../../support/images/examples.ts';
import {
  catalogueText,
  HEX,
  parse as parseCatalogue,
  serverCatalogue,
  version,
} from '../../support/images/catalogue.ts';
import { refusalOf } from '../../support/refusal.ts';
import { tinyStack } from '../../support/stack-tree.ts';

const PINS = [
  `{ version: v1.34.10, sha256: ${HEX}, built: 2026-03-20 }`,
  `{ version: v1.32.5, url: "https://other.example/x.qcow2" }`,
  '{ version: v1.34.6 }',
];
const MINORS = [32, 33, 34].map((minor) => ({ major: 1, minor }));
const catalogue = serverCatalogue(catalogueText(PINS));

describe('node-images.yaml', () => {
  it('has the images of a minor, the newest first, in the words of the operator', () => {
    expect(parse(formatNodeImages(catalogue, { major: 1, minor: 34 }))).toEqual({
      apiVersion: 'openstack.infrastructure.clusterstack.x-k8s.io/v1alpha1',
      openStackNodeImages: ['v1.34.10', 'v1.34.6'].map((name) => ({
        url: `https://images.example/ubuntu-2404-v1.34/ubuntu-2404-kube-${name}.qcow2`,
        createOpts: {
          name: `ubuntu-capi-image-${name}`,
          disk_format: 'qcow2',
          container_format: 'bare',
          visibility: 'private',
          min_disk: 20,
          min_ram: 2048,
          tags: ['clusterstacks'],
          properties: {
            os_distro: 'ubuntu',
            os_version: '24.04',
            hw_disk_bus: 'scsi',
            hw_qemu_guest_agent: 'yes',
          },
        },
      })),
    });
  });

  it('keeps texts that YAML 1.1 reads as something else within quotes', () => {
    const text = formatNodeImages(catalogue, { major: 1, minor: 34 });
    expect(text).toContain('hw_qemu_guest_agent: "yes"');
    expect(text).toContain('os_version: "24.04"');
  });

  it('is one document for each minor that has images', () => {
    const text = renderImages(catalogue, 'node-images', [...MINORS].reverse());
    const names = parseAllDocuments(text).map((document) =>
      document.getIn(['openStackNodeImages', 0, 'createOpts', 'name']),
    );
    expect(names).toEqual(['ubuntu-capi-image-v1.32.5', 'ubuntu-capi-image-v1.34.10']);
  });

  it('holds to the rules of the operator, whatever the catalogue says', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const text = fc.oneof(
      word,
      fc.constantFrom('no', 'y', '1e3', '0x1', '12:30', '~', 'a: b', '#', '2026-01-01'),
    );
    const any = fc.record({
      name: fc
        .tuple(word, fc.constantFrom('-', '.', '--'))
        .map(([a, b]) => `${a}${b}<< kubernetes.version >>`),
      tags: fc.array(text, { maxLength: 3 }),
      properties: fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), text, { maxKeys: 3 }),
      visibility: fc.constantFrom('public', 'private', 'shared', 'community'),
      minDisk: fc.nat(100),
      patches: fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(any, ({ name, patches, ...rest }) => {
        const source = JSON.stringify({
          provider: 'openstack',
          name: 'scs',
          nodeImages: {
            ...rest,
            name,
            release: true,
            url: 'https://h/<< kubernetes.version >>',
            versions: patches.map((patch) => ({ version: `v1.34.${patch}` })),
          },
        });
        const read = parseCatalogue(source);
        // "--." and the like make no name of an object: told before anything is built.
        if (read.problems.length > 0)
          return expect(read.problems.map(({ code }) => code)).toContain('image-name');
        const images = read.catalogue as ServerCatalogue;
        const yaml = formatNodeImages(images, { major: 1, minor: 34 });
        const stack = tinyStack();
        const view = {
          ...viewOfStack(stack, stack.tree),
          identity: { provider: 'openstack', name: 'scs', minor: { major: 1, minor: 34 } },
          kubernetes: `v1.34.${patches[0]}`,
          nodeImages: namedText('node-images.yaml', Buffer.from(yaml)),
        };
        expect(checkNodeImages(view)).toEqual([]);
        const [first] = (parse(yaml) as { openStackNodeImages: { createOpts: Record<string, unknown> }[] })
          .openStackNodeImages;
        if (rest.tags.length > 0) expect(first?.createOpts['tags']).toEqual(rest.tags);
      }),
    );
  });
});

describe('objects of the OpenStack Resource Controller', () => {
  it('are one document for each image', () => {
    const documents = parseAllDocuments(renderImages(catalogue, 'orc', MINORS)).map(
      (document) => document.toJS() as Record<string, unknown>,
    );
    expect(documents.map(({ metadata }) => metadata)).toEqual(
      ['v1.32.5', 'v1.34.6', 'v1.34.10'].map((name) => ({ name: `ubuntu-capi-image-${name}` })),
    );
    expect(documents[0]).toMatchObject({
      spec: { resource: { content: { download: { url: 'https://other.example/x.qcow2' } } } },
    });
  });

  it('name in a comment what the controller has no field for', () => {
    const text = catalogueText(PINS).replace(
      '{ hw_disk_bus: scsi',
      '{ hw_watchdog_action: reset, hw_cpu_cores: 4',
    );
    const orc = renderImages(serverCatalogue(text), 'orc', MINORS);
    expect(orc).toMatch(/^# Without a field in this format: hw_watchdog_action\n/);
    expect(orc).toContain('cpuCores: 4\n');
  });

  it.skipIf(corpusFile('image.yaml') === undefined)('say what one that was written by hand says', () => {
    const example = parseAllDocuments(corpusFile('image.yaml') ?? '')[0]?.toJS() as Record<string, unknown>;
    const text = `provider: openstack
name: scs2
nodeImages:
  name: ubuntu-capi-image-<< kubernetes.version >>
  url: https://nbg1.your-objectstorage.com/osism/openstack-k8s-capi-images/ubuntu-<< os.short >>-kube-v<< kubernetes.minor >>/ubuntu-<< os.short >>-kube-<< kubernetes.version >>.qcow2
  os: { distro: ubuntu, versions: { ">=1.33": "24.04" } }
  minDisk: 20
  minMemory: 2048
  properties:
    hw_disk_bus: scsi
    hw_scsi_model: virtio-scsi
    hw_vif_model: virtio
    hw_qemu_guest_agent: yes
    hw_rng_model: virtio
    architecture: x86_64
  versions:
    - version: v1.33.10
      sha256: efc3817b565c407710724b9d7b51cbb433638aad6b613b64843da28d58a777aa
`;
    const orc = renderImages(serverCatalogue(text), 'orc', MINORS);
    expect(parseAllDocuments(orc)[0]?.toJS()).toEqual(example);
  });
});

describe('the file of openstack-image-manager', () => {
  it('has one image with all versions', () => {
    const text = renderImages(catalogue, 'image-manager', MINORS);
    expect(parse(text)).toMatchObject({
      images: [
        {
          name: 'ubuntu-capi-image',
          separator: '-',
          multi: false,
          login: 'ubuntu',
          meta: { os_distro: 'ubuntu', hw_disk_bus: 'scsi', architecture: 'x86_64' },
          versions: [
            { version: 'v1.32.5', url: 'https://other.example/x.qcow2', os_version: '22.04' },
            { version: 'v1.34.6' },
            { version: 'v1.34.10', checksum: `sha256:${HEX}`, build_date: '2026-03-20' },
          ],
        },
      ],
    });
    expect(text).toContain('build_date: 2026-03-20\n');
  });

  it('has an image for each name', () => {
    const text = catalogueText(PINS).replace('capi-image-', '<< os.short >>_');
    const names = (
      parse(renderImages(serverCatalogue(text), 'image-manager', MINORS)) as {
        images: { name: string; separator: string }[];
      }
    ).images;
    expect(names.map(({ name }) => name)).toEqual(['ubuntu-2204', 'ubuntu-2404']);
    expect(names[0]?.separator).toBe('_');
  });

  it.skipIf(corpusFile('kubernetes.yaml') === undefined)(
    'has the keys of one that was written by hand',
    () => {
      const keysOf = (text: string) => {
        const [image] = (parse(text) as { images: Record<string, unknown>[] }).images;
        const [first] = image?.['versions'] as Record<string, unknown>[];
        return { image: Object.keys(image ?? {}).sort(), version: Object.keys(first ?? {}).sort() };
      };
      const pinned = serverCatalogue(catalogueText(PINS.slice(0, 1)));
      const ours = keysOf(renderImages(pinned, 'image-manager', MINORS));
      const theirs = keysOf(corpusFile('kubernetes.yaml') ?? '');
      expect(ours.image).toEqual(theirs.image);
      expect(ours.version).toEqual([...theirs.version, 'os_version'].sort());
    },
  );

  it.each([
    [
      'the version in the middle',
      'ubuntu-capi-image-<< kubernetes.version >>',
      'u-<< kubernetes.version >>-x',
    ],
    ['no distribution', '    distro: ubuntu\n', ''],
  ])('cannot say %s', async (_name, from, to) => {
    const other = serverCatalogue(catalogueText(PINS).replace(from, to));
    const { code } = await refusalOf(() =>
      Promise.resolve().then(() => renderImages(other, 'image-manager', MINORS)),
    );
    expect(code).toBe('image-catalogue');
  });
});

describe('no image', () => {
  it('is an error that says how to get one', async () => {
    const error = await refusalOf(() =>
      Promise.resolve().then(() => renderImages(catalogue, 'orc', [{ major: 1, minor: 33 }])),
    );
    expect([error.code, error.hint]).toEqual(['image-catalogue', expect.stringContaining('--pin')]);
  });

  it('of another minor is taken', () => {
    const [only] = imagesOf(catalogue, [{ major: 1, minor: 32 }]);
    expect(formatKubernetes(only?.version ?? version('v1.1.0'))).toBe('v1.32.5');
  });
});
