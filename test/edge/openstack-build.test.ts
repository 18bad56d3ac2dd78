// The method build of the OpenStack plugin: a packer that is a script, and an object store that checks signatures.
import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { HttpClient } from '../../src/io/http/client.ts';
import { openstackBuild } from '../../src/io/openstack-plugin/build-images.ts';
import { PluginPrograms } from '../../src/io/provider-plugin.ts';
import type { PluginCall, Transfer } from '../../src/release/ports.ts';
import { FileTree } from '../../src/stack/file-tree.ts';
import { ACCESS_KEY, objectStore, SECRET_KEY } from '../support/images/object-store.ts';
import { script } from '../support/images/programs.ts';
import { refusalOf } from '../support/refusal.ts';
import { QUICK } from '../support/registry/connect.ts';
import { tempFolder } from '../support/temp-folder.ts';

const CONFIG = `# images
apiVersion: openstack.infrastructure.clusterstack.x-k8s.io/v1alpha1
openStackNodeImages:
  - imageDir: ubuntu-2204
    createOpts: # keep
      name: ubuntu-v1.34.7
  - imageDir: ubuntu-2404
    url: https://there.example/already
    createOpts:
      name: ubuntu-2404-v1.34.7
`;
const TREE: readonly (readonly [string, string])[] = [
  ['csctl.yaml', ''],
  ['node-images/config.yaml', CONFIG],
  ['node-images/ubuntu-2204/image.pkr.hcl', 'one'],
  ['node-images/ubuntu-2404/image.pkr.hcl', 'two'],
];
/** Makes the file that build_name names, of the template. */
const PACKER = `
for word in "$@"; do
  case "$word" in
    build_name=*) name="\${word#build_name=}" ;;
    output_directory=*) output="\${word#output_directory=}" ;;
  esac
done
for folder in "$@"; do :; done
echo "building $name"
mkdir "$output" && cat "$folder/image.pkr.hcl" > "$output/$name"
`;

function open(
  endpoint: string,
  change: { packer?: string | undefined; settings?: string; registry?: string; config?: string } = {},
) {
  const folder = tempFolder();
  const bin = join(folder, 'bin');
  const packer = 'packer' in change ? change.packer : PACKER;
  if (packer !== undefined) script(bin, 'packer', packer);
  const settings =
    change.settings ??
    `type: S3\nconfig:\n  endpoint: ${endpoint}\n  bucket: images\n  accessKey: ${ACCESS_KEY}\n  secretKey: ${SECRET_KEY}\n`;
  writeFileSync(join(folder, 'registry.yaml'), settings);
  const notes: string[] = [];
  const transfers: Transfer[] = [];
  const common = {
    cwd: folder,
    environment: { PATH: [bin, '/usr/bin', '/bin'].join(delimiter) },
    registry: change.registry ?? 'registry.yaml',
    reporter: {
      note: (message: string) => void notes.push(message),
      transfer: (_subject: string, transfer: Transfer) => void transfers.push(transfer),
    },
    signal: new AbortController().signal,
  };
  const http = new HttpClient({ patience: QUICK });
  onTestFinished(() => {
    http.close();
  });
  const builtIn = openstackBuild({ ...common, http: () => Promise.resolve(http) });
  const plugins = new PluginPrograms({ ...common, dryRun: false, builtIn });
  const call: PluginCall = {
    provider: 'openstack',
    config: { method: 'build' },
    folder: undefined,
    tree: FileTree.of([...TREE, ['node-images/config.yaml', change.config ?? CONFIG]]),
    tag: 'openstack-scs-1-34-v1',
    assets: [],
  };
  return { run: (more: Partial<PluginCall> = {}) => plugins.run({ ...call, ...more }), notes, transfers };
}

