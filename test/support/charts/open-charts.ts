// A source of charts as a run has it, with a cache of its own, that does not wait long.
import { onTestFinished } from 'vitest';
import { HttpClient } from '../../../src/io/http/client.ts';
import type { CredentialSource } from '../../../src/io/oci/credentials.ts';
import { ChartSources } from '../../../src/io/upstream/chart-repository.ts';
import { DiskCache } from '../../../src/io/upstream/disk-cache.ts';
import { QUICK } from '../registry/connect.ts';

/** @param folder of the cache; undefined: none */
export function openCharts(
  folder?: string,
  credentials: CredentialSource = () => Promise.resolve(undefined),
): ChartSources {
  const http = new HttpClient({ patience: QUICK });
  onTestFinished(() => {
    http.close();
  });
  return new ChartSources({ http, cache: new DiskCache(folder), credentials, plainHttp: false });
}
