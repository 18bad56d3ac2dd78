// Which folder was probably meant by a path that is not there.
import { describe, expect, it } from 'vitest';
import { nearFolder } from '../../src/io/near-folder.ts';
import { StackFolders } from '../../src/io/stack-folder.ts';
import { refusalOf } from '../support/refusal.ts';
import { tempFolder } from '../support/temp-folder.ts';

const repository = () =>
  tempFolder({
    'providers/docker/scs/csctl.yaml': '',
    'providers/openstack/scs/1-34/stack.yaml': '',
    'a file': '',
  });

describe('nearFolder', () => {
  it.each([
    ['providers/dokcer/scs', 'providers/docker/scs'],
    ['provider/docker/scs/', 'providers/docker/scs'],
    ['./prvoiders/opnstack/scs', 'providers/openstack/scs'],
    ['providers/openstack/scs/1-35', 'providers/openstack/scs/1-34'],
    ['docker/scs', 'providers/docker/scs'],
    ['openstack', 'providers/openstack'],
    ['providers/kubevirt/scs', undefined],
    ['a file', undefined],
    ['nowhere', undefined],
  ])('of %s is %s', (path, near) => {
    expect(nearFolder(repository(), path)).toBe(near);
  });

  it('knows absolute paths, too', () => {
    const folder = repository();
    expect(nearFolder('/', `${folder}/providers/dcker`)).toBe(`${folder}/providers/docker`);
  });
});

it('a stack that is not there is answered with the folder that was meant', async () => {
  const stacks = new StackFolders(repository(), undefined);
  const { problems } = await refusalOf(() => stacks.find('providers/dokcer/scs'));
  expect(problems.map(({ code, message, hint }) => [code, message, hint])).toEqual([
    [
      'stack-missing',
      'providers/dokcer/scs does not exist',
      'did you mean providers/docker/scs? name a stack folder, or a folder above stacks',
    ],
  ]);
});
