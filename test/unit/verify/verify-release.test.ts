// Finished releases: metadata, archives, names, checksums; then their content.
import { Header } from 'tar/header';
import { describe, expect, it } from 'vitest';
import { gunzip, gzip } from '../../../src/archive/gzip.ts';
import { makeAsset } from '../../../src/stack/asset.ts';
import { verifyRelease } from '../../../src/verify/verify-release.ts';
import {
  ADDON_ARCHIVE,
  assetsOf,
  bundle,
  chartArchive,
  CLASS,
  CLASS_ARCHIVE,
  MULTI_STAGE,
  SINGLE_STAGE,
  STAGE,
  TAG,
  tgz,
  withSums,
  without,
} from './releases.ts';
import { brief, type Files } from './views.ts';

const verify = async (files: Files, tag: string | undefined = TAG) =>
  brief(await verifyRelease(tag, assetsOf(files)));
const metadata = (from: string, to: string): Files => ({
  ...MULTI_STAGE,
  'metadata.yaml': String(MULTI_STAGE['metadata.yaml']).replace(from, to),
});

describe('good releases', () => {
  it.each<[string, Files, string | undefined]>([
    ['multi-stage', MULTI_STAGE, TAG],
    ['single-stage', SINGLE_STAGE, TAG],
    ['without a tag', MULTI_STAGE, undefined],
  ])('%s', async (_name, files, tag) => {
    expect(await verifyRelease(tag, withSums(files))).toEqual([]);
  });
});

describe('tag and metadata', () => {
  it.each<[string, Files, string | undefined, string[]]>([
    ['no files', {}, TAG, ['release-missing ']],
    ['a tag that is none', MULTI_STAGE, 'docker-scs-1-34-v03', ['release-tag ']],
    [
      'the tag of another version',
      MULTI_STAGE,
      'docker-scs-1-34-v4',
      [
        'release-tag metadata.yaml:3:19',
        `release-archive-name ${CLASS_ARCHIVE}`,
        `chart-version ${CLASS_ARCHIVE}/Chart.yaml:3:10`,
      ],
    ],
    ['another Kubernetes minor', metadata('v1.34.1', 'v1.33.1'), TAG, ['release-tag metadata.yaml:4:17']],
    ['no metadata', without(MULTI_STAGE, 'metadata.yaml'), TAG, ['release-metadata metadata.yaml']],
    [
      'metadata that is no YAML',
      { ...MULTI_STAGE, 'metadata.yaml': 'a: [' },
      TAG,
      ['release-metadata metadata.yaml:1:4'],
    ],
    [
      'metadata that is no text',
      { ...MULTI_STAGE, 'metadata.yaml': new Uint8Array([0xff]) },
      TAG,
      ['release-metadata metadata.yaml:1:1'],
    ],
    [
      'metadata without nodeImage',
      metadata('        nodeImage: v1\n', ''),
      TAG,
      ['release-metadata metadata.yaml:6:9'],
    ],
    [
      'metadata with a dash version',
      metadata('clusterStack: v3', 'clusterStack: v3-a-1'),
      TAG,
      ['release-metadata metadata.yaml:3:19'],
    ],
  ])('%s', async (_name, files, tag, expected) => {
    expect(await verify(files, tag)).toEqual(expected);
  });
});

describe('archives', () => {
  const [klass, addon] = ['docker-scs-1-34-cluster-class', 'docker-scs-1-34-cluster-addon'];
  it.each<[string, Files, string[]]>([
    ['no class archive', without(MULTI_STAGE, CLASS_ARCHIVE), [`release-file-missing ${CLASS_ARCHIVE}`]],
    ['no addon archive', without(MULTI_STAGE, ADDON_ARCHIVE), [`release-file-missing ${ADDON_ARCHIVE}`]],
    ['a second one', { ...MULTI_STAGE, [`${klass}-v10.tgz`]: '' }, [`release-archive-name ${klass}-v10.tgz`]],
    [
      'one of another version',
      { ...without(MULTI_STAGE, ADDON_ARCHIVE), [`${addon}-v9.tgz`]: bundle(STAGE) },
      [`release-archive-name ${addon}-v9.tgz`],
    ],
    [
      '.tar.gz',
      { ...without(MULTI_STAGE, ADDON_ARCHIVE), [`${addon}-v2.tar.gz`]: bundle(STAGE) },
      [`release-archive-name ${addon}-v2.tar.gz`],
    ],
    [
      'one that nobody reads',
      { ...MULTI_STAGE, 'node-image.tgz': '' },
      ['release-archive-name node-image.tgz'],
    ],
    [
      'no gzip',
      { ...MULTI_STAGE, [CLASS_ARCHIVE]: 'x', [ADDON_ARCHIVE]: 'x' },
      [`release-archive ${CLASS_ARCHIVE}`, `release-archive ${ADDON_ARCHIVE}`],
    ],
    [
      'a file outside of the chart',
      { ...MULTI_STAGE, [CLASS_ARCHIVE]: tgz([['Chart.yaml', '']]) },
      [`release-archive ${CLASS_ARCHIVE}`],
    ],
    [
      'no chart inside',
      { ...MULTI_STAGE, [CLASS_ARCHIVE]: tgz([['a/b', '']]) },
      [`chart-missing ${CLASS_ARCHIVE}`],
    ],
    [
      'another chart name',
      { ...MULTI_STAGE, [CLASS_ARCHIVE]: chartArchive('docker-scs-1-33-cluster-class', 'v3', CLASS) },
      [`chart-name ${CLASS_ARCHIVE}/Chart.yaml:2:7`],
    ],
    [
      'another chart version',
      { ...SINGLE_STAGE, [ADDON_ARCHIVE]: chartArchive(addon, 'v1') },
      [`chart-version ${ADDON_ARCHIVE}/Chart.yaml:3:10`],
    ],
    [
      'a folder too many',
      {
        ...MULTI_STAGE,
        [ADDON_ARCHIVE]: bundle({ [`${addon}/cni/Chart.yaml`]: STAGE['cni/Chart.yaml'] ?? '' }),
      },
      [`release-archive ${ADDON_ARCHIVE}`],
    ],
    [
      'a stage missing',
      { ...MULTI_STAGE, [ADDON_ARCHIVE]: bundle({ 'csi/Chart.yaml': '' }) },
      [
        'addon-stage-missing clusteraddon.yaml:2:41',
        'addon-stage-missing clusteraddon.yaml:3:33',
        `addon-stage-unlisted ${ADDON_ARCHIVE}/csi/Chart.yaml`,
      ],
    ],
    [
      'a path out of it',
      { ...MULTI_STAGE, [ADDON_ARCHIVE]: tgz([...Object.entries(STAGE), ['../x', '']]) },
      [`release-archive ${ADDON_ARCHIVE}`],
    ],
    [
      'single-stage without values',
      without(SINGLE_STAGE, 'cluster-addon-values.yaml'),
      ['addon-values-missing cluster-addon-values.yaml'],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await verify(files)).toEqual(expected);
  });

  it('says what was expected', async () => {
    const [first] = await verifyRelease(
      TAG,
      assetsOf({ ...MULTI_STAGE, 'docker-scs-1-34-cluster-class-v1.tgz': '' }),
    );
    expect(first?.message).toBe(
      `there is a second archive of the cluster-class: docker-scs-1-34-cluster-class-v1.tgz; expected only ${CLASS_ARCHIVE}`,
    );
  });
});

