// csctl as the user of one repository of a registry, and what other programs see in it.
import { scratchFolder } from './scratch.ts';
import { orasFlags, skopeoFlags, type Registry } from './registry.ts';
import { csctl, oras, runCsctl, skopeo, type Ended } from './tools.ts';

/** What the tests read of csctl's JSON (docs/cli.md). */
export interface Published {
  readonly tag: string;
  readonly remote: string;
  readonly status: string;
  readonly digest: string;
  readonly url: string;
}

export interface Created {
  readonly releases: readonly {
    readonly tag: string;
    readonly folder: string | null;
    readonly status: string;
    readonly versions: Readonly<Record<string, string>>;
    readonly decision: readonly { readonly reasons: readonly string[] }[];
    readonly published: readonly Published[];
  }[];
}

export interface Listed {
  readonly releases: readonly Readonly<Record<string, string | null>>[];
  readonly foreign: readonly string[];
}

export interface Refused {
  readonly error: { readonly code: string; readonly message: string; readonly hint?: string };
}

type Env = Readonly<Record<string, string>>;

/** A repository, and a folder to work in. */
export class Remote {
  /** `oci://HOST/REPOSITORY` */
  readonly name: string;
  /** `HOST/REPOSITORY`, as other programs call it. */
  readonly place: string;
  /** Tells csctl which certificates to trust. */
  readonly flags: readonly string[];
  readonly env: Env;

  constructor(
    readonly registry: Registry,
    repository = 'group/stacks',
    readonly cwd = scratchFolder('work'),
  ) {
    this.place = `${registry.host}/${repository}`;
    this.name = `oci://${this.place}`;
    this.flags = registry.certificate ? ['--ca-file', registry.certificate.authority] : [];
    this.env = { DOCKER_CONFIG: registry.dockerConfig };
  }

  /** Another repository of the same registry. */
  beside(repository: string): Remote {
    return new Remote(this.registry, repository, this.cwd);
  }

  /** csctl with this remote; what it says and how it ends. */
  run(args: readonly string[], env: Env = this.env): Ended {
    return runCsctl([...args, '--remote', this.name, ...this.flags], { cwd: this.cwd, env });
  }

  /** The result of a run that must succeed, or end with `code`. */
  json<T>(args: readonly string[], code = 0, env: Env = this.env): T {
    const ended = this.run([...args, '--json'], env);
    if (ended.code === code) return JSON.parse(ended.stdout) as T;
    throw new Error(
      `csctl ${args.join(' ')}: exit code ${ended.code}, not ${code}\n${ended.stdout}${ended.stderr}`,
    );
  }

  /** Copies releases from one remote to another, both named in full. */
  copy<T>(from: string, to: string, ...tags: readonly string[]): T {
    const args = ['copy', '--json', '--from', from, '--to-remote', to, ...this.flags, ...tags];
    return JSON.parse(csctl(args, { cwd: this.cwd, env: this.env })) as T;
  }

  /** The manifest of a tag, byte for byte, as skopeo gets it. */
  rawManifest(tag: string): string {
    const args = ['inspect', '--raw', ...skopeoFlags(this.registry), `docker://${this.place}:${tag}`];
    return skopeo.ok(['--insecure-policy', ...args], { cwd: this.cwd });
  }

  /** Runs oras on `HOST/REPOSITORY[:TAG]`, which comes last. */
  oras(args: readonly string[], tag?: string): string {
    const subject = tag === undefined ? this.place : `${this.place}:${tag}`;
    return oras.ok([...args, ...orasFlags(this.registry), subject], { cwd: this.cwd });
  }

  /** skopeo copies from or to this repository; `docker://...` is the end that it is. */
  skopeoCopy(from: string, to: string): void {
    const side = from.startsWith('docker://') ? 'src-' : 'dest-';
    skopeo.ok(['--insecure-policy', 'copy', ...skopeoFlags(this.registry, side), from, to], {
      cwd: this.cwd,
    });
  }
}
