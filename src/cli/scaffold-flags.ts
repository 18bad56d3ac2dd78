// Flags that answer the questions of a template.
import * as Flags from '@oclif/core/flags';
import { CsctlError } from '../problem/problem.ts';

/** Keys of questions that have a flag of their own. */
const OWN_FLAGS: Readonly<Record<string, string>> = {
  provider: '--provider',
  name: '--name',
  kubernetes: '--kubernetes',
  addons: '--addon',
};

/** The flag that answers a question. */
export const flagOf = (key: string): string => OWN_FLAGS[key] ?? `--answer ${key}=...`;

/** Flags of the scaffolds that are made from templates. */
export const answerFlags = {
  answer: Flags.string({
    description: 'answer of another question of the template; repeatable',
    helpValue: 'KEY=VALUE',
    multiple: true,
    multipleNonGreedy: true,
  }),
  yes: Flags.boolean({ char: 'y', description: 'ask nothing; defaults for what no flag says' }),
  'dry-run': Flags.boolean({ description: 'write nothing' }),
};

/** What flags say, by the keys of questions. @throws CsctlError `usage` */
export function givenAnswers(flags: {
  readonly name?: string | undefined;
  readonly kubernetes?: readonly string[] | undefined;
  readonly addon?: readonly string[] | undefined;
  readonly answer?: readonly string[] | undefined;
}): ReadonlyMap<string, readonly string[]> {
  const given = new Map<string, readonly string[]>();
  const { name, kubernetes, addon, answer = [] } = flags;
  if (name !== undefined) given.set('name', [name]);
  if (kubernetes) given.set('kubernetes', kubernetes);
  if (addon) given.set('addons', addon);
  for (const text of answer) {
    const [, key, value] = /^([A-Za-z][A-Za-z0-9]*)=([^]*)$/.exec(text) ?? [];
    if (key === undefined || value === undefined) {
      const hint = 'write it as in --answer group=infrastructure.cluster.x-k8s.io';
      throw new CsctlError('usage', `--answer is "${text}"; expected KEY=VALUE`, { hint });
    }
    given.set(key, [...(given.get(key) ?? []), value]);
  }
  return given;
}
