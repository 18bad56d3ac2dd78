// A GitHub store for a loopback GitHub, in a hurry.
import { GithubStore, type GithubSettings } from '../../../src/io/github/github-store.ts';
import { HttpClient } from '../../../src/io/http/client.ts';
import type { HttpSettings } from '../../../src/io/http/settings.ts';
import { TOKEN, type LoopbackGithub } from './server.ts';

export const HASTE = { silence: 20_000, pause: 1, attempts: 4, longestPause: 1000 };

/** @param token '' for a reader without one */
export function storeOf(
  github: LoopbackGithub,
  {
    token = TOKEN,
    ...settings
  }: { token?: string; http?: HttpSettings; limits?: GithubSettings['limits'] } = {},
): GithubStore {
  const { owner, repo } = github.repository;
  return new GithubStore(
    { owner, repo },
    {
      http: new HttpClient({ patience: HASTE, ...settings.http }),
      token: () => Promise.resolve(token === '' ? undefined : { value: token, source: 'GITHUB_TOKEN' }),
      apiUrl: github.apiUrl,
      limits: { spaced: false, second: 1, ...settings.limits },
    },
  );
}
