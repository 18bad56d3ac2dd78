// The draft protocol against a GitHub that keeps state (docs/decisions/0006-github.md).
import { describe, expect, it } from 'vitest';
import { makeAsset, streamOf } from '../../src/stack/asset.ts';
import { HASTE, storeOf } from '../support/github/client.ts';
import type { FaultKind } from '../support/github/faults.ts';
import type { ReleaseState } from '../support/github/records.ts';
import {
  ANNOTATIONS,
  expectedOf,
  filesOf,
  releaseOf,
  REVISION,
  shownOf,
  TAG,
} from '../support/github/release.ts';
import { COMMIT, type LoopbackGithub } from '../support/github/server.ts';
import { useGithub } from '../support/github/start.ts';
import { refusalOf } from '../support/refusal.ts';

const start = useGithub();

const methods = (github: LoopbackGithub, method: string) => github.log.filter((one) => one.method === method);
const uploads = (github: LoopbackGithub) => github.log.filter(({ host }) => host === 'uploads');
const only = (releases: readonly ReleaseState[]): ReleaseState => {
  expect(releases).toHaveLength(1);
  return releases[0] as ReleaseState;
};

/** Leaves the draft of a run that was cut off at its `count`th file. */
async function leaveDraft(
  github: LoopbackGithub,
  content: string,
  count: number,
  effect: boolean,
): Promise<ReleaseState> {
  const first = 5 + count;
  github.die(first, effect);
  await refusalOf(() => storeOf(github).publish(releaseOf(content)));
  expect(github.log[first]?.host).toBe('uploads');
  github.forget();
  return only(github.drafts);
}

describe.concurrent('a release on GitHub', () => {
  it('has the tag as its name, is put on the commit, and says what it is made of', async () => {
    const github = await start();
    github.repository.tags.set('other', 'f'.repeat(40));
    const { url } = await storeOf(github).publish({
      ...releaseOf('one'),
      notes: () => Promise.resolve('# Notes'),
    });
    const release = only(github.published);
    expect(release).toMatchObject({ tag: TAG, name: TAG, draft: false, prerelease: false, target: COMMIT });
    expect(release.body).toMatch(/^# Notes\n\n<!-- csctl \{.*\} -->\n$/);
    expect(github.repository.tags.get(TAG)).toBe(COMMIT);
    expect(url).toBe(`https://github.com/o/stacks/releases/tag/${TAG}`);
    expect(shownOf(release)).toEqual(expectedOf(filesOf('one')));
  });

  it('leaves the commit out where the repository does not have it', async () => {
    const github = await start();
    const annotations = { [REVISION]: 'e'.repeat(40) };
    await storeOf(github).publish({ ...releaseOf('one'), annotations });
    expect(only(github.published).target).toBe('main');
    expect((await storeOf(github).find(TAG))?.annotations).toEqual(annotations);
  });

  it('shows nothing before it is whole', async () => {
    const github = await start();
    const seen = new Set<number>();
    github.observe = () => github.published.forEach(({ assets }) => seen.add(assets.length));
    await storeOf(github).publish(releaseOf('one'));
    expect([...seen]).toEqual([3]);
  });

  it('attaches to a git tag that has no release', async () => {
    const github = await start();
    github.repository.tags.set(TAG, 'f'.repeat(40));
    expect(await storeOf(github).find(TAG)).toBeUndefined();
    expect(await storeOf(github).publish(releaseOf('one'))).toMatchObject({ status: 'published' });
    expect(github.repository.tags.get(TAG)).toBe('f'.repeat(40));
  });

  it('shortens notes that GitHub would refuse, not what csctl needs', async () => {
    const github = await start();
    await storeOf(github).publish({ ...releaseOf('one'), notes: () => Promise.resolve('x'.repeat(200_000)) });
    expect((await storeOf(github).find(TAG))?.annotations).toMatchObject(ANNOTATIONS);
  });

  it.each([
    ['docker-scs-1-34-v1', [], true],
    [
      'docker-scs-1-34-v10',
      ['docker-scs-1-34-v9', 'docker-scs-1-33-v11', 'docker-other-1-35-v1', 'docker-scs-x'],
      true,
    ],
    ['docker-scs-1-34-v2', ['docker-scs-1-34-v3'], false],
    ['docker-scs-1-34-v2', ['docker-scs-1-35-v1'], false],
    ['docker-scs-1-34-v2', ['docker-scs-1-35-v1-beta-0'], true],
    ['docker-scs-1-34-v2-beta-0', [], false],
    ['docker-scs-1-34-v0-sha-abcdefg', [], false],
  ])('%s beside %j: latest is %s', async (tag, others, latest) => {
    const github = await start();
    for (const other of others) github.repository.tags.set(other, COMMIT);
    await storeOf(github).publish(releaseOf('one', tag));
    const release = only(github.published);
    expect(release.prerelease).toBe(/-(beta|sha)-/.test(tag));
    expect(github.repository.latest === release.id).toBe(latest);
  });

  it.each([
    ['an empty file', [makeAsset('metadata.yaml', '')], 'metadata.yaml'],
    ['a file of 2 GiB', [{ ...makeAsset('large.tgz', 'x'), size: 2 * 1024 ** 3 }], 'large.tgz'],
  ])('cannot hold %s: nothing is sent', async (_what, files, name) => {
    const github = await start();
    const refusal = await refusalOf(() =>
      storeOf(github).publish({ ...releaseOf('one'), assets: files.map(streamOf) }),
    );
    expect(refusal).toMatchObject({ code: 'remote-refused' });
    expect(refusal.message).toContain(name);
    expect(github.log).toEqual([]);
  });

  it('cannot hold a file that GitHub would give another name', async () => {
    const github = await start();
    const assets = [streamOf(makeAsset('a b.yaml', 'x'))];
    const refusal = await refusalOf(() => storeOf(github).publish({ ...releaseOf('one'), assets }));
    expect(refusal).toMatchObject({ code: 'remote-refused' });
    expect(refusal.message).toContain('a.b.yaml');
    expect(github.published).toEqual([]);
  });

  it.each([
    ['files may not be sent, though a draft could be made', 404, {}, 'credentials-refused', 1],
    [
      'files are said to be there and are not',
      422,
      { errors: [{ code: 'already_exists' }] },
      'remote-damaged',
      3,
    ],
  ])('is refused when %s', async (_what, status, body, code, drafts) => {
    const github = await start();
    const handle = github.handle.bind(github);
    github.handle = (host, request, response) => {
      if (host !== 'uploads') return handle(host, request, response);
      request.resume();
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ message: 'Sorry', ...body }));
      return Promise.resolve();
    };
    expect(await refusalOf(() => storeOf(github).publish(releaseOf('one')))).toMatchObject({ code });
    expect(github.drafts).toHaveLength(drafts);
    expect(github.published).toEqual([]);
  });

  it('needs a repository with a commit', async () => {
    const github = await start({ empty: true });
    expect(await storeOf(github).list('')).toEqual([]);
    const refusal = await refusalOf(() => storeOf(github).publish(releaseOf('one')));
    expect(refusal).toMatchObject({ code: 'remote-refused' });
    expect(refusal.message).toContain('Repository is empty');
  });

  it('is waited for when it shows late', async () => {
    const github = await start();
    const { setting } = github;
    github.observe = () => {
      if (github.published.length > 0 && github.log.at(-1)?.method === 'PATCH') setting.lag = 2;
    };
    expect(await storeOf(github).publish(releaseOf('one'))).toMatchObject({ status: 'published' });
    expect(setting.lag).toBe(0);
  });
});

