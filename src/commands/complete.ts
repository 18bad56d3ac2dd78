// csctl complete: what could stand at the cursor; asked by the scripts that csctl completion prints.
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { wishAt } from '../cli/completion/cursor.ts';
import { afterBreaks, bashWord, wordsOf } from '../cli/completion/shell-line.ts';
import { offerFor, type Offer } from '../cli/completion/values.ts';
import { programOf } from '../cli/program-plugin.ts';
import { showOffer } from '../cli/show/offer.ts';
import { openCompletion } from '../cli/wire-completion.ts';

export default class Complete extends BaseCommand {
  static override readonly hidden = true;
  static override readonly summary = 'Print what could stand at the cursor of a command line';
  static override readonly description =
    'For the scripts of csctl completion. Words are those behind csctl, the last being the one at the cursor; bash gives the line instead.';
  static override readonly examples = ['<%= config.bin %> <%= command.id %> -- create -m ""'];
  static override readonly strict = false;
  static override readonly flags = {
    line: Flags.string({ description: 'the line up to the cursor, as bash has it', helpValue: 'LINE' }),
    breaks: Flags.string({ description: 'COMP_WORDBREAKS of bash', helpValue: 'LETTERS', default: '' }),
  };

  async run(): Promise<Offer> {
    const { argv, flags } = await this.parse(Complete);
    const words = flags.line === undefined ? (argv as string[]) : wordsOf(flags.line);
    const table = Object.fromEntries(programOf(this.config).commands.map((command) => [command.id, command]));
    const commands = wishAt([''], table).words.filter(({ value }) => !value.startsWith('-'));
    const wish = wishAt(words, table);
    const offer = await offerFor(wish, openCompletion(this.environment), commands);
    const inBash = (value: string) => bashWord(afterBreaks(value, words.at(-1) ?? '', flags.breaks));
    return this.present(offer, (made) => showOffer(made, flags.line === undefined ? undefined : inBash));
  }
}
