// Texts with percent escapes (RFC 3986 2.1), as they stand in addresses.

/** The text that is meant; as it stands where a `%` in it escapes nothing. */
export function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
