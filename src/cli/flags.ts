// Flags that several commands share; names and meanings are fixed by docs/cli.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { ALLOWABLE_CODES } from '../problem/catalogue.ts';
import { didYouMean } from '../problem/nearest.ts';
import { CsctlError } from '../problem/problem.ts';
import type { ReleaseRequest } from '../release/stages.ts';
import {
  parseKubernetesMinor,
  parseKubernetesVersion,
  type KubernetesVersion,
} from '../stack/kubernetes-version.ts';
import type { ComponentVersions } from '../stack/metadata.ts';
import { looksBack, MODES, type Mode } from '../stack/modes.ts';
import { parseVersion } from '../stack/stack-version.ts';

const modeFlag = Flags.option({
  char: 'm',
  description: 'how the release is named',
  options: MODES,
  default: 'stable' as Mode,
})();

export const kubernetesFlag = Flags.string({
  char: 'k',
  description: 'only this Kubernetes minor, as in 1.34, or all',
  helpValue: 'MINOR',
  multiple: true,
  multipleNonGreedy: true,
});

export const remoteFlag = Flags.string({
  description:
    'where releases are kept: github:OWNER/REPO, oci://HOST/REPOSITORY or layout:FOLDER (default: CSCTL_REMOTE, then csctl variables)',
  helpValue: 'REMOTE',
  multiple: true,
  multipleNonGreedy: true,
});

/** How remotes are reached. */
export const networkFlags = {
  'plain-http': Flags.boolean({ description: 'registries without TLS (default: on this machine only)' }),
  'ca-file': Flags.string({ description: 'PEM certificates to trust besides the usual', helpValue: 'FILE' }),
};

export const notesFlag = Flags.string({
  description: 'Handlebars template for the release notes on GitHub',
  helpValue: 'FILE',
});

/** @param needs flags without which there is nothing to sign */
export const signFlag = (needs: string[] = []) =>
  Flags.boolean({
    description: 'sign what is published with cosign, which has to be installed',
    dependsOn: needs,
  });

/** Signatures on what is published in registries. */
export const signFlags = {
  sign: signFlag(),
  'sign-key': Flags.string({
    description: 'key file or key service for cosign (default: signing by identity)',
    helpValue: 'KEY',
    dependsOn: ['sign'],
  }),
  'sign-arg': Flags.string({
    description: 'further argument of cosign sign, as --sign-arg=--tlog-upload=false',
    helpValue: 'ARG',
    multiple: true,
    multipleNonGreedy: true,
    dependsOn: ['sign'],
  }),
};

export const allowFlag = Flags.string({
  description: 'let problems of this code be warnings',
  helpValue: 'CODE',
  multiple: true,
  multipleNonGreedy: true,
});

export const allowBreakingFlag = Flags.boolean({
  description: 'release although clusters of the previous release do not get on without work by hand',
});

export const crdFlag = Flags.string({
  description: 'CustomResourceDefinitions that rendered objects are checked against, too',
  helpValue: 'FILE',
  multiple: true,
  multipleNonGreedy: true,
});

export const embedFlag = Flags.boolean({
  description:
    'chart dependencies inside the release, or not (default: what the stack says, else as they stand)',
  allowNo: true,
});

export const outputFlag = Flags.string({
  char: 'o',
  description: 'folder that release folders are written to',
  helpValue: 'FOLDER',
  default: '.release',
});

const versionFlags = {
  'cluster-stack-version': Flags.string({
    description: 'version of the release (mode custom)',
    helpValue: 'VERSION',
  }),
  'cluster-addon-version': Flags.string({
    description: 'version of the addons (mode custom)',
    helpValue: 'VERSION',
  }),
  'node-image-version': Flags.string({
    description: 'version of the node images (mode custom)',
    helpValue: 'VERSION',
  }),
};

export const forceFlags = {
  force: Flags.boolean({ description: 'a new version although nothing changed', dependsOn: ['reason'] }),
  reason: Flags.string({ description: 'why, with --force', helpValue: 'TEXT' }),
};

/** The argument of every command that takes stacks; commands take several. */
export const stackArguments = {
  stack: Args.string({ description: 'stack folders, or folders above stacks', required: true }),
};

/** What `plan` and `create` are told about a release. */
export const releaseFlags = {
  mode: modeFlag,
  output: outputFlag,
  kubernetes: kubernetesFlag,
  remote: remoteFlag,
  ...networkFlags,
  ...versionFlags,
  ...forceFlags,
  'embed-dependencies': embedFlag,
  allow: allowFlag,
  'allow-breaking': allowBreakingFlag,
  crd: crdFlag,
};

/** What commands parse that ends in a ReleaseRequest. */
export interface RequestFlags {
  readonly mode?: Mode;
  readonly output?: string;
  readonly kubernetes?: readonly string[] | undefined;
  readonly allow?: readonly string[] | undefined;
  readonly 'allow-breaking'?: boolean;
  readonly crd?: readonly string[] | undefined;
  readonly force?: boolean;
  readonly reason?: string | undefined;
  readonly 'embed-dependencies'?: boolean | undefined;
  readonly 'cluster-stack-version'?: string | undefined;
  readonly 'cluster-addon-version'?: string | undefined;
  readonly 'node-image-version'?: string | undefined;
}

