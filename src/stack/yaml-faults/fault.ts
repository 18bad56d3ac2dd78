// What keeps a text from being YAML, in words for who wrote it.

/** Something that is not YAML, at an offset of the text. */
export interface Fault {
  /** What was found, and what was expected. */
  readonly message: string;
  readonly offset: number;
  /** What to do next. */
  readonly hint?: string;
}

/** More of a line than this says nothing more, and hides the rest of the message. */
const LONGEST = 60;

/** A piece of the text for a message: short, in one line, between quotes that it does not have itself. */
export function quoted(piece: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is replaced
  const plain = piece.trim().replace(/[\u0000-\u001f\u007f-\u009f\ufeff]/g, '\ufffd');
  const letters = [...plain];
  const short = letters.length > LONGEST ? `${letters.slice(0, LONGEST - 3).join('')}...` : plain;
  const mark = ['"', "'", '`'].find((one) => !short.includes(one)) ?? '"';
  return mark + short + mark;
}

/** A Secret of Kubernetes, or what Kustomize makes one of. */
const SECRET = /(?:^|[\s{,])["']?(?:kind["']?\s*:\s*["']?Secret\b|secretGenerator["']?\s*:)/;

/** The fault as it may be told: of a text that holds a Secret nothing is quoted, since the faulty line may be the secret. */
export const tellable = (text: string, fault: Fault): Fault =>
  SECRET.test(text)
    ? {
        message: 'what is wrong there is not quoted, since the file holds a Secret',
        offset: fault.offset,
        hint: 'look at this line and the one above: indentation, tabs, quotes, brackets, colons, keys that stand twice',
      }
    : fault;

/** The message about a file. */
export const notYaml = (file: string, { message }: Fault): string => `${file} is not valid YAML: ` + message;

/** The hint where there is one, to be spread. */
export const hintOf = ({ hint }: Fault): { readonly hint?: string } => (hint === undefined ? {} : { hint });
