// Steps and their order: each takes the previous step's result and returns a bigger one.
import type { World } from './ports.ts';

/** One step of the pipeline. */
export interface Step<I, O> {
  /** What it does, as shown while it runs: `render charts`. */
  readonly title: string;
  run(input: I, world: World): Promise<O> | O;
}

/** An ordered list of steps, typed from end to end. */
export class Flow<I extends { readonly subject: string }, O extends { readonly subject: string }> {
  private constructor(private readonly steps: readonly Step<never, unknown>[]) {}

  static start<I extends { readonly subject: string }, O extends { readonly subject: string }>(
    step: Step<I, O>,
  ): Flow<I, O> {
    return new Flow<I, O>([step]);
  }

  to<N extends { readonly subject: string }>(step: Step<O, N>): Flow<I, N> {
    return new Flow<I, N>([...this.steps, step]);
  }

  /** The titles in order, for documentation and tests. */
  get titles(): readonly string[] {
    return this.steps.map(({ title }) => title);
  }

  /** Runs the steps one after the other; stops between two when the user interrupts. */
  async run(input: I, world: World): Promise<O> {
    let value: unknown = input;
    for (const step of this.steps) {
      await world.signal.throwIfAborted();
      world.reporter.step(input.subject, step.title);
      value = await (step as Step<unknown, unknown>).run(value, world);
    }
    return value as O;
  }
}
