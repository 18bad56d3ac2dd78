// Which template a stack is made from: ours for the provider, or one of the user's.
import { didYouMean } from '../../problem/nearest.ts';
import { CsctlError } from '../../problem/problem.ts';
import { NAME_PATTERN } from '../../stack/release-name.ts';
import type { TemplateFolders, TemplateSource } from '../ports.ts';
import type { Ask } from './answers.ts';
import type { Question } from './question.ts';

/** Where our templates of stacks are, below `templates/`. */
const SORT = 'stack';
/** For every provider that has none of its own. */
const NEUTRAL = 'neutral';

/** What is known of the template. */
export interface TemplateWish {
  /** As `--template` names it. */
  readonly template: string | undefined;
  /** As `--provider` names it. */
  readonly provider: string | undefined;
  /** Undefined: there is nobody to ask. */
  readonly ask: Ask | undefined;
}

/** A template, and the provider that its stack is for where that is known. */
export interface ChosenTemplate {
  readonly source: TemplateSource;
  readonly provider: string | undefined;
}

/**
 * Finds the template, asking for the provider where neither is named.
 * @throws CsctlError `template-missing`, `template-answer`, as `Ask`
 */
export async function chooseTemplate(
  wish: TemplateWish,
  templates: TemplateFolders,
): Promise<ChosenTemplate> {
  if (wish.template !== undefined)
    return { source: await named(wish.template, templates), provider: wish.provider };
  const ours = templates.names(SORT).filter((name) => name !== NEUTRAL);
  const provider = wish.provider ?? (await askProvider(ours, wish.ask));
  if (provider === undefined) return { source: templates.own(SORT, NEUTRAL), provider };
  refuseMistyped(provider, ours);
  return { source: templates.own(SORT, ours.includes(provider) ? provider : NEUTRAL), provider };
}

async function named(name: string, templates: TemplateFolders): Promise<TemplateSource> {
  const found = await templates.find(name);
  if (found) return found;
  const ours = templates.names(SORT);
  if (ours.includes(name)) return templates.own(SORT, name);
  const message = `there is no template ${name}; expected a folder, an installed npm package, or ${ours.join(', ')}`;
  throw new CsctlError('template-missing', message, {
    hint: didYouMean(name, ours) ?? 'docs/scaffold-templates.md says how to make one',
  });
}

const OTHER = 'other';

/** @returns undefined for a provider that we have no template for: its name is asked by the neutral template */
async function askProvider(ours: readonly string[], ask: Ask | undefined): Promise<string | undefined> {
  if (!ask) {
    throw new CsctlError('template-answer', 'the provider is not known', {
      hint: `give --provider: ${ours.join(', ')}, or the name of any other`,
    });
  }
  const choices = [
    ...ours.map((value) => ({ value, label: '' })),
    { value: OTHER, label: 'any other provider of Cluster API' },
  ];
  const answer = await ask(providerQuestion(choices), ours[0], () => undefined);
  return answer === OTHER || typeof answer !== 'string' ? undefined : answer;
}

const providerQuestion = (choices: Question['choices']): Question => ({
  key: 'provider',
  prompt: 'Infrastructure provider',
  type: 'choice',
  choices,
  default: undefined,
  least: 0,
  pattern: undefined,
  expected: undefined,
  when: undefined,
});

/** `dokcer` is no new provider. */
function refuseMistyped(provider: string, ours: readonly string[]): void {
  if (!NAME_PATTERN.test(provider)) {
    const message = `--provider is "${provider}"; expected only a-z and 0-9`;
    throw new CsctlError('template-answer', message, { hint: 'the operator splits tags at dashes' });
  }
  const near = ours.includes(provider) ? undefined : didYouMean(provider, ours);
  if (near === undefined) return;
  throw new CsctlError('template-answer', `there is no template for the provider ${provider}`, {
    hint: `${near} If it really is called so, add --template ${NEUTRAL}`,
  });
}
