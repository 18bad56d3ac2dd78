// The three rules of the house, kept by the machine: one direction of imports, no cycles, no process.exit.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');
/** From left to right: a file imports only from its own room or from rooms further right. */
const ROOMS = ['commands', 'cli', 'io', 'release', 'verify', 'render', 'archive', 'stack', 'problem'];
/** The same of rooms within a room. */
const INNER_ROOMS: Readonly<Record<string, readonly string[]>> = {
  render: ['operator', 'helm', 'sprig', 'encoding', 'gotemplate'],
  'release/manifests': ['gitops', 'clusters', 'credentials', 'admission'],
};
const ENGINE = 'render/gotemplate/';
const LINE_LIMIT = 300;

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(SRC, name));

const text = (file: string) => readFileSync(file, 'utf8');
const name = (file: string) => relative(SRC, file);
const room = (file: string) => ROOMS.indexOf(name(file).split('/')[0] ?? '');

function importsOf(file: string): string[] {
  const found = text(file).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g);
  return [...found].map(([, target]) => resolve(dirname(file), target ?? ''));
}

describe('the rooms of src/', () => {
  it('are the known ones, and hold every file but the doors', () => {
    const outside = files.filter((file) => room(file) === -1).map(name);
    expect(outside.sort()).toEqual(['bin.ts', 'executable.ts', 'index.ts', 'library.ts', 'main.ts']);
  });

  it('import in one direction', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => room(file) !== -1 && room(target) < room(file))
        .map((target) => `${name(file)} -> ${name(target)}`),
    );
    expect(wrong).toEqual([]);
  });

  it('have io import release only for its ports, and only the cli wire io', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file).flatMap((target) => {
        const [from, to] = [name(file), name(target)];
        const ports = from.startsWith('io/') && /^release\/(?!(?:upstream-)?ports\.ts$)/.test(to);
        const wiring =
          to.startsWith('io/') &&
          !from.startsWith('io/') &&
          !/^(?:cli\/wire(?:-[a-z]+)?|index)\.ts$/.test(from);
        return ports || wiring ? [`${from} -> ${to}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(INNER_ROOMS))('below %s import in one direction, too', (outer, rooms) => {
    const below = files.filter((file) => name(file).startsWith(`${outer}/`));
    const inner = (file: string) => rooms.indexOf(relative(join(SRC, outer), file).split('/')[0] ?? '');
    const inRooms = below.filter((file) => dirname(file) !== join(SRC, outer));
    expect(new Set(inRooms.map(inner))).toEqual(new Set(rooms.keys()));
    const wrong = below.flatMap((file) =>
      importsOf(file)
        .filter((target) => inner(file) !== -1 && inner(target) !== -1 && inner(target) < inner(file))
        .map((target) => `${name(file)} -> ${name(target)}`),
    );
    expect(wrong).toEqual([]);
  });

  it('have a template engine that knows nothing outside itself', () => {
    const wrong = files
      .filter((file) => name(file).startsWith(ENGINE))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => !name(target).startsWith(ENGINE))
          .map(name),
      );
    expect(wrong).toEqual([]);
  });

  it('have no cycles of files', () => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].map(name).join(' -> '));
      if (path.includes(file) || done.has(file)) return;
      for (const target of importsOf(file)) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });
});

describe('every file of src/', () => {
  const code = (file: string) => text(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

  it('never ends the process itself', () => {
    expect(files.filter((file) => /process\.exit\s*\(/.test(code(file))).map(name)).toEqual([]);
  });

  it('leaves the environment and the current folder to cli/env.ts', () => {
    expect(files.filter((file) => /process\.(env|cwd)\b/.test(code(file))).map(name)).toEqual(['cli/env.ts']);
  });

  it('says on its first line what it is for', () => {
    expect(files.filter((file) => !text(file).startsWith('// ')).map(name)).toEqual([]);
  });

  it(`has at most ${LINE_LIMIT} lines`, () => {
    expect(files.filter((file) => text(file).split('\n').length > LINE_LIMIT).map(name)).toEqual([]);
  });

  it('is in no drawer', () => {
    expect(files.filter((file) => /\/(utils?|helpers?|common|misc)(\/|\.)/.test(file)).map(name)).toEqual([]);
  });
});

describe('the domain', () => {
  it('knows neither files, network, clock, randomness nor oclif', () => {
    const forbidden =
      /from '(node:(fs|http|https|net|child_process)[^']*|@oclif[^']*)'|Date\.now|new Date\(\)|Math\.random|randomBytes/;
    const pure = files.filter((file) => room(file) >= ROOMS.indexOf('verify'));
    expect(pure.filter((file) => forbidden.test(text(file))).map(name)).toEqual([]);
  });
});
