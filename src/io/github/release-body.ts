// The text of a release: notes for people, and one hidden line for csctl.
import type { Annotations } from '../../release/ports.ts';
import type { Digest } from '../../stack/fingerprint.ts';

/** What csctl keeps in the text of a release. */
export interface Marker {
  /** `contentDigest` of its files: by it a run knows its own draft. */
  readonly content: Digest;
  readonly annotations: Annotations;
}

/** GitHub takes 125,000 characters. */
const NOTES_LIMIT = 110_000;
const MARKER = /^<!-- csctl (\{.*\}) -->\s*$/gm;
const SHORTENED = '\n\n(shortened)';

/** The text with the marker as its last line. */
export function formatBody(notes: string, { content, annotations }: Marker): string {
  const kept = notes.length > NOTES_LIMIT ? `${notes.slice(0, NOTES_LIMIT)}${SHORTENED}` : notes;
  const json = JSON.stringify({ content, annotations });
  // Nothing in an annotation can end the comment or the line: these characters only occur inside JSON's strings.
  const safe = json.replace(/[<>\u2028\u2029]|--/g, (found) =>
    found === '--' ? '-\\u002d' : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${kept.trimEnd()}\n\n<!-- csctl ${safe} -->\n`.trimStart();
}

/** The marker in a text; undefined where there is none, or what was made of it by hand cannot be read. */
export function parseMarker(body: string | null | undefined): Marker | undefined {
  const json = [...(body ?? '').matchAll(MARKER)].at(-1)?.[1];
  if (json === undefined) return undefined;
  try {
    const { content, annotations } = JSON.parse(json) as Partial<Record<keyof Marker, unknown>>;
    if (typeof content !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(content)) return undefined;
    return { content, annotations: textsOf(annotations) };
  } catch {
    return undefined;
  }
}

const textsOf = (value: unknown): Annotations =>
  Object.fromEntries(
    Object.entries(value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
