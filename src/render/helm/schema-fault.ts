// What keeps values from fitting the schemas of a chart, each fault with its place.
import { HelmError, type ChartPlace } from './helm-error.ts';

/** A path into values: keys and indexes. */
export type ValuePath = readonly string[];

/** Values that do not fit, or a schema that cannot be used. */
export interface SchemaFault {
  /** The chart, by the name or alias that it goes by. */
  readonly chart: string;
  /** The schema, from the root of the chart: `charts/sub/values.schema.json`. */
  readonly schema: string;
  /** What Helm says, a line for each cause. */
  readonly message: string;
  readonly isOfSchema: boolean;
  /**
   * Where the value may stand in values that were given to the root chart, the first that is there counting; empty for a
   * fault of the schema.
   */
  readonly given: readonly ValuePath[];
  /** The place of the value in the files of the charts, or of what is nearest to it; that of the schema where none has any. */
  readonly place: ChartPlace;
  /** How many steps of the path that place is away from the value. */
  readonly missing: number;
}

/** Values that Helm refuses. The message is all that it says, the faults are its parts. */
export class SchemaFaults extends HelmError {
  constructor(
    message: string,
    readonly faults: readonly [SchemaFault, ...SchemaFault[]],
  ) {
    super(message, { file: faults[0].schema });
  }
}
