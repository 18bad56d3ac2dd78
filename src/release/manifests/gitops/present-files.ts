// Files in git that are there already: what people changed stays, what a release needs is put in.
import { isMap, isSeq, parseDocument, type Document } from 'yaml';
import { placeAt } from '../../../problem/place.ts';
import { CsctlError } from '../../../problem/problem.ts';
import { hintOf, notYaml } from '../../../stack/yaml-faults/fault.ts';
import { firstFault } from '../../../stack/yaml-faults/first-fault.ts';
import { manifestText } from '../manifest-text.ts';

/** What brings folders in git into a management cluster. */
export type GitopsTool = 'flux' | 'argocd';

/** What a kustomization says when it is new. */
export interface Kustomization {
  readonly namespace?: string | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** Files and folders beside it, in the order in which they are to be applied. */
  readonly resources: readonly string[];
}

const MADE = 'csctl generate gitops';

/**
 * Text of a kustomization.yaml.
 * @param present the one that is there; it keeps all it has and gets the resources that it lacks
 * @throws CsctlError `yaml-syntax`, `gitops-file`
 */
export function kustomizationText(
  { namespace, annotations, resources }: Kustomization,
  file: string,
  present: string | undefined,
): string {
  if (present !== undefined) return withItems(present, file, ['resources'], resources);
  const content = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace,
    commonAnnotations: annotations,
    resources,
  };
  return manifestText(content, MADE);
}

/** The namespace that a kustomization.yaml gives to its objects. @throws CsctlError `yaml-syntax`, `gitops-file` */
export function namespaceIn(text: string, file: string): string | undefined {
  const namespace: unknown = readDocument(text, file).get('namespace');
  return typeof namespace === 'string' ? namespace : undefined;
}

/**
 * A ClusterStack that is there, with one more version. The others stay: Clusters use them until they are upgraded,
 * and the operator would take away the releases of versions that are not listed (docs/operator-contract.md 1.4).
 * @throws CsctlError `yaml-syntax`, `gitops-file`
 */
export const withVersion = (text: string, file: string, version: string): string =>
  withItems(text, file, ['spec', 'versions'], [version]);

/** The versions of a ClusterStack. @throws CsctlError `yaml-syntax`, `gitops-file` */
export function versionsIn(text: string, file: string): string[] {
  const list: unknown = readDocument(text, file).getIn(['spec', 'versions']);
  return isSeq(list) ? list.toJSON().map(String) : [];
}

/** The text with items in a list that it lacks, at its end; the same text where it lacks none. */
function withItems(text: string, file: string, path: readonly string[], items: readonly string[]): string {
  const document = readDocument(text, file);
  const list: unknown = document.getIn(path);
  const present = isSeq(list) ? list.toJSON() : [];
  const missing = items.filter((item) => !present.includes(item));
  if (missing.length === 0) return text;
  if (list !== undefined && list !== null && !isSeq(list)) throw notAList(file, path);
  if (isSeq(list)) for (const item of missing) list.add(item);
  else document.setIn(path, document.createNode(missing));
  return document.toString({ lineWidth: 0, indentSeq: /\n +- /.test(text) });
}

function readDocument(text: string, file: string): Document {
  const document = parseDocument(text, { version: '1.1', prettyErrors: false });
  const fault = firstFault(text, [document]);
  if (fault) {
    const place = placeAt(file, text, fault.offset);
    throw new CsctlError('yaml-syntax', notYaml(file, fault), { ...place, ...hintOf(fault) });
  }
  if (isMap(document.contents)) return document;
  throw new CsctlError('gitops-file', `${file} holds no object`, { file, hint: HINT });
}

const HINT = 'mend it, or move it away: a new one is written then';

const notAList = (file: string, path: readonly string[]): CsctlError =>
  new CsctlError('gitops-file', `${path.join('.')} of ${file} is no list`, { file, hint: HINT });
