// Flags that the generators of manifests share.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { DeliveryWish } from '../release/manifests/deliver.ts';
import { networkFlags, remoteFlag } from './flags.ts';

/** The argument of generators that are for a release. */
export const releaseArgument = {
  release: Args.string({ description: 'a release folder, or a tag on the remote', required: true }),
};

/** Where a release is found. */
export const releaseSourceFlags = { remote: remoteFlag, ...networkFlags };

export const namespaceFlag = Flags.string({
  char: 'n',
  description: 'namespace in the manifests (default: none, which is that of kubectl)',
  helpValue: 'NAME',
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
