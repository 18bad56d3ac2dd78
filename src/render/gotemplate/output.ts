// What a template printed, and which place of the template printed each piece of it.

/** A piece of output and where it comes from. */
export interface Segment {
  /** Where the piece starts in the output, in UTF-16 units. */
  readonly start: number;
  /** The name that the template was parsed under: the file, not a `define` in it. */
  readonly template: string;
  /** Offset in that file's text: of the text that was copied, or of the action that printed. */
  readonly offset: number;
  /** Whether the output is a copy of the template's text: then places inside it can be told, too. */
  readonly isText: boolean;
}

/** The output of one template. */
export interface Output {
  readonly text: string;
  /** In order of `start`. What an action printed (an `include`, say) is one piece, at the action. */
  readonly segments: readonly Segment[];
}

/** Where the output at `position` comes from; undefined where nothing was printed. */
export function originOf(
  { segments }: Output,
  position: number,
): Pick<Segment, 'template' | 'offset'> | undefined {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((segments[middle]?.start ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  const found = segments[low];
  if (!found || found.start > position) return undefined;
  const inside = found.isText ? position - found.start : 0;
  return { template: found.template, offset: found.offset + inside };
}
