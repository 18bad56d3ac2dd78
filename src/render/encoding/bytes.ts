// Slices of bytes.
import { fromBytes } from '../gotemplate/text.ts';
import { GoNumber, type GoList, type Value } from '../gotemplate/value.ts';

/** Whether it is a `[]byte`. */
export const isBytes = (list: GoList): boolean => list.elem === 'uint8';

/** The text that a `[]byte` holds. */
export const bytesOf = (list: GoList): string => fromBytes(byteArray(list));

/** A `[]byte` in Base64. */
export const base64Of = (list: GoList): string => Buffer.from(byteArray(list)).toString('base64');

const byteArray = (list: GoList): Uint8Array => Uint8Array.from(list.items, byteIn);

const byteIn = (value: Value): number => Number(value instanceof GoNumber ? value.value : value);
