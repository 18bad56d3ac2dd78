// The Kubernetes minors that stack.yaml serves, one entry each.
import type { ConfigFields } from '../config-fields.ts';
import {
  formatMinor,
  parseKubernetesMinor,
  parseKubernetesVersion,
  sameMinor,
  withV,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../kubernetes-version.ts';
import type { AddonPin } from './addon-pins.ts';
import { readPins } from './read-addons.ts';

/** A minor that the stack serves. */
export interface NativeMinor {
  readonly minor: KubernetesMinor;
  /** Undefined where only the minor is named, which cannot be built. */
  readonly kubernetes: KubernetesVersion | undefined;
  /** Pins of this minor, before shared ones. */
  readonly pins: readonly AddonPin[];
  /** Its position in the list. */
  readonly index: number;
}

/** Reads `kubernetes`; a minor that is named twice is a problem, and the first one counts. */
export function readMinors(fields: ConfigFields): NativeMinor[] {
  const minors: NativeMinor[] = [];
  const count = fields.count(['kubernetes']);
  if (count === 0) {
    const message = 'kubernetes names no version; expected a list with one entry for each minor';
    const hint = 'write kubernetes: [{version: v1.34.7}]';
    fields.problems.push(fields.source.problemAt(['kubernetes'], 'config-required', message, { hint }));
  }
  for (let index = 0; index < count; index += 1) {
    const read = readMinor(fields, index);
    const twin = read && minors.find(({ minor }) => sameMinor(minor, read.minor));
    if (read && !twin) minors.push(read);
    if (!read || !twin) continue;
    const message = `Kubernetes ${formatMinor(read.minor)} is named twice; expected one entry for each minor`;
    const path = ['kubernetes', index, 'version'];
    fields.problems.push(fields.source.problemAt(path, 'kubernetes-version', message));
  }
  return minors;
}

function readMinor(fields: ConfigFields, index: number): NativeMinor | undefined {
  const { source } = fields;
  const at = ['kubernetes', index];
  if (source.kindAt(at) !== 'map') {
    fields.wrongType(at, source.kindAt(at), 'a map with a version');
    return undefined;
  }
  fields.unknownKeys(at, ['version', 'addons']);
  const text = source.scalarText([...at, 'version']) ?? '';
  const written = withV(text);
  const named = parseKubernetesMinor(written);
  // A minor without a patch is found when that minor is built: the others can be.
  const kubernetes = named ? undefined : fields.kubernetes([...at, 'version'], { lenient: true });
  const minor = named ?? parseKubernetesVersion(written);
  const pins = readPins(fields, [...at, 'addons']);
  return minor && { minor: { major: minor.major, minor: minor.minor }, kubernetes, pins, index };
}
