// A small release for GitHub, which keeps no empty files.
import type { OutgoingRelease } from '../../../src/release/ports.ts';
import { checksumsOf, CHECKSUMS_FILE, makeAsset, streamOf, type Asset } from '../../../src/stack/asset.ts';
import type { ReleaseState } from './records.ts';
import { COMMIT } from './server.ts';

export const TAG = 'docker-scs-1-34-v1';
export const ANNOTATIONS = { hash: 'zceco7o', kubernetesVersion: 'v1.34.7' };
export const REVISION = 'org.opencontainers.image.revision';

/** Three files, their list among them. */
export function filesOf(content: string): Asset[] {
  const files = [
    makeAsset('docker-scs-1-34-cluster-class-v1.tgz', `${content} `.repeat(50)),
    makeAsset('metadata.yaml', content),
  ];
  return [makeAsset(CHECKSUMS_FILE, checksumsOf(files)), ...files];
}

export const releaseOf = (content: string, tag = TAG): OutgoingRelease => ({
  tag,
  assets: filesOf(content).map(streamOf),
  annotations: { ...ANNOTATIONS, [REVISION]: COMMIT },
});

/** What a release on the loopback GitHub holds, by name; files that are not whole have no text. */
export const shownOf = ({ assets }: ReleaseState): Record<string, string | undefined> =>
  Object.fromEntries(
    assets
      .map(({ name, bytes, state }) => [name, state === 'uploaded' ? bytes.toString() : undefined] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** The same of files that are to be published. */
export const expectedOf = (assets: readonly Asset[]): Record<string, string> =>
  Object.fromEntries(
    assets
      .map(({ name, bytes }) => [name, Buffer.from(bytes).toString()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
