// FOLDER: publishes a large file, and says the code of the refusal.
import { writeSync } from 'node:fs';
import { OciLayoutStore } from '../../../src/io/layout/oci-layout.ts';
import { CsctlError } from '../../../src/problem/problem.ts';
import { makeAsset } from '../../../src/stack/asset.ts';
import { ANNOTATIONS, sampleAssets } from '../sample-release.ts';
import { publishAssets } from '../store.ts';

const [folder = ''] = process.argv.slice(2);
const assets = [...sampleAssets(), makeAsset('node-images.yaml', Buffer.alloc(1_000_000))];
try {
  await publishAssets(new OciLayoutStore(folder, 'remote'), 'v2', assets, ANNOTATIONS);
} catch (error) {
  writeSync(1, `${error instanceof CsctlError ? error.code : String(error)}\n`);
}
