// FOLDER NAME COUNT: publishes releases under tags of its own to a layout, and says each that is there.
import { writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { OciLayoutStore } from '../../../src/io/layout/oci-layout.ts';
import { ANNOTATIONS, sampleAssets } from '../sample-release.ts';
import { publishAssets } from '../store.ts';

const [folder = '', name = '', count = '1'] = process.argv.slice(2);
const store = new OciLayoutStore(folder, 'remote');
for (let i = 0; i < Number(count); i += 1) {
  const tag = `docker-scs-1-34-v0-sha-${name}x${i}`;
  await publishAssets(store, tag, sampleAssets(tag), ANNOTATIONS);
  writeSync(1, `${tag}\n`);
  await delay(2); // lets others have the lock
}
