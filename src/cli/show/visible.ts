// Text that others wrote: a terminal must not act on it.

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/** The text with control characters written out: an escape becomes `\u001b`. */
export const visibly = (text: string): string =>
  text.replace(CONTROL, (c) => (c < ' ' ? JSON.stringify(c).slice(1, -1) : `\\u${hex(c)}`));

const hex = (c: string): string => c.charCodeAt(0).toString(16).padStart(4, '0');

const LONGEST = 200;

/** A value on one line, with blanks at which it can be wrapped: `{"enabled": true, "size": 1}`. */
export function valueOf(value: unknown): string {
  const lines = JSON.stringify(value, null, 1) ?? '';
  const text = lines.replace(/(?<=[[{])\n\s*|\n\s*(?=[\]}])/g, '').replace(/\n\s*/g, ' ');
  return visibly(text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);
}
