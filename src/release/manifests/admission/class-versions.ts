// The parameter object of the admission policies: which Kubernetes version each published class is for.
import { parseAllDocuments } from 'yaml';
import { CsctlError, problem, type Problem } from '../../../problem/problem.ts';
import { withPair } from '../../../stack/edits/yaml-splice.ts';
import { compareMinors } from '../../../stack/kubernetes-version.ts';
import { parseTag, seriesName, type ReleaseName } from '../../../stack/release-name.ts';
import { compareVersions, formatVersion } from '../../../stack/stack-version.ts';
import { YamlSource } from '../../../stack/yaml-source.ts';
import { VERSIONS_LABEL, VERSIONS_LABEL_VALUE } from './expressions.ts';

/** A release as Clusters see it. */
export interface PublishedClass {
  readonly tag: string;
  /** `docker-scs-1-34-v4-beta.0`: what Clusters name. A key of a ConfigMap can be any such name. */
  readonly class: string;
  /** `v1.34.7` */
  readonly kubernetes: string;
}

/** A class that a file did not have, or had with another version. */
export interface ChangedClass extends PublishedClass {
  /** Null where it was not there. */
  readonly from: string | null;
}

export const VERSIONS_NAME = 'cluster-stack-versions';

/** Name of the ClusterClass that a release brings (docs/operator-contract.md 1.1); undefined for a foreign tag. */
export function classOfTag(tag: string): string | undefined {
  const name = parseTag(tag);
  return name && classNameOf(name);
}

const classNameOf = ({ identity, version }: ReleaseName): string =>
  `${seriesName(identity)}-${formatVersion(version)}`;

/** A release whose Kubernetes version is known, as its class; undefined for a foreign tag. */
export function publishedClass(tag: string, kubernetes: string): PublishedClass | undefined {
  const name = classOfTag(tag);
  return name === undefined ? undefined : { tag, class: name, kubernetes };
}

/** Each class once, the first one of a name; by provider and stack, old ones first: new ones come at the end. */
export function sortClasses(classes: readonly PublishedClass[]): PublishedClass[] {
  const once = new Map<string, { name: ReleaseName; entry: PublishedClass }>();
  for (const entry of classes) {
    const name = parseTag(entry.tag);
    if (name && !once.has(entry.class)) once.set(entry.class, { name, entry });
  }
  return [...once.values()].sort((a, b) => compareNames(a.name, b.name)).map(({ entry }) => entry);
}

function compareNames(a: ReleaseName, b: ReleaseName): number {
  const [stackA, stackB] = [a, b].map(({ identity }) => `${identity.provider}-${identity.name}`);
  if (stackA !== stackB) return (stackA ?? '') < (stackB ?? '') ? -1 : 1;
  return compareMinors(a.identity.minor, b.identity.minor) || compareVersions(a.version, b.version);
}

/** The ConfigMap that the bindings find by its label. */
export const versionsObject = (
  classes: readonly PublishedClass[],
  namespace: string | undefined,
): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: VERSIONS_NAME, namespace, labels: { [VERSIONS_LABEL]: VERSIONS_LABEL_VALUE } },
  data: Object.fromEntries(sortClasses(classes).map((one) => [one.class, one.kubernetes])),
});

/**
 * The text of such a ConfigMap with the versions of classes set. What else is there stays: comments, order, classes of
 * releases that are not published any more but have Clusters.
 * @param file for messages
 * @throws CsctlError `admission-params` for a file that is something else, `yaml-syntax`
 */
export function withClasses(
  file: string,
  text: string,
  classes: readonly PublishedClass[],
): { readonly text: string; readonly changes: readonly ChangedClass[] } {
  readVersions(file, text);
  let current = text;
  const changes: ChangedClass[] = [];
  for (const one of sortClasses(classes)) {
    const source = YamlSource.parse(file, current);
    const from = source.get([DATA, one.class]);
    if (from === one.kubernetes) continue;
    current =
      from === undefined
        ? withPair(current, [DATA], one.class, one.kubernetes, 'block', predecessor(source, one))
        : source.withScalar([DATA, one.class], one.kubernetes);
    changes.push({ ...one, from: typeof from === 'string' ? from : null });
  }
  return { text: current, changes };
}

const DATA = 'data';

/** Of another name: the file may hold what is needed elsewhere. */
const ANOTHER = 'name another file; csctl generate admission --params-only -o FILE writes one';

/** The last class of the same series in a file: the new one comes after it. */
function predecessor(source: YamlSource, { tag }: PublishedClass): string | undefined {
  const identity = parseTag(tag)?.identity;
  return identity && source.keys([DATA]).findLast((key) => key.startsWith(`${seriesName(identity)}-v`));
}

/**
 * The file as it is, if it is a ConfigMap that the policies look at.
 * @throws CsctlError `admission-params`, `yaml-syntax`
 */
export function readVersions(file: string, text: string): YamlSource {
  const source = YamlSource.parse(file, text);
  const found = source.problems[0] ?? findSeveral(file, text) ?? findFault(source);
  if (!found) return source;
  throw new CsctlError(found.code, found.message, { ...found, hint: found.hint ?? ANOTHER });
}

/** Edits are for one object; the others would be lost. */
function findSeveral(file: string, text: string): Problem | undefined {
  const second = parseAllDocuments(text, { logLevel: 'silent' })[1];
  if (!second) return undefined;
  const line = text.slice(0, second.range[0]).split('\n').length;
  const message = `${file} holds several objects; expected the ConfigMap with the versions of classes alone`;
  return problem('admission-params', message, { file, line });
}

function findFault(source: YamlSource): Problem | undefined {
  const { file } = source;
  const refuse = (path: string[], message: string): Problem =>
    problem('admission-params', `${file} ${message}`, source.place(path));
  if (source.get(['kind']) !== 'ConfigMap' || source.get(['apiVersion']) !== 'v1')
    return refuse(['kind'], 'is no ConfigMap; expected the one that holds the versions of classes');
  if (source.get(['metadata', 'labels', VERSIONS_LABEL]) !== VERSIONS_LABEL_VALUE)
    return refuse(
      ['metadata', 'labels'],
      `has no label ${VERSIONS_LABEL}: ${VERSIONS_LABEL_VALUE}, so no policy looks at it`,
    );
  if (source.kindAt([DATA]) !== 'map')
    return refuse([DATA], `has no map "data"; expected classes and their Kubernetes versions, or {}`);
  return undefined;
}
