// Tokens that were scanned and not handed out yet.
import type { YamlToken } from './yaml-token.ts';

/** A queue that tokens can jump: what comes before a key shows only behind it. */
export class YamlTokenQueue {
  /** Never shrinks, and is filled anew from its start once all tokens are taken. */
  private readonly tokens: YamlToken[] = [];
  private head = 0;
  private tail = 0;
  private taken = 0;

  /** The next token; undefined while there is none. */
  get first(): YamlToken | undefined {
    return this.head < this.tail ? this.tokens[this.head] : undefined;
  }

  /** How many tokens there have been: the number of the next one. */
  get count(): number {
    return this.taken + this.tail - this.head;
  }

  /** Removes the first token. */
  take(): void {
    this.head += 1;
    this.taken += 1;
    if (this.head === this.tail) this.head = this.tail = 0;
  }

  append(token: YamlToken): void {
    this.tokens[this.tail] = token;
    this.tail += 1;
  }

  /** Makes the token the one of that number; appends it if that one is taken, as libyaml does. */
  insert(number: number, token: YamlToken): void {
    this.append(token);
    if (number < this.taken) return;
    const at = this.head + number - this.taken;
    this.tokens.copyWithin(at + 1, at, this.tail - 1);
    this.tokens[at] = token;
  }
}
