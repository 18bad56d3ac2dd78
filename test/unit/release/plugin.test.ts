// The step that adds what the provider adds.
import { describe, expect, it } from 'vitest';
import { createReleases } from '../../../src/release/create.ts';
import type { PluginCall } from '../../../src/release/ports.ts';
import { makeAsset, type Asset } from '../../../src/stack/asset.ts';
import { verifyRelease } from '../../../src/verify/verify-release.ts';
import { isError } from '../../../src/problem/problem.ts';
import { imageStack } from '../../support/images/stack.ts';
import { addressOf, MemoryImages } from '../../support/images/catalogue.ts';
import { refusalOf } from '../../support/refusal.ts';
import { CSCTL_YAML, type Files } from '../../support/stack-tree.ts';
import { memoryWorld, request } from '../../support/world.ts';

const LIST = `openStackNodeImages:
  - url: https://images.example/a
    createOpts: { name: ubuntu-v1.34.7, disk_format: qcow2, container_format: bare }
`;
const withConfig = (config: string, provider = 'docker'): Files => ({
  'csctl.yaml':
    CSCTL_YAML.replace(/type: .*/, `type: ${provider}`).replace(/apiVersion: docker.*\n$/, '') +
    `config: ${config}\n`,
  'cluster-class/Chart.yaml': `apiVersion: v2\nname: ${provider}-scs-1-34-cluster-class\nversion: v1\n`,
  'node-images/config.yaml': LIST,
});

async function build(files: Files, added: readonly Asset[] = []) {
  const opened = memoryWorld([], { scs: files });
  const calls: PluginCall[] = [];
  const plugins = {
    run: (call: PluginCall) => {
      calls.push(call);
      return Promise.resolve(added);
    },
  };
  const images = new MemoryImages({ images: { [addressOf('v1.34.6')]: {} } });
  const world = { ...opened.world, plugins, upstream: { ...opened.world.upstream, images } };
  const { releases } = await createReleases(['scs'], request(), { dryRun: false, publish: false }, world);
  const tag = releases[0]?.tag ?? '';
  return { assets: opened.written.get(tag) ?? [], calls, tag };
}

const names = (assets: readonly Asset[]) => assets.map(({ name }) => name);

describe('a provider without a config', () => {
  it('needs no plugin', async () => {
    const { calls } = await build({});
    expect(calls).toEqual([]);
  });
});

describe('a provider with a config', () => {
  it('has the files of its plugin in the release and in SHA256SUMS', async () => {
    const more = makeAsset('more.txt', 'x');
    const { calls, assets, tag } = await build(withConfig('{ a: 1 }'), [more]);
    const [call] = calls;
    expect(call).toMatchObject({ provider: 'docker', config: { a: 1 }, folder: 'scs', tag });
    expect(names(call?.assets ?? [])).toContain('metadata.yaml');
    expect(names(call?.assets ?? [])).not.toContain('SHA256SUMS');
    expect(assets).toContainEqual(more);
    const sums = Buffer.from(assets.find(({ name }) => name === 'SHA256SUMS')?.bytes ?? []).toString();
    expect(sums).toContain(`${more.digest.slice(7)}  more.txt\n`);
    expect((await verifyRelease(tag, assets)).filter(isError)).toEqual([]);
  });

  it('whose plugin finds its files in no folder gets them', async () => {
    const native = imageStack(['{ version: v1.34.6 }'], ['v1.34.6'], (text) =>
      text
        .replace('provider: openstack', 'provider: { type: openstack, config: { method: x } }')
        .replace('release: true', 'release: false'),
    );
    const { calls } = await build(native);
    expect(calls[0]?.folder).toBeUndefined();
    expect(calls[0]?.tree.text('csctl.yaml')).toContain('method: x');
  });

  it('must not have a second list of images', async () => {
    const native = imageStack(['{ version: v1.34.6 }'], ['v1.34.6'], (text) =>
      text.replace('provider: openstack', 'provider: { type: openstack, config: { method: get } }'),
    );
    const error = await refusalOf(() =>
      build({ ...native, 'node-images/config.yaml': LIST.replace('34.7', '34.6') }),
    );
    expect([error.code, error.problems[0]?.file]).toEqual(['plugin-failed', 'scs/stack.yaml']);
  });

  it.each([
    ['empty', 'openStackNodeImages: []\n', 'is empty'],
    ['without the version', LIST.replace('34.7', '34.6'), 'v1.34.7'],
  ])('is refused when its list of images is %s', async (_name, text, words) => {
    const list = makeAsset('node-images.yaml', text);
    const error = await refusalOf(() => build(withConfig('{ method: build }', 'openstack'), [list]));
    expect(error.code).toBe('plugin-failed');
    expect(error.message).toContain(words);
  });
});

describe('the method get of OpenStack', () => {
  it('copies the list, byte by byte, without a program', async () => {
    const { assets, calls } = await build(withConfig('{ method: get }', 'openstack'));
    expect(calls).toEqual([]);
    expect(assets).toContainEqual(makeAsset('node-images.yaml', LIST));
  });

  it('is left to the program where the config says so', async () => {
    expect((await build(withConfig('{ method: get, plugin: true }', 'openstack'))).calls).toHaveLength(1);
  });

  it('needs the list', async () => {
    const files = { ...withConfig('{ method: get }', 'openstack'), 'node-images/config.yaml': null };
    const error = await refusalOf(() => build(files));
    expect([error.code, error.problems[0]?.file]).toEqual(['plugin-failed', 'scs/csctl.yaml']);
  });

  it('is held to the rules of the operator', async () => {
    const files = {
      ...withConfig('{ method: get }', 'openstack'),
      'node-images/config.yaml': LIST.replace('ubuntu-v', 'Ubuntu-v'),
    };
    const { problems } = await refusalOf(() => build(files));
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['node-images', 'scs/node-images/config.yaml'],
    ]);
  });
});
