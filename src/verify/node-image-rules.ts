// Rules for node-images.yaml, which the OpenStack provider operator reads (docs/operator-contract.md 7).
import type { Problem } from '../problem/problem.ts';
import { seriesName } from '../stack/release-name.ts';
import { YamlSource, type YamlPath } from '../stack/yaml-source.ts';
import { scalarText } from './addon-config.ts';
import type { ReleaseView } from './view.ts';

const LIST = 'openStackNodeImages';
/** Longest name of an object in Kubernetes. */
const NAME_LIMIT = 253;
const OBJECT_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const VISIBILITIES = ['public', 'private', 'shared', 'community'];

/** What an option must be; a check returns what was expected when the value is something else. */
type Check = (value: unknown) => string | undefined;

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const text: Check = (value) => (isScalar(value) ? undefined : 'a string');
const integer: Check = (value) =>
  typeof value === 'number' && Number.isInteger(value) ? undefined : 'a whole number without quotes';
// The operator reads YAML 1.1, where these words are booleans too.
const flag: Check = (value) =>
  typeof value === 'boolean' || /^(?:y|yes|n|no|on|off)$/i.test(scalarText(value))
    ? undefined
    : 'true or false';

const OPTIONS: Readonly<Record<string, Check>> = {
  name: text,
  id: text,
  visibility: (value) => (VISIBILITIES.includes(scalarText(value)) ? undefined : VISIBILITIES.join(', ')),
  os_hidden: flag,
  tags: (value) => (Array.isArray(value) && value.every(isScalar) ? undefined : 'a list of strings'),
  container_format: text,
  disk_format: text,
  min_disk: integer,
  min_ram: integer,
  protected: flag,
  properties: (value) =>
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.values(value).every(isScalar)
      ? undefined
      : 'a map of strings',
};
const ENTRY_KEYS = ['url', 'imageDir', 'createOpts'];

/** Checks the list when the stack is one of OpenStack's, or the file says that it is. */
export function checkNodeImages(view: ReleaseView): Problem[] {
  if (!view.nodeImages) return [];
  const source = YamlSource.parse(view.nodeImages.file, view.nodeImages.text);
  if (view.identity && view.identity.provider !== 'openstack' && source.kindAt([LIST]) === 'missing')
    return [];
  if (source.problems.length > 0) return [...source.problems];
  return new ImageReader(source, view).read();
}

class ImageReader {
  private readonly problems: Problem[] = [];

  constructor(
    private readonly source: YamlSource,
    private readonly view: ReleaseView,
  ) {}

  read(): Problem[] {
    const listed = this.source.get([LIST]);
    if (!Array.isArray(listed) || listed.length === 0) {
      const kind = this.source.kindAt([LIST]);
      const found = kind === 'list' ? 'empty' : kind === 'missing' ? 'missing' : `a ${kind}`;
      const hint = 'list an image, or leave the file out and use noProvider: true';
      const message = `${LIST} is ${found}; expected a list with at least one image`;
      return [this.source.problemAt([LIST], 'node-images-empty', message, { hint })];
    }
    const names = listed.map((_: unknown, index) => this.readImage([LIST, index]));
    this.duplicates(names);
    this.version(names);
    return this.problems;
  }

  private report(path: YamlPath, message: string, hint?: string): void {
    this.problems.push(
      this.source.problemAt(path, 'node-images', message, hint === undefined ? {} : { hint }),
    );
  }

  /** @returns the image's name, empty when it has none */
  private readImage(path: YamlPath): string {
    const number = Number(path.at(-1)) + 1;
    if (this.source.kindAt(path) !== 'map') {
      this.report(
        path,
        `image ${number} is a ${this.source.kindAt(path)}; expected a map with url and createOpts`,
      );
      return '';
    }
    const options = [...path, 'createOpts'];
    this.keys(path, ENTRY_KEYS);
    const url = this.source.get([...path, 'url']);
    if (typeof url !== 'string' || url === '')
      this.report([...path, 'url'], `image ${number} has no url; expected where to fetch it`);
    if (this.source.kindAt(options) !== 'map') {
      const message = `image ${number} has no createOpts; expected a map with a name`;
      this.report(options, message, 'without it the operator crashes');
      return '';
    }
    this.keys(options, Object.keys(OPTIONS));
    for (const [key, check] of Object.entries(OPTIONS)) {
      const at = [...options, key];
      const value = this.source.get(at);
      const expected = value === undefined || value === null ? undefined : check(value);
      if (expected !== undefined) this.report(at, `${key} is ${JSON.stringify(value)}; expected ${expected}`);
    }
    const name = scalarText(this.source.get([...options, 'name']));
    this.name([...options, 'name'], number, name);
    return name;
  }

  /** Keys that are read by nobody: `diskFormat` in place of `disk_format` is dropped without a word. */
  private keys(path: YamlPath, known: readonly string[]): void {
    const bare = (key: string) => key.toLowerCase().replace(/[_-]/g, '');
    for (const key of this.source.keys(path)) {
      // The operator's parser does not mind upper and lower case.
      if (known.some((candidate) => candidate.toLowerCase() === key.toLowerCase())) continue;
      const meant = known.find((candidate) => bare(candidate) === bare(key));
      const message = `the key ${key} is dropped; expected ${meant ?? known.join(', ')}`;
      const hint = meant ? `write ${meant}` : 'take it out';
      const place = this.source.keyPlace([...path, key]);
      const severity = meant ? 'error' : 'warning';
      this.problems.push(this.source.problemAt(path, 'node-images', message, { ...place, hint, severity }));
    }
  }

  private name(path: YamlPath, number: number, name: string): void {
    if (name === '') return this.report(path, `image ${number} has no createOpts.name; expected one`);
    const series = this.view.identity ? seriesName(this.view.identity) : 'a';
    // Part of an object's name: behind the series, before the version.
    if (!OBJECT_NAME.test(`${series}-${name}-v1`)) {
      this.report(
        path,
        `image name "${name}" cannot be part of an object's name; expected a-z, 0-9, "-" and "."`,
      );
    } else if (`${series}-${name}-v1`.length > NAME_LIMIT) {
      this.report(
        path,
        `image name "${name}" is too long: with the stack's name over ${NAME_LIMIT} characters`,
      );
    }
  }

  private duplicates(names: readonly string[]): void {
    names.forEach((name, index) => {
      if (name === '' || names.indexOf(name) === index) return;
      this.report(
        [LIST, index, 'createOpts', 'name'],
        `a second image is called "${name}"; expected each name once`,
      );
    });
  }

  private version(names: readonly string[]): void {
    const { kubernetes } = this.view;
    if (kubernetes === undefined || names.every((name) => name === '')) return;
    const bare = kubernetes.replace(/^v/, '').replaceAll('.', String.raw`\.`);
    const exact = new RegExp(String.raw`(?<![\d.])v?${bare}(?!\.?\d)`);
    if (names.some((name) => exact.test(name))) return;
    const message = `no image is named after ${kubernetes}; found ${names.filter((name) => name !== '').join(', ')}`;
    const hint = `add an image whose name ends in -${kubernetes}`;
    this.problems.push(this.source.problemAt([LIST], 'node-images-version', message, { hint }));
  }
}
