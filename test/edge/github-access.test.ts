// Who may do what on GitHub, and where the token goes.
import { describe, expect, it } from 'vitest';
import { GithubStore } from '../../src/io/github/github-store.ts';
import { HttpClient } from '../../src/io/http/client.ts';
import { readAsset } from '../../src/stack/asset-stream.ts';
import { HASTE, storeOf } from '../support/github/client.ts';
import { releaseOf, TAG } from '../support/github/release.ts';
import { TOKEN, type LoopbackGithub } from '../support/github/server.ts';
import { useGithub } from '../support/github/start.ts';
import { refusalOf } from '../support/refusal.ts';

const start = useGithub();

const READER = 'ghp_reader';
const APP = 'ghs_app';
const tokens = { [TOKEN]: 'push', [READER]: 'pull', [APP]: 'app' } as const;

/** Everything that an error shows, or a program could print of it. */
const textOf = (error: Error & { hint?: string | undefined }) =>
  `${error.message} ${error.hint} ${error.stack} ${JSON.stringify(error)}`;

describe.concurrent('the check before a run', () => {
  it.each([
    ['a token that may write', TOKEN],
    ['a token of an installed app', APP],
  ])('lets %s through', async (_what, token) => {
    const github = await start({ tokens, private: true });
    await storeOf(github, { token }).check('read');
    await storeOf(github, { token }).check('write');
    expect(await storeOf(github, { token }).publish(releaseOf('one'))).toMatchObject({ status: 'published' });
  });

  it('lets anybody read what is public', async () => {
    const github = await start();
    await storeOf(github, { token: '' }).check('read');
    expect(github.log.map(({ token }) => token)).toEqual([false]);
  });

  it.each([
    [
      'nobody without a token',
      {},
      '',
      'credentials-missing',
      'GITHUB_TOKEN, GH_TOKEN or GIT_ACCESS_TOKEN, or run: gh auth login',
    ],
    ['a token that may only read', {}, READER, 'credentials-refused', 'Contents'],
    ['a token that is none', {}, 'ghp_wrong', 'credentials-refused', 'the token from GITHUB_TOKEN'],
    ['what is archived', { archived: true }, TOKEN, 'remote-refused', 'unarchive'],
  ])('lets %s write', async (_what, options, token, code, hint) => {
    const github = await start({ tokens, ...options });
    const refusal = await refusalOf(() => storeOf(github, { token }).check('write'));
    expect(refusal).toMatchObject({ code, kind: 'remote' });
    expect(refusal.hint).toContain(hint);
    expect(refusal.message).toContain('github:o/stacks');
  });

  it.each([
    ['for writing', 'write', TOKEN],
    ['for reading', 'read', TOKEN],
    ['for reading, without a token', 'read', ''],
  ] as const)(
    'says %s that there is no such repository, or none that may be seen',
    async (_what, purpose, token) => {
      const github = await start();
      const store = new GithubStore(
        { owner: 'o', repo: 'none' },
        {
          http: new HttpClient({ patience: HASTE }),
          token: () => Promise.resolve(token === '' ? undefined : { value: token, source: 'GH_TOKEN' }),
          apiUrl: github.apiUrl,
        },
      );
      const refusals = [
        await refusalOf(() => store.check(purpose)),
        await refusalOf(() => store.list('')),
        await refusalOf(() => store.find(TAG)),
        await refusalOf(() => store.browse('')),
      ];
      for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'remote-refused' });
      expect(refusals[0]?.hint).toContain(
        token === '' ? 'set GITHUB_TOKEN' : 'the token from GH_TOKEN may not be allowed',
      );
    },
  );
});

describe.concurrent('publishing without the right to', () => {
  it.each([
    ['no token', '', 'credentials-missing'],
    ['a token that may only read', READER, 'credentials-refused'],
    ['a wrong token', 'ghp_wrong', 'credentials-refused'],
  ])('is refused with %s', async (_what, token, code) => {
    const github = await start({ tokens });
    expect(await refusalOf(() => storeOf(github, { token }).publish(releaseOf('one')))).toMatchObject({
      code,
    });
    expect(github.repository.releases).toEqual([]);
  });
});

