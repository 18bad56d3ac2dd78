// Release notes: what people read of a release where a remote shows it. A Handlebars template that users can replace.
import { KUBERNETES_ANNOTATION } from '../../archive/oci-manifest.ts';
import { NODE_IMAGES_FILE, type Asset, type AssetInfo } from '../../stack/asset.ts';
import { HASHES_FILE, parseHashes } from '../../stack/hashes-file.ts';
import { COMPONENTS, METADATA_FILE, parseMetadata } from '../../stack/metadata.ts';
import type { ComponentDecision } from '../../stack/decision.ts';
import { formatMinor } from '../../stack/kubernetes-version.ts';
import { parseTag, seriesName } from '../../stack/release-name.ts';
import { formatVersion } from '../../stack/stack-version.ts';
import { renderNotes } from '../../render/notes.ts';
import type { UpgradeSummary, Verdict } from '../../verify/upgrade/verdict.ts';
import { provenanceOf } from '../annotations.ts';
import { clusterStackManifest } from '../manifests/cluster-stack.ts';
import type { Annotations, NotesTemplates } from '../ports.ts';

/** What notes are made from. */
export interface NotesFacts {
  readonly tag: string;
  /** `v1.34.7` */
  readonly kubernetes: string;
  /** The components with their reasons; where only the versions are known, without. */
  readonly components: readonly Pick<ComponentDecision, 'component' | 'from' | 'to' | 'reasons'>[];
  readonly assets: readonly AssetInfo[];
  readonly annotations: Annotations;
  /** Codes of problems that were allowed. */
  readonly allowed: readonly string[];
  /** What the upgrade from the release before means for clusters; asked for only when notes are made. */
  readonly upgrade: () => Promise<UpgradeSummary | undefined>;
}

/** The notes of a release, made when they are asked for. @throws CsctlError `notes-template`, `file-unreadable` */
export const notesOf = (facts: NotesFacts, templates: NotesTemplates) => async (): Promise<string> => {
  const { file, text } = await templates.read();
  return renderNotes(file, text, { ...notesData(facts), upgrade: upgradeData(await facts.upgrade()) });
};

/** The verdict and what it rests on, by level; empty where there is no release before. */
function upgradeData(upgrade: UpgradeSummary | undefined): object {
  const messages = (level: Verdict) =>
    (upgrade?.findings ?? []).filter((one) => one.level === level).map(({ message }) => message);
  return {
    verdict: upgrade?.verdict ?? '',
    breaking: messages('breaking'),
    additive: messages('additive'),
    patch: messages('patch'),
  };
}

/** What a template may use; docs/release-notes.md describes each. */
function notesData(facts: NotesFacts): object {
  const { tag, kubernetes, components, assets, annotations, allowed } = facts;
  const name = parseTag(tag);
  const { commit, dirty, repository, created } = provenanceOf(annotations);
  return {
    tag,
    kubernetes,
    provider: name?.identity.provider ?? '',
    stack: name?.identity.name ?? '',
    minor: name ? formatMinor(name.identity.minor) : '',
    version: name ? formatVersion(name.version) : '',
    /** What `Cluster.spec.topology.class` says. */
    class: name ? `${seriesName(name.identity)}-${formatVersion(name.version)}` : '',
    channel: name?.version.channel ?? '',
    components: components.map((one) => ({ ...one, why: one.reasons.join('; ') })),
    assets: assets.map(({ name: file, size, digest }) => ({ name: file, size, sha256: digest.slice(7) })),
    allowed,
    commit,
    dirty,
    repository,
    created,
    manifest: name ? clusterStackManifest(name, assets.some(isNodeImages)) : '',
  };
}

const isNodeImages = ({ name }: AssetInfo): boolean => name === NODE_IMAGES_FILE;

type ReadFacts = Pick<NotesFacts, 'kubernetes' | 'components' | 'allowed'>;

/** What a finished release says of itself; why its versions are what they are is known only when it is made. */
export function factsOf(texts: readonly Asset[], annotations: Annotations): ReadFacts {
  const text = (file: string) => {
    const bytes = texts.find(({ name }) => name === file)?.bytes;
    return bytes && Buffer.from(bytes).toString('utf8');
  };
  const metadata = parseMetadata(METADATA_FILE, text(METADATA_FILE) ?? '').metadata;
  const components = COMPONENTS.flatMap((component) => {
    const to = metadata?.versions[component];
    return to === undefined ? [] : [{ component, from: null, to, reasons: ['as published before'] }];
  });
  return {
    kubernetes: metadata?.kubernetes ?? annotations[KUBERNETES_ANNOTATION] ?? '',
    components,
    allowed: parseHashes(text(HASHES_FILE) ?? '')?.build?.allowed ?? [],
  };
}
