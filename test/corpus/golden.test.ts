// The corpus against csctl's own releases: same names, metadata, hashes and archive contents, in hash and custom mode.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gunzip } from '../../src/archive/gzip.ts';
import { unpackTar } from '../../src/archive/tar.ts';
import { CsctlError, isError } from '../../src/problem/problem.ts';
import { createReleases } from '../../src/release/create.ts';
import { chartMeaning } from '../../src/stack/chart-meaning.ts';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { parseHashes } from '../../src/stack/hashes-file.ts';
import type { Asset } from '../../src/stack/asset.ts';
import { corpusPath, FLAWS, hasCorpus } from '../support/corpus.ts';
import { memoryWorld, request } from '../support/world.ts';

interface GoldenEntry {
  readonly path: string;
  readonly type: 'file' | 'dir';
  readonly sha256?: string;
  readonly text?: string;
}

interface Golden {
  readonly stack: string;
  readonly mode: 'hash' | 'custom';
  readonly exitCode: number;
  readonly releaseDirectory?: string;
  readonly files?: Readonly<Record<string, { text?: string; entries?: readonly GoldenEntry[] }>>;
}

const VERSIONS = { clusterStack: 'v3', clusterAddon: 'v2', nodeImage: 'v1' };

/** Files that csctl's archives and ours both hold, by path; Chart.yaml and Chart.lock by meaning. */
function contentOf(path: string, bytes: Uint8Array): string {
  return chartMeaning(path, bytes) ?? digestOf(bytes);
}

async function build(golden: Golden, allowed: readonly string[] = FLAWS[golden.stack] ?? []) {
  const { world, written } = memoryWorld();
  const versions = golden.mode === 'custom' ? VERSIONS : undefined;
  const wish = request({ mode: golden.mode, versions, allowed: new Set(allowed) });
  const folder = corpusPath('stacks', golden.stack);
  const { releases } = await createReleases([folder], wish, { dryRun: false, publish: false }, world);
  const tag = releases[0]?.tag ?? '';
  return { tag, assets: written.get(tag) ?? [] };
}

const names = hasCorpus ? readdirSync(corpusPath('golden')) : [];
const goldens = names.map((name) => JSON.parse(readFileSync(corpusPath('golden', name), 'utf8')) as Golden);
const asset = (assets: readonly Asset[], name: string) => {
  const found = assets.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no ${name} among ${assets.map((a) => a.name).join(', ')}`);
  return found;
};
const textOf = (assets: readonly Asset[], name: string) =>
  Buffer.from(asset(assets, name).bytes).toString('utf8');

describe.skipIf(!hasCorpus)('golden releases of the corpus (skipped without ../shared/corpus)', () => {
  describe.each(goldens.filter(({ exitCode }) => exitCode === 0))('$stack in $mode mode', (golden) => {
    const files = Object.entries(golden.files ?? {});
    const archives = files.filter(([, { entries }]) => entries);

    it('has the name of csctl and the same files, plus SHA256SUMS', async () => {
      const { tag, assets } = await build(golden);
      expect(tag).toBe(golden.releaseDirectory);
      expect(assets.map(({ name }) => name).sort()).toEqual(
        [...files.map(([name]) => name), 'SHA256SUMS'].sort(),
      );
    });

    it('has the texts of csctl byte for byte, and its hashes', async () => {
      const { assets } = await build(golden);
      for (const [name, { text }] of files) {
        if (text === undefined) continue;
        if (name !== 'hashes.json') expect(textOf(assets, name), name).toBe(text);
        else expect(parseHashes(textOf(assets, name))?.hashes).toEqual(parseHashes(text)?.hashes);
      }
    });

    it.each(archives)('%s has the entries of csctl with the same content', async (name, { entries = [] }) => {
      const { assets } = await build(golden);
      const ours = unpackTar(gunzip(asset(assets, name).bytes)).entries;
      const paths = ours.map(({ path, type }) => ({
        path: path.replace(/\/$/, ''),
        type: type === 'File' ? 'file' : 'dir',
      }));
      expect(paths).toEqual(entries.map(({ path, type }) => ({ path, type })));
      for (const { path, sha256, text } of entries) {
        if (sha256 === undefined) continue;
        const bytes = ours.find((entry) => entry.path === path)?.bytes ?? Buffer.alloc(0);
        const expected = text === undefined ? undefined : contentOf(path, Buffer.from(text));
        // Go re-writes Chart.lock of sub-charts too; where golden files give no text the bytes must agree.
        if (expected === undefined) expect(digestOf(bytes), path).toBe(`sha256:${sha256}`);
        else expect(contentOf(path, bytes), path).toBe(expected);
      }
    });
  });

  it.each(goldens.filter(({ exitCode }) => exitCode !== 0))(
    '$stack in $mode mode is refused, as csctl does',
    async (golden) => {
      const refusal = await build(golden).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(CsctlError);
      expect((refusal as CsctlError).kind).toBe('invalid');
      expect((refusal as CsctlError).problems.map(({ code }) => code)).toContain('chart-dependency-missing');
    },
  );

  it.each(goldens.filter(({ stack }) => FLAWS[stack]))(
    '$stack in $mode mode is refused unless its problems are allowed',
    async (golden) => {
      const refusal = (await build(golden, []).catch((error: unknown) => error)) as CsctlError;
      const codes = new Set(
        refusal.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code as string),
      );
      expect([...codes].sort()).toEqual([...(FLAWS[golden.stack] ?? [])].sort());
    },
  );

  it('says where a template does not render, in the words of Helm (bug 11)', async () => {
    const ferrol = goldens.find(({ stack }) => stack === 'csctl/docker/ferrol') as Golden;
    const refusal = (await build(ferrol, []).catch((error: unknown) => error)) as CsctlError;
    expect(refusal.problems.filter(isError)).toMatchObject([
      {
        code: 'chart-render',
        message: expect.stringMatching(
          /template "metrics-server\.serviceAccountName" not defined$/,
        ) as string,
        file: expect.stringMatching(
          /cluster-addon\/charts\/metrics-server\/templates\/serviceaccount\.yaml$/,
        ) as string,
        line: 5,
      },
    ]);
  });
});
