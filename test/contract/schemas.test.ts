// The JSON Schemas and the readers refuse the same documents; what only one of them can see is listed here.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { YamlSource } from '../../src/stack/yaml-source.ts';
import { corpusPath, hasCorpus } from '../support/corpus.ts';
import { GOOD, READERS, type Schema } from '../support/schema-readers.ts';
import { DIFFERENCES, unlisted } from '../support/schema-differences.ts';

const PROJECT = join(import.meta.dirname, '../..');
const FOLDER = join(PROJECT, 'templates/schemas');
const NAMES = Object.keys(READERS) as Schema[];
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });

type Node = Readonly<Record<string, unknown>>;
const schemaOf = (name: string): Node =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.schema.json`), 'utf8')) as Node;
const checks = new Map<string, ValidateFunction>();
const check = (name: string): ValidateFunction => {
  const compiled = checks.get(name) ?? ajv.compile(schemaOf(name));
  checks.set(name, compiled);
  return compiled;
};

/** What the schema says of a text, as an editor reads it. */
function faults(name: string, text: string): string[] {
  const validate = check(name);
  const data = YamlSource.parse('file.yaml', text).get();
  return validate(data) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message ?? ''}`);
}

/** The schema of a file by its name, as editors and docs associate them. */
function schemaFor(file: string, text: string): Schema | undefined {
  const native = /^apiVersion:/m.test(text);
  const names: Readonly<Record<string, Schema>> = {
    'stack.yaml': native ? 'stack' : 'stack-of-one-minor',
    'csctl.yaml': 'csctl',
    'versions.yaml': 'versions',
    'charts.lock.yaml': 'charts-lock',
    'clusteraddon.yaml': 'clusteraddon',
    'node-images.yaml': 'node-images',
  };
  return /node-images\/config\.yaml$/.test(file) ? 'node-images' : names[basename(file)];
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => path.endsWith('.yaml') && !path.includes('/templates/'));

describe('every schema', () => {
  it('is one of those that have a reader here', () => {
    const found = readdirSync(FOLDER).map((file) => file.replace('.schema.json', ''));
    expect(found.sort()).toEqual([...NAMES].sort());
  });

  it.each(readdirSync(FOLDER))('%s follows the draft, and says where it is', (file) => {
    const schema = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Node;
    expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
    expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
    expect(schema['$id']).toBe(
      `https://raw.githubusercontent.com/SovereignCloudStack/csctl/main/templates/schemas/${file}`,
    );
    expect(schema['title']).toMatch(/\w/);
    expect(schema['description']).toMatch(/\.$/);
  });

  it.each(readdirSync(FOLDER))('%s describes every property, and its examples are good', (file) => {
    const schema = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Node;
    const bare: string[] = [];
    const beside: string[] = [];
    const wrong: string[] = [];
    visit(schema, '', (node, path, isProperty) => {
      // Inside a condition properties are only looked at; those of a $ref are described there.
      const isShown =
        isProperty &&
        !('$ref' in node) &&
        !/\/(?:if|then)\/|\/items\/anyOf\/\d+\/properties\/\w+$/.test(path);
      if (isShown && typeof node['description'] !== 'string') bare.push(path);
      // In this draft everything beside a $ref is passed over; what editors show is no harm.
      const words = ['$ref', 'title', 'description', 'examples'];
      if ('$ref' in node && Object.keys(node).some((key) => !words.includes(key))) beside.push(path);
      const validate = ajv.compile({
        ...node,
        definitions: schema['definitions'] ?? {},
        $id: `test:${file}${path}`,
      });
      for (const example of (node['examples'] as unknown[] | undefined) ?? [])
        if (!validate(example)) wrong.push(`${path}: ${JSON.stringify(example)}`);
    });
    expect({ bare, beside, wrong }).toEqual({ bare: [], beside: [], wrong: [] });
  });
});

type Look = (node: Node, path: string, isProperty: boolean) => void;

/** Every schema in a schema. @param place whether the node is a schema, that of a property, or a map of either */
function visit(
  node: unknown,
  path: string,
  look: Look,
  place: 'schema' | 'property' | 'map' | 'properties' = 'schema',
): void {
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node)) return node.forEach((one, index) => visit(one, `${path}/${index}`, look));
  const isMap = place === 'map' || place === 'properties';
  if (!isMap) look(node as Node, path, place === 'property');
  for (const [key, value] of Object.entries(node)) {
    if (!isMap && ['examples', 'enum', 'const', 'required'].includes(key)) continue;
    const below = isMap
      ? place === 'map'
        ? 'schema'
        : 'property'
      : { properties: 'properties', definitions: 'map' }[key];
    visit(value, `${path}/${key}`, look, below as typeof place | undefined);
  }
}

