// The settings of the object store that built images go to, as csctl-openstack reads them: `--node-image-registry FILE`.
import { CsctlError, problem, refuseErrors, type Problem } from '../../problem/problem.ts';
import { YamlSource, type YamlPath } from '../../stack/yaml-source.ts';

/** Where built images are put. */
export interface ImageRegistry {
  /** Scheme, host and port. */
  readonly endpoint: URL;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  /** PEM file of the authority that signed the server's certificate. */
  readonly authority: string | undefined;
  /** Swift with an S3 interface: downloads have another address than uploads. */
  readonly project: string | undefined;
}

const KEYS = ['endpoint', 'bucket', 'accessKey', 'secretKey', 'region', 'verify', 'cacert', 'projectID'];
/** A bucket's name (docs.aws.amazon.com, "Bucket naming rules"), and capitals and `_`, which Swift has. */
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/;

/**
 * Reads the file. Its values never get into a message: they are secrets.
 * @throws CsctlError `plugin-failed` with all that is wrong
 */
export function parseRegistryFile(file: string, text: string): ImageRegistry {
  const source = YamlSource.parse(file, text);
  // The words for a fault quote the text, which may be a secret here: the place has to do.
  const hint = 'compare indentation, quotes and colons of this line and the one above';
  const faults = source.problems.map(({ line = 1, column = 1 }) =>
    problem('yaml-syntax', `${file} is not valid YAML`, { file, line, column, hint }),
  );
  if (faults.length > 0) refuseErrors(faults, file);
  const problems: Problem[] = [];
  const report = (path: YamlPath, message: string, hint?: string) => {
    problems.push(source.problemAt(path, 'plugin-failed', message, hint === undefined ? {} : { hint }));
  };
  const required = (key: string): string => {
    const found = source.scalarText(['config', key]) ?? '';
    if (found === '') report(['config', key], `config.${key} is missing; expected a string`);
    return found;
  };
  const type = source.scalarText(['type']);
  if (type !== 'S3' && type !== 'Swift')
    report(['type'], `type is ${type ?? 'missing'}; expected S3 or Swift`);
  for (const key of source.keys([]).filter((one) => one !== 'type' && one !== 'config'))
    report([key], `unknown key ${key}; expected type and config`);
  for (const key of source.keys(['config']).filter((one) => !KEYS.includes(one)))
    report(['config', key], `unknown key config.${key}; expected ${KEYS.join(', ')}`);
  const verify = source.get(['config', 'verify']);
  if (verify !== undefined && typeof verify !== 'boolean')
    report(['config', 'verify'], 'config.verify is neither true nor false');
  const endpoint = endpointOf(required('endpoint'), verify === false);
  if (typeof endpoint === 'string') report(['config', 'endpoint'], endpoint, 'write https://HOST[:PORT]');
  const bucket = required('bucket');
  if (bucket !== '' && !BUCKET.test(bucket))
    report(['config', 'bucket'], 'config.bucket is no name of a bucket');
  const [accessKey, secretKey] = [required('accessKey'), required('secretKey')];
  const project = type === 'Swift' ? required('projectID') : undefined;
  refuseErrors(problems, file);
  if (typeof endpoint === 'string') throw new Error(endpoint);
  const region = source.scalarText(['config', 'region']) ?? 'us-east-1';
  return {
    endpoint,
    bucket,
    accessKey,
    secretKey,
    region,
    authority: source.scalarText(['config', 'cacert']),
    project,
  };
}

/**
 * csctl-openstack takes the scheme off, and reads `verify: false` as plain HTTP. Here an address with a scheme means what
 * it says, and a certificate is always looked at. @returns what is wrong with it
 */
function endpointOf(text: string, unverified: boolean): URL | string {
  const address = /^https?:\/\//.test(text) ? text : `${unverified ? 'http' : 'https'}://${text}`;
  if (!URL.canParse(address)) return 'config.endpoint is no address';
  const url = new URL(address);
  if (url.username !== '' || url.password !== '')
    return 'config.endpoint holds a login; expected accessKey and secretKey';
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return 'config.endpoint is more than a host';
  if (unverified && url.protocol === 'https:')
    return 'config.verify is false, and the endpoint has TLS: name the authority that signed its certificate in config.cacert';
  return url;
}

/** Where an image is uploaded. */
export const uploadAddress = ({ endpoint, bucket }: ImageRegistry, name: string): URL =>
  new URL(`/${bucket}/${encodeURIComponent(name)}`, endpoint);

/** Where an image is fetched by Glance (docs of csctl-openstack, "Build method"). */
export function downloadAddress(registry: ImageRegistry, name: string): string {
  const { endpoint, bucket, project } = registry;
  if (project === undefined) return uploadAddress(registry, name).href;
  return new URL(`/swift/v1/AUTH_${project}/${bucket}/${encodeURIComponent(name)}`, endpoint).href;
}

/** Reads nothing else: an error of the file system becomes one of ours. @throws CsctlError `plugin-failed` */
export function unreadable(file: string, error: unknown): CsctlError {
  const hint = 'name the file with -r, --node-image-registry: docs/provider-plugins.md says what is in it';
  const message = `the settings of the node image registry cannot be read: ${(error as Error).message}`;
  return new CsctlError('plugin-failed', message, { file, hint });
}