describe.concurrent('the token', () => {
  it('goes to the API and the upload host, and not to the storage that downloads come from', async () => {
    const github = await start();
    const store = storeOf(github);
    await store.publish(releaseOf('one'));
    for (const asset of (await store.find(TAG))?.assets ?? []) await readAsset(asset);
    const hosts = (token: boolean) =>
      new Set(github.log.filter((one) => one.token === token).map(({ host }) => host));
    expect(hosts(true)).toEqual(new Set(['api', 'uploads']));
    expect(hosts(false)).toEqual(new Set(['storage']));
  });

  it('stays with a repository that was renamed', async () => {
    const github = await start({ renamed: { 'o/old': 'o/stacks' }, private: true });
    github.repository.tags.set(TAG, 'f'.repeat(40));
    const renamed = { ...github.repository, repo: 'old' };
    const store = storeOf({ apiUrl: github.apiUrl, repository: renamed } as LoopbackGithub);
    expect(await store.list('')).toEqual([TAG]);
    expect(await store.publish(releaseOf('one'))).toMatchObject({ status: 'published' });
    expect(github.published).toHaveLength(1);
  });

  it('does not follow an upload address to another host', async () => {
    const github = await start({ uploads: 'https://uploads.example.org' });
    const refusal = await refusalOf(() => storeOf(github).publish(releaseOf('one')));
    expect(refusal).toMatchObject({ code: 'credentials-unsafe' });
    expect(refusal.message).toContain('uploads.example.org');
    expect(github.published).toEqual([]);
  });

  it('does not travel in the clear', async () => {
    let asked = 0;
    const store = new GithubStore(
      { owner: 'o', repo: 'stacks' },
      {
        http: new HttpClient({ patience: HASTE, proxyFor: () => ((asked += 1), '') }),
        token: () => Promise.resolve({ value: TOKEN, source: 'GH_TOKEN' }),
        apiUrl: new URL('http://github.example.org/api/v3'),
      },
    );
    for (const act of [
      () => store.check('read'),
      () => store.list(''),
      () => store.publish(releaseOf('one')),
    ]) {
      const refusal = await refusalOf(act);
      expect(refusal).toMatchObject({ code: 'credentials-unsafe' });
      expect(refusal.message).toContain('the token from GH_TOKEN');
      expect(textOf(refusal)).not.toContain(TOKEN);
    }
    expect(asked).toBe(0);
  });

  it('with characters that would break a header is refused without being shown', async () => {
    const github = await start();
    const token = 'ghp_half\nghp_half';
    const refusal = await refusalOf(() => storeOf(github, { token }).list(''));
    expect(refusal).toMatchObject({ code: 'credentials-refused' });
    expect(textOf(refusal)).not.toContain('ghp_half');
    expect(github.log).toEqual([]);
  });

  it('is in no error, even when the server repeats it', async () => {
    const github = await start();
    const { setting } = github;
    const kinds = [401, 403, 404, 422, 429, 500];
    for (const status of kinds) {
      const message = `Nobody likes ${TOKEN}`;
      github.handle = (_host, request, response) => {
        request.resume();
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ message, errors: [{ message }] }));
        return Promise.resolve();
      };
      const refusal = await refusalOf(() => storeOf(github).list(''));
      expect(refusal.message, String(status)).toContain('Nobody likes ***');
      expect(textOf(refusal), String(status)).not.toContain(TOKEN);
    }
    expect(setting.hosts.api).not.toContain(TOKEN);
  });

  it('is asked for once, and only when it is needed', async () => {
    const github = await start();
    let asked = 0;
    const store = new GithubStore(
      { owner: 'o', repo: 'stacks' },
      {
        http: new HttpClient({ patience: HASTE }),
        token: () => Promise.resolve(((asked += 1), { value: TOKEN, source: 'gh' })),
        apiUrl: github.apiUrl,
      },
    );
    expect(asked).toBe(0);
    await store.list('');
    await store.find(TAG);
    expect(asked).toBe(1);
  });
});
