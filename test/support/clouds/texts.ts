// Files of the OpenStack client in memory, and clouds to put into them.
import { CsctlError } from '../../../src/problem/problem.ts';
import type { CloudPlaces } from '../../../src/release/manifests/credentials/find-clouds.ts';
import type { TextFiles } from '../../../src/release/ports.ts';

/** Text files by path; reading one that is not there is refused, as on a disk. */
export const textsOf = (files: Readonly<Record<string, string>>): TextFiles => ({
  read: (file) => {
    const text = files[file];
    if (text !== undefined) return Promise.resolve(text);
    return Promise.reject(new CsctlError('file-unreadable', `${file} cannot be read`, { file }));
  },
  find: (file) => Promise.resolve(files[file]),
});

/** What the OpenStack client finds around it where nothing is set. */
export const PLACES: CloudPlaces = {
  folders: ['', '/home/me/.config/openstack', '/etc/openstack'],
  cloudsFile: undefined,
  secureFile: undefined,
  cloud: undefined,
  home: '/home/me',
};

/** A file with one cloud, which nothing is wrong with. */
export const ONE_CLOUD = `clouds:
  mine:
    auth_type: v3applicationcredential
    auth:
      auth_url: https://keystone.example.com:5000/v3
      application_credential_id: 5f0a
      application_credential_secret: open sesame
    region_name: RegionOne
`;
