// A catalogue of node images for tests, and images in memory.
import type { ImageFacts, ImageSource } from '../../../src/release/upstream-ports.ts';
import { CATALOGUE_KEY } from '../../../src/stack/image-catalogue.ts';
import type { ContainerCatalogue, ServerCatalogue } from '../../../src/stack/images/catalogue.ts';
import { parseImageCatalogue } from '../../../src/stack/image-catalogue.ts';
import { parseKubernetesVersion, type KubernetesVersion } from '../../../src/stack/kubernetes-version.ts';
import { YamlSource } from '../../../src/stack/yaml-source.ts';

export const HEX = 'c59f'.repeat(16);
export const OTHER_HEX = '0a1b'.repeat(16);

export const version = (text: string): KubernetesVersion => {
  const parsed = parseKubernetesVersion(text);
  if (!parsed) throw new Error(`no version: ${text}`);
  return parsed;
};

/** The catalogue of the tests, as stack.yaml has it; pins are lines of `versions`. */
export const catalogueText = (pins: readonly string[] = ['{ version: v1.34.6 }'], more = ''): string =>
  `provider: openstack
name: scs
nodeImages:
  release: true
  name: ubuntu-capi-image-<< kubernetes.version >>
  url: https://images.example/ubuntu-<< os.short >>-v<< kubernetes.minor >>/ubuntu-<< os.short >>-kube-<< kubernetes.version >>.qcow2
  checksum: << url >>.CHECKSUM
  os:
    distro: ubuntu
    versions: { "1.32": "22.04", ">=1.33": "24.04" }
  minDisk: 20
  minMemory: 2048
  tags: [clusterstacks]
  properties: { hw_disk_bus: scsi, hw_qemu_guest_agent: yes }
${more}  versions:
${pins.map((pin) => `    - ${pin}\n`).join('')}`;

export const parse = (text: string) =>
  parseImageCatalogue(YamlSource.parse('stack.yaml', text), [CATALOGUE_KEY]);

/** @throws Error with the problems, when there is no catalogue */
export function serverCatalogue(text: string = catalogueText()): ServerCatalogue {
  const { catalogue, problems } = parse(text);
  if (catalogue?.kind === 'server') return catalogue;
  throw new Error(problems.map(({ message }) => message).join('; '));
}

export function containerCatalogue(pins = ''): ContainerCatalogue {
  const { catalogue, problems } = parse(`nodeImages:\n  image: docker.io/kindest/node\n${pins}`);
  if (catalogue?.kind === 'container') return catalogue;
  throw new Error(problems.map(({ message }) => message).join('; '));
}

/** What there is: images by address, texts by address, digests by `IMAGE:TAG`. */
export interface ImagesThere {
  readonly images?: Readonly<Record<string, Partial<ImageFacts>>>;
  readonly texts?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Images in memory; what was asked for is noted in `asked`. */
export class MemoryImages implements ImageSource {
  readonly asked: string[] = [];

  constructor(private readonly there: ImagesThere) {}

  look(url: string): Promise<ImageFacts | undefined> {
    this.asked.push(url);
    const facts = this.there.images?.[url];
    return Promise.resolve(facts && { size: undefined, modified: undefined, ...facts });
  }

  text(url: string): Promise<string | undefined> {
    this.asked.push(url);
    return Promise.resolve(this.there.texts?.[url]);
  }

  tag(image: string, tag: string): Promise<string | undefined> {
    this.asked.push(`${image}:${tag}`);
    return Promise.resolve(this.there.tags?.[`${image}:${tag}`]);
  }
}

/** Where the image of a version lies by the catalogue of the tests. */
export const addressOf = (text: string): string => {
  const { minor } = version(text);
  const os = minor === 32 ? '2204' : '2404';
  return `https://images.example/ubuntu-${os}-v1.${minor}/ubuntu-${os}-kube-${text}.qcow2`;
};
