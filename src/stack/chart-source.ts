// Where charts come from, and what is said about it.

/** Whether somebody can be asked for it: a Helm repository or a registry, and not a folder, an alias or nothing. */
export const isChartSource = (repository: string): boolean => /^(?:https?|oci):\/\//.test(repository);

/** An address as it may be shown: nobody's password, and no query, which may be a key as well. */
export const shownAddress = (address: string): string =>
  address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/\s]*@/i, '$1').replace(/\?.*$/s, '');

/** A text, such as a diff, with the logins of the addresses in it covered. */
export const withoutLogins = (text: string): string =>
  text.replace(/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^/\s"'@:]{0,200}:[^/\s"']{1,4000}@/gi, '$1***@');

const MOST_SHOWN = 5;

/** What to do about a version that is not there. @param versions newest first */
export function versionHint(versions: readonly string[]): string {
  const shown = versions.slice(0, MOST_SHOWN).join(', ');
  return versions.length === 0 ? 'look at the name of the chart' : `the newest there are ${shown}`;
}
