// The variables that a parser has seen declared and not yet gone out of scope.

/** Names in the order of their declaration; the same one can be there more than once. */
export class VariableScope {
  private readonly names: string[] = [];
  private readonly counts = new Map<string, number>();

  constructor() {
    this.declare('$');
  }

  declare(name: string): void {
    this.names.push(name);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  has(name: string): boolean {
    return (this.counts.get(name) ?? 0) > 0;
  }

  /** What to give to `release` at the end of a block. */
  mark(): number {
    return this.names.length;
  }

  /** Forgets what was declared since the mark. */
  release(mark: number): void {
    for (const name of this.names.splice(mark)) this.counts.set(name, (this.counts.get(name) ?? 0) - 1);
  }
}
