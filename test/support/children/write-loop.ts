// OUTPUT COUNT CONTENT...: writes the same release again and again, with each content in turn, and says so.
import { writeSync } from 'node:fs';
import { ReleaseFolderSink } from '../../../src/io/release-folder.ts';
import { sampleAssets, TAG } from '../sample-release.ts';

const [output = '', count = '1', ...contents] = process.argv.slice(2);
const sink = new ReleaseFolderSink(output, 'out');
for (let i = 0; i < Number(count); i += 1) {
  writeSync(1, `${await sink.write(TAG, sampleAssets(contents[i % contents.length]))}\n`);
}
