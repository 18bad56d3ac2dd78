// `OWNER/REPO`: a repository as users name it.
import { CsctlError } from '../../problem/problem.ts';

/** A repository on GitHub. */
export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** Owners with an underscore are those of managed users; GitHub gives none a dot. */
const OWNER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;
/** The ways that people paste a repository: the page, the address to clone from. */
const ADDRESS =
  /^(?:(?:https?|ssh|git):\/\/)?(?:[^@/\s]+@)?[a-z0-9.-]+\.[a-z]+(?::\d+)?[:/]([^/\s]+\/[^/\s]+?)(?:\.git)?(?:\/.*)?$/i;

/**
 * Parses what follows `github:`.
 * @throws CsctlError `remote-unknown`, with what was probably meant
 */
export function parseRepository(text: string): Repository {
  const [owner = '', repo = '', ...rest] = text.split('/');
  if (rest.length === 0 && OWNER.test(owner) && NAME.test(repo) && !repo.endsWith('.git'))
    return { owner, repo };
  const meant = ADDRESS.exec(text)?.[1] ?? /^([^/]+\/[^/]+)\.git$/.exec(text)?.[1];
  throw new CsctlError(
    'remote-unknown',
    `github:${withoutSecrets(text)} is no repository; expected github:OWNER/REPO`,
    {
      hint:
        meant === undefined
          ? 'name owner and repository as in the address of its page: github:sovereigncloudstack/cluster-stacks'
          : `write github:${meant}; for GitHub Enterprise set GITHUB_API_URL`,
    },
  );
}

export const formatRepository = ({ owner, repo }: Repository): string => `${owner}/${repo}`;

/** Addresses to clone from may hold a token. */
const withoutSecrets = (text: string): string => text.replace(/[^/@\s]*@/g, '');
