// verify: several names, of which some are no releases, and folders above releases.
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../src/io/memory/memory-store.ts';
import { CsctlError } from '../../../src/problem/problem.ts';
import { verifyReleases } from '../../../src/release/verify-releases.ts';
import { makeAsset, type Asset } from '../../../src/stack/asset.ts';
import { CLASS_FILES, reader } from '../../support/reading-world.ts';
import { refusalOf } from '../../support/refusal.ts';

const STACK: readonly Asset[] = [makeAsset('csctl.yaml', 'a: 1\n')];
const OTHER: readonly Asset[] = [makeAsset('notes.txt', 'a')];

/** Two releases in `out` and what else is there. */
async function folders(beside: Readonly<Record<string, readonly Asset[]>> = {}) {
  const mine = reader();
  const { tag, assets } = await mine.build(CLASS_FILES);
  const second = await mine.build({ ...CLASS_FILES, 'cluster-class/values.yaml': 'image: other\n' });
  mine.folder(`out/${tag}`, assets);
  mine.folder(`out/${second.tag}`, second.assets);
  for (const [path, files] of Object.entries(beside)) mine.folder(path, files);
  const sources = { folders: mine.world.folders, stores: [] };
  const verify = (...names: string[]) => verifyReleases(names, new Set(), sources);
  return { mine, verify, first: `out/${tag}`, second: `out/${second.tag}`, assets };
}

const told = (problems: Awaited<ReturnType<typeof verifyReleases>>['problems']) =>
  problems.map(({ code, severity, file, message }) => `${severity} ${code} ${file ?? '-'}: ${message}`);

describe('several names', () => {
  it('are verified though some are no releases: those are errors', async () => {
    const { verify, first, second } = await folders({ stack: STACK, docs: OTHER });
    const { ok, releases, problems } = await verify('stack', first, 'gone', 'docs', `${second}/`);
    expect([ok, releases]).toEqual([false, [first, second]]);
    expect(told(problems)).toEqual([
      'error release-missing docs: docs holds no release',
      'error release-missing gone: there is no release folder gone',
      'error release-missing stack: stack is a stack, not a release',
    ]);
  });

  it('tell what is wrong with a release beside what is none', async () => {
    const { mine, verify, assets } = await folders({ stack: STACK });
    const broken = 'out/docker-tiny-1-34-v9';
    mine.folder(
      broken,
      assets.filter(({ name }) => name !== 'metadata.yaml'),
    );
    const { ok, releases, problems } = await verify(broken, 'stack');
    expect([ok, releases]).toEqual([false, [broken]]);
    expect(problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['release-metadata', 'release-missing']),
    );
  });

  it('are refused where none is a release', async () => {
    const { verify } = await folders({ stack: STACK, docs: OTHER });
    const one = await refusalOf(() => verify('stack'));
    expect([one.code, one.message]).toEqual(['release-missing', 'stack is a stack, not a release']);
    const both = await refusalOf(() => verify('stack', 'gone'));
    expect([both.code, both.message]).toEqual(['release-missing', 'none of the 2 names is a release']);
    expect(both.problems.map(({ message }) => message)).toEqual([
      'stack is a stack, not a release',
      'there is no release folder gone',
    ]);
  });

  it('may be tags that the remote does not have', async () => {
    const { mine } = await folders();
    const { tag } = await mine.build(CLASS_FILES);
    const sources = { folders: mine.world.folders, stores: [mine.store] };
    const { ok, releases, problems } = await verifyReleases([tag, 'docker-tiny-1-34-v9'], new Set(), sources);
    expect([ok, releases]).toEqual([false, [tag]]);
    expect(problems.map(({ code }) => code)).toEqual(['release-not-found']);
  });

  it('end where the remote cannot be asked', async () => {
    const { mine, first } = await folders();
    const store = new MemoryStore();
    store.find = () => Promise.reject(new CsctlError('remote-unreachable', 'no way there'));
    const sources = { folders: mine.world.folders, stores: [store] };
    const refusal = await refusalOf(() => verifyReleases([first, 'docker-tiny-1-34-v9'], new Set(), sources));
    expect(refusal.code).toBe('remote-unreachable');
  });
});

describe('a folder above releases', () => {
  it('means all of them; what stands beside them is a warning', async () => {
    const { verify, first, second } = await folders({
      'out/stack': STACK,
      'out/docs': OTHER,
      'out/.csctl-staging': OTHER,
    });
    const { ok, releases, problems } = await verify('out');
    expect(ok).toBe(true);
    expect(releases.toSorted()).toEqual([first, second].toSorted());
    expect(told(problems)).toEqual([
      'warning release-missing out/docs: out/docs holds no release',
      'warning release-missing out/stack: out/stack is a stack, not a release',
    ]);
  });

  it('may hold a release under another name, and files', async () => {
    const { mine, verify, assets } = await folders({ out: OTHER });
    mine.folder('out/copy', assets);
    const { ok, releases, problems } = await verify('out/');
    expect([ok, releases.length]).toEqual([false, 3]);
    expect(told(problems)).toEqual([
      expect.stringMatching(/^error release-tag out\/copy: "copy" is no tag of a release/),
    ]);
  });

  it('is none without a single one', async () => {
    const { verify } = await folders({ 'src/stack': STACK, src: OTHER });
    const { ok, releases, problems } = await verify('src');
    expect([ok, releases, told(problems)]).toEqual([
      false,
      [],
      ['error release-missing src: src holds no release'],
    ]);
  });
});
