// How xstrings cuts a text into words, and joins them with a connector: snakecase and kebabcase.
import {
  decodedRune,
  isLetter,
  isNumber,
  isPunct,
  isRuneError,
  isSpace,
  isUpper,
  toLowerRune,
} from './runes.ts';

type WordKind = 'invalid' | 'number' | 'upper' | 'alphabet' | 'connector' | 'punctuation' | 'other';

interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

const NO_WORD: Word = { kind: 'invalid', text: '' };

/** What separates words, and goes when they are joined anew. */
export const isConnector = (rune: string): boolean => rune === '-' || rune === '_' || isSpace(rune);

/** CJK has no case, and is no alphabet here. */
const CJK = /^[\u4e00-\u9fcc\u3400-\u4d85\u{20000}-\u{2b81d}]$/u;
const isAlphabet = (rune: string): boolean => isLetter(rune) && !CJK.test(rune);
const isUncapitalised = (rune: string): boolean => isAlphabet(rune) && !isUpper(rune);
const isOther = (rune: string): boolean =>
  !isConnector(rune) && !isAlphabet(rune) && !isNumber(rune) && !isPunct(rune);

/**
 * `xstrings.ToSnakeCase` and `ToKebabCase` v1.5.0: words in lower case, with a connector between them. Numbers stay with
 * the word before them, but for one that a lower case word follows: `Bld4Floor` is `bld4_floor`, `HTTP2xx` is `http_2xx`.
 */
export function joinWords(text: string, connector: string): string {
  const words = wordsOf(text);
  const last = words.length - 1;
  let joined = '';
  let index = 0;
  const current = (): Word => words[index] ?? NO_WORD;
  const put = (word: Word): void => {
    joined += inLowerCase(word, connector);
  };
  const separate = (...closed: WordKind[]): void => {
    if (!closed.includes(current().kind)) joined += connector;
  };
  const putNumbersAndLetters = (): void => {
    for (; current().kind === 'alphabet' || current().kind === 'number'; index++) put(current());
    separate('invalid', 'connector', 'punctuation');
  };

  while (index < last) {
    const word = current();
    index++;
    put(word);
    if (word.kind === 'connector' || word.kind === 'punctuation') continue;
    if (word.kind === 'number') {
      putNumbersAndLetters();
      continue;
    }
    if (current().kind !== 'number') {
      separate('connector', 'punctuation');
      continue;
    }
    if (index >= last) continue;
    if (words[index + 1]?.kind === 'alphabet') {
      joined += connector;
      putNumbersAndLetters();
      continue;
    }
    put(current());
    index++;
    separate('connector', 'punctuation');
  }
  put(current());
  return joined;
}

function inLowerCase({ kind, text }: Word, connector: string): string {
  if (kind !== 'connector' && kind !== 'upper') return text;
  return Array.from(text, (rune) => (isConnector(rune) ? connector : toLowerRune(decodedRune(rune)))).join(
    '',
  );
}

function wordsOf(text: string): Word[] {
  const scanner = new WordScanner(Array.from(text));
  const words: Word[] = [];
  for (let word = scanner.next(); word; word = scanner.next()) words.push(word);
  return words;
}

/** Takes word after word from runes. Bytes that are no UTF-8 belong to the word that they are in or in front of. */
class WordScanner {
  private start = 0;

  constructor(private readonly runes: readonly string[]) {}

  next(): Word | undefined {
    if (this.start >= this.runes.length) return undefined;
    const [kind, end] = this.scan();
    const text = this.runes.slice(this.start, end).join('');
    this.start = end;
    return { kind, text };
  }

  private scan(): [WordKind, end: number] {
    const [rune, next] = this.read(this.start);
    if (rune === undefined) return ['invalid', next];
    if (isConnector(rune)) return ['connector', this.skip(next, isConnector)];
    if (isPunct(rune)) return ['punctuation', this.skip(next, isPunct)];
    if (isUpper(rune)) return ['upper', this.endOfCapitalised(next)];
    if (isAlphabet(rune)) return ['alphabet', this.skip(next, isUncapitalised)];
    if (isNumber(rune)) return ['number', this.skip(next, isNumber)];
    return ['other', this.skip(next, isOther)];
  }

  /** `HTTP` of `HTTPServer`, or `Server`: the last of several capitals belongs to the letters behind. */
  private endOfCapitalised(start: number): number {
    const [second, next] = this.read(start);
    if (second === undefined) return next;
    if (!isUpper(second)) return isAlphabet(second) ? this.skip(next, isUncapitalised) : start;
    let beforeLast = start;
    let end = next;
    for (;;) {
      const [rune, after] = this.read(end);
      if (rune === undefined) return after;
      if (!isUpper(rune)) return isAlphabet(rune) ? beforeLast : end;
      beforeLast = end;
      end = after;
    }
  }

  private skip(start: number, belongs: (rune: string) => boolean): number {
    let end = start;
    while (end < this.runes.length) {
      const [rune, next] = this.read(end);
      if (rune !== undefined && !belongs(rune)) break;
      end = next;
    }
    return end;
  }

  /** The first rune at or behind a place that is valid, and where it ends; nothing and the end where there is none. */
  private read(place: number): [string | undefined, end: number] {
    let at = place;
    while (at < this.runes.length && isRuneError(this.runes[at] ?? '')) at++;
    return at < this.runes.length ? [this.runes[at], at + 1] : [undefined, at];
  }
}
