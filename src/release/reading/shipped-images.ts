// The node images that a release names, as the OpenStack provider operator reads them (docs/operator-contract.md 7).
import type { Problem } from '../../problem/problem.ts';
import { YamlSource } from '../../stack/yaml-source.ts';
import type { NamedText } from '../../verify/view.ts';

/** A node image; a field is null where the file does not say. */
export interface ShippedImage {
  readonly name: string | null;
  readonly url: string | null;
  /** `qcow2` */
  readonly diskFormat: string | null;
}

const LIST = 'openStackNodeImages';

/** The images of node-images.yaml, in its order; never throws. */
export function readImages(text: NamedText | undefined): {
  readonly images: readonly ShippedImage[];
  readonly problems: readonly Problem[];
} {
  if (!text) return { images: [], problems: [] };
  const source = YamlSource.parse(text.file, text.text);
  const listed = source.get([LIST]);
  const entries: readonly unknown[] = Array.isArray(listed) ? listed : [];
  const images = entries.map((_, index): ShippedImage => {
    const field = (...keys: string[]): string | null => {
      const value = source.get([LIST, index, ...keys]);
      return typeof value === 'string' && value !== '' ? value : null;
    };
    return {
      name: field('createOpts', 'name'),
      url: field('url'),
      diskFormat: field('createOpts', 'disk_format'),
    };
  });
  return { images, problems: source.problems };
}
