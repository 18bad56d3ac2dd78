// What stands after `oci://`: a registry and a repository in it (OCI distribution specification, pulling manifests).
import { CsctlError } from '../../problem/problem.ts';

/** A repository of a registry. */
export interface Reference {
  /** Host with its port, as the user names it, in lower case: `ghcr.io`, `localhost:5000`. */
  readonly host: string;
  /** `o/stacks` */
  readonly repository: string;
}

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/;
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
/** The specification leaves the length open; registries take 255 characters with the host. */
const LONGEST = 255;

const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** Requests go there, so it has to be a host by the rules of addresses too: no port 99999, no IPv4 1.2.3.999. */
const isHost = (text: string): boolean => HOST.test(text) && URL.canParse(`https://${text}`);

/** Whether a registry can have a tag of this name. */
export const isTag = (text: string): boolean => TAG.test(text);

/**
 * @param text `ghcr.io/o/stacks`, without the scheme
 * @throws CsctlError `remote-unknown`
 */
export function parseReference(text: string): Reference {
  const slash = text.indexOf('/');
  const host = text.slice(0, Math.max(slash, 0)).toLowerCase();
  const repository = text.slice(slash + 1);
  if (text.length <= LONGEST && isHost(host) && REPOSITORY.test(repository)) return { host, repository };
  throw new CsctlError('remote-unknown', `oci://${withoutSecrets(text)} is no repository of a registry`, {
    hint: hintFor(text, host, repository),
  });
}

/** Docker Hub's own name is no host that answers requests. */
export const apiHost = (host: string): string =>
  ['docker.io', 'index.docker.io'].includes(host) ? 'registry-1.docker.io' : host;

/** Whoever writes a password into the address shall not find it in a log too. */
const withoutSecrets = (text: string): string => text.replace(/^.*@(?!sha(?:256|512):)/s, '***@');

function hintFor(text: string, host: string, repository: string): string {
  const form = 'the form is oci://HOST[:PORT]/REPOSITORY';
  if (/^[a-z]+:\/\//i.test(text)) return `${form}, with one scheme only`;
  if (/@sha(?:256|512):/.test(text)) return `${form}, without a digest`;
  if (text.includes('@'))
    return `${form}; credentials come from OCI_USERNAME and OCI_PASSWORD, or docker login`;
  if (text !== text.trim()) return `${form}, without spaces or line ends around it`;
  if (host === '' || repository === '') return form;
  if (/:[^/]*$/.test(repository)) return `${form}, without a tag`;
  if (!isHost(host)) return `${form}; "${host}" is no host`;
  if (text.length > LONGEST) return `${form}, ${LONGEST} characters at most`;
  if (REPOSITORY.test(repository.toLowerCase()))
    return `repositories are in lower case: oci://${host}/${repository.toLowerCase()}`;
  return `${form}; a repository has lower-case letters and digits, with single . _ or any - between them`;
}
