// What is wrong with a template, or went wrong in it, with Go's text.
import { byteLength } from './text.ts';

/** Where in which template. */
export interface TemplatePlace {
  /** The name that the text was parsed under: the file, not a `define` in it. */
  readonly template: string;
  /** From 1; 0 where the error is about no place in a text. */
  readonly line: number;
  /** As Go counts: bytes before the place in its line. Undefined for errors of parsing, which Go gives lines only. */
  readonly column: number | undefined;
}

/** A template that cannot be parsed or failed; `cause` is what a function threw, another TemplateError for an include. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly template: string;
  readonly line: number;
  readonly column: number | undefined;

  constructor(message: string, place: TemplatePlace, options?: { cause: unknown }) {
    super(message, options);
    this.template = place.template;
    this.line = place.line;
    this.column = place.column;
  }
}

/** The line of an offset in a text, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Bytes between the start of the line and the offset. */
export function columnAt(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return byteLength(text.slice(start, offset));
}
