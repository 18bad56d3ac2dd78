// Flags that the generators of manifests share.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { CsctlError } from '../problem/problem.ts';
import type { DeliveryWish } from '../release/manifests/deliver.ts';
import { isNamespaceName, isObjectName } from '../stack/object-name.ts';
import { networkFlags, remoteFlag } from './flags.ts';

/** The argument of generators that are for a release. */
export const releaseArgument = {
  release: Args.string({
    description: 'a release folder, or a tag on the remote (default: the only one in .release)',
  }),
};

/** Where a release is found. */
export const releaseSourceFlags = { remote: remoteFlag, ...networkFlags };

export const namespaceFlag = Flags.string({
  char: 'n',
  description: 'namespace in the manifests (default: none, which is that of kubectl)',
  helpValue: 'NAME',
  parse: (name) => checkedName(name, 'namespace', 'label'),
});

/** What a name may be, and how that is said. */
const NAME_RULES = {
  object: [isObjectName, 'lower-case letters, digits, dashes and dots'],
  label: [isNamespaceName, 'at most 63 lower-case letters, digits and dashes'],
  entry: [(name: string) => /^[A-Za-z0-9_.-]+$/.test(name), 'letters, digits, dashes, dots and underscores'],
} as const;

/** A name that the API server or the class would refuse is refused here. @throws CsctlError `usage` */
function checkedName(name: string, flag: string, rule: keyof typeof NAME_RULES): Promise<string> {
  const [isGood, expected] = NAME_RULES[rule];
  if (isGood(name)) return Promise.resolve(name);
  const message = `--${flag} is "${name}"; expected ${expected}`;
  return Promise.reject(new CsctlError('usage', message, { hint: 'choose another name' }));
}

/**
 * The parts of a flag for a name.
 * @param rule `label` for what becomes the value of a label, too; `entry` for an entry of clouds.yaml
 */
export const nameFlag = (flag: string, description: string, rule: keyof typeof NAME_RULES = 'object') => ({
  description,
  helpValue: 'NAME',
  parse: (name: string) => checkedName(name, flag, rule),
});

/** Where manifests go. @param what `file` or `folder` */
export const deliveryFlags = (what: 'file' | 'folder') => ({
  output: Flags.string({
    char: 'o',
    description: `write to this ${what} instead of printing`,
    helpValue: what.toUpperCase(),
  }),
  overwrite: Flags.boolean({ description: 'replace files that are there already' }),
});

/** @param isFolder whether `--output` names a folder */
export const deliveryWish = (
  flags: { readonly output?: string | undefined; readonly overwrite?: boolean },
  isFolder = false,
): DeliveryWish => ({ output: flags.output, overwrite: flags.overwrite ?? false, isFolder });
