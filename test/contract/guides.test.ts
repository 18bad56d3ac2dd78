// The documents: no command line that nobody tries, no command, flag, page or heading that is not there.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCommands } from '../../src/main.ts';
import { allPages, blocksOf, commandsOf, fileOf } from '../support/guides/blocks.ts';
import { JOURNEYS } from '../support/guides/journeys.ts';
import { NOT_RUN, OWN_TESTS } from '../support/guides/not-run.ts';
import { PROJECT } from '../support/package.ts';

const PAGES = allPages();
const RUN = new Set([...JOURNEYS.flatMap(({ pages }) => pages), ...Object.keys(OWN_TESTS)]);
const textOf = (page: string): string => readFileSync(join(PROJECT, fileOf(page)), 'utf8');

describe('command lines of the documents', () => {
  it('are in blocks of the sort console where a test runs them, each with a prompt', () => {
    const odd = PAGES.flatMap(blocksOf)
      .filter(({ sort, lines }) => sort === 'console' && !lines[0]?.startsWith('$ '))
      .map(({ page, line }) => `${fileOf(page)}:${line}`);
    expect(odd).toEqual([]);
  });

  it('are in no other blocks', () => {
    const odd = PAGES.flatMap(blocksOf)
      .filter(
        ({ sort, lines }) =>
          !/^(?:console|sh)$/.test(sort) && lines.some((line) => /^(?:\$|csctl) /.test(line)),
      )
      .map(({ page, line }) => `${fileOf(page)}:${line}`);
    expect(odd).toEqual([]);
  });

  it('are run: the page belongs to a journey, or has a test of its own', () => {
    const pages = PAGES.filter((page) => commandsOf(page).some(({ sort }) => sort === 'console'));
    expect(pages.filter((page) => !RUN.has(page))).toEqual([]);
    expect([...RUN].filter((page) => !pages.includes(page))).toEqual([]);
    expect(Object.values(OWN_TESTS).filter((file) => !existsSync(join(PROJECT, file)))).toEqual([]);
  });

  it('are not run where test/support/guides/not-run.ts says why', () => {
    const lines = PAGES.filter((page) => !(page in OWN_TESTS)).flatMap(commandsOf);
    const found = lines.filter(({ sort }) => sort === 'sh').map(({ page, command }) => `${page}: ${command}`);
    const listed = Object.entries(NOT_RUN).flatMap(([page, why]) =>
      Object.keys(why).map((command) => `${page}: ${command}`),
    );
    expect(found.toSorted()).toEqual(listed.toSorted());
  });
});

const COMMANDS = await loadCommands();
const NAMES = Object.keys(COMMANDS).map((name) => name.replaceAll(':', ' '));
const flagsOf = (name: string): string[] => {
  const { flags = {} } = COMMANDS[name.replaceAll(' ', ':')] ?? {};
  const long = Object.entries(flags).flatMap(([flag, shape]) =>
    'allowNo' in shape && shape.allowNo ? [flag, `no-${flag}`] : [flag],
  );
  return [...long, 'json', 'help'].map((flag) => `--${flag}`);
};

/** Command lines of csctl in code, blocks and prose alike: what stands behind `csctl`, with its page. */
const USES = PAGES.filter(
  (page) => !/^(?:errors|csctl-bugs|decisions|commands|templates)/.test(page),
).flatMap((page) =>
  [...textOf(page).matchAll(/(?<=[`\s(]|^)csctl ([a-z][^`\n|]*)/gm)]
    .filter(([, rest = '']) => NAMES.some((name) => `${rest} `.startsWith(`${name} `)))
    .map(([, rest = '']) => ({ page, rest: rest.replace(/ #.*/, '') })),
);

describe('what the documents say of commands', () => {
  it('is about flags that they have', () => {
    expect(USES.length).toBeGreaterThan(200);
    const wrong = USES.flatMap(({ page, rest }) => {
      const name = NAMES.filter((one) => `${rest} `.startsWith(`${one} `)).sort(
        (a, b) => b.length - a.length,
      )[0];
      const flags = [...rest.matchAll(/(?<= )--[a-z][a-z-]+/g)].map(([flag]) => flag);
      const known = flagsOf(name ?? 'help');
      return flags
        .filter((flag) => !known.includes(flag))
        .map((flag) => `${fileOf(page)}: csctl ${rest}: ${flag}`);
    });
    expect(wrong).toEqual([]);
  });

  it('is about commands that there are, where code begins with csctl', () => {
    const code = PAGES.filter((page) => page !== 'templates').flatMap((page) =>
      [...textOf(page).matchAll(/`csctl ([a-z]+)(?: ([a-z]+))?/g)].map(([text, first = '', second = '']) => ({
        place: `${fileOf(page)}: ${text}`,
        isKnown:
          NAMES.includes(first) ||
          NAMES.includes(`${first} ${second}`) ||
          ['init', 'generate'].includes(first),
      })),
    );
    expect(code.filter(({ isKnown }) => !isKnown).map(({ place }) => place)).toEqual([]);
  });
});

/** A page without code, whose brackets are no links. */
const prose = (page: string): string =>
  textOf(page)
    .replace(/^(```+)[\s\S]*?^\1$/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));

/** Headings as GitHub links to them. */
const anchorsOf = (page: string): string[] =>
  [...prose(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

const LINKS = PAGES.flatMap((page) =>
  [...prose(page).matchAll(/\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]+))?\)/g)].map(
    ([, target = '', anchor]) => {
      const file = target === '' ? fileOf(page) : posix.join(dirname(fileOf(page)), target);
      return { place: `${fileOf(page)}: ${target}#${anchor ?? ''}`, file, anchor };
    },
  ),
);

describe('links', () => {
  it('lead to files that there are', () => {
    expect(LINKS.length).toBeGreaterThan(150);
    expect(LINKS.filter(({ file }) => !existsSync(join(PROJECT, file))).map(({ place }) => place)).toEqual(
      [],
    );
  });

  it('lead to headings that there are', () => {
    const wrong = LINKS.filter(({ file, anchor }) => {
      if (anchor === undefined || !file.endsWith('.md')) return false;
      const page = PAGES.find((one) => fileOf(one) === file);
      return page === undefined || !anchorsOf(page).includes(anchor);
    });
    expect(wrong.map(({ place }) => place)).toEqual([]);
  });

  it('lead to every page, from the README or from a page that it names', () => {
    const reached = new Set(['README.md']);
    for (let size = 0; size < reached.size;) {
      size = reached.size;
      for (const { place, file } of LINKS) if (reached.has(place.split(': ')[0] ?? '')) reached.add(file);
    }
    const folders = [...reached].filter((file) => !file.endsWith('.md'));
    const lost = PAGES.map(fileOf).filter(
      (file) => !reached.has(file) && !folders.some((folder) => file.startsWith(`${folder}/`)),
    );
    expect(lost).toEqual([]);
  });
});
