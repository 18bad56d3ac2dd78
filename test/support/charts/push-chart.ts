// Charts in the test registry, as `helm push` puts them there.
import type { Repository } from '../registry/repository.ts';
import { sha256 } from '../registry/repository.ts';

const CONFIG_TYPE = 'application/vnd.cncf.helm.config.v1+json';
const CHART_TYPE = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/** Puts a packed chart under the tag of its version. @param types of config and layer */
export function pushChart(
  repository: Repository,
  version: string,
  bytes: Uint8Array,
  { config = CONFIG_TYPE, layer = CHART_TYPE }: { config?: string; layer?: string } = {},
): void {
  const blob = (content: Buffer, mediaType: string) => {
    const digest = sha256(content);
    repository.blobs.set(digest, content);
    return { mediaType, digest, size: content.length };
  };
  const manifest = {
    schemaVersion: 2,
    config: blob(Buffer.from(JSON.stringify({ name: 'chart', version })), config),
    layers: [
      blob(Buffer.from('signature'), 'application/vnd.cncf.helm.chart.provenance.v1.prov'),
      blob(Buffer.from(bytes), layer),
    ],
  };
  const tag = version.replaceAll('+', '_');
  const { status } = repository.putManifest(tag, Buffer.from(JSON.stringify(manifest)), MANIFEST_TYPE);
  if (status !== 201) throw new Error(`the registry refuses ${tag}: ${status}`);
}
