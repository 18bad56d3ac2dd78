// What must hold for the images that a catalogue makes, beyond the shape of its keys.
import { CsctlError, type Problem } from '../../problem/problem.ts';
import { shownAddress } from '../chart-source.ts';
import { formatKubernetes, formatMinor, type KubernetesVersion } from '../kubernetes-version.ts';
import { NAME_PATTERN, seriesName } from '../release-name.ts';
import type { YamlPath, YamlSource } from '../yaml-source.ts';
import type { PinnedImage, ServerCatalogue } from './catalogue.ts';
import { imageOf } from './node-image.ts';
import { ADDRESS_HINT, isWebAddress, withLogin } from './pinned-image.ts';

/** Name of an object in Kubernetes: RFC 1123, with dots. */
const OBJECT_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const NAME_LIMIT = 253;

/** Two versions that a name and an address must tell apart. */
const SAMPLES: readonly KubernetesVersion[] = [7, 8].map((patch) => ({ major: 1, minor: 34, patch }));

export class CatalogueChecks {
  private readonly found: Problem[] = [];

  constructor(
    private readonly source: YamlSource,
    private readonly path: YamlPath,
    private readonly catalogue: ServerCatalogue,
  ) {}

  problems(): readonly Problem[] {
    this.template('name');
    this.template('url');
    if (this.found.length > 0) return this.found;
    for (const pin of this.catalogue.versions) this.entry(pin);
    return this.found;
  }

  /** A name or an address that does not name the version means the same image for all of them. */
  private template(key: 'name' | 'url'): void {
    // The operating system is any: it does not tell patches apart.
    const other = {
      'os.version': '0',
      'os.short': '0',
      'os.distro': 'any',
      'stack.name': 'a',
      'stack.provider': 'a',
    };
    const [first = '', second] = SAMPLES.map((version) =>
      this.catalogue[key].fill({
        ...other,
        'kubernetes.version': formatKubernetes(version),
        'kubernetes.minor': formatMinor(version),
        'kubernetes.patch': String(version.patch),
      }),
    );
    if (first === second) {
      const message = `${key} is the same for every Kubernetes patch; expected << kubernetes.version >> in it`;
      this.report([...this.path, key], 'image-catalogue', message);
    } else if (key === 'url') this.address(first);
  }

  private entry({ version, place }: PinnedImage): void {
    try {
      const image = imageOf(this.catalogue, version);
      this.address(image.url);
      this.name(image.name, version);
    } catch (error) {
      if (!(error instanceof CsctlError)) throw error;
      this.found.push(...error.problems.map((one) => ({ ...one, ...place })));
    }
  }

  private address(url: string): void {
    if (isWebAddress(url)) return;
    const message = `the address is "${shownAddress(url)}"${withLogin(url)}; expected https://HOST/PATH`;
    this.report([...this.path, 'url'], 'image-catalogue', message, { hint: ADDRESS_HINT });
  }

  /** The operator makes an object of this name, between the series and the version (docs/operator-contract.md 7). */
  private name(name: string, version: KubernetesVersion): void {
    const { stack, release } = this.catalogue;
    // A stack whose own name is no good is told of elsewhere.
    const known = [stack.provider, stack.name].every((one) => NAME_PATTERN.test(one));
    const series = known ? seriesName({ ...stack, minor: version }) : 'a';
    const object = `${series}-${name}-v1`;
    const severity = release ? 'error' : 'warning';
    const hint = 'OpenStack objects are named after it: use a-z, 0-9, "-" and "."';
    if (!OBJECT_NAME.test(object)) {
      const message = `the image name "${name}" cannot be part of an object's name; expected a-z, 0-9, "-" and "."`;
      this.report([...this.path, 'name'], 'image-name', message, { severity, hint });
    } else if (object.length > NAME_LIMIT) {
      const message = `the image name "${name}" is too long: "${object}" has ${object.length} characters; expected at most ${NAME_LIMIT}`;
      this.report([...this.path, 'name'], 'image-name', message, { severity, hint: 'shorten it' });
    }
  }

  private report(
    path: YamlPath,
    code: 'image-catalogue' | 'image-name',
    message: string,
    details: Pick<Problem, 'hint'> & { severity?: Problem['severity'] } = {},
  ): void {
    this.found.push(this.source.problemAt(path, code, message, details));
  }
}
