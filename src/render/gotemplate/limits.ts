// How much a run may do: templates are foreign input, and must end.
import type { TemplatePlace } from './template-error.ts';
import type { Call } from './value.ts';

/** What a run may use up; counts, not times, so that the same input always ends the same way. */
export interface Limits {
  /** Nodes executed, turns of loops, and whatever functions charge for (bytes, elements). */
  readonly steps: number;
  /** Bytes of output, those of includes and discarded ones included. */
  readonly output: number;
  /** Templates, blocks and pipelines in each other, those of the templates that are called counted on. */
  readonly depth: number;
}

/**
 * Far beyond what the largest charts need (cilium: about 0.2 million steps), over in a second or two, and not so
 * deep that JavaScript's stack comes to its end first.
 */
export const DEFAULT_LIMITS: Limits = { steps: 20_000_000, output: 64 * 1024 * 1024, depth: 1000 };

/** A run wanted more than it may have. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
  #place: TemplatePlace | undefined;

  /** Where the template was then; undefined outside of templates. */
  get place(): TemplatePlace | undefined {
    return this.#place;
  }

  /** Called by each execution on the way out: the innermost comes first, and knows best. */
  passes(where: () => TemplatePlace): void {
    this.#place ??= where();
  }
}

/** What is left of the limits; shared by all templates of one run. */
export class Budget implements Call {
  private steps: number;
  private output: number;
  private depth = 0;

  constructor(readonly limits: Limits = DEFAULT_LIMITS) {
    this.steps = limits.steps;
    this.output = limits.output;
  }

  charge(amount: number): void {
    this.steps -= amount;
    if (this.steps < 0) throw new LimitError(`the templates take more than ${this.limits.steps} steps`);
  }

  /** Accounts for output. @throws LimitError */
  write(bytes: number): void {
    this.output -= bytes;
    if (this.output < 0) throw new LimitError(`the templates print more than ${this.limits.output} bytes`);
  }

  /** A template, block or pipeline begins inside of another. @throws LimitError */
  enter(): void {
    this.depth++;
    if (this.depth > this.limits.depth) {
      throw new LimitError(`the templates nest more than ${this.limits.depth} deep`);
    }
  }

  /** What was entered last has ended. */
  leave(): void {
    this.depth--;
  }

  /** Does what may end in an error, which leaves all that was entered since. @throws LimitError */
  nested<T>(run: () => T): T {
    const { depth } = this;
    this.enter();
    try {
      return run();
    } finally {
      this.depth = depth;
    }
  }
}
