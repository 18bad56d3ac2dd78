// npm run manifest: writes oclif.manifest.json; with --check it says whether the committed one is current.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Config } from '@oclif/core';

const FILE = 'oclif.manifest.json';

const config = await Config.load({ root: resolve('.'), ignoreManifest: true });
const plugin = config.plugins.get('csctl');
// Paths and plugin data differ between machines; what help and parsing need does not.
const commands = Object.fromEntries(
  Object.entries(plugin.manifest.commands)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { isESM, relativePath, ...command }]) => [id, command]),
);
const text = `${JSON.stringify({ commands, version: plugin.manifest.version }, null, 2)}\n`;

if (!process.argv.includes('--check')) writeFileSync(FILE, text);
else if (readFileSync(FILE, 'utf8') === text) console.log(`${FILE} is current`);
else {
  console.error(`${FILE} is stale: run npm run manifest`);
  process.exitCode = 1;
}
