// What a template asks, and what can be an answer.
import { didYouMean } from '../../problem/nearest.ts';
import { HELPER_NAMES } from '../../render/scaffold-text.ts';
import type { YamlPath } from '../../stack/yaml-source.ts';
import type { TemplateFields } from './template-fields.ts';

/** A text, yes or no, or several of a list. */
export type Answer = string | boolean | readonly string[];
export type Answers = Readonly<Record<string, Answer>>;

const TYPES = ['text', 'choice', 'choices', 'boolean'] as const;
export type QuestionType = (typeof TYPES)[number];

/** One of the answers that can be chosen. */
export interface Choice {
  readonly value: string;
  /** What it means, for people; empty where the value says it. */
  readonly label: string;
}

/** A question of a template. */
export interface Question {
  /** What texts name the answer by. */
  readonly key: string;
  readonly prompt: string;
  readonly type: QuestionType;
  /** Undefined: it has to be answered. Of a text, it may have marks with earlier answers. */
  readonly default: Answer | undefined;
  /** Of `choice` and `choices`; at least one. */
  readonly choices: readonly Choice[];
  /** Of `choices`: how many have to be chosen. */
  readonly least: number;
  /** Of `text`: what the whole of it must match. */
  readonly pattern: RegExp | undefined;
  /** What an answer that does not match is told. */
  readonly expected: string | undefined;
  /** Condition under which it is asked; otherwise the answer is empty. */
  readonly when: string | undefined;
}

const KEYS = ['key', 'prompt', 'type', 'default', 'choices', 'least', 'pattern', 'expected', 'when'];
const KEY_PATTERN = /^[a-z][A-Za-z0-9]*$/;
/** What means something else in texts. */
const RESERVED = ['facts', 'template', 'this', 'else', 'literal', 'true', 'false', ...HELPER_NAMES];

/** Reads `questions` of template.yaml. */
export function readQuestions(fields: TemplateFields): Question[] {
  const questions: Question[] = [];
  for (const at of fields.list(['questions'])) {
    const question = readQuestion(fields, at);
    if (question && questions.some(({ key }) => key === question.key))
      fields.wrong([...at, 'key'], `two questions have the key ${question.key}; expected one`);
    if (question) questions.push(question);
  }
  return questions;
}

function readQuestion(fields: TemplateFields, at: YamlPath): Question | undefined {
  if (!fields.isMapAt(at, 'a map with key, prompt and type')) return undefined;
  fields.unknownKeys(at, KEYS);
  const key = readKey(fields, at);
  const prompt = fields.text([...at, 'prompt']);
  const type = readType(fields, at);
  if (key === undefined || prompt === undefined || type === undefined) return undefined;
  const choices = readChoices(fields, at, type);
  const question: Question = {
    key,
    prompt,
    type,
    choices,
    default: undefined,
    least: fields.optionalCount([...at, 'least']) ?? 0,
    pattern: readPattern(fields, at),
    expected: fields.optionalText([...at, 'expected']),
    when: fields.optionalText([...at, 'when']),
  };
  return { ...question, default: readDefault(fields, at, question) };
}

function readKey(fields: TemplateFields, at: YamlPath): string | undefined {
  const key = fields.text([...at, 'key']);
  if (key === undefined || (KEY_PATTERN.test(key) && !RESERVED.includes(key))) return key;
  const why = RESERVED.includes(key)
    ? ', which means something else in texts'
    : '; expected a word, as in name';
  fields.wrong([...at, 'key'], `the key is "${key}"${why}`);
  return undefined;
}

function readType(fields: TemplateFields, at: YamlPath): QuestionType | undefined {
  const type = fields.text([...at, 'type']);
  if (type === undefined || isType(type)) return type;
  fields.wrong([...at, 'type'], `type is "${type}"; expected ${TYPES.join(', ')}`);
  return undefined;
}

const isType = (text: string): text is QuestionType => (TYPES as readonly string[]).includes(text);

