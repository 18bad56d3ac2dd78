// A row of the matrix: one Kubernetes minor of one stack.

/** A chart that an addon stage brings in. */
export interface MatrixAddon {
  readonly stage: string;
  readonly chart: string;
  /** As Chart.yaml has it with the pins of the stack. */
  readonly version: string;
}

/** What remotes have of a stack and minor. */
export interface PublishedVersions {
  /** `v3`; null where there is no stable release. */
  readonly stable: string | null;
  /** `v4-beta.0`: the newest of all, which may be the stable one; null where there is none. */
  readonly newest: string | null;
}

/** A minor of a stack, as `--json` prints it. */
export interface MatrixRow {
  /** `docker/scs` */
  readonly stack: string;
  readonly minor: string;
  readonly kubernetes: string;
  readonly addons: readonly MatrixAddon[];
  /** Name of the node image; null where the stack names none. */
  readonly image: string | null;
  /** Null where no remote was asked. */
  readonly published: PublishedVersions | null;
}
