// A word as a POSIX shell takes it: so that a command that we print can be copied.

/** The word, quoted where a shell would read it in another way. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./~-]+$/.test(word) && !word.startsWith('~') ? word : `'${word.replaceAll("'", `'\\''`)}'`;
