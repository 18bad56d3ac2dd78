// What csctl says under each code, from the sources and the list of what is told elsewhere.
import { ELSEWHERE } from './elsewhere.ts';
import { isWording } from './texts.ts';
import type { Raised } from './raised.ts';

/** Messages that come with the same hints. */
export interface Said {
  readonly messages: readonly string[];
  readonly hints: readonly string[];
}

/** What the program says under each code, each message once; under `<code>` what it says under any. */
export function saidUnder(raised: readonly Raised[]): ReadonlyMap<string, readonly Said[]> {
  const byCode = new Map<string, Said[]>();
  const seen = new Set<string>();
  for (const place of raised) {
    const code = codeOf(place);
    const messages = [...place.messages.filter(isWordingEnough), ...(elsewhere(place) ?? [])]
      .map(readable)
      .filter((message) => !seen.has(`${code} ${message}`));
    messages.forEach((message) => seen.add(`${code} ${message}`));
    if (messages.length === 0) continue;
    byCode.set(code, [
      ...(byCode.get(code) ?? []),
      { messages: [...new Set(messages)], hints: hintsOf(place) },
    ]);
  }
  return byCode;
}

/** The places, by code and file, whose message only a run knows. */
export const unreadIn = (raised: readonly Raised[]): readonly string[] =>
  [...new Set(raised.filter((place) => !place.messages.every(isWordingEnough)).map(keyOf))].sort();

const codeOf = ({ code }: Raised): string => (/^[a-z-]+$/.test(code) ? code : '<code>');
const keyOf = (place: Raised): string => `${codeOf(place)} ${place.where.replace(/:\d+$/, '')}`;
const isUnread = (place: Raised): boolean => !place.messages.every(isWordingEnough);
const elsewhere = (place: Raised): readonly string[] | undefined =>
  isUnread(place) ? ELSEWHERE[keyOf(place)] : undefined;
const hintsOf = ({ hints }: Raised): readonly string[] => [...new Set(hints.map(readable))];

/** Something to search for: two words at least. */
const isWordingEnough = (text: string): boolean => isWording(text) && /[a-z]+ [a-z‹"]/i.test(text);

/** `<tag> on <remote>` */
const readable = (text: string): string =>
  text.replaceAll('‹', '<').replaceAll('›', '>').replace(/\s+/g, ' ').trim();
