// The method `build` of csctl-openstack: packer makes the images, an object store keeps them, the release names them.
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CsctlError } from '../../problem/problem.ts';
import type { PluginCall } from '../../release/ports.ts';
import { makeAsset, NODE_IMAGES_FILE, type Asset } from '../../stack/asset.ts';
import { YamlSource } from '../../stack/yaml-source.ts';
import type { HttpClient } from '../http/client.ts';
import { findOnPath, runProgram } from '../child-program.ts';
import type { BuiltInPlugin, PluginSettings } from '../provider-plugin.ts';
import { uploadFile } from './object-store.ts';
import { downloadAddress, parseRegistryFile, unreadable, type ImageRegistry } from './registry-file.ts';

const SOURCES = 'node-images/config.yaml';
const LIST = 'openStackNodeImages';

export interface BuildSettings extends Omit<PluginSettings, 'dryRun' | 'builtIn'> {
  /** @param authority PEM file that is trusted besides the usual */
  readonly http: (authority: string | undefined) => Promise<HttpClient>;
}

/** The built-in plugin for a call, unless its config says `plugin: true`. (`get` is a step's own work.) */
export const openstackBuild =
  (settings: BuildSettings) =>
  ({ provider, config }: PluginCall): BuiltInPlugin | undefined =>
    provider === 'openstack' && config['method'] === 'build' && config['plugin'] !== true
      ? (call, folder, scratch) => new ImageBuild(settings, call, folder, scratch).run()
      : undefined;

/** One image of the list. */
interface BuiltImage {
  readonly index: number;
  /** Folder below node-images/, name of the built file and of the object. */
  readonly name: string;
  /** Whether the list has an address for it already. */
  readonly hasUrl: boolean;
}

class ImageBuild {
  constructor(
    private readonly settings: BuildSettings,
    private readonly call: PluginCall,
    private readonly folder: string,
    private readonly scratch: string,
  ) {}

  async run(): Promise<readonly Asset[]> {
    const text = this.call.tree.text(SOURCES);
    if (text === undefined) throw failed(`method build needs ${SOURCES}`, 'add the list of images');
    const images = this.images(YamlSource.parse(SOURCES, text));
    const packer = this.findPacker();
    // Before an hour of building: the settings are there and say everything.
    const registry = await this.readRegistry();
    const http = await this.settings.http(registry.authority);
    let list = text;
    for (const image of images) {
      const file = await this.build(packer, image);
      await this.upload(file, image, registry, http);
      if (image.hasUrl) continue;
      const path = [LIST, image.index, 'url'];
      list = YamlSource.parse(SOURCES, list).withScalar(path, downloadAddress(registry, image.name));
    }
    return [makeAsset(NODE_IMAGES_FILE, list)];
  }

  private images(source: YamlSource): BuiltImage[] {
    const listed = source.get([LIST]);
    if (!Array.isArray(listed) || listed.length === 0)
      throw failed(
        `${SOURCES} lists no images in ${LIST}`,
        'list the images to build, each with its imageDir',
      );
    return listed.map((_: unknown, index) => {
      const name = source.scalarText([LIST, index, 'imageDir']) ?? '';
      const isStep = /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);
      if (isStep && this.call.tree.hasFolder(`node-images/${name}`))
        return { index, name, hasUrl: (source.scalarText([LIST, index, 'url']) ?? '') !== '' };
      const message = `image ${index + 1} of ${SOURCES} has the imageDir "${name}"; expected a folder below node-images/`;
      throw failed(message, 'name the folder with its packer template');
    });
  }

  private findPacker(): string {
    const { environment, cwd } = this.settings;
    const packer = findOnPath('packer', environment['PATH'] ?? '', cwd);
    if (packer !== undefined) return packer;
    const hint = 'install packer in a folder of the PATH, or use method: get';
    throw new CsctlError('plugin-missing', 'method build needs packer, which is not on the PATH', { hint });
  }

  private async readRegistry(): Promise<ImageRegistry> {
    const { registry, cwd } = this.settings;
    if (registry === '') {
      const hint =
        'name the file with -r, --node-image-registry: docs/provider-plugins.md says what is in it';
      throw failed('method build needs the settings of a node image registry', hint);
    }
    const text = await readFile(resolve(cwd, registry), 'utf8').catch((error: unknown) => {
      throw unreadable(registry, error);
    });
    return parseRegistryFile(registry, text);
  }

  /** @returns the file that packer made */
  private async build(packer: string, { name, index }: BuiltImage): Promise<string> {
    const { cwd, environment, signal, reporter } = this.settings;
    // Packer wants to make the folder itself.
    const output = join(this.scratch, `output-${index}`);
    const end = await runProgram({
      file: packer,
      args: [
        'build',
        ...['-var', `build_name=${name}`, '-var', `output_directory=${output}`],
        join(resolve(cwd, this.folder), 'node-images', name),
      ],
      ...{ cwd, environment, signal },
      tell: (line) => {
        reporter.note(`packer: ${line}`);
      },
    });
    if (end.status !== 0)
      throw failed(
        `packer ended with ${end.status} for ${name}: ${end.lastWords.replaceAll('\n', ' | ')}`,
        MEND,
      );
    const file = join(output, name);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) return file;
    throw failed(
      `packer made no file ${name} in its output_directory`,
      'name the built file after build_name',
    );
  }

  private async upload(
    file: string,
    { name }: BuiltImage,
    registry: ImageRegistry,
    http: HttpClient,
  ): Promise<void> {
    const { reporter } = this.settings;
    const progress = (done: number, total: number) => {
      reporter.transfer(`upload ${name}`, { done, total, file: done === total ? 1 : 0, files: 1 });
    };
    await uploadFile(file, name, registry, { http, progress });
  }
}

const MEND = 'mend what packer says; nothing was written';

const failed = (message: string, hint: string): CsctlError =>
  new CsctlError('plugin-failed', message, { hint });
