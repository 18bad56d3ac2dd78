// What the section auth of a cloud must say, so that Cluster API and the addons can log in (gophercloud, Keystone v3).
import type { Place } from '../../problem/place.ts';
import { problem, type Problem } from '../../problem/problem.ts';
import { isGiven, isMap, textOf, type MapSetting } from './setting.ts';

/** How a client logs in. */
export type AuthMethod = 'application credential' | 'password' | 'token';

/** By auth_type; Keystone's second version knows no projects that Cluster API's provider could ask for. */
const METHODS: Readonly<Record<string, AuthMethod>> = {
  v3applicationcredential: 'application credential',
  password: 'password',
  v3password: 'password',
  token: 'token',
  v3token: 'token',
};

const CREDENTIAL_KEYS = [
  'application_credential_id',
  'application_credential_name',
  'application_credential_secret',
];

/** What holds for an entry, and where to point when something is missing in it. */
interface Subject {
  readonly auth: MapSetting;
  readonly at: Place;
  readonly has: (...keys: string[]) => boolean;
}

/**
 * The method of an entry, and what keeps it from working. Where there is no auth_type the fields tell, as for
 * gophercloud. Nothing of the entry is quoted.
 * @param entry with underscores in its keys
 */
export function checkAuth(name: string, entry: MapSetting): { method: AuthMethod; problems: Problem[] } {
  const auth = entry.entries.get('auth');
  const say = (message: string, at: Place, hint: string): Problem =>
    problem('cloud-auth', `the cloud ${name} ${message}`, { ...at, hint });
  if (!isMap(auth)) {
    const message = isGiven(auth) ? 'has an auth that is no map' : 'has no auth';
    const hint =
      'add auth with auth_url and, best, application_credential_id and application_credential_secret';
    return { method: 'password', problems: [say(message, (auth ?? entry).place, hint)] };
  }
  const has = (...keys: string[]) => keys.some((key) => textOf(auth, key) !== undefined);
  const type = entry.entries.get('auth_type');
  const declared = textOf(entry, 'auth_type');
  const method = declared === undefined ? guess(has) : METHODS[declared.toLowerCase()];
  if (method === undefined) {
    const message = 'has an auth_type that Cluster API and the addons do not know';
    const hint = `expected one of ${Object.keys(METHODS).join(', ')}`;
    return { method: 'password', problems: [say(message, (type ?? entry).place, hint)] };
  }
  const subject = { auth, at: auth.place, has };
  const found = [...checkAddress(subject, entry), ...checkMethod(method, subject)];
  return { method, problems: found.map(({ message, at, hint }) => say(message, at, hint)) };
}

const guess = (has: Subject['has']): AuthMethod => {
  if (has(...CREDENTIAL_KEYS)) return 'application credential';
  return has('token') && !has('password') ? 'token' : 'password';
};

interface Finding {
  readonly message: string;
  readonly at: Place;
  readonly hint: string;
}

function checkAddress({ auth, at }: Subject, entry: MapSetting): Finding[] {
  const setting = auth.entries.get('auth_url');
  const url = textOf(auth, 'auth_url');
  if (url === undefined) {
    const beside = isGiven(entry.entries.get('auth_url'));
    const hint = beside
      ? 'it stands beside auth; move it into it'
      : 'add the address of Keystone: https://HOST:5000/v3';
    return [{ message: 'has no auth_url in auth', at, hint }];
  }
  if (/^https?:\/\/[^/\s]+/.test(url) && URL.canParse(url)) return [];
  const hint = 'expected an address as in https://HOST:5000/v3';
  return [{ message: 'has an auth_url that is no address', at: (setting ?? auth).place, hint }];
}

const USER = ['username', 'user_id'];
const USER_DOMAIN = ['user_domain_name', 'user_domain_id', 'domain_name', 'domain_id', 'default_domain'];
const PROJECT_DOMAIN = [
  'project_domain_name',
  'project_domain_id',
  'domain_name',
  'domain_id',
  'default_domain',
];

function checkMethod(method: AuthMethod, subject: Subject): Finding[] {
  const { has, at } = subject;
  if (method === 'application credential') return checkCredential(subject);
  if (method === 'token')
    return has('token')
      ? checkProject(subject)
      : [{ message: 'has no token', at, hint: 'add it, or use an application credential' }];
  const hint = 'add it here or in secure.yaml; better still, use an application credential';
  return [
    ...(has('password') ? [] : [{ message: 'has no password', at, hint }]),
    ...checkUser(subject),
    ...checkProject(subject),
  ];
}

function checkCredential(subject: Subject): Finding[] {
  const { has, at } = subject;
  const lost = 'it is shown once, when it is made; make a new one if it is lost';
  const listed = 'openstack application credential list shows it';
  return [
    ...(has('application_credential_secret')
      ? []
      : [{ message: 'has no application_credential_secret', at, hint: lost }]),
    ...(has('application_credential_id', 'application_credential_name')
      ? []
      : [{ message: 'has no application_credential_id', at, hint: listed }]),
    // A name is only unique within a user.
    ...(has('application_credential_name') && !has('application_credential_id') ? checkUser(subject) : []),
  ];
}

function checkUser({ has, at }: Subject): Finding[] {
  if (!has(...USER)) return [{ message: 'has no username', at, hint: 'add username or user_id' }];
  if (has('username') && has('user_id'))
    return [{ message: 'has both username and user_id', at, hint: 'leave out one of them' }];
  const isNamed = has(...USER_DOMAIN);
  if (has('username') && !isNamed)
    return [
      { message: 'has no domain for its username', at, hint: 'add user_domain_name or user_domain_id' },
    ];
  if (has('user_id') && isNamed)
    return [
      {
        message: 'has a domain beside user_id',
        at,
        hint: 'leave out the domains (for the project take project_id): an id is unique',
      },
    ];
  return [];
}

function checkProject({ has, at }: Subject): Finding[] {
  if (!has('project_id', 'project_name'))
    return [
      { message: 'has no project', at, hint: 'add project_id, or project_name with project_domain_name' },
    ];
  if (has('project_id') || has(...PROJECT_DOMAIN)) return [];
  return [
    {
      message: 'has no domain for its project_name',
      at,
      hint: 'add project_domain_name, or take project_id',
    },
  ];
}
