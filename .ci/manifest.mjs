// npm run manifest: writes oclif.manifest.json; with --check it says whether the committed one is current.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { Config } from '@oclif/core';

const FILE = 'oclif.manifest.json';

/** oclif prefers a manifest that lies beside package.json, however old: so it looks at a folder without one. */
async function loadCommands() {
  const root = mkdtempSync(join(tmpdir(), 'csctl-manifest-'));
  try {
    const pjson = JSON.parse(readFileSync('package.json', 'utf8'));
    pjson.oclif.commands.target = relative(root, resolve(pjson.oclif.commands.target));
    writeFileSync(join(root, 'package.json'), JSON.stringify(pjson));
    const config = await Config.load({ root, ignoreManifest: true });
    return config.plugins.get('csctl').manifest;
  } finally {
    rmSync(root, { recursive: true });
  }
}

const manifest = await loadCommands();
// Paths differ between machines; what help and parsing need does not.
const commands = Object.fromEntries(
  Object.entries(manifest.commands)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { isESM: _esm, relativePath: _path, ...command }]) => [id, command]),
);
const text = `${JSON.stringify({ commands, version: manifest.version }, null, 2)}\n`;

if (!process.argv.includes('--check')) writeFileSync(FILE, text);
else if (readFileSync(FILE, 'utf8') === text) console.log(`${FILE} is current`);
else {
  console.error(`${FILE} is stale: run npm run manifest`);
  process.exitCode = 1;
}
