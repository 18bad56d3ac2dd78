// Questions on a terminal: a text, yes or no, one or several of a numbered list. Ctrl-C ends the run.
import { createInterface, type Interface } from 'node:readline';
import { CsctlError } from '../problem/problem.ts';
import type { Ask } from '../release/scaffold/answers.ts';
import type { Answer, AnswerRefusal, Question } from '../release/scaffold/question.ts';
import type { Style } from './show/style.ts';
import { visibly } from './show/visible.ts';

/** Where questions are put and answers are read. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly style: Style;
  /** Aborts when the process is told to stop. */
  readonly signal?: AbortSignal;
}

/** What was typed. */
interface Typed {
  /** Lines that nobody took yet: typed ahead, or pasted, they are answers of later questions. */
  readonly lines: string[];
  /** Whether Ctrl-C was typed, which counts whenever it comes. */
  isStopped: boolean;
}

/** Asks people, again and again until the answer is good. */
export function askOn({ input, output, style, signal }: Terminal): Ask {
  const typed: Typed = { lines: [], isStopped: false };
  return async (question, fallback, refuse) => {
    const terminal = 'isTTY' in input && input.isTTY === true;
    const reader = createInterface({ input, output, terminal, ...(signal && { signal }) });
    reader.on('line', (line) => typed.lines.push(line));
    reader.on('SIGINT', () => (typed.isStopped = true));
    try {
      output.write(introduction(question, style));
      for (;;) {
        const line = await readLine(reader, typed, promptOf(question, fallback, style));
        const answer = readAnswer(question, fallback, line);
        const wrong = answer === undefined ? notUnderstood(question) : refuse(answer);
        if (answer !== undefined && wrong === undefined) return answer;
        output.write(
          `  ${style.paint('red', visibly(wrong?.message ?? ''))}; ${visibly(wrong?.hint ?? '')}\n`,
        );
      }
    } finally {
      reader.close();
    }
  };
}

/** One line of input. @throws CsctlError `interrupted` on Ctrl-C, and where the input ends */
function readLine(reader: Interface, typed: Typed, prompt: string): Promise<string> {
  reader.setPrompt(prompt);
  reader.prompt();
  return new Promise((answered, stopped) => {
    const stop = (): void => {
      stopped(new CsctlError('interrupted', 'stopped before the last question; nothing was written'));
    };
    const take = (): void => {
      const line = typed.lines.shift();
      if (line === undefined) return;
      reader.off('line', take).off('SIGINT', stop).off('close', stop);
      answered(line);
    };
    reader.on('line', take).on('SIGINT', stop).on('close', stop);
    if (typed.isStopped) stop();
    else take();
  });
}

/** What stands above the line that is answered: the choices. */
function introduction({ type, prompt, choices }: Question, style: Style): string {
  if (type !== 'choice' && type !== 'choices') return '';
  const rows = choices.map(({ value, label }, index) => [
    `${index + 1})`,
    visibly(value),
    style.dim(visibly(label)),
  ]);
  return `${style.bold(visibly(prompt))}\n${style.table(rows)}`;
}

function howTo({ type, least }: Question): string {
  if (type === 'choice') return 'number or name';
  return `numbers or names, with commas${least === 0 ? '; or none' : ''}`;
}

function promptOf(question: Question, fallback: Answer | undefined, style: Style): string {
  const { type, prompt } = question;
  const isList = type === 'choice' || type === 'choices';
  const what = isList ? howTo(question) : style.bold(visibly(prompt));
  const proposal = fallback === undefined ? '' : ` [${visibly(inWords(fallback))}]`;
  return `${what}${type === 'boolean' ? ' (yes/no)' : ''}${style.dim(proposal)}: `;
}

function inWords(answer: Answer): string {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  if (typeof answer === 'string') return answer;
  return answer.length === 0 ? 'none' : answer.join(', ');
}

/** @returns undefined for a line that means nothing */
function readAnswer(question: Question, fallback: Answer | undefined, line: string): Answer | undefined {
  const text = line.trim();
  if (text === '') return fallback;
  if (question.type === 'text') return text;
  if (question.type === 'boolean') return { y: true, yes: true, n: false, no: false }[text.toLowerCase()];
  const named = text.split(/[\s,]+/).filter((word) => word !== '');
  const chosen = named.map((word) => valueOf(question, word));
  if (question.type === 'choice') return chosen.length === 1 ? chosen[0] : undefined;
  if (text === 'none') return [];
  const values = question.choices.map(({ value }) => value);
  // In the order of the list, each once; what is not in it is refused by name.
  return [
    ...values.filter((value) => chosen.includes(value)),
    ...chosen.filter((one) => !values.includes(one)),
  ];
}

/** A number is one of the list, unless it is the name of another: minors look like numbers. */
function valueOf({ choices }: Question, word: string): string {
  if (choices.some(({ value }) => value === word)) return word;
  return /^\d+$/.test(word) ? (choices[Number(word) - 1]?.value ?? word) : word;
}

function notUnderstood(question: Question): AnswerRefusal {
  const { type, expected } = question;
  if (type === 'boolean') return { message: 'that is neither yes nor no', hint: 'type y or n' };
  if (type === 'text')
    return { message: 'there is no default', hint: expected ? `expected ${expected}` : 'type a text' };
  return { message: 'that is none of the list', hint: howTo(question) };
}
