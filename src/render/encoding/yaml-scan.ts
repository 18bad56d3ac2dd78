// Cuts a YAML text into tokens, as libyaml does: what is a key only shows at the `:` behind it.
import * as char from './yaml-char.ts';
import { isBlankOrEnd, isBreak } from './yaml-char.ts';
import { YamlCursor } from './yaml-cursor.ts';
import { scanBlockScalar } from './yaml-scan-block.ts';
import { scanPlainScalar } from './yaml-scan-plain.ts';
import { scanQuotedScalar } from './yaml-scan-quoted.ts';
import { scanAlias, scanAnchor, scanDirective, scanTag } from './yaml-scan-tag.ts';
import { YamlTokenQueue } from './yaml-token-queue.ts';
import { YamlToken, type YamlTokenType } from './yaml-token.ts';

/** How many characters may lie between the start of a key without `?` and its `:`. */
const KEY_LENGTH = 1024;

/** Hands out the tokens of a text one after the other, and looks no further ahead than libyaml does. */
export class YamlScanner {
  private readonly cursor: YamlCursor;
  private readonly queue = new YamlTokenQueue();
  /** Column of the innermost block collection; -1 outside all. */
  private indent = -1;
  private readonly outerIndents: number[] = [];
  /** The last token that may be a key, for the block context and each `[` and `{` that is open. */
  private readonly candidates: (YamlToken | undefined)[] = [undefined];
  /** The `[` and `{` that are open. */
  private readonly openers: YamlToken[] = [];
  private isKeyAllowed = true;

  constructor(text: string) {
    this.cursor = new YamlCursor(text);
  }

  /** The next token; stays at the end of the stream. @throws YamlError */
  peek(): YamlToken {
    for (;;) {
      const { first: token } = this.queue;
      if (token && !(token.isHeld && this.isStillCandidate(token))) return token;
      this.fetch();
    }
  }

  /** Takes the token that `peek` returned. */
  skip(): void {
    this.queue.take();
  }

  private get isInFlow(): boolean {
    return this.openers.length > 0;
  }

  private fetch(): void {
    const { cursor } = this;
    this.skipToToken();
    cursor.require(4);
    this.closeBlocks(cursor.column);
    const code = cursor.code();
    if (code === char.END) return this.fetchEnd();
    if (cursor.column === 0) {
      if (code === char.PERCENT) return this.fetchDirective();
      const indicator = cursor.documentIndicator();
      if (indicator) return this.fetchDocumentIndicator(indicator);
    }
    this.fetchContent(code);
  }

  private fetchContent(code: number): void {
    const isAlone = isBlankOrEnd(this.cursor.code(1));
    switch (code) {
      case char.OPEN_BRACKET:
        return this.openFlow('flow-sequence-start');
      case char.OPEN_BRACE:
        return this.openFlow('flow-mapping-start');
      case char.CLOSE_BRACKET:
        return this.closeFlow('flow-sequence-end');
      case char.CLOSE_BRACE:
        return this.closeFlow('flow-mapping-end');
      case char.COMMA:
        return this.fetchFlowEntry();
      case char.MINUS:
        return isAlone ? this.fetchBlockEntry() : this.fetchPlain();
      case char.QUESTION:
        return isAlone || this.isInFlow ? this.fetchKey() : this.fetchPlain();
      case char.COLON:
        return isAlone || this.isInFlow ? this.fetchValue() : this.fetchPlain();
      case char.ASTERISK:
        return void this.fetchCandidate(scanAlias);
      case char.AMPERSAND:
        return void this.fetchCandidate(scanAnchor);
      case char.EXCLAMATION:
        return void this.fetchCandidate(scanTag);
      case char.QUOTE:
      case char.DOUBLE_QUOTE:
        return void this.fetchCandidate(scanQuotedScalar);
      case char.BAR:
      case char.GREATER:
        return this.isInFlow ? this.failToStart() : this.fetchBlockScalar();
      case char.PERCENT:
      case char.TAB:
      case char.AT:
      case char.BACKTICK:
        return this.failToStart();
      default:
        return this.fetchPlain();
    }
  }

  private failToStart(): never {
    this.cursor.fail('found character that cannot start any token');
  }

