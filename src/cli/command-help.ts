// The help of one command: a line of usage that can be read, and examples that can be copied.
import type { Command } from '@oclif/core/command';
import { CommandHelp } from '@oclif/core/help';

/** A blank at which help is not broken; printed as a blank. */
const NO_BREAK = '\u00a0';

/** oclif's help of a command, but for the usage and the examples. */
export class CsctlCommandHelp extends CommandHelp {
  /**
   * `copy TAG ... --to-remote REMOTE [FLAGS]`: arguments, and the flags without which it does not go. All others stand below; oclif
   * groups them by what they need and exclude, which no brackets can tell (`[--sign ]] [--sign-arg ARG... ]`).
   */
  protected override defaultUsage(): string {
    const { args, flags, strict } = this.command;
    return ['<%= command.id %>', ...argumentWords(args, strict), ...requiredWords(flags), '[FLAGS]'].join(
      ' ',
    );
  }

  protected override examples(examples: Command.Example[] | string | undefined): string | undefined {
    const all = typeof examples === 'string' ? [examples] : examples;
    return super.examples(all?.map(wholeIn))?.replaceAll(NO_BREAK, ' ');
  }
}

const wholeIn = (example: Command.Example): Command.Example =>
  typeof example === 'string' ? whole(example) : { ...example, command: whole(example.command) };

/** A pipe with what it goes to, and a flag with its value, stay on one line. */
export const whole = (command: string): string =>
  command
    .replace(/\| .*$/, (pipe) => pipe.replaceAll(' ', NO_BREAK))
    .replace(/(?<= )(--?[a-z][a-z-]*) (?=[^\s-])/g, `$1${NO_BREAK}`);

const argumentWords = (args: Command.Loadable['args'], strict: boolean | undefined): string[] =>
  Object.values(args)
    .filter(({ hidden }) => hidden !== true)
    .map(({ name, required, multiple }) => {
      const word = `${name.toUpperCase()}${strict === false || multiple === true ? ' ...' : ''}`;
      return required === true ? word : `[${word}]`;
    });

const requiredWords = (flags: Command.Loadable['flags']): string[] =>
  Object.values(flags).flatMap((flag) => {
    if (flag.required !== true || flag.hidden === true || flag.type !== 'option') return [];
    const { helpValue, options } = flag;
    const value = options?.join('|') ?? (typeof helpValue === 'string' ? helpValue : 'VALUE');
    return [`--${flag.name} ${value}`];
  });
