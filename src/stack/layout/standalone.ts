// The effective tree of one minor as a folder of its own: csctl.yaml beside the charts, and nothing of other layouts.
import { CHARTS_LOCK_FILE } from '../asset.ts';
import { CONFIG_FILE, CONFIG_VERSION_PATH, formatConfig, parseConfig, type StackConfig } from '../config.ts';
import { FileTree } from '../file-tree.ts';
import { canonicalJson } from '../fingerprint.ts';
import { formatKubernetes } from '../kubernetes-version.ts';
import { NATIVE_FILE } from '../native/native-config.ts';
import type { FileMaking, Stack } from '../stack.ts';
import { YamlSource } from '../yaml-source.ts';
import { VERSIONS_FILE } from './versions-file.ts';

/** A file of a minor, and where it comes from. */
export interface EffectiveFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Where it stands in the folder; undefined where all of it is generated. */
  readonly source: string | undefined;
  readonly made: FileMaking | undefined;
}

const OTHER_LAYOUTS: readonly string[] = [NATIVE_FILE, VERSIONS_FILE];

/**
 * The files with which a single folder builds the same archives: the tree of the minor, with a csctl.yaml that says
 * what the stack is, and the lock of its charts. Sorted by path.
 */
export function standaloneFiles(stack: Stack): EffectiveFile[] {
  const { tree, origins, made, chartsLock, config } = stack;
  const written = configText(tree.text(CONFIG_FILE), config);
  const kept = [...tree].filter(([path]) => !OTHER_LAYOUTS.includes(path));
  const lock: [string, string][] = chartsLock === undefined ? [] : [[CHARTS_LOCK_FILE, chartsLock]];
  const all = FileTree.of([...kept, [CONFIG_FILE, written.text], ...lock]);
  return [...all].map(([path, bytes]) => {
    const making = path === CONFIG_FILE ? (made?.get(path) ?? written.made) : made?.get(path);
    const source = making === 'generated' ? undefined : (origins.get(path) ?? path);
    return { path, bytes, source, made: making };
  });
}

/** The csctl.yaml that is there, if it says the same; with another version, if that is all that differs; else a new one. */
function configText(
  found: string | undefined,
  wanted: StackConfig,
): { readonly text: string; readonly made: FileMaking | undefined } {
  const generated = { text: formatConfig(wanted), made: 'generated' } as const;
  if (found === undefined) return generated;
  if (isSame(found, wanted)) return { text: found, made: undefined };
  const source = YamlSource.parse(CONFIG_FILE, found);
  if (source.kindAt(CONFIG_VERSION_PATH) !== 'scalar') return generated;
  const text = source.withScalar(CONFIG_VERSION_PATH, formatKubernetes(wanted.kubernetes));
  return isSame(text, wanted) ? { text, made: 'pinned' } : generated;
}

function isSame(text: string, wanted: StackConfig): boolean {
  const { config, problems } = parseConfig(CONFIG_FILE, text);
  const comparable = ({ identity, kubernetes, providerConfig }: StackConfig) =>
    canonicalJson([identity.provider, identity.name, formatKubernetes(kubernetes), providerConfig]);
  return problems.length === 0 && config !== undefined && comparable(config) === comparable(wanted);
}