describe.concurrent('a draft that an earlier run left', () => {
  it('is finished: only what is missing is sent', async () => {
    const github = await start();
    const draft = await leaveDraft(github, 'one', 1, true);
    expect(draft.assets).toHaveLength(2);
    expect(await storeOf(github).publish(releaseOf('one'))).toMatchObject({ status: 'published' });
    expect(uploads(github)).toHaveLength(1);
    expect(only(github.published).id).toBe(draft.id);
    expect(github.drafts).toEqual([]);
  });

  it('is published as it is when it is whole', async () => {
    const github = await start();
    const draft = await leaveDraft(github, 'one', 2, true);
    await storeOf(github).publish(releaseOf('one'));
    expect(uploads(github)).toEqual([]);
    expect(only(github.published).id).toBe(draft.id);
  });

  it('is left alone when it has other content', async () => {
    const github = await start();
    const draft = await leaveDraft(github, 'other', 1, true);
    await storeOf(github).publish(releaseOf('one'));
    expect(shownOf(only(github.published))).toEqual(expectedOf(filesOf('one')));
    expect(github.drafts).toEqual([draft]);
    expect(methods(github, 'DELETE')).toEqual([]);
  });

  it('is left alone when a person made it', async () => {
    const github = await start();
    const draft = await leaveDraft(github, 'one', 1, true);
    draft.body = 'Mine.';
    await storeOf(github).publish(releaseOf('one'));
    expect(github.drafts).toEqual([draft]);
  });

  it('is replaced, and nothing in it deleted, while a file in it is half there', async () => {
    const github = await start();
    const draft = await leaveDraft(github, 'one', 1, false);
    expect(draft.assets.map(({ state }) => state)).toEqual(['uploaded', 'starter']);
    expect(await storeOf(github).publish(releaseOf('one'))).toMatchObject({ status: 'published' });
    expect(only(github.published).id).not.toBe(draft.id);
    expect(methods(github, 'DELETE').map(({ path }) => path)).toEqual([
      `/repos/o/stacks/releases/${draft.id}`,
    ]);
    expect(github.drafts).toEqual([]);
  });

  it.each([
    [
      'a foreign file',
      (draft: ReleaseState) => void draft.assets.push({ ...draft.assets[0]!, id: 99, name: 'x' }),
    ],
    ['a changed file', (draft: ReleaseState) => void (draft.assets[0]!.digest = `sha256:${'0'.repeat(64)}`)],
    ['a file of another size', (draft: ReleaseState) => void (draft.assets[0]!.bytes = Buffer.from('x'))],
  ])('is replaced when it has %s', async (_what, spoil) => {
    const github = await start();
    const draft = await leaveDraft(github, 'one', 1, true);
    spoil(draft);
    await storeOf(github).publish(releaseOf('one'));
    expect(only(github.published).id).not.toBe(draft.id);
    expect(shownOf(only(github.published))).toEqual(expectedOf(filesOf('one')));
    expect(github.drafts).toEqual([]);
  });

  it('is cleared away when the tag was published meanwhile, with the same or other content', async () => {
    for (const content of ['one', 'other']) {
      const github = await start();
      const draft = await leaveDraft(github, 'one', 1, false);
      await storeOf(github).publish(releaseOf('other'));
      expect(github.drafts).toEqual([draft]);
      const again = storeOf(github).publish(releaseOf(content));
      if (content === 'one') await expect(again).rejects.toMatchObject({ code: 'release-conflict' });
      else expect(await again).toMatchObject({ status: 'identical' });
      expect(github.drafts).toEqual(content === 'one' ? [] : [draft]);
    }
  });
});

