// The certificates of authorities in a PEM file.
import { X509Certificate } from 'node:crypto';

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/**
 * The certificates of a text and nothing else of it, as PEM; undefined where there is none, or one that cannot be
 * read. Private keys that stand in the same file stay out.
 */
export function certificatesIn(text: string): string | undefined {
  const blocks = text.match(BLOCK) ?? [];
  if (blocks.length === 0 || !blocks.every(isCertificate)) return undefined;
  return blocks.map((block) => `${block.replaceAll('\r', '')}\n`).join('');
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== '';
  } catch {
    return false;
  }
}
