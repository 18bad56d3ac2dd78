// The library's door: the functions behind the commands, and the types of what they take and return.
export {
  createReleases,
  type CreatedRelease,
  type CreateOptions,
  type CreateResult,
} from './release/create.ts';
export { planReleases, type PlanResult, type ReleasePlan } from './release/plan.ts';
export { validateStacks, type CheckResult } from './release/check.ts';
export { verifyReleases, type VerifyResult, type VerifySources } from './release/verify-releases.ts';
export { findStacks } from './release/find-stacks.ts';
export { outdatedStacks, type OutdatedRequest, type OutdatedWorld } from './release/currency/outdated.ts';
export { patchStacks, type PatchResult } from './release/currency/patch.ts';
export { updateStacks, type ChangedFile, type UpdateResult } from './release/currency/update.ts';
export type { Change, UpdatePart, UpdateWish } from './release/currency/update-plan.ts';
export { listImages, type ImagesRequest, type ImagesResult } from './release/imaging/images.ts';
export { migrateStacks, type MigrateOptions, type MigrateResult } from './release/migration/migrate.ts';
export {
  documentStack,
  type DocsRequest,
  type DocsResult,
  type StackDocs,
} from './release/documents/docs.ts';
export { matrixOf, type MatrixRequest, type MatrixResult } from './release/documents/matrix.ts';
export type { DocumentStatus } from './release/documents/document-file.ts';
export { renderRelease, type RenderRequest, type RenderResult } from './release/render.ts';
export { initAddon, type AddonResult, type AddonWish } from './release/scaffold/addon.ts';
export { initMinor, type MinorResult, type MinorWish } from './release/scaffold/minor.ts';
export { initStack, type InitStackResult, type InitStackWish } from './release/scaffold/init-stack.ts';
export { initWorkflow, type WorkflowResult, type WorkflowWish } from './release/scaffold/workflow.ts';
export { generateAdmission } from './release/manifests/admission/admission.ts';
export { generateCluster } from './release/manifests/clusters/cluster.ts';
export { generateClusterStack } from './release/manifests/cluster-stack.ts';
export { generateCredentials } from './release/manifests/credentials/credentials.ts';
export { generateGitops } from './release/manifests/gitops/gitops.ts';
export {
  upgradeClusters,
  type UpgradeRequest,
  type UpgradeResult,
} from './release/manifests/clusters/cluster-upgrade.ts';
export type { DeliveryWish, GenerateResult } from './release/manifests/deliver.ts';
export { showStack, type Shown, type ShownFile } from './release/show.ts';
export { diffReleases, type DiffRequest, type DiffResult } from './release/diff/diff.ts';
export type { FileDiff } from './release/diff/file-diff.ts';
export { promoteRelease } from './release/promotion/promote.ts';
export type { PromoteRequest } from './release/promotion/promotion.ts';
export type { Provenance } from './release/annotations.ts';
export { copyReleases, type CopiedRelease, type CopyResult } from './release/publishing/copy.ts';
export {
  publishFolders,
  type PublishedRelease,
  type PublishOptions,
  type PublishResult,
} from './release/publishing/publish.ts';
export { inspectRelease, type InspectedRelease } from './release/reading/inspect.ts';
export {
  listReleases,
  type ListedRelease,
  type ListFilter,
  type ListResult,
} from './release/reading/list.ts';
export type { ReleasePlaces } from './release/reading/open-release.ts';
export { pullReleases, type PulledRelease } from './release/reading/pull.ts';
export type {
  Annotations,
  NotesTemplates,
  OutgoingRelease,
  Publication,
  ReleaseFolders,
  ReleaseSink,
  ReleaseStore,
  Reporter,
  Revision,
  Revisions,
  Signer,
  StackFiles,
  StackSource,
  StoredRelease,
  TextFiles,
  Transfer,
  World,
} from './release/ports.ts';
export type {
  ChartRepository,
  FileEdits,
  ImageSource,
  KubernetesReleases,
  LocalCharts,
  StackEditor,
  Upstream,
} from './release/upstream-ports.ts';
export type { ReleaseRequest } from './release/stages.ts';
export type { Asset, AssetInfo, AssetStream } from './stack/asset.ts';
export type { ClassVariable, VariableChange } from './stack/class-variables.ts';
export type { ObjectChange } from './verify/upgrade/object-changes.ts';
export type { Upgrade, UpgradeFinding, Verdict } from './verify/upgrade/verdict.ts';
export { CsctlError, type Problem } from './problem/problem.ts';
export { CATALOGUE, type ErrorKind, type ProblemCode, type Severity } from './problem/catalogue.ts';
export { HttpClient } from './io/http/client.ts';
export type { HttpSettings } from './io/http/settings.ts';
export { GithubStore } from './io/github/github-store.ts';
export { parseRepository } from './io/github/repository.ts';
export { csctlCredentials, firstOf, type CredentialSource } from './io/oci/credentials.ts';
export { dockerCredentials } from './io/oci/docker-config.ts';
export { parseReference } from './io/oci/reference.ts';
export { RegistryStore } from './io/oci/registry-store.ts';
export { NewFiles } from './io/new-files.ts';
export { NewFolders } from './io/new-folder.ts';
export { StackFolderEditor } from './io/stack-editor.ts';
export { LocalTemplates } from './io/template-folder.ts';
export { LocalTextFiles } from './io/text-files.ts';
export { StackFolders } from './io/stack-folder.ts';
export { ChartSources } from './io/upstream/chart-repository.ts';
export { DiskCache } from './io/upstream/disk-cache.ts';
export { ImageServer } from './io/upstream/image-server.ts';
export { KubernetesUpstream, parseFeed } from './io/upstream/kubernetes-releases.ts';
export { ReleaseFolderReader } from './io/release-folder-reader.ts';
export { ReleaseFolderSink } from './io/release-folder.ts';
export { OciLayoutStore } from './io/layout/oci-layout.ts';
export { MemoryStore } from './io/memory/memory-store.ts';
