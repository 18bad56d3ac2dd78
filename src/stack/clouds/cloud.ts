// One cloud of clouds.yaml, in the form that clients in a cluster understand.
import { problem, type Problem } from '../../problem/problem.ts';
import { checkAuth, type AuthMethod } from './auth-rules.ts';
import { describe } from './clouds-yaml.ts';
import {
  isGiven,
  isMap,
  plainOf,
  textOf,
  withEntries,
  withUnderscores,
  type MapSetting,
  type ScalarSetting,
  type Setting,
} from './setting.ts';

/** A cloud that one can log in to. */
export interface Cloud {
  /** Its name in clouds.yaml. */
  readonly name: string;
  readonly method: AuthMethod;
  /** Where its authority's certificate is, and where that is said. */
  readonly cacert: ScalarSetting | undefined;
  /** The entry as data, without cacert and without files of the user's machine. All values of `auth` are texts. */
  readonly entry: Readonly<Record<string, unknown>>;
}

/** Older words that gophercloud does not know, and what they are called now. */
const RENAMED = { tenant_name: 'project_name', tenant_id: 'project_id' } as const;

/** What addons read: older ones a file of their own, which says more than they take from clouds.yaml. */
export type AddonFile = 'clouds.yaml' | 'cloud.conf';

/**
 * Reads an entry in which profiles and secrets are merged. Never throws; nothing of the entry is quoted.
 * @returns the cloud, and what is wrong with it (`cloud-auth`) or will not work in a cluster (`cloud-doubtful`)
 */
export function readCloud(
  name: string,
  merged: MapSetting,
  addons: AddonFile,
): { cloud: Cloud; problems: Problem[] } {
  const entry = inNewWords(withUnderscores(merged));
  const { method, problems } = checkAuth(name, entry);
  const cacert = entry.entries.get('cacert');
  const cloud = {
    name,
    method,
    cacert: cacert?.kind === 'scalar' && isGiven(cacert) ? cacert : undefined,
    entry: dataOf(entry),
  };
  return { cloud, problems: [...problems, ...checkShape(name, entry), ...doubts(cloud, entry, addons)] };
}

function inNewWords(entry: MapSetting): MapSetting {
  const auth = entry.entries.get('auth');
  return withEntries(entry, {
    ...(isMap(auth) && { auth: withoutTenants(auth) }),
    ...regionOf(entry),
    ...verifyOf(entry),
    // Cluster API's provider only knows the older word, the OpenStack client both.
    ...(!isGiven(entry.entries.get('endpoint_type')) && { endpoint_type: narrowInterface(entry) }),
  });
}

function withoutTenants(auth: MapSetting): MapSetting {
  const changes = Object.entries(RENAMED).map(([old, now]) => ({
    [now]: isGiven(auth.entries.get(now)) ? auth.entries.get(now) : auth.entries.get(old),
    [old]: undefined,
  }));
  return withEntries(auth, Object.assign({}, ...changes) as Record<string, Setting | undefined>);
}

/** Without region_name the OpenStack client takes the first of the regions; others would take any. */
function regionOf(entry: MapSetting): Record<string, Setting> {
  const regions = entry.entries.get('regions');
  const first = regions?.kind === 'list' ? regions.items[0] : undefined;
  const region = isMap(first) ? first.entries.get('name') : first;
  return !isGiven(entry.entries.get('region_name')) && region?.kind === 'scalar'
    ? { region_name: region }
    : {};
}

/** `insecure: true` is an older way to say `verify: false`. */
function verifyOf(entry: MapSetting): Record<string, Setting | undefined> {
  const insecure = entry.entries.get('insecure');
  const isInsecure = insecure?.kind === 'scalar' && insecure.text.toLowerCase() === 'true';
  return { insecure: undefined, ...(isInsecure && { verify: { ...insecure, value: false, text: 'false' } }) };
}

const narrowInterface = (entry: MapSetting): Setting | undefined => {
  const wanted = textOf(entry, 'interface');
  return wanted === undefined || wanted === 'public' ? undefined : entry.entries.get('interface');
};

const TEXTS = ['region_name', 'interface', 'endpoint_type', 'auth_type', 'cloud'];
/** Files of the machine where clouds.yaml is, and what was merged already. */
const LEFT_OUT = ['cacert', 'cert', 'key', 'profile', 'cloud'];

function dataOf(entry: MapSetting): Record<string, unknown> {
  const kept = [...entry.entries].filter(([key, setting]) => !LEFT_OUT.includes(key) && isGiven(setting));
  return Object.fromEntries(
    kept.map(([key, setting]) => {
      if (key === 'auth' && isMap(setting)) return [key, textsOf(setting)];
      const isText = TEXTS.includes(key) || key.endsWith('_api_version');
      return [key, isText && setting.kind === 'scalar' ? setting.text : plainOf(setting)];
    }),
  );
}

/** Keystone wants texts, and readers make something else of a password like 0123 or yes. */
const textsOf = (auth: MapSetting): Record<string, unknown> =>
  Object.fromEntries(
    [...auth.entries]
      .filter(([, setting]) => isGiven(setting))
      .map(([key, setting]) => [
        key,
        setting.kind === 'scalar' && key !== 'allow_reauth' ? setting.text : plainOf(setting),
      ]),
  );

/** Keys whose value is one text, if they are there. */
const SINGLE = ['region_name', 'cacert', 'cert', 'key', 'interface', 'endpoint_type', 'auth_type'];

function checkShape(name: string, entry: MapSetting): Problem[] {
  const wrong = SINGLE.flatMap((key) => {
    const setting = entry.entries.get(key);
    if (setting === undefined || setting.kind === 'scalar') return [];
    return [{ setting, message: `${key} is ${describe(setting)}; expected a text` }];
  });
  const verify = entry.entries.get('verify');
  const isFlag = !isGiven(verify) || (verify.kind === 'scalar' && typeof verify.value === 'boolean');
  const all = isFlag ? wrong : [...wrong, { setting: verify, message: 'verify is neither true nor false' }];
  return all.map(({ setting, message }) =>
    problem('clouds-file', `the cloud ${name} cannot be used: ${message}`, {
      ...setting.place,
      hint: 'write it as the OpenStack client wants it',
    }),
  );
}

function doubts({ name, method, cacert, entry }: Cloud, source: MapSetting, addons: AddonFile): Problem[] {
  const doubt = (message: string, key: string, hint: string) =>
    problem('cloud-doubtful', `the cloud ${name} ${message}`, {
      ...(source.entries.get(key) ?? source).place,
      hint,
    });
  const client = ['cert', 'key'].find((key) => isGiven(source.entries.get(key)));
  return [
    ...(method === 'token'
      ? [
          doubt(
            'has a token, which expires within hours; the cluster is lost to Cluster API then',
            'auth',
            'take an application credential instead',
          ),
        ]
      : []),
    ...(entry['verify'] === false && !cacert && addons === 'clouds.yaml'
      ? [
          doubt(
            'is not verified, but the addons do verify: cloud controller manager and Cinder driver do not read verify',
            'verify',
            'let cacert name the certificate of its authority, if it is no public one',
          ),
        ]
      : []),
    ...(client === undefined
      ? []
      : [
          doubt(
            "has a client certificate, which is left out: Cluster API's provider sends none",
            client,
            'take an application credential',
          ),
        ]),
    ...(entry['region_name'] === undefined
      ? [
          doubt(
            'has no region_name: nodes get no region label, and where there are several regions one is taken by chance',
            'region_name',
            'add it: openstack region list shows them',
          ),
        ]
      : []),
  ];
}
