// A scaffold: which files came, what is left to do by hand, and the next commands.
import type { InitStackResult } from '../../release/scaffold/init-stack.ts';
import { nextLines } from './next.ts';
import { countOf, type Style } from './style.ts';
import { visibly } from './visible.ts';

/** The result of init stack. */
export function showInitStack(
  { template, answers, folder, files, left, next }: InitStackResult,
  style: Style,
): { out: string } {
  const created = files.filter(({ status }) => status === 'created').length;
  const planned = files.filter(({ status }) => status === 'planned').length;
  const name = `template ${visibly(template.name)} ${visibly(template.version)}`;
  const done =
    created > 0
      ? `${style.paint('green', `${countOf(created, 'file')} created`)} from ${name}`
      : planned > 0
        ? `${style.paint('yellow', `${countOf(planned, 'file')} would be created`)} from ${name}`
        : `is there already, as ${name} makes it`;
  const rows = Object.entries(answers)
    .filter(([, answer]) => answer !== '')
    .map(([key, answer]) => [key, visibly(inWords(answer))]);
  const notes = left.map((text) => [style.paint('yellow', 'left to do'), visibly(text)]);
  const listed = planned > 0 ? style.table(files.map(({ path }) => [visibly(path)])) : '';
  return {
    out: [
      `${style.bold(visibly(folder))}  ${done}\n`,
      style.table(rows),
      listed,
      style.table(notes),
      nextLines(next),
    ].join(''),
  };
}

function inWords(answer: InitStackResult['answers'][string]): string {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  if (typeof answer === 'string') return answer;
  return answer.length === 0 ? 'none' : answer.join(', ');
}
