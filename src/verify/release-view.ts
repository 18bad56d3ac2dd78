// The view of a finished release: its files, and its archives as the operator would unpack them.
import { ADDON_CONFIG_FILE, ADDON_VALUES_FILE, NODE_IMAGES_FILE, type Asset } from '../stack/asset.ts';
import { readArchives, type ReadArchives } from './release-archives.ts';
import { readFacts, type ReleaseFacts } from './release-facts.ts';
import { namedText, type ReleaseView } from './view.ts';

/** A release as read, with what was found wrong with its archives. */
export interface ReadRelease {
  readonly facts: ReleaseFacts;
  readonly archives: ReadArchives;
  readonly view: ReleaseView;
}

/** Reads a release; never throws. */
export function readRelease(tag: string | undefined, assets: readonly Asset[]): ReadRelease {
  const bytesOf = (name: string) => assets.find((asset) => asset.name === name)?.bytes;
  const facts = readFacts(tag, assets);
  const archives = readArchives(assets, facts);
  const view: ReleaseView = {
    identity: facts.identity,
    kubernetes: facts.metadata?.kubernetes,
    convention: facts.convention,
    classChart: archives.classChart,
    addons: archives.addons,
    addonConfig: namedText(ADDON_CONFIG_FILE, bytesOf(ADDON_CONFIG_FILE)),
    addonValues: namedText(ADDON_VALUES_FILE, bytesOf(ADDON_VALUES_FILE)),
    nodeImages: namedText(NODE_IMAGES_FILE, bytesOf(NODE_IMAGES_FILE)),
  };
  return { facts, archives, view };
}
