// Files that are no text in UTF-8: said with what they are, and where.
import { describe, expect, it } from 'vitest';
import { readLayout } from '../../../../src/stack/layout/read-layout.ts';
import { notUtf8 } from '../../../../src/stack/yaml-faults/foreign-bytes.ts';
import { stackTree } from '../../../support/stack-tree.ts';

const TEXT = 'a: 1\nname: b\n';
const utf16 = Buffer.from(TEXT, 'utf16le');

describe('bytes that are no UTF-8', () => {
  it.each([
    [
      'UTF-16 with its mark',
      Buffer.concat([Buffer.of(0xff, 0xfe), utf16]),
      '1:1 f is not UTF-8 text, but UTF-16',
    ],
    [
      'UTF-16, big end first',
      Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(utf16).swap16()]),
      '1:1 f is not UTF-8 text, but UTF-16',
    ],
    ['UTF-16 without a mark', utf16, '1:2 f is not UTF-8 text, but UTF-16'],
    [
      'Latin-1',
      Buffer.from('a: 1\nb: Köln\n', 'latin1'),
      '2:5 f is not UTF-8 text: a letter there is written in another encoding',
    ],
    [
      'a program',
      Buffer.from('\u007fELF\u0001\0\0', 'latin1'),
      '1:6 f is not UTF-8 text: it holds NUL bytes',
    ],
  ])('%s', (_name, bytes, expected) => {
    const { line, column, message, code, hint } = notUtf8('f', bytes);
    expect(`${line}:${column} ${message}`).toBe(expected);
    expect(code).toBe('yaml-syntax');
    expect(hint).toMatch(/^(?:save it as UTF-8|take the NUL bytes out)/);
  });

  it.each(['stack.yaml', 'csctl.yaml', 'versions.yaml'])('are told of %s', (file) => {
    const tree = stackTree({ ...(file === 'versions.yaml' && { 'csctl.yaml': 'a: 1\n' }), [file]: utf16 });
    const { problems } = readLayout('a/b', tree).read({ major: 1, minor: 34 });
    expect(problems.map((one) => `${one.code} ${one.file}: ${one.message}`)).toEqual([
      `yaml-syntax a/b/${file}: ${file} is not UTF-8 text, but UTF-16`,
    ]);
  });
});
