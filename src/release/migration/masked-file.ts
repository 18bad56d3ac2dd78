// A file of one minor with what a stack can fill in masked: chart versions, derived names, the Kubernetes version.
import { formatKubernetes, formatMinor, type KubernetesVersion } from '../../stack/kubernetes-version.ts';
import { YamlSource, type YamlPath } from '../../stack/yaml-source.ts';

/** Stands for a value; the same in every minor, and in no file that people write. */
const TOKEN = 'csctl-masked-';

/** A text with tokens in the place of some values. */
export interface MaskedText {
  readonly text: string;
  /** What each token stands for, by the name that it was given. */
  readonly values: ReadonlyMap<string, string>;
}

/** Masks scalars of a YAML text, those that come back byte for byte; others stay as they are. */
export function maskScalars(
  file: string,
  text: string,
  scalars: readonly { readonly name: string; readonly path: YamlPath }[],
): MaskedText {
  const values = new Map<string, string>();
  let masked = text;
  if (text.includes(TOKEN)) return { text, values };
  for (const { name, path } of scalars) {
    const source = YamlSource.parse(file, masked);
    const value = source.scalarText(path);
    if (value === undefined || value.includes('<<')) continue;
    const tried = source.withScalar(path, tokenOf(name));
    // What is pinned is written by the same function, and has to give the same bytes.
    const isSafe =
      fill(tried, new Map([[name, value]])) === masked &&
      YamlSource.parse(file, tried).withScalar(path, value) === masked;
    if (!isSafe) continue;
    masked = tried;
    values.set(name, value);
  }
  return { text: masked, values };
}

const tokenOf = (name: string): string =>
  `${TOKEN}${[...name].map((c) => c.charCodeAt(0).toString(36)).join('.')}.z`;

/** The text with the values in place of their tokens. */
export const fill = (text: string, values: ReadonlyMap<string, string>): string =>
  [...values].reduce((filled, [name, value]) => filled.replaceAll(tokenOf(name), () => value), text);

/** The text with a mark wherever it names the exact Kubernetes version (`v1.34.7`). */
export const withVersionMarks = (text: string, kubernetes: KubernetesVersion): string =>
  text.replace(pattern(`v${escaped(formatKubernetes(kubernetes).slice(1))}`), '<< kubernetes.version >>');

/** As `withVersionMarks`, and a mark for the minor (`1.34`). */
export const withMarks = (text: string, kubernetes: KubernetesVersion): string =>
  withVersionMarks(text, kubernetes).replace(
    pattern(escaped(formatMinor(kubernetes))),
    '<< kubernetes.minor >>',
  );

const escaped = (version: string): string => version.replaceAll('.', '\\.');

/** Not inside a longer number or version. */
const pattern = (version: string): RegExp => new RegExp(`(?<![\\d.])${version}(?!\\.?\\d)`, 'g');
