// GitHub's rate limits: waited for while that is short, else an error that says when they end; and interruption.
import { describe, expect, it } from 'vitest';
import { CsctlError } from '../../src/problem/problem.ts';
import { GithubStore } from '../../src/io/github/github-store.ts';
import { HttpClient } from '../../src/io/http/client.ts';
import { HASTE, storeOf } from '../support/github/client.ts';
import type { FaultKind } from '../support/github/faults.ts';
import { releaseOf } from '../support/github/release.ts';
import { TOKEN } from '../support/github/server.ts';
import { useGithub } from '../support/github/start.ts';
import { refusalOf } from '../support/refusal.ts';

const start = useGithub();

/** The first file of an undisturbed publish. */
const UPLOAD = 5;

describe.concurrent('a rate limit', () => {
  it.each([
    ['of the API', 0],
    ['of uploads', UPLOAD],
  ])('%s is waited for, and the wait is counted over the whole run', async (_where, index) => {
    const github = await start();
    for (let count = 0; count < 3; count += 1) github.fail(index + count, '403 secondary with retry-after');
    const { status } = await storeOf(github, { limits: { longestWait: 6 } }).publish(releaseOf('one'));
    expect(status).toBe('published');
    const other = await start();
    for (let count = 0; count < 3; count += 1) other.fail(index + count, '403 secondary with retry-after');
    const refusal = await refusalOf(() =>
      storeOf(other, { limits: { longestWait: 5 } }).publish(releaseOf('one')),
    );
    expect(refusal).toMatchObject({ code: 'remote-limited', kind: 'remote' });
    expect(other.log).toHaveLength(index + 3);
  });

  it.each<[string, FaultKind, number]>([
    ['primary, at the API', '403 primary for an hour', 0],
    ['primary, at an upload', '403 primary for an hour', UPLOAD],
    ['secondary, at the API', '403 secondary', 0],
    ['secondary, at an upload', '403 secondary', UPLOAD],
    ['unnamed, at the API', '429 with retry-after', 0],
    ['unnamed, at an upload', '429 with retry-after', UPLOAD],
  ])('that is too long is an error that says when it ends: %s', async (_what, kind, index) => {
    const github = await start();
    github.fail(index, kind);
    const refusal = await refusalOf(() =>
      storeOf(github, { limits: { longestWait: 1 } }).publish(releaseOf('one')),
    );
    expect(refusal).toMatchObject({ code: 'remote-limited' });
    expect(refusal.hint).toMatch(/try again after \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/);
    expect(github.log).toHaveLength(index + 1);
    expect(await storeOf(github).publish(releaseOf('one'))).toMatchObject({ status: 'published' });
  });

  it('without a token, a hint says that there is more with one', async () => {
    const github = await start();
    github.fail(0, '403 primary for an hour');
    const refusal = await refusalOf(() => storeOf(github, { token: '' }).list(''));
    expect(refusal.hint).toContain('with a token');
  });
});

describe.concurrent('an interruption', () => {
  const stop = new CsctlError('interrupted', 'stopped');

  it.each<[string, FaultKind, number]>([
    ['a wait for a limit', '403 secondary', 0],
    ['a wait for a limit of uploads', '403 secondary', UPLOAD],
    ['a pause between tries', '502 without words', 0],
    ['a silent answer', 'silence', 3],
    ['a silent upload', 'silence', UPLOAD],
  ])('ends %s at once, with its own reason', async (_what, kind, index) => {
    const github = await start();
    const control = new AbortController();
    github.fail(index, kind);
    github.observe = () => {
      if (github.log.length === index + 1) setTimeout(() => control.abort(stop), 20);
    };
    const { owner, repo } = github.repository;
    const store = new GithubStore(
      { owner, repo },
      {
        http: new HttpClient({
          patience: { ...HASTE, pause: 60_000, silence: 60_000 },
          signal: control.signal,
        }),
        token: () => Promise.resolve({ value: TOKEN, source: 'GITHUB_TOKEN' }),
        apiUrl: github.apiUrl,
        limits: { spaced: false },
      },
    );
    await expect(store.publish(releaseOf('one'))).rejects.toBe(stop);
    expect(github.log).toHaveLength(index + 1);
    expect(github.published).toEqual([]);
  });
});
