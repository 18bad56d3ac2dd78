// OUTPUT: writes a release with a large file, and says the code of the refusal.
import { writeSync } from 'node:fs';
import { ReleaseFolderSink } from '../../../src/io/release-folder.ts';
import { CsctlError } from '../../../src/problem/problem.ts';
import { makeAsset } from '../../../src/stack/asset.ts';
import { sampleAssets, TAG } from '../sample-release.ts';

const [output = ''] = process.argv.slice(2);
const assets = [...sampleAssets('other'), makeAsset('node-images.yaml', Buffer.alloc(1_000_000))];
try {
  await new ReleaseFolderSink(output, 'out').write(TAG, assets);
} catch (error) {
  writeSync(1, `${error instanceof CsctlError ? error.code : String(error)}\n`);
}
