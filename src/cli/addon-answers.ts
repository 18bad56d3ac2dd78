// What the command line of init addon says to the questions of its template.
import { CsctlError } from '../problem/problem.ts';
import { flagOf as flagOfAnswer, givenAnswers } from './scaffold-flags.ts';

interface AddonFlags {
  readonly chart?: string | undefined;
  readonly version?: string | undefined;
  readonly answer?: readonly string[] | undefined;
}

const OWN_FLAGS: Readonly<Record<string, string>> = {
  name: 'NAME',
  kind: '--chart',
  chart: '--chart',
  repository: '--chart',
  version: '--version',
};

/** @throws CsctlError `usage` for a chart without a repository */
export function addonAnswers(
  name: string,
  { chart, version, answer }: AddonFlags,
): { given: ReadonlyMap<string, readonly string[]>; flagOf: (key: string) => string } {
  const given = new Map([['name', [name] as readonly string[]], ...givenAnswers({ answer })]);
  if (chart !== undefined) {
    const [, repository, own] = /^((?:https?|oci|file):\/\/.*[^/])\/([^/]+)\/*$/.exec(chart) ?? [];
    if (repository === undefined || own === undefined) {
      const message = `--chart is "${chart}"; expected the address of a repository and the name of a chart`;
      const hint = 'write it as https://charts.example.com/NAME, or oci://HOST/REPOSITORY/NAME';
      throw new CsctlError('usage', message, { hint });
    }
    given.set('kind', ['chart']).set('repository', [repository]).set('chart', [own]);
    given.set('version', [version ?? 'newest']);
  }
  return { given, flagOf: (key) => OWN_FLAGS[key] ?? flagOfAnswer(key) };
}
