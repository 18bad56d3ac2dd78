// What is wrong with a YAML text, in Go's words and with the place.

/** A YAML text that cannot be read. */
export class YamlError extends Error {
  override readonly name = 'YamlError';

  constructor(
    /** As Go prints it; the line in it is the one that go-yaml tells, which is often one too low. */
    message: string,
    /** Where it is, from 1; undefined where go-yaml does not know either. */
    readonly line?: number,
    /** From 1, in UTF-16 units. */
    readonly column?: number,
  ) {
    super(message);
  }

  /** The same error, said in a wider context. */
  within(context: string): YamlError {
    return new YamlError(`${context}: ${this.message}`, this.line, this.column);
  }
}

/** What the parser, which knows the grammar, has to say about a token: go-yaml then tells the line before it. */
export function parserError(problem: string, { line, column }: { line: number; column: number }): YamlError {
  const where = line === 0 ? '' : `line ${line}: `;
  return new YamlError(`yaml: ${where}${problem}`, line + 1, column + 1);
}
