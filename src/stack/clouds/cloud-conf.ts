// cloud.conf: what addons of older stacks read instead of clouds.yaml (cloud-provider-openstack, section Global).
import type { Cloud } from './cloud.ts';

/** Keys of `auth` by their names in cloud.conf. */
const AUTH_KEYS: Readonly<Record<string, string>> = {
  'auth-url': 'auth_url',
  'application-credential-id': 'application_credential_id',
  'application-credential-name': 'application_credential_name',
  'application-credential-secret': 'application_credential_secret',
  username: 'username',
  'user-id': 'user_id',
  password: 'password',
  token: 'token',
  'tenant-id': 'project_id',
  'tenant-name': 'project_name',
  'user-domain-id': 'user_domain_id',
  'user-domain-name': 'user_domain_name',
  'tenant-domain-id': 'project_domain_id',
  'tenant-domain-name': 'project_domain_name',
  'domain-id': 'domain_id',
  'domain-name': 'domain_name',
  'trust-id': 'trust_id',
};

/**
 * The file for a cloud.
 * @param cacert path of the certificate where the file is read; undefined without one
 */
export function cloudConf({ entry }: Cloud, cacert: string | undefined): string {
  const auth = withDefaultDomain((entry['auth'] ?? {}) as Readonly<Record<string, unknown>>);
  const fields = [
    ...Object.entries(AUTH_KEYS).map(([name, key]) => [name, auth[key]] as const),
    ['region', entry['region_name']] as const,
    ['os-endpoint-type', entry['endpoint_type']] as const,
    ['ca-file', cacert] as const,
    ['tls-insecure', entry['verify'] === false ? 'true' : undefined] as const,
  ];
  const lines = fields.flatMap(([name, value]) =>
    typeof value === 'string' ? [`${name}=${quote(value)}\n`] : [],
  );
  return `[Global]\n${lines.join('')}`;
}

/** The file has no word for it. */
function withDefaultDomain(auth: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { default_domain: fallback } = auth;
  if (fallback === undefined || auth['domain_id'] !== undefined || auth['domain_name'] !== undefined)
    return auth;
  const lacks = (whose: string) =>
    auth[`${whose}_domain_id`] === undefined && auth[`${whose}_domain_name`] === undefined;
  return {
    ...auth,
    ...(lacks('user') && auth['username'] !== undefined && { user_domain_id: fallback }),
    ...(lacks('project') && auth['project_name'] !== undefined && { project_domain_id: fallback }),
  };
}

/** gcfg knows these escapes and no others. */
const quote = (value: string): string =>
  `"${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
