// Rules for the files of a finished release as files: names, checksums, hashes.json, tag and metadata.
import { problem, type Problem } from '../problem/problem.ts';
import { CHECKSUMS_FILE, type Asset } from '../stack/asset.ts';
import { HASHES_FILE, parseHashes } from '../stack/hashes-file.ts';
import { formatMinor, parseKubernetesVersion, sameMinor } from '../stack/kubernetes-version.ts';
import { METADATA_FILE } from '../stack/metadata.ts';
import { formatVersion } from '../stack/stack-version.ts';
import { YamlSource } from '../stack/yaml-source.ts';
import type { ReleaseFacts } from './release-facts.ts';

const AGAIN = 'create the release again';

/** The tag: of the one form in which the operator can look it up. */
export function checkTag(tag: string | undefined, { name }: ReleaseFacts): Problem[] {
  if (tag === undefined || name) return [];
  const message = `"${tag}" is no tag of a release; expected provider-stack-major-minor-version, as openstack-scs-1-34-v3`;
  return [
    problem('release-tag', message, { hint: 'give the folder or the tag the name that create gave it' }),
  ];
}

/** metadata.yaml: there, readable, and of the release that the tag names. */
export function checkMetadata({ name, metadata, metadataText, metadataProblems }: ReleaseFacts): Problem[] {
  if (!metadataText) {
    return [
      problem('release-metadata', `there is no ${METADATA_FILE}`, { file: METADATA_FILE, hint: AGAIN }),
    ];
  }
  if (!metadataText.readable) {
    const place = { file: METADATA_FILE, line: 1, column: 1 };
    return [problem('release-metadata', `${METADATA_FILE} is not UTF-8 text`, { ...place, hint: AGAIN })];
  }
  const problems = [...metadataProblems];
  if (!metadata || !name) return problems;
  const source = YamlSource.parse(METADATA_FILE, metadataText.text);
  const { clusterStack } = metadata.versions;
  const version = formatVersion(name.version);
  if (clusterStack !== version) {
    const message = `clusterStack is "${clusterStack}"; the tag says "${version}"`;
    problems.push(source.problemAt(['versions', 'clusterStack'], 'release-tag', message, { hint: AGAIN }));
  }
  const kubernetes = parseKubernetesVersion(metadata.kubernetes);
  const { minor } = name.identity;
  if (kubernetes && !sameMinor(kubernetes, minor)) {
    const message = `Kubernetes is "${metadata.kubernetes}"; the tag says ${formatMinor(minor)}`;
    problems.push(source.problemAt(['versions', 'kubernetes'], 'release-tag', message, { hint: AGAIN }));
  }
  return problems;
}

/** hashes.json is csctl's own; without it the next release only knows less. */
export function checkHashes(assets: readonly Asset[]): Problem[] {
  const asset = assets.find(({ name }) => name === HASHES_FILE);
  const hint = 'the release works; the next one is compared by content';
  if (!asset) return [problem('release-hashes', `there is no ${HASHES_FILE}`, { file: HASHES_FILE, hint })];
  const parsed = parseHashes(Buffer.from(asset.bytes).toString('utf8'));
  if (parsed?.build || parsed?.hashes.clusterStack !== undefined) return [];
  const message = parsed ? `${HASHES_FILE} has no hash "clusterStack"` : `${HASHES_FILE} is no JSON object`;
  return [problem('release-hashes', message, { file: HASHES_FILE, hint })];
}

const PORTABLE_NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;

/** Names: each once, in no folder, and the same on every remote. */
export function checkFileNames(assets: readonly Asset[]): Problem[] {
  const seen = new Map<string, string>();
  return assets.flatMap(({ name }) => {
    const twin = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), name);
    const say = (message: string, severity: 'error' | 'warning') => [
      problem('file-name', message, { file: name, severity, hint: 'rename it' }),
    ];
    if (twin === name) return say(`two files are called ${name}`, 'error');
    if (twin !== undefined) return say(`${name} and ${twin} are one file on some systems`, 'warning');
    if (/[/\\]/.test(name)) {
      const message = `${name} is in a folder; expected all files side by side`;
      return [problem('release-folder', message, { file: name, hint: 'take it out' })];
    }
    if (PORTABLE_NAME.test(name)) return [];
    return say(`the name "${name}" may change on its way; expected letters, digits and . _ + -`, 'warning');
  });
}

/** SHA256SUMS, where there is one: every file listed, and as listed. */
export function checkSums(assets: readonly Asset[]): Problem[] {
  const sums = assets.find(({ name }) => name === CHECKSUMS_FILE);
  if (!sums) return [];
  const listed = new Set<string>();
  const problems: Problem[] = [];
  const lines = Buffer.from(sums.bytes).toString('utf8').split(/\r?\n/);
  lines.forEach((text, index) => {
    if (text.trim() === '') return;
    const report = (message: string) =>
      problems.push(
        problem('release-checksum', message, {
          file: CHECKSUMS_FILE,
          line: index + 1,
          column: 1,
          hint: 'fetch the release again',
        }),
      );
    const [, hex = '', name = ''] = /^\\?([0-9a-fA-F]{64}) [ *](.+)$/.exec(text) ?? [];
    if (name === '') return report('the line is no checksum; expected 64 hex digits, two spaces and a name');
    listed.add(name);
    const asset = assets.find((candidate) => candidate.name === name);
    if (!asset) return report(`${name} is listed and not there`);
    if (asset.digest === `sha256:${hex.toLowerCase()}`) return;
    return report(
      `${name} has the checksum ${asset.digest.slice('sha256:'.length)}; expected ${hex.toLowerCase()}`,
    );
  });
  const unlisted = assets.filter(({ name }) => name !== CHECKSUMS_FILE && !listed.has(name));
  for (const { name } of unlisted) {
    const message = `${name} is not listed in ${CHECKSUMS_FILE}; expected every file`;
    problems.push(problem('release-checksum', message, { file: name, hint: AGAIN }));
  }
  return problems;
}
