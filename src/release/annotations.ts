// Annotations of a release: what it is and where it comes from, beside its files and never in them.
import {
  CREATED_ANNOTATION,
  DIRTY_ANNOTATION,
  HASH_ANNOTATION,
  KUBERNETES_ANNOTATION,
  REVISION_ANNOTATION,
  SOURCE_ANNOTATION,
  VERSION_ANNOTATION,
} from '../archive/oci-manifest.ts';
import { shortHash } from '../stack/directory-hash.ts';
import type { Annotations, Revision } from './ports.ts';

/** What a release says of itself. */
export interface Origin {
  /** `v1.34.7` */
  readonly kubernetes: string;
  /** Of the release, dot form. */
  readonly version: string;
  /** csctl's hash of the stack folder, in full; '' where it is not known. */
  readonly hash: string;
  readonly revision: Revision | undefined;
  /** SOURCE_DATE_EPOCH in seconds since 1970, 0 without one. */
  readonly sourceDate: number;
}

/** csctl's two annotations and those of OCI. The date is that of the commit, or one that was given: never the clock's. */
export function annotationsOf({ kubernetes, version, hash, revision, sourceDate }: Origin): Annotations {
  const created = sourceDate > 0 ? sourceDate : (revision?.committed ?? 0);
  return {
    ...(hash !== '' && { [HASH_ANNOTATION]: shortHash(hash) }),
    [KUBERNETES_ANNOTATION]: kubernetes,
    [VERSION_ANNOTATION]: version,
    ...(created > 0 && { [CREATED_ANNOTATION]: formatTime(created) }),
    ...(revision && { [REVISION_ANNOTATION]: revision.commit }),
    ...(revision?.dirty && { [DIRTY_ANNOTATION]: 'true' }),
    ...(revision?.repository !== undefined && { [SOURCE_ANNOTATION]: revision.repository }),
  };
}

/** `2026-11-20T12:00:00Z` @param seconds since 1970 */
const formatTime = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/** Where a release comes from, as results print it; a field is null where nobody knows. */
export interface Provenance {
  readonly commit: string | null;
  readonly dirty: boolean;
  readonly repository: string | null;
  readonly created: string | null;
}

/** The provenance that annotations tell. */
export const provenanceOf = (annotations: Annotations): Provenance => ({
  commit: annotations[REVISION_ANNOTATION] ?? null,
  dirty: annotations[DIRTY_ANNOTATION] === 'true',
  repository: annotations[SOURCE_ANNOTATION] ?? null,
  created: annotations[CREATED_ANNOTATION] ?? null,
});
