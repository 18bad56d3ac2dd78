// Paths and variables of the environment (outputs of Go 1.26).
import { describe, expect, it } from 'vitest';
import { hostFunctions } from '../../../../src/render/sprig/host.ts';
import { pathFunctions } from '../../../../src/render/sprig/paths.ts';
import { calling } from './rendering.ts';

describe('a path', () => {
  const call = calling(pathFunctions());

  it.each<[path: string, base: string, dir: string, clean: string, ext: string, isAbs: boolean]>([
    ['', '.', '.', '.', '', false],
    ['/', '/', '/', '/', '', true],
    ['//', '/', '/', '/', '', true],
    ['a', 'a', '.', 'a', '', false],
    ['a/', 'a', 'a', 'a', '', false],
    ['/a', 'a', '/', '/a', '', true],
    ['/a/b', 'b', '/a', '/a/b', '', true],
    ['a/b/', 'b', 'a/b', 'a/b', '', false],
    ['a//b', 'b', 'a', 'a/b', '', false],
    ['./a', 'a', '.', 'a', '', false],
    ['../a', 'a', '..', '../a', '', false],
    ['a/..', '..', 'a', '.', '.', false],
    ['a/../..', '..', '.', '..', '.', false],
    ['/..', '..', '/', '/', '.', true],
    ['/../a', 'a', '/', '/a', '', true],
    ['a/./b/../c', 'c', 'a', 'a/c', '', false],
    ['/a/b/../../..', '..', '/', '/', '.', true],
    ['a.b', 'a.b', '.', 'a.b', '.b', false],
    ['a.tar.gz', 'a.tar.gz', '.', 'a.tar.gz', '.gz', false],
    ['/a.b/c', 'c', '/a.b', '/a.b/c', '', true],
    ['.', '.', '.', '.', '.', false],
    ['..', '..', '.', '..', '.', false],
    ['.bashrc', '.bashrc', '.', '.bashrc', '.bashrc', false],
    ['a/.x', '.x', 'a', 'a/.x', '.x', false],
    ['a.', 'a.', '.', 'a.', '.', false],
    ['/a/b.c/', 'b.c', '/a/b.c', '/a/b.c', '', true],
    ['ü/é.ñ', 'é.ñ', 'ü', 'ü/é.ñ', '.ñ', false],
    ['...', '...', '.', '...', '.', false],
    ['a/...//b', 'b', 'a/...', 'a/.../b', '', false],
    ['././.', '.', '.', '.', '.', false],
    ['../../x/../y', 'y', '../..', '../../y', '', false],
  ])('%j', (path, ...expected) => {
    expect(['base', 'dir', 'clean', 'ext', 'isAbs'].map((name) => call(name, [path]))).toEqual(expected);
    expect(['osBase', 'osDir', 'osClean', 'osExt', 'osIsAbs'].map((name) => call(name, [path]))).toEqual(
      expected,
    );
  });
});

describe('the machine', () => {
  const functions = hostFunctions();
  const call = calling(functions);

  it('has no variables', () => {
    expect(call('env', ['PATH'])).toBe('');
    expect(call('env', ['HOME'])).toBe('');
  });

  it.each<[text: string, expanded: string]>([
    ['a $B c', 'a  c'],
    ['${B}x', 'x'],
    ['$', '$'],
    ['a$', 'a$'],
    ['$$', ''],
    ['$1a', 'a'],
    ['${', ''],
    ['${}', ''],
    ['${a', 'a'],
    ['${a}${', ''],
    ['$ x', '$ x'],
    ['$-x', 'x'],
    ['${a b}c', 'c'],
    ['${$}y', 'y'],
    ['$a_b.c', '.c'],
    ['é$é', 'é$é'],
    ['{$a}', '{}'],
    ['${*', '*'],
    ['$*}', '}'],
    ['}$x{', '}{'],
    ['${ü}', ''],
  ])('expands %j', (text, expanded) => {
    expect(call('expandenv', [text])).toBe(expanded);
  });

  it('expands in time that goes by the length', () => {
    expect(call('expandenv', ['${'.repeat(200_000)])).toBe('');
    expect(call('expandenv', [`}${'${'.repeat(200_000)}`])).toBe('}');
  });

  it('asks nobody for names', () => {
    expect(call('getHostByName', ['example.com'])).toBe('192.0.2.1');
    expect(functions.get('getHostByName')?.unstable).toBe('random');
  });
});
