// Where a JSON Schema and its reader differ on purpose, each with a document that shows it.
import { GOOD, type Schema } from './schema-readers.ts';

/** Something that one of the two refuses and the other cannot, or need not, see. */
export interface Difference {
  readonly schema: Schema;
  readonly title: string;
  /** Who refuses it. */
  readonly by: 'schema' | 'reader';
  /** A message of the reader, or place and message of the schema. */
  readonly sign: RegExp;
  readonly document: unknown;
}

type Document = Readonly<Record<string, unknown>>;
const [native, , , images] = GOOD.stack as readonly Document[];
const catalogue = images?.['nodeImages'] as Document;
const withImages = (change: Document) => ({ ...images, nodeImages: { ...catalogue, ...change } });

const [csctl] = GOOD.csctl as readonly { readonly config: Document }[];
const [stage] = GOOD.clusteraddon as readonly Document[];
const withStage = (entry: Document) => ({ ...stage, addonStages: { BeforeClusterUpgrade: [entry] } });
const [, image] = (GOOD['node-images'][0] as { readonly openStackNodeImages: readonly Document[] })
  .openStackNodeImages;
const withImage = (entry: Document) => ({ openStackNodeImages: [{ ...image, ...entry }] });
const [locked] = (GOOD['charts-lock'][0] as { readonly charts: readonly Document[] }).charts;

const [registry] = GOOD['node-image-registry'] as readonly { readonly config: Document }[];

