// The library's door: the functions behind the commands, and the types of what they take and return.
export {
  createReleases,
  type CreatedRelease,
  type CreateOptions,
  type CreateResult,
} from './release/create.ts';
export { planReleases, type PlanResult, type ReleasePlan } from './release/plan.ts';
export { validateStacks, verifyReleases, type CheckResult, type VerifySources } from './release/check.ts';
export { findStacks } from './release/find-stacks.ts';
export type {
  Publication,
  ReleaseFolders,
  ReleaseSink,
  ReleaseStore,
  Reporter,
  StackFiles,
  StackSource,
  World,
} from './release/ports.ts';
export type { ReleaseRequest } from './release/stages.ts';
export { CsctlError, type Problem } from './problem/problem.ts';
export { CATALOGUE, type ErrorKind, type ProblemCode, type Severity } from './problem/catalogue.ts';
export { StackFolders } from './io/stack-folder.ts';
export { ReleaseFolderReader, ReleaseFolderSink } from './io/release-folder.ts';
export { OciLayoutStore } from './io/layout/oci-layout.ts';
export { MemoryStore } from './io/memory/memory-store.ts';