function readChoices(fields: TemplateFields, at: YamlPath, type: QuestionType): Choice[] {
  const path = [...at, 'choices'];
  const isChoice = type === 'choice' || type === 'choices';
  const entries = fields.list(path);
  if (isChoice && entries.length === 0) fields.wrong(path, `a ${type} needs choices; expected at least one`);
  if (!isChoice && entries.length > 0) fields.wrong(path, `a ${type} has no choices`);
  return entries.flatMap((entry) => {
    if (fields.source.kindAt(entry) !== 'map') {
      const value = fields.text(entry);
      return value === undefined ? [] : [{ value, label: '' }];
    }
    fields.unknownKeys(entry, ['value', 'label']);
    const value = fields.text([...entry, 'value']);
    return value === undefined ? [] : [{ value, label: fields.optionalText([...entry, 'label']) ?? '' }];
  });
}

function readPattern(fields: TemplateFields, at: YamlPath): RegExp | undefined {
  const text = fields.optionalText([...at, 'pattern']);
  if (text === undefined) return undefined;
  try {
    return new RegExp(`^(?:${text})$`, 'u');
  } catch {
    fields.wrong([...at, 'pattern'], `"${text}" is no regular expression`);
    return undefined;
  }
}

function readDefault(fields: TemplateFields, at: YamlPath, question: Question): Answer | undefined {
  const path = [...at, 'default'];
  const value = fields.source.get(path);
  if (value === undefined || value === null) return undefined;
  const { type } = question;
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
  const fits =
    type === 'boolean' ? typeof value === 'boolean' : type === 'choices' ? isList : typeof value === 'string';
  if (!fits) {
    const expected = {
      boolean: 'true or false',
      choices: 'a list of texts',
      choice: 'a text',
      text: 'a text',
    }[type];
    fields.wrong(path, `the default of ${question.key} is ${JSON.stringify(value)}; expected ${expected}`);
    return undefined;
  }
  const answer = value as Answer;
  const wrong = type === 'text' ? undefined : refuseAnswer(question, answer);
  if (wrong !== undefined) fields.wrong(path, `the default of ${question.key}: ${wrong.message}`, wrong.hint);
  return answer;
}

/** Why an answer is none. */
export interface AnswerRefusal {
  readonly message: string;
  readonly hint: string;
}

/** What is wrong with an answer; undefined where it is good. */
export function refuseAnswer(question: Question, answer: Answer): AnswerRefusal | undefined {
  if (typeof answer === 'boolean' || question.type === 'boolean') return undefined;
  if (typeof answer === 'string' && question.type === 'text') return refuseText(question, answer);
  const values = question.choices.map(({ value }) => value);
  const given = typeof answer === 'string' ? [answer] : answer;
  const unknown = given.find((one) => !values.includes(one));
  if (unknown === undefined) return tooFew(question, given);
  const near = didYouMean(unknown, values) ?? `there is ${values.join(', ')}`;
  const { expected } = question;
  return {
    message: `"${unknown}" is none of ${values.join(', ')}`,
    hint: expected === undefined ? near : `expected ${expected}`,
  };
}

const tooFew = ({ least, type }: Question, { length }: readonly string[]): AnswerRefusal | undefined =>
  type !== 'choices' || length >= least
    ? undefined
    : {
        message: `${length === 0 ? 'none is' : `only ${length} are`} chosen`,
        hint: `expected at least ${least}`,
      };

function refuseText({ pattern, expected }: Question, text: string): AnswerRefusal | undefined {
  const hint = expected === undefined ? 'give another one' : `expected ${expected}`;
  if (text === '') return { message: 'the answer is empty', hint };
  // A control character would end lines of the files.
  if (/\p{Cc}/u.test(text)) return { message: `${JSON.stringify(text)} has a control character`, hint };
  if (!pattern || pattern.test(text)) return undefined;
  return {
    message: `"${text}" does not match`,
    hint: expected === undefined ? `expected ${pattern.source}` : hint,
  };
}
