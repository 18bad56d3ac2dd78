// The small grammars inside the JSON Schemas: each pattern takes exactly the words that the function behind it takes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMAGE_MARKS } from '../../src/stack/image-catalogue.ts';
import { isWebAddress } from '../../src/stack/images/pinned-image.ts';
import { parseTemplate } from '../../src/stack/images/template.ts';
import { parseKubernetesMinor, parseKubernetesVersion } from '../../src/stack/kubernetes-version.ts';
import { parseMinorRange } from '../../src/stack/minor-range.ts';
import { NAME_PATTERN } from '../../src/stack/release-name.ts';
import { satisfiesRange } from '../../src/stack/version-range.ts';
import { PROJECT } from '../support/package.ts';

interface Grammar {
  readonly title: string;
  /** Where the pattern stands in stack.schema.json. */
  readonly at: string;
  readonly takes: (word: string) => boolean;
  /** What words are made of. */
  readonly pieces: readonly string[];
  /** Words that are good, and words that are nearly so. */
  readonly good: readonly string[];
  readonly bad: readonly string[];
  /** Nonsense that only the reader takes. */
  readonly apart?: RegExp;
}

const MARKS = IMAGE_MARKS.map((name) => `<< ${name} >>`);
const server = 'definitions/serverImages/properties';
const isTemplate = (word: string, more: readonly string[] = []) =>
  !('fault' in parseTemplate(word, [...IMAGE_MARKS, ...more]));

const GRAMMARS: readonly Grammar[] = [
  {
    title: 'ranges of minors',
    at: 'definitions/minors/pattern',
    takes: (word) => parseMinorRange(word) !== undefined,
    pieces: ['1.34', 'v1.35', '1.0', '01.34', '1', '>=', '<', '=', '>', ' ', '  ', ' - ', '-', '.', 'x'],
    good: ['1.34', '>=1.34', '>= 1.34', '1.32 - 1.34', '>=1.32 <1.35', ' v1.34 '],
    bad: ['', '1.34.7', '=>1.34', '1.32-1.34', '>=1.32, <1.35', '1.0', '1.32 - 1.33 - 1.34'],
  },
  {
    title: "Helm's ranges, and patch",
    at: 'properties/addons/additionalProperties/anyOf/1/properties/update/pattern',
    takes: (word) => word === 'patch' || satisfiesRange('1.2.3', word) !== undefined,
    pieces: [
      '1.2.3',
      '2',
      'v1.x',
      '1.18.*',
      '1.2.3-rc.1',
      '>=',
      '^',
      '~',
      '=<',
      '!=',
      ' ',
      ' || ',
      '||',
      ', ',
      ',',
      ' - ',
    ],
    good: ['patch', '1.18.x', '^2.0.0', '>=1.2 <2', '>=1.2, <2', '1.2 - 1.4', '1.x || >=3', '*', '~> 1.2'],
    // It looks for spans first, wherever they end.
    apart: / - /,
    bad: ['', 'newest', 'patches', '1.2,', '||', '1.2 ||', '=>', '1.2.3.4', 'latest || 1'],
  },
  {
    title: 'Kubernetes versions, with or without v and patch',
    at: 'properties/kubernetes/items/properties/version/pattern',
    takes: (word) => {
      const whole = /^\d/.test(word) ? `v${word}` : word;
      return parseKubernetesVersion(whole) !== undefined || parseKubernetesMinor(whole) !== undefined;
    },
    pieces: ['v', '1', '34', '0', '07', '.', ' ', '-rc.1', '+k3s1', '1234567'],
    good: ['v1.34.7', '1.34.7', 'v1.34', '1.34.0'],
    bad: ['', 'v1', '1.34.07', 'v01.34.7', 'vv1.34.7', '1.34.7-rc.1', '1.34.', 'v1.34.7\n'],
  },
  {
    title: 'templates of names and addresses',
    at: `${server}/name/allOf/0/pattern`,
    takes: (word) => isTemplate(word),
    pieces: [...MARKS, '<< url >>', '<<', '>>', '<', '>', ' ', 'os.version', 'a/b', 'ü', '\n', '{{'],
    good: ['plain', '<< os.short >>-<< kubernetes.version >>', '<a>', '<<< os.short >>>', ''],
    bad: ['<< os.name >>', '<<os.short>>', '<< url >>', 'a << b', 'a >> b', '<< os.short >> >>'],
  },
  {
    title: 'templates of checksum files',
    at: `${server}/checksum/pattern`,
    takes: (word) => isTemplate(word, ['url']),
    pieces: [...MARKS, '<< url >>', '<<', '>>', '<', '>', ' ', '.CHECKSUM'],
    good: ['<< url >>.CHECKSUM', 'SHA256SUMS'],
    bad: ['<< url>>', '<< urls >>'],
  },
  {
    title: 'addresses of images',
    at: `${server}/versions/items/properties/url/pattern`,
    takes: isWebAddress,
    pieces: [
      'https://',
      'http://',
      'example.com',
      '/',
      ':8080',
      'user:word@',
      'a b',
      '.',
      'image.qcow2',
      '?q=1',
      'ftp://',
    ],
    good: ['https://example.com/a.qcow2', 'http://example.com:8080/'],
    bad: [
      '',
      'https://example.com',
      'ftp://example.com/a',
      'https://a:b@example.com/c',
      'https://example.com/a b',
    ],
  },
  {
    title: 'names',
    at: 'definitions/name/pattern',
    takes: (word) => NAME_PATTERN.test(word),
    pieces: ['scs', '2', '-', 'A', '.', '_', ' ', '\n'],
    good: ['scs', 'scs2', '2'],
    bad: ['', 'Scs', 's-c-s', 'scs\n'],
  },
];

const schema = JSON.parse(
  readFileSync(join(PROJECT, 'templates/schemas/stack.schema.json'), 'utf8'),
) as unknown;

/** The pattern as ajv and editors use it. */
function patternAt(path: string): RegExp {
  const found = path
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], schema);
  if (typeof found !== 'string') throw new Error(`stack.schema.json has no ${path}`);
  return new RegExp(found, 'u');
}

describe.each(GRAMMARS)('$title', ({ at, takes, pieces, good, bad, apart }) => {
  const pattern = patternAt(at);

  it.each(good)('take %j', (word) => expect([pattern.test(word), takes(word)]).toEqual([true, true]));
  it.each(bad)('do not take %j', (word) => expect([pattern.test(word), takes(word)]).toEqual([false, false]));

  it('are the same for the schema and the reader', () => {
    const word = fc.array(fc.constantFrom(...pieces), { maxLength: 7 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(word, (one) => {
        if (apart?.test(one) && takes(one)) return;
        expect(pattern.test(one), JSON.stringify(one)).toBe(takes(one));
      }),
      { numRuns: 3000 },
    );
  });
});
