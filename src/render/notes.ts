// Release notes from a Handlebars template of the user's or ours.
import { CsctlError } from '../problem/problem.ts';

/** @throws CsctlError `notes-template` when Handlebars cannot parse it, or it names what there is not */
export async function renderNotes(file: string, template: string, data: object): Promise<string> {
  const { default: Handlebars } = await import('handlebars');
  try {
    return Handlebars.compile(template, { noEscape: true, strict: true })(data);
  } catch (error) {
    const [why = ''] = (error as Error).message.split('\n');
    const hint = 'docs/release-notes.md lists what a template can use';
    throw new CsctlError('notes-template', `the release notes cannot be made: ${why}`, { file, hint });
  }
}
