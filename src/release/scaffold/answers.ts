// From what flags say, what people say and defaults to the answers of a template.
import { nearest } from '../../problem/nearest.ts';
import { CsctlError } from '../../problem/problem.ts';
import { holds, renderTemplate } from '../../render/scaffold-text.ts';
import { refuseAnswer, type Answer, type AnswerRefusal, type Answers, type Question } from './question.ts';
import { placeIn, TEMPLATE_FILE, type Template } from './template.ts';

/** Asks somebody. @returns an answer that `refuse` has nothing against @throws CsctlError `interrupted` */
export type Ask = (
  question: Question,
  fallback: Answer | undefined,
  refuse: (answer: Answer) => AnswerRefusal | undefined,
) => Promise<Answer>;

/** How a template is answered. */
export interface Answering {
  /** What flags say, by key: several values where a flag was given several times. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  /** Whether defaults are taken for what was not given. */
  readonly defaults: boolean;
  /** Undefined: there is nobody to ask. */
  readonly ask: Ask | undefined;
  /** The flag of a key, for messages: `--name`. */
  readonly flagOf: (key: string) => string;
}

/**
 * Answers all questions in their order; those whose condition does not hold have empty answers.
 * @throws CsctlError `template-answer` with everything that is missing or wrong, as `Ask`, as `renderTemplate`
 */
export async function answerTemplate(template: Template, answering: Answering): Promise<Answers> {
  refuseUnknown(template, answering);
  const missing: Question[] = [];
  let answers: Answers = {};
  for (const question of template.questions) {
    const answer = await answerOne(template, question, answers, answering);
    if (answer === undefined) missing.push(question);
    answers = { ...answers, [question.key]: answer ?? EMPTY[question.type] };
  }
  if (missing.length > 0) throw missingAnswers(missing, answering);
  return answers;
}

const EMPTY: Readonly<Record<Question['type'], Answer>> = {
  text: '',
  choice: '',
  choices: [],
  boolean: false,
};

/** @returns undefined where it is not known */
async function answerOne(
  template: Template,
  question: Question,
  answers: Answers,
  { given, defaults, ask, flagOf }: Answering,
): Promise<Answer | undefined> {
  const file = placeIn(template.source, TEMPLATE_FILE);
  const values = valuesOf(template, answers);
  const said = given.get(question.key);
  if (question.when !== undefined && !(await holds(file, question.when, values))) return EMPTY[question.type];
  if (said !== undefined) return parseGiven(question, said, flagOf);
  const fallback =
    typeof question.default === 'string' && question.type === 'text'
      ? await renderTemplate(file, question.default, values)
      : question.default;
  const [only, ...others] = question.choices;
  if (question.type === 'choice' && only && others.length === 0) return only.value;
  if (defaults) return fallback;
  return ask?.(question, fallback, (answer) => refuseAnswer(question, answer));
}

/** What texts of a template can name. */
export const valuesOf = ({ facts, name, version }: Template, answers: Answers): Record<string, unknown> => ({
  ...answers,
  facts,
  template: { name, version },
});

function parseGiven(question: Question, said: readonly string[], flagOf: Answering['flagOf']): Answer {
  const answer = readGiven(question, said);
  const wrong = answer === undefined ? severalTimes(question) : refuseAnswer(question, answer);
  if (wrong === undefined && answer !== undefined) return answer;
  throw new CsctlError('template-answer', `${flagOf(question.key)}: ${wrong?.message ?? ''}`, {
    hint: wrong?.hint ?? '',
  });
}

/** A list may be given with commas, or by giving the flag several times; it keeps the order of the choices. `all` and `none` are words of ours. */
function readGiven({ type, choices }: Question, said: readonly string[]): Answer | undefined {
  if (type === 'choices') {
    const values = choices.map(({ value }) => value);
    const words = said.flatMap((one) => one.split(',')).map((one) => one.trim());
    const named = words.filter((word) => word !== '' && word !== 'none');
    if (named.includes('all') && !values.includes('all')) return values;
    return [
      ...values.filter((value) => named.includes(value)),
      ...named.filter((word) => !values.includes(word)),
    ];
  }
  const [only, ...others] = said;
  if (only === undefined || others.length > 0) return undefined;
  if (type !== 'boolean') return only;
  return { true: true, yes: true, false: false, no: false }[only];
}

const severalTimes = ({ type }: Question): AnswerRefusal => ({
  message: type === 'boolean' ? 'this is neither yes nor no' : 'this can be said only once',
  hint: type === 'boolean' ? 'expected yes or no' : 'leave all but one out',
});

function refuseUnknown(template: Template, { given, flagOf }: Answering): void {
  const keys = template.questions.map(({ key }) => key);
  const unknown = [...given.keys()].find((key) => !keys.includes(key));
  if (unknown === undefined) return;
  const [near] = nearest(unknown, keys, 1);
  const hint = near === undefined ? `it asks for ${keys.join(', ')}` : `did you mean ${flagOf(near)}?`;
  const message = `the template ${template.name} does not ask for ${unknown} (${flagOf(unknown)})`;
  throw new CsctlError('template-answer', message, { hint });
}

function missingAnswers(missing: readonly Question[], { flagOf, defaults }: Answering): CsctlError {
  const flags = missing.map(({ key }) => flagOf(key)).join(', ');
  const withDefault = missing.every((one) => one.default !== undefined);
  const [first, ...others] = missing;
  const what =
    others.length === 0
      ? `"${first?.prompt ?? ''}" is not answered`
      : `${missing.length} questions are not answered`;
  const hint =
    withDefault && !defaults ? `give ${flags}; or --yes, which takes the defaults` : `give ${flags}`;
  return new CsctlError('template-answer', what, { hint });
}