it('refuses links, which the operator cannot unpack', async () => {
  const header = new Header({
    path: 'link',
    type: 'SymbolicLink',
    linkpath: 'cni',
    size: 0,
    mtime: new Date(0),
  });
  const block = Buffer.alloc(512);
  header.encode(block);
  const stage = gunzip(bundle(STAGE));
  const files = { ...MULTI_STAGE, [ADDON_ARCHIVE]: gzip(Buffer.concat([block, stage])) };
  expect(await verifyRelease(TAG, assetsOf(files))).toMatchObject([
    { code: 'release-archive', message: expect.stringContaining('"link" is a SymbolicLink') as string },
  ]);
});

describe('files', () => {
  it.each<[string, Files, string[]]>([
    ['no hashes.json', without(MULTI_STAGE, 'hashes.json'), ['release-hashes hashes.json']],
    ['hashes.json that is none', { ...MULTI_STAGE, 'hashes.json': '[' }, ['release-hashes hashes.json']],
    [
      'hashes.json without hashes',
      { ...MULTI_STAGE, 'hashes.json': '{"git": "abc"}' },
      ['release-hashes hashes.json'],
    ],
    ['a name with a space', { ...MULTI_STAGE, 'read me': '' }, ['file-name read me']],
    ['names that differ in case', { ...MULTI_STAGE, 'Metadata.yaml': '' }, ['file-name Metadata.yaml']],
    ['a file in a folder', { ...MULTI_STAGE, 'a/b': '' }, ['release-folder a/b']],
    ['other files', { ...MULTI_STAGE, 'README.md': '', 'topology-docker.yaml': '' }, []],
  ])('%s', async (_name, files, expected) => {
    expect(await verify(files)).toEqual(expected);
  });

  it('refuses the same name twice', async () => {
    const assets = [...assetsOf(MULTI_STAGE), makeAsset('hashes.json', '{}')];
    expect(await verifyRelease(TAG, assets)).toMatchObject([
      { code: 'file-name', severity: 'error', file: 'hashes.json' },
    ]);
  });
});

describe('SHA256SUMS', () => {
  const sums = (change: (text: string) => string) =>
    withSums(MULTI_STAGE).map((asset) =>
      asset.name === 'SHA256SUMS'
        ? makeAsset('SHA256SUMS', change(Buffer.from(asset.bytes).toString()))
        : asset,
    );
  it.each<[string, (text: string) => string, string[]]>([
    ['right', (text) => text, []],
    ['in binary mode, with CR', (text) => text.replaceAll('  ', ' *').replaceAll('\n', '\r\n'), []],
    ['of other bytes', (text) => text.replace(/^.{64}/, '0'.repeat(64)), ['release-checksum SHA256SUMS:1:1']],
    [
      'of a file that is not there',
      (text) => `${text}${'0'.repeat(64)}  gone\n`,
      ['release-checksum SHA256SUMS:6:1'],
    ],
    ['a line that is none', (text) => `${text}what\n`, ['release-checksum SHA256SUMS:6:1']],
    ['a file left out', (text) => text.slice(text.indexOf('\n') + 1), ['release-checksum metadata.yaml']],
  ])('%s', async (_name, change, expected) => {
    expect(brief(await verifyRelease(TAG, sums(change)))).toEqual(expected);
  });
});
