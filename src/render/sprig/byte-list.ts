// A []byte, as the methods of Go that write JSON and text return it.
import { GoList, GoNumber } from '../gotemplate/value.ts';

/** The UTF-8 of a text as a []byte. */
export function byteList(text: string): GoList {
  const bytes = Array.from(Buffer.from(text), (byte) => new GoNumber(BigInt(byte), 'uint8'));
  return new GoList(bytes, 'uint8');
}
