// What of a value schemas have looked at.

/** The parts of a value that schemas have looked at: for `unevaluatedProperties` and `unevaluatedItems`. */
export class EvaluatedParts {
  /** Most values have no parts. */
  private keys: Set<string> | undefined;

  has(key: string): boolean {
    return this.keys?.has(key) ?? false;
  }

  add(key: string): void {
    (this.keys ??= new Set()).add(key);
  }

  addAll({ keys }: EvaluatedParts): void {
    if (keys) for (const key of keys) this.add(key);
  }
}