describe.each(NAMES)('the schema %s', (name) => {
  const read = READERS[name];

  it.each(GOOD[name].map((document) => ({ document })))('takes what the reader takes: %#', ({ document }) => {
    const text = stringify(document);
    expect({ schema: faults(name, text), reader: read(text) }).toEqual({ schema: [], reader: [] });
  });

  it('refuses what the reader refuses, and nothing else', () => {
    const refused = { both: 0, neither: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...GOOD[name]).chain(mutant), (document) => {
        const text = stringify(document);
        const [schema, reader] = [faults(name, text), read(text)];
        refused[schema.length > 0 ? 'both' : 'neither'] += 1;
        const alone =
          reader.length === 0
            ? unlisted(name, 'schema', schema)
            : schema.length === 0
              ? unlisted(name, 'reader', reader)
              : [];
        expect(alone, text).toEqual([]);
      }),
      { numRuns: 1000 },
    );
    // Mutants that are all of one sort would show nothing.
    expect(Math.min(refused.both, refused.neither)).toBeGreaterThan(50);
  });
});

describe('what only one of them refuses', () => {
  it.each(DIFFERENCES)('$schema: $title', ({ schema, document, by, sign }) => {
    const text = stringify(document);
    const refusals = { schema: faults(schema, text), reader: READERS[schema](text) };
    expect(refusals[by].join('\n')).toMatch(sign);
    if (by === 'reader') expect(refusals.schema).toEqual([]);
  });
});

const VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    1,
    -1,
    2.5,
    1.34,
    '',
    'x',
    'X',
    'a b',
    'no',
    [],
    {},
    ['a'],
    [null],
    [{}],
    { a: 1 },
    { a: null },
  ],
  ...[
    'v1.34',
    'v1.34.7',
    '1.34.7',
    'v01.2.3',
    '1.34',
    '>=1.34',
    '1.32 - 1.34',
    '>= 1.32 <1.35',
    '=>1.34',
    '1.18.x',
    '^2.0.0 || 3',
    'patch',
  ],
  ...[
    '../x',
    'a/b/',
    '/a',
    'a//b',
    '.',
    '<< kubernetes.version >>',
    '<< url >>',
    '<< os.name >>',
    '<<x>>',
    '<<< kubernetes.patch >>>',
  ],
  ...[
    'kubernetesMinor',
    'https://example.com/x',
    'ftp://example.com',
    `sha256:${'a'.repeat(64)}`,
    'F'.repeat(64),
    '2026-03-20',
    '2026-13-01',
  ],
];

/** A document with one or two places changed: another value, a key less, a key more, an entry twice. */
function mutant(document: unknown): fc.Arbitrary<unknown> {
  const step = fc.record({
    at: fc.nat(),
    how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add'),
    value: fc.constantFrom(...VALUES),
  });
  return fc.array(step, { minLength: 1, maxLength: 2 }).map((steps) =>
    steps.reduce<unknown>((data, { at, how, value }) => {
      const places = placesIn(data);
      const place = places[at % places.length] ?? [];
      return changed(data, place, how, structuredClone(value));
    }, document),
  );
}

const placesIn = (data: unknown, path: readonly string[] = []): (readonly string[])[] =>
  data === null || typeof data !== 'object'
    ? [path]
    : [path, ...Object.entries(data).flatMap(([key, value]) => placesIn(value, [...path, key]))];

function changed(data: unknown, path: readonly string[], how: string, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    if (how !== 'add' || data === null || typeof data !== 'object') return value;
    return Array.isArray(data) ? [...(data as unknown[]), value] : { ...data, unheardOf: value };
  }
  const copy = structuredClone(data) as Record<string, unknown>;
  if (rest.length > 0 || how !== 'remove') copy[key] = changed(copy[key], rest, how, value);
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}

describe('the files that are there', () => {
  const expectGood = (folder: string): void => {
    const checked = filesBelow(folder).flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const schema = schemaFor(file, text);
      return schema ? [{ file: relative(folder, file), faults: faults(schema, text) }] : [];
    });
    expect(checked.length).toBeGreaterThan(4);
    expect(checked.filter((one) => one.faults.length > 0)).toEqual([]);
  };

  it('of our own stacks fit', () => expectGood(join(PROJECT, 'providers')));

  it.skipIf(!hasCorpus)('of real stacks fit', () => expectGood(corpusPath('stacks')));

  it('of our own stacks name their schema on the first line', () => {
    const files = filesBelow(join(PROJECT, 'providers')).filter((file) => basename(file) === 'stack.yaml');
    expect(files.length).toBeGreaterThan(0);
    for (const file of files)
      expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(
        `# yaml-language-server: $schema=${String(schemaOf('stack')['$id'])}`,
      );
  });
});
