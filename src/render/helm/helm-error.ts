// What Helm refuses: the message that it prints, and the place in the chart where one is known.

/** Where in the chart: the path of a file from the root of the chart, as `templates/a.yaml` or `charts/sub/values.yaml`. */
export interface ChartPlace {
  readonly file: string;
  /** From 1; undefined where only the file is known, as below. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/**
 * A chart that Helm does not render. The message is what `helm template` prints after `Error: `, without the advice
 * to use `--debug` that follows in some cases.
 */
export class HelmError extends Error {
  override readonly name = 'HelmError';

  constructor(
    message: string,
    readonly place?: ChartPlace,
    options?: { cause: unknown },
  ) {
    super(message, options);
  }
}
