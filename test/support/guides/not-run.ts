// Command lines of the documents that no test runs, each with the reason.

/** By page and line. Whatever stands here and not in the documents any more is an error, too. */
export const NOT_RUN: Readonly<Record<string, Readonly<Record<string, string>>>> = {};

/** Pages whose lines are run by a test of their own. */
export const OWN_TESTS: Readonly<Record<string, string>> = {
  README: 'test/e2e/readme.test.ts',
  install: 'test/e2e/install.test.ts',
};