export const DIFFERENCES: readonly Difference[] = [
  // The schema is stricter: text that YAML takes for something else is read as it is written.
  {
    schema: 'stack',
    title: 'a chart version without quotes that is no version',
    by: 'schema',
    sign: /^\/(?:kubernetes\/\d+\/)?addons\/[^ ]+ must/,
    document: { ...native, addons: { cni: true } },
  },
  {
    schema: 'stack',
    title: 'an overlay with an empty list, or nothing for a path',
    by: 'schema',
    sign: /^\/overlays\/\d+(?:\/(?:folder|remove)(?:\/\d+)?)? must/,
    document: { ...native, overlays: [{ minors: '1.34', remove: [] }] },
  },
  {
    schema: 'stack',
    title: 'a version of the operating system that is none',
    by: 'schema',
    sign: /^\/nodeImages(?:\/os\/versions\/[^ ]+)? must/,
    document: withImages({ os: { distro: 'ubuntu', versions: { '1.34': false } } }),
  },
  {
    schema: 'stack-of-one-minor',
    title: 'a range that is none: it counts when charts are looked for',
    by: 'schema',
    sign: /^\/addons(?:\/[^ ]+)? must/,
    document: {
      provider: 'docker',
      clusterStackName: 'scs',
      kubernetesVersion: 'v1.34.7',
      addons: { ccm: 'newest' },
    },
  },
  {
    schema: 'versions',
    title: 'a chart version that is none: a pin that means nothing is a warning',
    by: 'schema',
    sign: /^\/\d+\/\w+ must be string,number$/,
    document: [{ kubernetes: 'v1.34.7', occm: [] }],
  },
  {
    schema: 'charts-lock',
    title: 'text without quotes that is none',
    by: 'schema',
    sign: /^\/charts\/\d+\/\w+ must be string/,
    document: { ...(GOOD['charts-lock'][0] as Document), charts: [{ ...locked, name: true }] },
  },
  {
    schema: 'clusteraddon',
    title: 'a stage name without quotes that is none',
    by: 'schema',
    sign: /\/name must be string,number$/,
    document: withStage({ name: true, action: 'apply' }),
  },
  {
    schema: 'node-images',
    title: 'a key that the operator drops and nothing is meant by: a warning',
    by: 'schema',
    sign: /must NOT have additional properties$/,
    document: withImage({ note: 'x' }),
  },
  {
    schema: 'node-images',
    title: 'a name or a folder without quotes that is none',
    by: 'schema',
    sign: /\/(?:imageDir|createOpts\/name) must/,
    document: withImage({ createOpts: { name: 1 } }),
  },

  {
    schema: 'node-image-registry',
    title: 'text without quotes that is none',
    by: 'schema',
    sign: /^\/config\/\w+ must/,
    document: { type: 'S3', config: { ...registry?.config, accessKey: true } },
  },

  // The reader is stricter: what follows from several places, or is read only when it is needed.
  {
    schema: 'stack',
    title: 'a minor that is named twice',
    by: 'reader',
    sign: /is named twice/,
    document: { ...native, kubernetes: [{ version: 'v1.34.7' }, { version: 'v1.34.6' }] },
  },
  {
    schema: 'stack',
    title: 'an image that is pinned twice',
    by: 'reader',
    sign: /is listed twice/,
    document: withImages({ versions: [{ version: 'v1.34.7' }, { version: '1.34.7' }] }),
  },
  {
    schema: 'stack',
    title: 'a mark of the operating system, where none is named',
    by: 'reader',
    sign: /os says nothing of it/,
    document: withImages({ os: null }),
  },
  {
    schema: 'stack',
    title: 'an address that is none with its marks filled in',
    by: 'reader',
    sign: /^the address is/,
    document: withImages({
      url: 'https://<< os.distro >> /<< kubernetes.version >>',
      versions: [{ version: 'v1.34.7' }],
    }),
  },
  {
    schema: 'csctl',
    title: 'a minor without a patch: it cannot be built, and update finds one',
    by: 'reader',
    sign: /has no patch/,
    document: { ...csctl, config: { ...csctl?.config, kubernetesVersion: 'v1.35' } },
  },
  {
    schema: 'stack-of-one-minor',
    title: 'a minor without a patch: it cannot be built, and update finds one',
    by: 'reader',
    sign: /has no patch/,
    document: { provider: 'docker', clusterStackName: 'scs', kubernetesVersion: 1.35 },
  },
  {
    schema: 'versions',
    title: 'a minor that is listed twice',
    by: 'reader',
    sign: /is listed twice/,
    document: [{ kubernetes: 'v1.34.7' }, { kubernetes: 'v1.34.6' }],
  },
  {
    schema: 'charts-lock',
    title: 'a chart that is locked twice',
    by: 'reader',
    sign: /is locked already/,
    document: { ...(GOOD['charts-lock'][0] as Document), charts: [locked, locked] },
  },
  {
    schema: 'node-image-registry',
    title: 'certificates that are not looked at, and TLS',
    by: 'reader',
    sign: /verify is false, and the endpoint has TLS/,
    document: {
      type: 'S3',
      config: { ...registry?.config, endpoint: 'https://s3.example.com', verify: false },
    },
  },
  {
    schema: 'node-image-registry',
    title: 'an endpoint with a port that there is not',
    by: 'reader',
    sign: /endpoint is no address|endpoint is more than a host/,
    document: { type: 'S3', config: { ...registry?.config, endpoint: 's3.example.com:port' } },
  },
  {
    schema: 'node-images',
    title: 'an image that is still to be built: only in node-images/config.yaml',
    by: 'reader',
    sign: /has no url/,
    document: { openStackNodeImages: [{ imageDir: 'node', createOpts: { name: 'a' } }] },
  },
  {
    schema: 'node-images',
    title: 'the file of another provider, where nothing says whose it is',
    by: 'reader',
    sign: /openStackNodeImages is missing/,
    document: { apiVersion: 'docker.infrastructure.clusterstack.x-k8s.io/v1alpha1', dockerImages: ['a'] },
  },
  {
    schema: 'node-images',
    title: 'two images of one name',
    by: 'reader',
    sign: /a second image is called/,
    document: { openStackNodeImages: [image, image] },
  },
];

/** The refusals of one side that are not listed here. */
export const unlisted = (
  schema: Schema,
  by: Difference['by'],
  refusals: readonly string[],
): readonly string[] => {
  const listed = DIFFERENCES.filter((one) => one.schema === schema && one.by === by);
  return refusals.filter((refusal) => !listed.some(({ sign }) => sign.test(refusal)));
};
