// Loopback GitHubs that end with the file of tests that started them.
import { afterAll } from 'vitest';
import { startGithub, type GithubOptions, type LoopbackGithub } from './server.ts';

/** Call it at the top of a file. @returns starts a GitHub */
export function useGithub(): (options?: GithubOptions) => Promise<LoopbackGithub> {
  const running: LoopbackGithub[] = [];
  afterAll(async () => {
    await Promise.all(running.splice(0).map((one) => one.close()));
  });
  return async (options = {}) => {
    const github = await startGithub(options);
    running.push(github);
    return github;
  };
}
