// Clients of a test registry that do not wait long.
import { onTestFinished } from 'vitest';
import { HttpClient } from '../../../src/io/http/client.ts';
import type { HttpSettings } from '../../../src/io/http/settings.ts';
import type { CredentialSource } from '../../../src/io/oci/credentials.ts';
import { parseReference } from '../../../src/io/oci/reference.ts';
import { RegistryStore } from '../../../src/io/oci/registry-store.ts';

export const REPOSITORY = 'o/stacks';

/** Tries again at once; silence alone is waited for, since a busy machine is silent too. */
export const QUICK = { silence: 20_000, slowest: 16 * 1024, attempts: 3, pause: 1, longestPause: 50 };

export interface Connection {
  readonly repository?: string;
  readonly credentials?: CredentialSource;
  readonly plainHttp?: boolean;
  readonly settle?: number;
  readonly http?: HttpSettings;
}

/** A store as a process of its own would have it. */
export function connect(host: string, connection: Connection = {}): RegistryStore {
  const { repository = REPOSITORY, credentials, plainHttp, settle, http } = connection;
  const client = new HttpClient({ patience: QUICK, ...http });
  onTestFinished(() => {
    client.close();
  });
  return new RegistryStore(parseReference(`${host}/${repository}`), {
    http: client,
    credentials: credentials ?? (() => Promise.resolve(undefined)),
    plainHttp,
    settle: settle ?? 1,
  });
}
