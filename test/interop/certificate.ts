// A certificate for this machine, and the authority that signed it, which nobody knows.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './scratch.ts';
import { openssl } from './tools.ts';

/** Files in PEM format. */
export interface Certificate {
  /** The authority's: what clients have to be told of. */
  readonly authority: string;
  /** A folder with it alone, as skopeo wants it. */
  readonly authorities: string;
  readonly certificate: string;
  readonly key: string;
}

const EXTENSIONS = 'subjectAltName=IP:127.0.0.1,DNS:localhost\n';

/** @throws Error when openssl fails */
export function makeCertificate(): Certificate {
  const cwd = scratchFolder('certificate');
  const authorities = join(cwd, 'authorities');
  mkdirSync(authorities);
  const authority = join(authorities, 'ca.crt');
  const run = (...args: readonly string[]) => openssl.ok(args, { cwd });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  run('req', '-x509', ...key, '-keyout', 'ca.key', '-out', authority, '-subj', '/CN=interop', '-days', '2');
  run('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  writeFileSync(join(cwd, 'extensions'), EXTENSIONS);
  const signed = ['-CA', authority, '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'extensions'];
  run('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.crt', '-days', '2');
  return { authority, authorities, certificate: join(cwd, 'server.crt'), key: join(cwd, 'server.key') };
}