describe('building images', () => {
  it('builds, uploads, and writes the address into the release', async () => {
    const store = await objectStore();
    const { run, notes, transfers } = open(store.url.origin);
    const added = await run();
    expect(added.map(({ name }) => name)).toEqual(['node-images.yaml']);
    const text = Buffer.from(added[0]?.bytes ?? []).toString();
    expect(text).toContain('# keep');
    expect(parse(text)).toMatchObject({
      openStackNodeImages: [
        { imageDir: 'ubuntu-2204', url: `${store.url.href}images/ubuntu-2204` },
        { imageDir: 'ubuntu-2404', url: 'https://there.example/already' },
      ],
    });
    expect([...store.objects].map(([path, body]) => [path, body.toString()])).toEqual([
      ['/images/ubuntu-2204', 'one'],
      ['/images/ubuntu-2404', 'two'],
    ]);
    expect(notes).toEqual(['packer: building ubuntu-2204', 'packer: building ubuntu-2404']);
    expect(transfers).toContainEqual({ done: 3, total: 3, file: 1, files: 1 });
  });

  it('gives images of Swift the address that Swift has for them', async () => {
    const store = await objectStore();
    const settings = `type: Swift\nconfig: { endpoint: "${store.url.origin}", bucket: b.c, accessKey: ${ACCESS_KEY}, secretKey: "${SECRET_KEY}", projectID: 0abc, region: RegionOne }\n`;
    const [list] = await open('', { settings }).run();
    expect(Buffer.from(list?.bytes ?? []).toString()).toContain(
      `url: ${store.url.href}swift/v1/AUTH_0abc/b.c/ubuntu-2204`,
    );
    expect([...store.objects.keys()]).toEqual(['/b.c/ubuntu-2204', '/b.c/ubuntu-2404']);
  });

  it('tries an upload again after what may pass', async () => {
    const store = await objectStore([503, 500]);
    await open(store.url.origin).run();
    expect(store.objects.size).toBe(2);
  });

  it('leaves nothing on the disk', async () => {
    const ours = () => readdirSync(tmpdir()).filter((name) => name.startsWith('csctl-plugin-'));
    const before = ours();
    await refusalOf(() => open('http://127.0.0.1:1').run());
    expect(ours().filter((name) => !before.includes(name))).toEqual([]);
  });
});

describe('building images is refused', () => {
  const wrongKey = (origin: string) => ({
    settings: `type: S3\nconfig: { endpoint: "${origin}", bucket: images, accessKey: ${ACCESS_KEY}, secretKey: n0t-it }\n`,
  });
  const cases: [string, (origin: string) => Parameters<typeof open>[1], string, string][] = [
    [
      'by the store, for another key',
      wrongKey,
      'upstream-unreachable',
      'SignatureDoesNotMatch: wrong signature',
    ],
    ['without packer', () => ({ packer: undefined }), 'plugin-missing', 'packer'],
    [
      'when packer fails',
      () => ({ packer: 'echo "no kvm"; exit 7\n' }),
      'plugin-failed',
      'ended with 7 for ubuntu-2204: no kvm',
    ],
    [
      'when packer makes nothing',
      () => ({ packer: 'exit 0\n' }),
      'plugin-failed',
      'made no file ubuntu-2204',
    ],
    ['without settings', () => ({ registry: '' }), 'plugin-failed', 'settings'],
    ['when they cannot be read', () => ({ registry: 'none.yaml' }), 'plugin-failed', 'cannot be read'],
    ['without images', () => ({ config: 'openStackNodeImages: []\n' }), 'plugin-failed', 'lists no images'],
    [
      'for a folder outside',
      () => ({ config: CONFIG.replace('ubuntu-2204', '../x') }),
      'plugin-failed',
      '"../x"',
    ],
    [
      'for a folder that is not there',
      () => ({ config: CONFIG.replace('ubuntu-2204', 'x') }),
      'plugin-failed',
      '"x"',
    ],
  ];
  it.each(cases)('%s', async (_name, change, code, words) => {
    const store = await objectStore();
    const { run } = open(store.url.origin, change(store.url.origin));
    const error = await refusalOf(() => run());
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('n0t-it');
    expect(store.objects.size).toBe(0);
  });

  it('is left to the program where the config says so', async () => {
    const { message } = await refusalOf(() => open('x').run({ config: { method: 'build', plugin: true } }));
    expect(message).toContain('csctl-openstack, which is not on the PATH');
  });
});
