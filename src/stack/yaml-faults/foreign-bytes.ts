// Files that are no text in UTF-8: what they are instead, and where it shows.
import { placeAt } from '../../problem/place.ts';
import { problem, type Problem } from '../../problem/problem.ts';

/** The first byte that is no text, in the text that is made of the bytes nevertheless. */
const FOREIGN = /[\0\ufffd]/;
/** Half of each letter is a NUL byte then; editors put two bytes in front that are no UTF-8. */
const UTF_16 = /^(?:\ufffd\ufffd)?(?:[^\0]\0|\0[^\0]){2}/;

/** @param bytes those of the file, which `decodeText` refuses */
export function notUtf8(file: string, bytes: Uint8Array | string): Problem {
  const text = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8');
  const place = placeAt(file, text, Math.max(text.search(FOREIGN), 0));
  const message = `${file} is not UTF-8 text`;
  if (UTF_16.test(text))
    return problem('yaml-syntax', `${message}, but UTF-16`, { ...place, hint: 'save it as UTF-8' });
  if (text.includes('\0'))
    return problem('yaml-syntax', `${message}: it holds NUL bytes`, {
      ...place,
      hint: 'take the NUL bytes out; a program or an archive has no place there',
    });
  return problem('yaml-syntax', `${message}: a letter there is written in another encoding`, {
    ...place,
    hint: 'save it as UTF-8',
  });
}
