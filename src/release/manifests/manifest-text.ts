// The YAML text of manifests: read alike by readers of YAML 1.1 and 1.2, the same for the same input.
import { Document, visit } from 'yaml';

/** What stands for a value that only the user knows: `<EXTERNAL-NETWORK-ID>`. */
const PLACEHOLDER = /<[A-Z0-9]+(?:-[A-Z0-9]+)*>/g;

/**
 * A value that the user has to fill in: easily seen, easily found (`grep '<[A-Z]'`), and never a valid id, address or
 * number. A comment beside it says what to put there.
 * @param words what is missing: `external network id`, or the path of a field: `identityRef.name`
 */
export function placeholder(words: string): string {
  const parts = words.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toUpperCase();
  const plain = parts.match(/[A-Z0-9]+/g) ?? ['VALUE'];
  return `<${plain.join('-')}>`;
}

/** The placeholders in a text, in order, each once. */
export const placeholdersIn = (text: string): string[] => [...new Set(text.match(PLACEHOLDER) ?? [])];

const MERGE = 'tag:yaml.org,2002:merge';

/** A document for `manifestText` that can be given comments: nodes have `commentBefore` and `comment`. */
export const manifestDocument = (data: object): Document =>
  new Document(data, {
    // Go's readers go by YAML 1.1 (yes, 1_000, 1:30), other tools by 1.2 (0o7): what is no text to either is quoted.
    version: '1.1',
    compat: 'core',
    // "<<" is never a merge here; its tag would write it without quotes.
    customTags: (tags) => tags.filter((tag) => typeof tag !== 'object' || tag.tag !== MERGE),
    // The same object twice is no anchor.
    aliasDuplicateObjects: false,
    keepUndefined: false,
  });

/**
 * What the library writes plain or as a block although some reader stumbles over it: `<<`, tabs that begin a line. And texts
 * that end in several line breaks: to their block, an empty line behind it would belong as well.
 */
const NEEDS_QUOTES =
  /^(?:<<|=)$|\n\n$|^[\s]*\t|\n[ ]*\t|^[ \n]+$|[^\n\t\P{Cc}]|[\u2028\u2029\ufeff\ufffe\uffff]/u;

/** What some readers take for the end of a line or refuse; only texts in double quotes hold it. */
const UNSEEN = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Text of an object, ending in a newline: keys in the order that they have, undefined ones left out, long lines not
 * folded, text of several lines as a block.
 * @param made what made it and from what, for the comment on the first line: `csctl generate cluster docker-scs-1-34-v1`
 */
export function manifestText(content: object, made?: string): string {
  const document = content instanceof Document ? content : manifestDocument(content);
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && NEEDS_QUOTES.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  const text = document
    .toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity })
    .replace(UNSEEN, escaped);
  return made === undefined ? text : `${commentLines(made)}${text}`;
}

/**
 * A text with another comment on how it was made. A first line that is not exactly such a comment is a user's, and stays.
 * @param isOurs whether csctl wrote that: as `made` of `manifestText`
 * @param made what it says then
 */
export function madeAnew(text: string, isOurs: (made: string) => boolean, made: string): string {
  const found = /^# (csctl [^\r\n]*)(?=\r?\n)/.exec(text);
  return found?.[1] !== undefined && isOurs(found[1])
    ? commentLines(made).trimEnd() + text.slice(found[0].length)
    : text;
}

/** Lines of a text as comments, ending in a newline; what would end a comment early, or is refused, is left out. */
export const commentLines = (text: string): string =>
  text
    .split(/\r\n|[\r\n\u0085\u2028\u2029]/)
    .map((line) => `# ${line.replace(/[\p{Cc}\ufeff\ufffe\uffff]/gu, ' ')}`.trimEnd() + '\n')
    .join('');
