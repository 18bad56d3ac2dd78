// What is an IP address, and what is none.

const OCTET = '(?:0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const IPV6_CHARACTERS = /^[0-9A-Fa-f:.]+$/;
const LONGEST_IPV6 = 45;

/** Whether the text is four numbers of one byte, without zeros before them. */
export const isIpv4 = (text: string): boolean => IPV4.test(text);

/** Whether the text is an IPv6 address, without a zone. */
export function isIpv6(text: string): boolean {
  return text.length <= LONGEST_IPV6 && IPV6_CHARACTERS.test(text) && URL.canParse(`http://[${text}]/`);
}
