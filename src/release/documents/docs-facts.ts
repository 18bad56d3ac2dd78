// What `docs` tells of a stack: one value of all its minors, the newest being the reference.
import type { ClassVariable } from '../../stack/class-variables.ts';
import type { Addon } from '../reading/addon-charts.ts';
import type { DocumentedImage } from './stack-facts.ts';

/** A minor of the stack, and how a Cluster names its class. */
export interface DocumentedMinor {
  /** `1.34` */
  readonly minor: string;
  /** `v1.34.7`, the only version that `spec.topology.version` may have with releases made of these sources. */
  readonly kubernetes: string;
  /** `docker-scs-1-34-VERSION` */
  readonly class: string;
}

/** A variable as the newest minor has it. */
export interface DocumentedVariable extends ClassVariable {
  /** The minors that have it. */
  readonly minors: readonly string[];
  /** What it is in minors where it is something else. */
  readonly variants: readonly { readonly minor: string; readonly variable: ClassVariable }[];
}

/** A chart that an addon stage applies. */
export interface DocumentedAddon extends Pick<Addon, 'stage' | 'hooks'> {
  /** Null for a stage whose chart cannot be read. */
  readonly chart: string | null;
  /** By minor, as in `1.34`; null where the chart is part of the stack, and absent where the minor has it not. */
  readonly versions: Readonly<Record<string, string | null>>;
}

/** The facts of a stack. */
export interface DocsFacts {
  /** `docker/scs` */
  readonly stack: string;
  /** Of the reference. */
  readonly kubernetes: string;
  /** The oldest first. */
  readonly minors: readonly DocumentedMinor[];
  /** Classes of workers that a Cluster can name. */
  readonly workers: readonly string[];
  readonly variables: readonly DocumentedVariable[];
  readonly addons: readonly DocumentedAddon[];
  readonly images: readonly (DocumentedImage & { readonly minor: string })[];
}