describe.concurrent('a lost answer', () => {
  it.each<FaultKind>(['cut after', 'truncated', 'silence'])(
    'does not make a second draft: %s',
    async (kind) => {
      const github = await start();
      github.fail(4, kind);
      const store = storeOf(github, { http: { patience: { ...HASTE, silence: 300 } } });
      expect(await store.publish(releaseOf('one'))).toMatchObject({ status: 'published' });
      expect(methods(github, 'POST').filter(({ host }) => host === 'api')).toHaveLength(1);
      expect(methods(github, 'DELETE')).toEqual([]);
    },
  );

  it('to an upload is no reason for another one, once the file is there', async () => {
    const github = await start();
    github.fail(5, 'cut after');
    await storeOf(github).publish(releaseOf('one'));
    expect(uploads(github)).toHaveLength(3);
  });

  it('to an upload is waited for while the file is still on its way', async () => {
    const github = await start();
    github.fail(5, 'cut within');
    let looks = 0;
    github.observe = () => {
      const [file] = github.drafts[0]?.assets ?? [];
      if (
        file?.state !== 'starter' ||
        !github.log.at(-1)?.path.includes('/assets?per_page') ||
        (looks += 1) < 2
      )
        return;
      const sent = filesOf('one').find(({ name }) => name === file.name);
      Object.assign(file, { state: 'uploaded', bytes: Buffer.from(sent?.bytes ?? []), digest: sent?.digest });
    };
    await storeOf(github).publish(releaseOf('one'));
    expect(uploads(github)).toHaveLength(3);
    expect(methods(github, 'DELETE')).toEqual([]);
  });

  it('about what was published does not make a leftover of it', async () => {
    const github = await start();
    github.setting.stale = true;
    await storeOf(github).publish(releaseOf('one'));
    await storeOf(github).publish(releaseOf('one'));
    expect(github.published).toHaveLength(1);
  });
});

describe.concurrent('two runs at once', () => {
  it('wait for the other one to send a file, and publish it once', async () => {
    const github = await start({ delay: () => 3 });
    const done = await Promise.all([1, 2, 3].map(() => storeOf(github).publish(releaseOf('one'))));
    expect(done.map(({ status }) => status)).toContain('published');
    expect(new Set(done.map(({ digest }) => digest)).size).toBe(1);
    expect(shownOf(only(github.published))).toEqual(expectedOf(filesOf('one')));
    expect(github.drafts).toEqual([]);
  });

  it('see a release that came while they were uploading', async () => {
    const github = await start();
    const first = storeOf(github);
    let other: Promise<unknown> | undefined;
    github.observe = () => {
      if (github.log.at(-1)?.host === 'uploads') other ??= storeOf(github).publish(releaseOf('other'));
    };
    const [mine] = await Promise.allSettled([first.publish({ ...releaseOf('one') })]);
    const [theirs] = await Promise.allSettled([other]);
    expect([mine.status, theirs?.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect(github.published).toHaveLength(1);
    expect(github.drafts).toEqual([]);
  });

  it('of which one deletes the draft of the other as a leftover, both end well', async () => {
    const github = await start();
    const slow = storeOf(github);
    const quick = storeOf(github);
    let raced: Promise<unknown> | undefined;
    github.observe = () => {
      const draft = github.drafts[0];
      if (raced || github.log.at(-1)?.host !== 'uploads' || !draft) return;
      // Looks spoilt to the quick one, which makes a draft of its own, publishes it, and clears this one away.
      draft.assets.push({
        id: 999,
        name: 'x',
        contentType: '',
        bytes: Buffer.from('x'),
        digest: null,
        state: 'uploaded',
      });
      raced = quick.publish(releaseOf('one'));
    };
    const { status } = await slow.publish(releaseOf('one'));
    await raced;
    expect(['published', 'identical']).toContain(status);
    expect(shownOf(only(github.published))).toEqual(expectedOf(filesOf('one')));
    expect(github.drafts).toEqual([]);
  });
});
