// Files with CustomResourceDefinitions that flags name.
import { refuseErrors } from '../problem/problem.ts';
import { schemasFromCrds } from '../verify/schemas/crd.ts';
import type { SchemaMap } from '../verify/schemas/known-schemas.ts';
import type { World } from './ports.ts';

/**
 * The schemas of the kinds that they define; of two definitions of a kind, the later counts.
 * @throws CsctlError `file-unreadable`; `crd-file` for a file that is no YAML or defines nothing
 */
export async function readCrds(
  files: readonly string[] = [],
  { texts }: Pick<World, 'texts'>,
): Promise<SchemaMap> {
  const read = await Promise.all(files.map(async (file) => ({ file, text: await texts.read(file) })));
  const { schemas, problems } = schemasFromCrds(read);
  refuseErrors(problems, 'the list of --crd');
  return schemas;
}
