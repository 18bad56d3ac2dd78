// Which template a stack is made from: ours for the provider, or one of the user's.
import { didYouMean } from '../../problem/nearest.ts';
import { CsctlError } from '../../problem/problem.ts';
import { NAME_PATTERN } from '../../stack/release-name.ts';
import type { TemplateFolders, TemplateSource } from '../ports.ts';
import type { Ask } from './answers.ts';
import type { Answer, AnswerRefusal, Question } from './question.ts';

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
    return { source: await namedTemplate(wish.template, SORT, templates), provider: wish.provider };
  const ours = templates.names(SORT).filter((name) => name !== NEUTRAL);
  const provider = wish.provider ?? (await askProvider(ours, wish.ask));
  if (provider === undefined) return { source: templates.own(SORT, NEUTRAL), provider };
  const wrong = refuseProvider(provider, ours, `add --template ${NEUTRAL}`);
  if (wrong) throw new CsctlError('template-answer', wrong.message, { hint: wrong.hint });
  return { source: templates.own(SORT, ours.includes(provider) ? provider : NEUTRAL), provider };
}

/**
 * A template that the user names: a folder, an npm package, or one of ours.
 * @param sort folder below `templates/` @throws CsctlError `template-missing`, as `TemplateFolders.find`
 */
export async function namedTemplate(
  name: string,
  sort: string,
  templates: TemplateFolders,
): Promise<TemplateSource> {
  const found = await templates.find(name);
  if (found) return found;
  const ours = templates.names(sort);
  if (ours.includes(name)) return templates.own(sort, name);
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
  const answer = await ask(providerQuestion(choices), ours[0], (typed) => refuseTyped(typed, choices));
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

/** An answer may be a provider that is not in the list, but no number beyond its end. */
function refuseTyped(answer: Answer, choices: Question['choices']): AnswerRefusal | undefined {
  if (typeof answer !== 'string') return undefined;
  if (/^\d+$/.test(answer))
    return { message: `the list has no ${answer}`, hint: `expected 1 to ${choices.length}, or a name` };
  const known = choices.map(({ value }) => value);
  return refuseProvider(answer, known, `take ${OTHER}`);
}

/**
 * Why a name is none of a provider. `dokcer` is no new one.
 * @param known the names that it can be mistaken for
 * @param anyway what to do where it is right nevertheless
 */
function refuseProvider(
  provider: string,
  known: readonly string[],
  anyway: string,
): AnswerRefusal | undefined {
  if (!NAME_PATTERN.test(provider)) {
    const message = `the provider is "${provider}"; expected only a-z and 0-9`;
    return { message, hint: 'the operator splits tags at dashes' };
  }
  const near = known.includes(provider) ? undefined : didYouMean(provider, known);
  if (near === undefined) return undefined;
  const message = `there is no template for the provider ${provider}`;
  return { message, hint: `${near} If it really is called so, ${anyway}` };
}
