// A chart as Helm has it in memory.
import type { GoMap } from '../gotemplate/value.ts';
import type { Metadata } from './metadata.ts';

/** A file of a chart. */
export interface ChartFile {
  /** Relative to the chart: `templates/a.yaml`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What stands in a chart, besides other charts. */
export interface ChartContent {
  readonly metadata: Metadata;
  readonly templates: readonly ChartFile[];
  /** All files that have no meaning of their own, those of crds/ among them. */
  readonly files: readonly ChartFile[];
  /** values.yaml; a nil map where it is empty. */
  readonly values: GoMap;
  /** values.yaml as it is written, for places. */
  readonly valuesFile?: Uint8Array | undefined;
  /** The text of values.schema.json. */
  readonly schema: string | undefined;
  /** The folder of the chart from the root one: `charts/sub/`, for places; '' for the root. */
  readonly folder: string;
  readonly warnings: readonly string[];
}

/** A chart with those that it depends on. Processing of dependencies changes it; `copyChart` leaves the loaded one as it is. */
export class Chart {
  parent: Chart | undefined;
  private children: readonly Chart[] = [];

  constructor(
    readonly content: ChartContent,
    public metadata: Metadata = content.metadata,
    public values: GoMap = content.values,
  ) {}

  get name(): string {
    return this.metadata.name;
  }

  get isRoot(): boolean {
    return this.parent === undefined;
  }

  get isLibrary(): boolean {
    return this.metadata.type.toLowerCase() === 'library';
  }

  get dependencies(): readonly Chart[] {
    return this.children;
  }

  /** Also makes this chart the parent of each. */
  setDependencies(charts: readonly Chart[]): void {
    this.children = charts;
    for (const chart of charts) chart.parent = this;
  }

  /** `root/charts/sub`: what the names of templates start with. */
  get fullPath(): string {
    return this.parent ? `${this.parent.fullPath}/charts/${this.name}` : this.name;
  }

  /**
   * The chart under another name, as a dependency with an alias has it. Its own dependencies are shared, and keep
   * this one for their parent, as in Helm.
   */
  renamed(name: string): Chart {
    const copy = new Chart(this.content, { ...this.metadata, name }, this.values);
    copy.children = this.children;
    copy.parent = this.parent;
    return copy;
  }
}

/** A chart that can be changed, with all below it; files and values are shared, and must be left alone. */
export function copyChart(chart: Chart): Chart {
  const { dependencies } = chart.metadata;
  const copy = new Chart(chart.content, {
    ...chart.metadata,
    dependencies: dependencies?.map((dependency) => ({ ...dependency })),
  });
  copy.setDependencies(chart.dependencies.map(copyChart));
  return copy;
}
