// Rules for node-images.yaml.
import { describe, expect, it } from 'vitest';
import { checkView } from '../../../src/verify/rules.ts';
import { check, multiStage } from './views.ts';

const FILE = 'node-images.yaml';
const image = (name: string, more = '') => `  - url: https://example.org/a.qcow2
    createOpts:
      name: ${name}
${more}`;
const GOOD = image(
  'ubuntu-v1.34.1',
  '      disk_format: qcow2\n      min_disk: 20\n      protected: no\n      tags: [a]\n',
);
const list = (...images: string[]) => `openStackNodeImages:\n${images.join('')}`;
const name = `node-images ${FILE}:4:13`;

describe('node-images.yaml', () => {
  it.each<[string, string, string[]]>([
    ['right', list(GOOD), []],
    ['right, in other case', list(GOOD).replace('url', 'URL').replace('URL', 'url'), []],
    ['no YAML', 'a: [', [`yaml-syntax ${FILE}:1:4`]],
    ['an empty file', '', [`node-images-empty ${FILE}:1:1`]],
    ['an empty list', 'a: b\nopenStackNodeImages: []', [`node-images-empty ${FILE}:2:22`]],
    ['a null', 'openStackNodeImages:\n', [`node-images-empty ${FILE}:1:21`]],
    ['an entry that is no map', list(GOOD, '  - x\n'), [`node-images ${FILE}:9:5`]],
    [
      'no url',
      list(GOOD.replace('- url: https://example.org/a.qcow2', '- imageDir: x')),
      [`node-images ${FILE}:2:5`],
    ],
    ['no createOpts', list(GOOD, '  - url: https://a\n'), [`node-images ${FILE}:9:5`]],
    ['no name', list(GOOD, '  - url: https://a\n    createOpts: {}\n'), [`node-images ${FILE}:10:17`]],
    ['a name with capitals', list(image('Ubuntu-v1.34.1')), [name]],
    ['a name with a space', list(image('ubuntu v1.34.1')), [name]],
    ['a name with two dots', list(image('ubuntu..v1.34.1')), [name]],
    ['a name that is too long', list(image(`a${'b'.repeat(250)}-v1.34.1`)), [name]],
    ['a name twice', list(GOOD, GOOD), [`node-images ${FILE}:11:13`]],
    ['camel case', list(image('u-v1.34.1', '      diskFormat: qcow2\n')), [`node-images ${FILE}:5:7`]],
    ['a key that nobody knows', list(image('u-v1.34.1', '      flavor: x\n')), [`node-images ${FILE}:5:7`]],
    ['a number in quotes', list(image('u-v1.34.1', '      min_disk: "20"\n')), [`node-images ${FILE}:5:17`]],
    ['half a number', list(image('u-v1.34.1', '      min_ram: 1.5\n')), [`node-images ${FILE}:5:16`]],
    ['no boolean', list(image('u-v1.34.1', '      protected: 7\n')), [`node-images ${FILE}:5:18`]],
    [
      'an unknown visibility',
      list(image('u-v1.34.1', '      visibility: secret\n')),
      [`node-images ${FILE}:5:19`],
    ],
    ['tags in a map', list(image('u-v1.34.1', '      tags: {}\n')), [`node-images ${FILE}:5:13`]],
    [
      'properties of maps',
      list(image('u-v1.34.1', '      properties: {a: {}}\n')),
      [`node-images ${FILE}:5:19`],
    ],
    ['another patch', list(image('u-v1.34.10')), [`node-images-version ${FILE}:2:3`]],
    ['one of two for the version', list(image('u-v1.34.0'), image('u-v1.34.1')), []],
  ])('%s', async (_name, text, expected) => {
    expect(await check(multiStage({ [FILE]: text }, 'openstack'))).toEqual(expected);
  });

  it('refuses another spelling of a key and only warns of one it does not know', async () => {
    const text = list(image('u-v1.34.1', '      diskFormat: qcow2\n      flavor: x\n'));
    expect(await checkView(multiStage({ [FILE]: text }, 'openstack'))).toMatchObject([
      {
        severity: 'error',
        message: 'the key diskFormat is dropped; expected disk_format',
        hint: 'write disk_format',
      },
      { severity: 'warning', hint: 'take it out' },
    ]);
  });

  it("leaves other providers' lists alone", async () => {
    expect(await check(multiStage({ [FILE]: 'dockerImages: [a]' }, 'docker'))).toEqual([]);
    expect(await check(multiStage({ [FILE]: 'openStackNodeImages: []' }, 'docker'))).toEqual([
      `node-images-empty ${FILE}:1:22`,
    ]);
  });
});
