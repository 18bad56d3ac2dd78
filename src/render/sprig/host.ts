// Sprig's functions of the machine that it runs on, of which nothing here is told to templates.
import { fn, type FunctionMap } from '../gotemplate/value.ts';
import { byName } from './weighed.ts';

/** An address for documentation, which nothing has (RFC 5737). */
const SOME_ADDRESS = '192.0.2.1';

/** `getHostByName` without asking for names, `env` and `expandenv` in an environment that is empty. */
export function hostFunctions(): FunctionMap {
  return byName([
    fn('getHostByName', ['string'], () => SOME_ADDRESS, 'random'),
    fn('env', ['string'], () => ''),
    fn('expandenv', ['string'], ([text], call) => {
      call.charge((text as string).length);
      return expandEmpty(text as string);
    }),
  ]);
}

/** What a `$` stands before: a name, a character that the shell has a meaning for. */
const NAME = '[*#$@!?0-9-]|[A-Za-z_][A-Za-z0-9_]*';
const NAMES = new RegExp(`\\$(?:\\{[^}]*\\}|${NAME})`, 'g');
const NAMES_WITHOUT_END = new RegExp(`\\$(?:\\{|${NAME})`, 'g');

/** os.Expand where no name has a value. Behind the last brace, none that opens is closed. */
function expandEmpty(text: string): string {
  const end = text.lastIndexOf('}') + 1;
  return text.slice(0, end).replaceAll(NAMES, '') + text.slice(end).replaceAll(NAMES_WITHOUT_END, '');
}
