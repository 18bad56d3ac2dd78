// The formats of texts that schemas up to draft 7 demand, as github.com/santhosh-tekuri/jsonschema v6 checks them.
import { quote } from '../../gotemplate/fmt.ts';
import { isIpv6 } from '../../sprig/ip-address.ts';

/** Says what is wrong with a text; undefined where nothing is. */
type Check = (text: string) => string | undefined;

const matches =
  (pattern: RegExp, fault: string): Check =>
  (text) =>
    pattern.test(text) ? undefined : fault;

const within =
  (context: string, check: Check): Check =>
  (text) => {
    const fault = check(text);
    return fault && `${context}: ${fault}`;
  };

function checkIPv4(text: string): string | undefined {
  const groups = text.split('.');
  if (groups.length !== 4) return 'expected four decimals';
  for (const group of groups) {
    if (/^0./.test(group)) return 'leading zeros';
    if (!/^[+-]?\d+$/.test(group)) return `strconv.Atoi: parsing ${quote(group)}: invalid syntax`;
    if (Number(group) < 0 || Number(group) > 255) return 'decimal must be between 0 and 255';
  }
  return undefined;
}

function checkIPv6(text: string): string | undefined {
  if (!text.includes(':')) return 'missing colon';
  if (text.includes('%')) return 'zone id is not a part of ipv6 address';
  return isIpv6(text) ? undefined : `ParseAddr(${quote(text)}): unable to parse IP`;
}

function checkHostname(text: string): string | undefined {
  const name = text.replace(/\.$/, '');
  if (name.length > 253) return 'more than 253 characters long';
  for (const label of name.split('.')) {
    if (label.length < 1 || label.length > 63) return 'label must be 1 to 63 characters long';
    if (label.startsWith('-')) return 'label starts with hyphen';
    if (label.endsWith('-')) return 'label ends with hyphen';
    const wrong = /[^a-zA-Z0-9-]/u.exec(label)?.[0];
    if (wrong !== undefined) return `invalid character '${wrong}'`;
  }
  return undefined;
}

function checkEmail(text: string): string | undefined {
  if (text.length > 254) return 'more than 255 characters long';
  const at = text.lastIndexOf('@');
  if (at < 0) return 'missing @';
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (local.length > 64) return 'local part more than 64 characters long';
  const fault = local.length > 1 && local.startsWith('"') ? quotedPart(local) : plainPart(local);
  return fault ?? checkMailDomain(domain);
}

const quotedPart = (local: string): string | undefined =>
  /[\\"]/.test(local.slice(1, -1))
    ? 'backslash and quote are not allowed within quoted local part'
    : undefined;

function plainPart(local: string): string | undefined {
  if (local.startsWith('.')) return 'starts with dot';
  if (local.endsWith('.')) return 'ends with dot';
  if (local.includes('..')) return 'consecutive dots';
  const wrong = /[^a-zA-Z0-9.!#$%&'*+\-/=?^_`{|}~]/u.exec(local)?.[0];
  return wrong === undefined ? undefined : `invalid character '${wrong}'`;
}

function checkMailDomain(domain: string): string | undefined {
  if (!/^\[.*\]$/s.test(domain)) return within('invalid domain', checkHostname)(domain);
  const address = domain.slice(1, -1);
  if (!address.startsWith('IPv6:')) return within('invalid ipv4 address', checkIPv4)(address);
  return within('invalid ipv6 address', checkIPv6)(address.slice('IPv6:'.length));
}

/** RFC 3339's date; months have their days. */
function checkDate(text: string): string | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const shown = `parsing time ${quote(text)}`;
  if (!match) return `${shown} as "2006-01-02": cannot parse`;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  if (month < 1 || month > 12) return `${shown}: month out of range`;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] as number;
  return day >= 1 && day <= days ? undefined : `${shown}: day out of range`;
}

/** RFC 3339's time; a leap second only at the end of a day in UTC. */
function checkTime(text: string): string | undefined {
  const match = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[zZ]|([+-])(\d\d):(\d\d))$/.exec(text);
  if (!match) return 'not a time with seconds and an offset';
  const [hour, minute, second] = match.slice(1, 4).map(Number) as [number, number, number];
  if (hour > 23 || minute > 59 || second > 60) return 'hour/min/sec out of range';
  const [offsetHour, offsetMinute] = [Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (offsetHour > 23 || offsetMinute > 59) return 'hour/min in offset out of range';
  const sign = match[4] === '+' ? -1 : 1;
  const total = hour * 60 + minute + sign * (offsetHour * 60 + offsetMinute);
  const inDay = total < 0 ? total + 24 * 60 : total;
  return second < 60 || inDay === 23 * 60 + 59 ? undefined : 'invalid leap second';
}

function checkDateTime(text: string): string | undefined {
  if (text.length < 20) return 'less than 20 characters long';
  if (!/^[tT]$/.test(text.charAt(10))) return '11th character must be t or T';
  return (
    within('invalid date element', checkDate)(text.slice(0, 10)) ??
    within('invalid time element', checkTime)(text.slice(11))
  );
}

/** Go's net/url reads almost everything; what it does not is told apart here. */
function checkUriReference(text: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- Go refuses control characters
  if (/[\u0000-\u001f\u007f]/.test(text)) return 'net/url: invalid control character in URL';
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return 'invalid URL escape';
  if (/^[^/?#]*:/.test(text) && !/^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(text)) {
    return 'first path segment in URL cannot contain colon';
  }
  const authority = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/([^/?#]*)/.exec(text)?.[1] ?? '';
  const host = authority.replace(/^.*@/s, '');
  if (!/^(?:\[[0-9a-fA-F:.%]*\]|[^[\]:\s"<>\\^`{|}]*)(?::\d*)?$/.test(host)) return 'invalid host in URL';
  const literal = /^\[(.*)\]/s.exec(host)?.[1];
  return literal === undefined ? undefined : within('invalid ipv6 address', checkIPv6)(literal);
}

const checkUri: Check = (text) =>
  checkUriReference(text) ?? (/^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(text) ? undefined : 'relative url');

const SEMVER =
  /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;
const DURATION = /^P(?:\d+W|(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/;

const FORMATS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['date', checkDate],
  ['date-time', checkDateTime],
  ['duration', matches(DURATION, 'not a duration')],
  ['email', checkEmail],
  ['hostname', checkHostname],
  ['ipv4', checkIPv4],
  ['ipv6', checkIPv6],
  ['iri', checkUri],
  ['iri-reference', checkUriReference],
  ['json-pointer', matches(/^(?:\/(?:[^~/]|~[01])*)*$/, 'not a JSON pointer')],
  [
    'relative-json-pointer',
    matches(/^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/, 'not a relative JSON pointer'),
  ],
  ['semver', matches(SEMVER, 'not a semantic version')],
  ['time', checkTime],
  ['uri', checkUri],
  ['uri-reference', (text) => (text.includes('\\') ? 'contains \\' : checkUriReference(text))],
  ['uuid', matches(/^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, 'not a UUID')],
]);

/** Formats that the library knows and we do not: a schema that asks for one cannot be judged. */
const UNSUPPORTED = ['period', 'uri-template'];

/**
 * What is wrong with a text of a format; undefined for a format that the library does not know.
 *
 * @throws Error for a format that is not supported here
 */
export function checkFormat(format: string, text: string): string | undefined {
  if (UNSUPPORTED.includes(format)) throw new Error(`the format "${format}" is not supported`);
  return FORMATS.get(format)?.(text);
}
