// The text of our stack.yaml, with the comments that a reader needs.
import { stringify } from 'yaml';
import { formatKubernetes, formatMinor } from '../../stack/kubernetes-version.ts';
import { NATIVE_API_VERSION } from '../../stack/native/native-config.ts';
import { schemaLine } from '../../stack/schema-line.ts';
import type { AddonPolicy } from '../../stack/native/read-addons.ts';
import type { StackConfig } from '../../stack/config.ts';
import type { PlannedOverlay } from './shared-tree.ts';
import type { MinorPin } from './variants.ts';

/** What stack.yaml is to say. */
export interface StackText {
  /** One for each minor, the oldest first; never empty. */
  readonly configs: readonly StackConfig[];
  readonly policies: readonly AddonPolicy[];
  readonly pins: readonly MinorPin[];
  readonly overlays: readonly PlannedOverlay[];
  /** The value of `nodeImages`; undefined: there are none. */
  readonly images: Readonly<Record<string, unknown>> | undefined;
}

/** Writes stack.yaml (docs/stack-folder.md). */
export function formatStackYaml({ configs, policies, pins, overlays, images }: StackText): string {
  const [config] = configs;
  if (!config) throw new Error('a stack without a minor');
  const { identity, providerConfig } = config;
  const hasConfig = Object.keys(providerConfig).length > 0;
  const provider = hasConfig ? { type: identity.provider, config: providerConfig } : identity.provider;
  const sections = [
    section('Written by csctl migrate; docs/stack-folder.md says what can stand here.', {
      apiVersion: NATIVE_API_VERSION,
      provider,
      name: identity.name,
    }),
    policies.length > 0 &&
      section('How csctl update chooses chart versions.', {
        addons: Object.fromEntries(policies.map(({ key, ...policy }) => [key, ruleOf(policy)])),
      }),
    section(
      `The Kubernetes versions that are served, one for each minor${pins.length > 0 ? ', with the charts that differ' : ''}.`,
      { kubernetes: configs.map((one) => minorOf(one, pins)) },
    ),
    overlays.length > 0 &&
      section('What differs otherwise: files of the folder replace or add those of the same path.', {
        overlays: overlays.map(overlayOf),
      }),
    images &&
      section(
        'Node images: csctl images prints them in every format. With checksum (the address of a checksum file, such as\n# << url >>.CHECKSUM) csctl update can pin new ones.',
        { nodeImages: images },
      ),
  ];
  return `${schemaLine('stack')}${sections.filter((one) => one !== false && one !== undefined).join('\n')}`;
}

const section = (comment: string, data: object): string =>
  `# ${comment}\n${stringify(data, { lineWidth: 0, version: '1.1' })}`;

const ruleOf = ({ update, follows }: Omit<AddonPolicy, 'key'>) => ({
  ...(follows && { follows: 'kubernetesMinor' }),
  ...(update !== undefined && { update }),
});

function minorOf({ kubernetes }: StackConfig, pins: readonly MinorPin[]) {
  const own = pins.filter(({ minor }) => formatMinor(minor) === formatMinor(kubernetes));
  const addons = Object.fromEntries(own.map(({ key, version }) => [key, version]));
  return { version: formatKubernetes(kubernetes), ...(own.length > 0 && { addons }) };
}

const overlayOf = ({ minors, folder, remove }: PlannedOverlay) => ({
  minors: minors.length === 1 ? minors[0] : minors,
  ...(folder !== undefined && { folder }),
  ...(remove.length > 0 && { remove }),
});
