// What init minor is asked, from words of a command line.
import { CsctlError } from '../problem/problem.ts';
import type { MinorWish } from '../release/scaffold/minor.ts';
import {
  parseKubernetesMinor,
  parseKubernetesVersion,
  sameMinor,
  withV,
} from '../stack/kubernetes-version.ts';

interface MinorFlags {
  readonly version?: string | undefined;
  readonly pin?: readonly string[] | undefined;
  readonly offline: boolean;
}

/** @param text `1.36` @throws CsctlError `usage` */
export function minorWish(text: string, { version: exact, pin = [], offline }: MinorFlags): MinorWish {
  const minor = parseKubernetesMinor(text.replace(/^v/, ''));
  if (!minor) throw new CsctlError('usage', `"${text}" is no Kubernetes minor; expected one as in 1.36`);
  const version = exact === undefined ? undefined : parseKubernetesVersion(withV(exact));
  if (exact !== undefined && (!version || !sameMinor(version, minor))) {
    const message = `--version "${exact}" is no version of Kubernetes ${text}; expected one as in v${text}.0`;
    throw new CsctlError('usage', message);
  }
  return { minor, version, pins: new Map(pin.map(parsePin)), offline };
}

function parsePin(text: string): readonly [string, string] {
  const [, key, version] = /^([^=]+)=([^=\s]+)$/.exec(text) ?? [];
  if (key !== undefined && version !== undefined) return [key, version];
  throw new CsctlError(
    'usage',
    `--pin "${text}" is no pin; expected an addon and a version, as in ccm=2.36.0`,
  );
}
