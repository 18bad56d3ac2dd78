// The pinned entries of a catalogue: an exact Kubernetes version, and the digest of its image.
import { shownAddress } from '../chart-source.ts';
import type { ConfigFields } from '../config-fields.ts';
import type { Digest } from '../fingerprint.ts';
import { compareKubernetes, formatKubernetes } from '../kubernetes-version.ts';
import type { YamlPath } from '../yaml-source.ts';
import type { ImageCatalogue, PinnedImage } from './catalogue.ts';

/** Keys of an entry; the digest of a file is bare, that of a container image says its algorithm. */
const KEYS: Readonly<Record<ImageCatalogue['kind'], readonly string[]>> = {
  server: ['version', 'sha256', 'url', 'built'],
  container: ['version', 'digest'],
};

const HEX = /^(?:sha256:)?([0-9a-f]{64})$/i;

/** Reads `versions`. @returns the entries sorted by version, the newest last */
export function readPins(fields: ConfigFields, path: YamlPath, kind: ImageCatalogue['kind']): PinnedImage[] {
  const pins: PinnedImage[] = [];
  for (let index = 0; index < fields.count(path); index += 1) {
    const pin = readPin(fields, [...path, index], kind);
    if (!pin) continue;
    const twin = pins.some(({ version }) => compareKubernetes(version, pin.version) === 0);
    if (!twin) pins.push(pin);
    else {
      const message = `${formatKubernetes(pin.version)} is listed twice; expected one entry for each version`;
      const hint = 'take one out';
      fields.problems.push(fields.source.problemAt([...path, index], 'image-catalogue', message, { hint }));
    }
  }
  return pins.sort((a, b) => compareKubernetes(a.version, b.version));
}

function readPin(
  fields: ConfigFields,
  path: YamlPath,
  kind: ImageCatalogue['kind'],
): PinnedImage | undefined {
  const { source } = fields;
  if (source.kindAt(path) !== 'map') {
    fields.wrongType(path, source.kindAt(path), 'a map with a version');
    return undefined;
  }
  fields.unknownKeys(path, KEYS[kind]);
  const version = fields.kubernetes([...path, 'version'], { lenient: true });
  const digest = readDigest(fields, [...path, kind === 'server' ? 'sha256' : 'digest']);
  const pin = { digest, url: readUrl(fields, path), built: readDay(fields, path), place: source.place(path) };
  return version && { version, ...pin };
}

function readDigest(fields: ConfigFields, path: YamlPath): Digest | undefined {
  const { source } = fields;
  if (source.kindAt(path) === 'missing') return undefined;
  const text = source.scalarText(path);
  const hex = HEX.exec(text ?? '')?.[1];
  if (hex !== undefined) return `sha256:${hex.toLowerCase()}`;
  const message = `${String(path.at(-1))} is ${text === undefined ? source.kindAt(path) : `"${text}"`}; expected the 64 hex digits of a SHA-256`;
  fields.problems.push(source.problemAt(path, 'image-catalogue', message));
  return undefined;
}

function readUrl(fields: ConfigFields, entry: YamlPath): string | undefined {
  const path = [...entry, 'url'];
  if (fields.source.kindAt(path) === 'missing') return undefined;
  const url = fields.text(path);
  if (url === undefined || isWebAddress(url)) return url;
  const message = `"${shownAddress(url)}"${withLogin(url)} is no address; expected https://HOST/PATH`;
  const hint = ADDRESS_HINT;
  fields.problems.push(fields.source.problemAt(path, 'image-catalogue', message, { hint }));
  return undefined;
}

function readDay(fields: ConfigFields, entry: YamlPath): string | undefined {
  const path = [...entry, 'built'];
  const text = fields.source.scalarText(path);
  if (fields.source.kindAt(path) === 'missing') return undefined;
  if (text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  const message = `built is ${text === undefined ? fields.source.kindAt(path) : `"${text}"`}; expected a day such as 2026-03-20`;
  fields.problems.push(fields.source.problemAt(path, 'image-catalogue', message));
  return undefined;
}

/** What to do about an address that is refused. */
export const ADDRESS_HINT =
  'images are fetched by operators without a login: name a server that asks for none';

/** What an address that is shown without its login says of it. */
export const withLogin = (url: string): string =>
  shownAddress(url) === url.replace(/\?.*$/s, '') ? '' : ' with a login';

/** Whether a text is an address that can be asked, without a password in it. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s@/]+\/\S*$/.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
