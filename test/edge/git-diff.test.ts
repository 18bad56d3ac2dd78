// What `git diff` shows after an update: the lines with versions, and nothing else.
import { expect, test } from 'vitest';
import { imageDigest } from '../support/current-stack.ts';
import { commitFolder } from '../support/git-folder.ts';
import { PatchWorkshop } from '../support/patch-workshop.ts';

test('update changes the lines that must, and a second run none', async () => {
  const shop = await PatchWorkshop.open();
  await shop.update();
  const git = commitFolder(shop.folder);
  const diff = () => git('diff', '--no-color', '--unified=0').split('\n');
  expect(diff()).toEqual(['']);
  shop.upstream.release('v1.34.7');
  await shop.update();
  expect(git('diff', '--name-status').split('\n')).toEqual(['M\tstack.yaml']);
  expect(diff().filter((line) => /^[-+](?![-+])/.test(line))).toEqual([
    '-  - version: "v1.34.6"',
    '+  - version: "v1.34.7"', // in the quotes that were there
    '+    - version: v1.34.7',
    `+      sha256: ${imageDigest('v1.34.7')}`,
  ]);
  git('commit', '-q', '-a', '-m', 'after');
  await shop.update();
  expect(diff()).toEqual(['']);
});