  /** Passes white space and comments. Tabs are none where they could be taken for indentation. */
  private skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      let code = cursor.code();
      while (code === char.SPACE || (code === char.TAB && (this.isInFlow || !this.isKeyAllowed))) {
        cursor.offset += 1;
        code = cursor.code();
      }
      if (code === char.HASH) cursor.skipToBreak();
      if (!isBreak(cursor.code())) return;
      cursor.passBreak();
      if (!this.isInFlow) this.isKeyAllowed = true;
    }
  }

  // --- keys that only a `:` makes keys ------------------------------------------------------------------------------

  /** Whether a `:` may still make it a key: it has to be on the same line, and near. */
  private isStillCandidate(token: YamlToken): boolean {
    if (!token.mayBeKey) return false;
    const { cursor } = this;
    if (token.line === cursor.line && cursor.isWithin(KEY_LENGTH, token.offset)) return true;
    this.giveUp(token);
    return false;
  }

  /** No `:` can follow this token any more. @throws YamlError when it had to */
  private giveUp(token: YamlToken): void {
    if (token.mustBeKey) this.cursor.fail("could not find expected ':'");
    token.mayBeKey = false;
  }

  private dropCandidate(): void {
    const candidate = this.candidates.at(-1);
    if (candidate?.mayBeKey) this.giveUp(candidate);
  }

  /** Fetches a token that may turn out to be a key. */
  private fetchCandidate(scan: (cursor: YamlCursor) => YamlToken): YamlToken {
    const isCandidate = this.isKeyAllowed;
    if (isCandidate) this.dropCandidate();
    this.isKeyAllowed = false;
    const token = scan(this.cursor);
    this.append(token, isCandidate);
    return token;
  }

  private append(token: YamlToken, isCandidate = false): void {
    if (isCandidate) {
      token.mayBeKey = true;
      token.isHeld = true;
      token.mustBeKey = !this.isInFlow && this.indent === token.column;
      token.number = this.queue.count;
      this.candidates[this.candidates.length - 1] = token;
    }
    this.queue.append(token);
  }

  /** Puts an empty token before the candidate; at the end if that was handed out already, as libyaml does. */
  private insertBefore(candidate: YamlToken, type: YamlTokenType): void {
    const { offset, line, column, number } = candidate;
    this.queue.insert(number, new YamlToken(type, offset, line, column, offset));
  }

  // --- indentation --------------------------------------------------------------------------------------------------

  /** Whether a block collection starts at this column: the caller adds the token. */
  private opensBlock(column: number): boolean {
    if (this.isInFlow || this.indent >= column) return false;
    this.outerIndents.push(this.indent);
    this.indent = column;
    return true;
  }

  private closeBlocks(column: number): void {
    if (this.isInFlow) return;
    while (this.indent > column) {
      this.append(this.cursor.pass('block-end', 0));
      this.indent = this.outerIndents.pop() ?? -1;
    }
  }

  // --- the tokens ---------------------------------------------------------------------------------------------------

  private fetchEnd(): void {
    this.cursor.endLastLine();
    this.closeBlocks(-1);
    this.dropCandidate();
    this.append(this.cursor.pass('stream-end', 0));
  }

  private fetchDirective(): void {
    this.startAnew();
    this.append(scanDirective(this.cursor));
  }

  private fetchDocumentIndicator(type: 'document-start' | 'document-end'): void {
    this.startAnew();
    this.append(this.cursor.pass(type, 3));
  }

  private startAnew(): void {
    this.closeBlocks(-1);
    this.dropCandidate();
    this.isKeyAllowed = false;
  }

  private openFlow(type: 'flow-sequence-start' | 'flow-mapping-start'): void {
    this.openers.push(this.fetchCandidate((cursor) => cursor.pass(type, 1)));
    this.candidates.push(undefined);
    this.isKeyAllowed = true;
  }

  private closeFlow(type: 'flow-sequence-end' | 'flow-mapping-end'): void {
    this.dropCandidate();
    const opener = this.openers.pop();
    // A slip of libyaml in Go: it does not wait for the `:` behind a collection that nothing in it could be a key of.
    if (opener && this.candidates.pop() === undefined) opener.isHeld = false;
    this.isKeyAllowed = false;
    this.append(this.cursor.pass(type, 1));
  }

  private fetchFlowEntry(): void {
    this.dropCandidate();
    this.isKeyAllowed = true;
    this.append(this.cursor.pass('flow-entry', 1));
  }

  private fetchBlockEntry(): void {
    // Inside [] and {} the parser complains: it knows what it was reading.
    if (!this.isInFlow) this.startBlockItem('block-sequence-start', 'block sequence entries');
    this.dropCandidate();
    this.isKeyAllowed = true;
    this.append(this.cursor.pass('block-entry', 1));
  }

  private fetchKey(): void {
    if (!this.isInFlow) this.startBlockItem('block-mapping-start', 'mapping keys');
    this.dropCandidate();
    this.isKeyAllowed = !this.isInFlow;
    this.append(this.cursor.pass('key', 1));
  }

  private fetchValue(): void {
    const key = this.candidates.at(-1);
    if (key && this.isStillCandidate(key)) {
      this.insertBefore(key, 'key');
      if (this.opensBlock(key.column)) this.insertBefore(key, 'block-mapping-start');
      key.mayBeKey = false;
      this.isKeyAllowed = false;
    } else {
      if (!this.isInFlow) this.startBlockItem('block-mapping-start', 'mapping values');
      this.isKeyAllowed = !this.isInFlow;
    }
    this.append(this.cursor.pass('value', 1));
  }

  /** What `-`, `?` and a `:` without a simple key need: the start of a line, or another one of them before. */
  private startBlockItem(type: YamlTokenType, what: string): void {
    if (!this.isKeyAllowed) this.cursor.fail(`${what} are not allowed in this context`);
    if (this.opensBlock(this.cursor.column)) this.append(this.cursor.pass(type, 0));
  }

  private fetchBlockScalar(): void {
    this.dropCandidate();
    this.isKeyAllowed = true;
    this.append(scanBlockScalar(this.cursor, this.indent));
  }

  private fetchPlain(): void {
    const isCandidate = this.isKeyAllowed;
    if (isCandidate) this.dropCandidate();
    const token = scanPlainScalar(this.cursor, this.indent + 1, this.isInFlow);
    this.isKeyAllowed = this.cursor.hasEndedLine(token.end);
    this.append(token, isCandidate);
  }
}
