// images: what a stack's catalogue of node images says, whether it is true, and its pins.
import { CsctlError, isError, refuseErrors, sortProblems, type Problem } from '../../problem/problem.ts';
import { renderImages, type ImageFormat } from '../../render/node-images.ts';
import type { ImageCatalogue } from '../../stack/images/catalogue.ts';
import { pinOf } from '../../stack/images/node-image.ts';
import { CATALOGUE_KEY, parseImageCatalogue } from '../../stack/image-catalogue.ts';
import {
  compareKubernetes,
  formatKubernetes,
  isAskedFor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../../stack/kubernetes-version.ts';
import { readLayout } from '../../stack/layout/read-layout.ts';
import { NATIVE_FILE } from '../../stack/native/native-config.ts';
import { joinLabel, locateProblems } from '../../stack/stack.ts';
import { YamlSource } from '../../stack/yaml-source.ts';
import { diffText } from '../diff/text-diff.ts';
import type { World } from '../ports.ts';
import { askFor, rowOf, versionsOf, type Answer, type ImageRow } from './image-rows.ts';
import { pinImages, pruneImages } from './pin-images.ts';

/** What is to be done. */
export interface ImagesRequest {
  /** Minors that are meant (`1.34`); empty or `all`: every one. */
  readonly minors: readonly string[];
  readonly format: ImageFormat | undefined;
  /** Ask the server for every image. */
  readonly check: boolean;
  /** Write what the server says of images that are not pinned yet. */
  readonly pin: boolean;
  /** Take out what is not served any more. */
  readonly prune: boolean;
  /** Write nothing. */
  readonly dryRun: boolean;
}

/** The images of a stack, as `--json` prints them. */
export interface ImagesResult {
  readonly stack: string;
  readonly images: readonly ImageRow[];
  /** Versions whose entry was written, or would be. */
  readonly pinned: readonly string[];
  /** Versions whose entry was taken out, or would be. */
  readonly pruned: readonly string[];
  /** What changes in stack.yaml, as a unified diff; null: nothing. */
  readonly diff: string | null;
  /** Whether it was written. */
  readonly written: boolean;
  /** The catalogue in the format that was asked for. */
  readonly rendered: string | null;
  readonly problems: readonly Problem[];
}

/** A catalogue and the text that it is in. */
interface Listed {
  readonly catalogue: ImageCatalogue;
  readonly text: string;
  /** What the stack is built for, of the minors that are meant. */
  readonly served: readonly KubernetesVersion[];
  readonly isMeant: (minor: KubernetesMinor) => boolean;
  readonly problems: readonly Problem[];
}

/**
 * The images of one stack.
 * @throws CsctlError `image-catalogue` when it lists none, or the format cannot say what it lists; `usage` for a minor
 * that it neither serves nor lists; `upstream-unreachable`, `upstream-damaged`, `file-unwritable`
 */
export async function listImages(
  folder: string,
  request: ImagesRequest,
  world: Pick<World, 'stacks' | 'editor' | 'upstream'>,
): Promise<ImagesResult> {
  const listed = await readListed(folder, request.minors, world);
  const { catalogue, served } = listed;
  const answers = await answersFor(listed, request, world);
  const changed = change(listed, request, answers);
  const isChanged = changed.text !== listed.text;
  const written = isChanged && !request.dryRun;
  if (written) await world.editor.write(folder, new Map([[NATIVE_FILE, changed.text]]));
  const now = isChanged ? catalogueIn(folder, changed.text) : catalogue;
  const path = joinLabel(folder, NATIVE_FILE);
  const faults = locateProblems(
    folder,
    answers.flatMap((answer) => answer.faults),
  );
  return {
    stack: folder,
    images: versionsOf(now, served)
      .filter(listed.isMeant)
      .map((version) =>
        rowOf(
          now,
          version,
          served,
          answers.find((one) => compareKubernetes(one.version, version) === 0),
        ),
      ),
    pinned: changed.pinned.map(formatKubernetes),
    pruned: changed.pruned.map(formatKubernetes),
    diff: isChanged ? (await diffText(path, listed.text, changed.text)).text : null,
    written,
    rendered: request.format === undefined ? null : rendered(now, request.format, listed),
    problems: sortProblems([...listed.problems, ...faults]),
  };
}

export const hasErrors = ({ problems }: ImagesResult): boolean => problems.some(isError);

async function readListed(
  folder: string,
  minors: readonly string[],
  { stacks }: Pick<World, 'stacks'>,
): Promise<Listed> {
  const { tree } = await stacks.read(folder);
  const layout = readLayout(folder, tree);
  const text = tree.text(NATIVE_FILE);
  if (layout.kind !== 'native' || text === undefined) throw withoutCatalogue(folder, layout.kind);
  if (layout.minors.length === 0) refuseErrors(layout.read().problems, folder);
  const isMeant = (minor: KubernetesMinor) => isAskedFor(minors, minor);
  const catalogue = catalogueIn(folder, text);
  const served = layout.minors
    .filter(({ minor }) => isMeant(minor))
    .flatMap(({ kubernetes }) => kubernetes ?? []);
  if (versionsOf(catalogue, served).some(isMeant)) {
    const { problems } = parseIn(text);
    return { catalogue, text, served, isMeant, problems: locateProblems(folder, problems) };
  }
  if (minors.length === 0) throw empty(folder, catalogue);
  const message = `${folder} neither serves nor lists Kubernetes ${minors.join(', ')}`;
  throw new CsctlError('kubernetes-other-minor', message, { file: folder, hint: 'leave out -k' });
}

const parseIn = (text: string) => parseImageCatalogue(YamlSource.parse(NATIVE_FILE, text), [CATALOGUE_KEY]);

function catalogueIn(folder: string, text: string): ImageCatalogue {
  if (YamlSource.parse(NATIVE_FILE, text).kindAt([CATALOGUE_KEY]) === 'missing')
    throw withoutCatalogue(folder, 'native');
  const { catalogue, problems } = parseIn(text);
  if (catalogue) return catalogue;
  refuseErrors(locateProblems(folder, problems), folder);
  throw new Error('a catalogue that cannot be read must have an error');
}

function withoutCatalogue(folder: string, kind: string): CsctlError {
  const hint =
    kind === 'native'
      ? `add ${CATALOGUE_KEY} to ${NATIVE_FILE}: docs/node-images.md`
      : `csctl migrate makes a ${NATIVE_FILE} of it; then add ${CATALOGUE_KEY}: docs/node-images.md`;
  const message = `${folder} lists no node images; expected ${CATALOGUE_KEY} in ${NATIVE_FILE}`;
  return new CsctlError('image-catalogue', message, { file: folder, hint });
}

function empty(folder: string, { place }: ImageCatalogue): CsctlError {
  const message = `${folder} serves no Kubernetes version with a patch, and lists no image`;
  const hint = 'name exact versions in kubernetes';
  return new CsctlError('image-catalogue', message, { ...place, file: joinLabel(folder, NATIVE_FILE), hint });
}

/** What must be asked: everything to check it, what is not pinned yet to pin it, nothing otherwise. */
async function answersFor(
  { catalogue, served, isMeant }: Listed,
  { check, pin }: ImagesRequest,
  { upstream }: Pick<World, 'upstream'>,
): Promise<Answer[]> {
  const versions = versionsOf(catalogue, served).filter(isMeant);
  const isPinned = (version: KubernetesVersion) => pinOf(catalogue, version)?.digest !== undefined;
  const asked = check ? versions : pin ? versions.filter((version) => !isPinned(version)) : [];
  return askFor(catalogue, asked, upstream.images);
}

function change(
  { catalogue, text, served, isMeant }: Listed,
  { pin, prune }: ImagesRequest,
  answers: readonly Answer[],
) {
  const found = answers.flatMap(({ looked }) => (looked?.state === 'found' ? [looked] : []));
  const pinned = pin ? pinImages(text, catalogue, found) : { text, versions: [] };
  const pruned = prune
    ? pruneImages(pinned.text, catalogue, served, isMeant)
    : { text: pinned.text, versions: [] };
  return { text: pruned.text, pinned: pinned.versions, pruned: pruned.versions };
}

/** @throws CsctlError `image-catalogue` for container images, which need no list */
function rendered(catalogue: ImageCatalogue, format: ImageFormat, { served, isMeant }: Listed): string {
  if (catalogue.kind === 'server')
    return renderImages(catalogue, format, versionsOf(catalogue, served).filter(isMeant));
  const message = `${catalogue.image} is a container image; expected files on a server for --format ${format}`;
  throw new CsctlError('image-catalogue', message, { ...catalogue.place, hint: 'leave out --format' });
}