/** What --allow-breaking allows. */
const BREAKING = 'breaking-change';

/** Checks the flags against each other. @throws CsctlError `usage`, `mode-flags` */
export function requestFrom(flags: RequestFlags, sourceDate: number): ReleaseRequest {
  const mode = flags.mode ?? 'hash';
  checkFlags(mode, flags);
  return {
    mode,
    minors: parseMinors(flags.kubernetes),
    versions: customVersions(mode, flags),
    forced: flags.force ? flags.reason : undefined,
    embed: flags['embed-dependencies'],
    allowed: parseAllowed([...(flags.allow ?? []), ...(flags['allow-breaking'] ? [BREAKING] : [])]),
    crds: flags.crd,
    mtime: sourceDate,
  };
}

/** Flags that contradict each other or say nothing. @throws CsctlError `usage`, `mode-flags` */
function checkFlags(mode: Mode, { force, reason, output }: RequestFlags): void {
  if (output === '')
    throw new CsctlError('usage', '-o is empty; expected a folder', { hint: '. is the current folder' });
  if (reason !== undefined && !force)
    throw new CsctlError('mode-flags', '--reason is only read with --force', {
      hint: 'add --force, or leave it out',
    });
  if (force && reason?.trim() === '')
    throw new CsctlError('mode-flags', '--reason is empty; expected why', {
      hint: 'say why there is a new version although nothing changed',
    });
  if (force && !looksBack(mode)) {
    throw new CsctlError('mode-flags', `--force is for modes that look back, not ${mode}`, {
      hint: `${mode} mode always makes a release`,
    });
  }
}

/** The minors of `-k`, as `1.34` or `all`. @throws CsctlError `usage` */
export const parseMinors = (minors: readonly string[] = []): string[] => minors.map(parseMinor);

function parseMinor(text: string): string {
  const minor = parseKubernetesMinor(text);
  if (minor) return `${minor.major}.${minor.minor}`;
  if (text === 'all') return text;
  throw new CsctlError('usage', `-k "${text}" is no Kubernetes minor; expected one as in 1.34, or all`);
}

/** Kubernetes versions that a flag names. @param flag without its dashes @throws CsctlError `usage` */
export const parseKubernetesVersions = (
  flag: string,
  versions: readonly string[] = [],
): KubernetesVersion[] =>
  versions.map((text) => {
    const version = parseKubernetesVersion(text);
    if (version) return version;
    throw new CsctlError('usage', `--${flag} "${text}" is no Kubernetes version; expected one as in v1.34.8`);
  });

/** The codes of `--allow`. @throws CsctlError `usage` for a code that does not exist or cannot be allowed */
export function parseAllowed(codes: readonly string[] = []): ReadonlySet<string> {
  const unknown = codes.find((code) => !(ALLOWABLE_CODES as readonly string[]).includes(code));
  if (unknown === undefined) return new Set(codes);
  const question = didYouMean(unknown, ALLOWABLE_CODES);
  const hint = question ?? `codes that can be allowed: ${ALLOWABLE_CODES.join(', ')}`;
  throw new CsctlError('usage', `--allow "${unknown}" is no code that can be allowed`, { hint });
}

const VERSION_FLAGS = {
  clusterStack: 'cluster-stack-version',
  clusterAddon: 'cluster-addon-version',
  nodeImage: 'node-image-version',
} as const;

function customVersions(mode: Mode, flags: RequestFlags): ComponentVersions | undefined {
  const entries = Object.entries(VERSION_FLAGS).map(
    ([component, flag]) => [component, flag, flags[flag]] as const,
  );
  const given = entries.filter(([, , value]) => value !== undefined);
  if (mode !== 'custom') {
    const [first] = given;
    if (!first) return undefined;
    throw new CsctlError('mode-flags', `--${first[1]} is only for mode custom, not ${mode}`, {
      hint: 'add -m custom',
    });
  }
  const missing = entries.filter(([, , value]) => value === undefined).map(([, flag]) => `--${flag}`);
  if (missing.length > 0)
    throw new CsctlError('mode-flags', `mode custom needs ${missing.join(', ')}`, {
      hint: 'give each a version, as in v3 or v4-beta.0',
    });
  const wrong = given.find(([, , value]) => !parseVersion(value ?? ''));
  if (wrong) {
    const message = `--${wrong[1]} is "${wrong[2]}"; expected vN or vN-CHANNEL.PATCH in lower case, without leading zeros`;
    throw new CsctlError('mode-flags', message, { hint: 'write it as v3, v4-beta.0 or v0-git.1a2b3c4' });
  }
  return Object.fromEntries(given.map(([component, , value]) => [component, value])) as ComponentVersions;
}
