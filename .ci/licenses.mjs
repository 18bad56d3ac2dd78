// The licences of the packages in the bundle: each of them asks that its text goes along with copies.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const RULE = '-'.repeat(72);

/** Folder of the package that a file is from, undefined for files of our own. */
function packageOf(file) {
  const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? [];
  return folder;
}

/** The texts that stand at the top of a package under a name for a licence. */
function textsOf(folder) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8').trim());
}

/**
 * One text for all packages of a bundle.
 * @param metafile esbuild's
 * @throws Error for a package that names no licence
 */
export function licensesOf({ outputs }) {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set(files.flatMap((file) => packageOf(file) ?? []));
  const parts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (!license) throw new Error(`${name} names no licence`);
    return [`${name} ${version} (${license})`, ...textsOf(folder)].join('\n\n');
  });
  const head = 'csctl is under the Apache License 2.0 (LICENSE). Its programs contain these packages:';
  return `${[head, ...parts.sort()].join(`\n\n${RULE}\n\n`)}\n`;
}
