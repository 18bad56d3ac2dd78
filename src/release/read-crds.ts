// Files with CustomResourceDefinitions that flags name.
import type { NamedText } from '../verify/view.ts';
import type { World } from './ports.ts';

/** Their texts. @throws CsctlError `file-unreadable` */
export const readCrds = (
  files: readonly string[] = [],
  { texts }: Pick<World, 'texts'>,
): Promise<readonly NamedText[]> =>
  Promise.all(files.map(async (file) => ({ file, text: await texts.read(file), readable: true })));
