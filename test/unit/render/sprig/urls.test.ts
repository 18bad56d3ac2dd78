// URLs are taken apart and put together as by Go's net/url (outputs of Sprig v3.3.0, built by Go 1.26).
import { describe, expect, it } from 'vitest';
import { GoList, GoMap, type Value } from '../../../../src/render/gotemplate/value.ts';
import { isIpv4, isIpv6 } from '../../../../src/render/sprig/ip-address.ts';
import { urlFunctions } from '../../../../src/render/sprig/urls.ts';
import { calling } from './rendering.ts';

const call = calling(urlFunctions());

const KEYS = ['scheme', 'userinfo', 'host', 'hostname', 'path', 'query', 'opaque', 'fragment'];

describe('a URL', () => {
  it.each<[url: string, parts: readonly string[], joined: string]>([
    [
      'https://user:pa%20ss@example.com:8080/a%2Fb/c?x=1&y=%20#frag%20ment',
      ['https', 'user:pa%20ss', 'example.com:8080', 'example.com', '/a/b/c', 'x=1&y=%20', '', 'frag ment'],
      'https://user:pa%20ss@example.com:8080/a/b/c?x=1&y=%20#frag%20ment',
    ],
    ['http://example.com', ['http', '', 'example.com', 'example.com', '', '', '', ''], 'http://example.com'],
    ['example.com/path', ['', '', '', '', 'example.com/path', '', '', ''], 'example.com/path'],
    ['/abs/path?q', ['', '', '', '', '/abs/path', 'q', '', ''], '/abs/path?q'],
    ['//host/path', ['', '', 'host', 'host', '/path', '', '', ''], '//host/path'],
    ['///path', ['', '', '', '', '///path', '', '', ''], '///path'],
    [
      'mailto:someone@example.com',
      ['mailto', '', '', '', '', '', 'someone@example.com', ''],
      'mailto:someone@example.com',
    ],
    [
      'HTTP://EXAMPLE.com/',
      ['http', '', 'EXAMPLE.com', 'EXAMPLE.com', '/', '', '', ''],
      'http://EXAMPLE.com/',
    ],
    [
      'http://[fe80::1]:80/x',
      ['http', '', '[fe80::1]:80', 'fe80::1', '/x', '', '', ''],
      'http://[fe80::1]:80/x',
    ],
    [
      'http://[fe80::1%25en0]/',
      ['http', '', '[fe80::1%en0]', 'fe80::1%en0', '/', '', '', ''],
      'http://[fe80::1%25en0]/',
    ],
    [
      'http://[::ffff:1.2.3.4]',
      ['http', '', '[::ffff:1.2.3.4]', '::ffff:1.2.3.4', '', '', '', ''],
      'http://[::ffff:1.2.3.4]',
    ],
    ['a b', ['', '', '', '', 'a b', '', '', ''], 'a%20b'],
    ['?q=1', ['', '', '', '', '', 'q=1', '', ''], '?q=1'],
    ['#f', ['', '', '', '', '', '', '', 'f'], '#f'],
    ['*', ['', '', '', '', '*', '', '', ''], '*'],
    ['http://host?', ['http', '', 'host', 'host', '', '', '', ''], 'http://host'],
    ['http://host/?a?b', ['http', '', 'host', 'host', '/', 'a?b', '', ''], 'http://host/?a?b'],
    ['http://u@host', ['http', 'u', 'host', 'host', '', '', '', ''], 'http://u@host'],
    ['http://u:@host', ['http', 'u:', 'host', 'host', '', '', '', ''], 'http://u:@host'],
    ['http://:p@host', ['http', ':p', 'host', 'host', '', '', '', ''], 'http://:p@host'],
    ['http://a@b@c/', ['http', 'a%40b', 'c', 'c', '/', '', '', ''], 'http://a%40b@c/'],
    [
      'http://häuser.de/straße?ü#ß',
      ['http', '', 'häuser.de', 'häuser.de', '/straße', 'ü', '', 'ß'],
      'http://h%C3%A4user.de/stra%C3%9Fe?ü#%C3%9F',
    ],
    ['http://ho%C3%A4st/', ['http', '', 'hoäst', 'hoäst', '/', '', '', ''], 'http://ho%C3%A4st/'],
    ['file:///etc/x', ['file', '', '', '', '/etc/x', '', '', ''], 'file:///etc/x'],
    ['tel:+1', ['tel', '', '', '', '', '', '+1', ''], 'tel:+1'],
    ['x+y.z-1:rest', ['x+y.z-1', '', '', '', '', '', 'rest', ''], 'x+y.z-1:rest'],
    ['', ['', '', '', '', '', '', '', ''], ''],
    ['http://host:', ['http', '', 'host:', 'host', '', '', '', ''], 'http://host:'],
    ['http://a:b:80/', ['http', '', 'a:b:80', 'a:b', '/', '', '', ''], 'http://a:b:80/'],
    ['%41', ['', '', '', '', 'A', '', '', ''], 'A'],
    ['urn:a:b?c#d', ['urn', '', '', '', '', 'c', 'a:b', 'd'], 'urn:a:b?c#d'],
    [
      'http://h/a;b,c=d&e+f$g@h:i',
      ['http', '', 'h', 'h', '/a;b,c=d&e+f$g@h:i', '', '', ''],
      'http://h/a;b,c=d&e+f$g@h:i',
    ],
    [
      "http://h/(a)!*'[b]",
      ['http', '', 'h', 'h', "/(a)!*'[b]", '', '', ''],
      'http://h/%28a%29%21%2A%27%5Bb%5D',
    ],
    ['http://h#a%2Fb', ['http', '', 'h', 'h', '', '', '', 'a/b'], 'http://h#a/b'],
    ['//u:p@/x', ['', 'u:p', '', '', '/x', '', '', ''], '//u:p@/x'],
    ['http://h/#', ['http', '', 'h', 'h', '/', '', '', ''], 'http://h/'],
    ['http://h<>"/', ['http', '', 'h<>"', 'h<>"', '/', '', '', ''], 'http://h<>"/'],
    ['a/b:c', ['', '', '', '', 'a/b:c', '', '', ''], 'a/b:c'],
    ['http://h:80:80', ['http', '', 'h:80:80', 'h:80', '', '', '', ''], 'http://h:80:80'],
  ])('%j', (url, parts, joined) => {
    const parsed = call('urlParse', [url]) as GoMap;
    expect(KEYS.map((key) => parsed.entries.get(key))).toEqual(parts);
    expect(parsed.entries.size).toBe(KEYS.length);
    expect(call('urlJoin', [parsed])).toBe(joined);
  });

  it('in a zone may have spaces', () => {
    const parsed = call('urlParse', ['http://[::1%25a%20b]/']) as GoMap;
    expect(parsed.entries.get('hostname')).toBe('::1%a b');
  });

  it.each<[url: string, problem: string]>([
    [':x', 'parse ":x": missing protocol scheme'],
    ['http://h/%', 'parse "http://h/%": invalid URL escape "%"'],
    ['http://h/%4', 'parse "http://h/%4": invalid URL escape "%4"'],
    ['http://h/%zz', 'parse "http://h/%zz": invalid URL escape "%zz"'],
    ['1:2', 'parse "1:2": first path segment in URL cannot contain colon'],
    ['a%b:c', 'parse "a%b:c": first path segment in URL cannot contain colon'],
    ['http://a b/', 'parse "http://a b/": invalid character " " in host name'],
    ['http://h%41/', 'parse "http://h%41/": invalid URL escape "%41"'],
    ['http://h%20/', 'parse "http://h%20/": invalid URL escape "%20"'],
    ['http://[::1', 'parse "http://[::1": missing \']\' in host'],
    ['http://x[::1]/', 'parse "http://x[::1]/": invalid IP-literal'],
    ['http://[::1]a/', 'parse "http://[::1]a/": invalid port "a" after host'],
    ['http://[1.2.3.4]/', 'parse "http://[1.2.3.4]/": invalid IP-literal'],
    ['http://[::1%25%01]/', 'parse "http://[::1%25%01]/": invalid URL escape "%01"'],
    ['http://h:a/', 'parse "http://h:a/": invalid port ":a" after host'],
    ['http://h:80x/', 'parse "http://h:80x/": invalid port ":80x" after host'],
    ['http://us er@h/', 'parse "http://us er@h/": net/url: invalid userinfo'],
    ['http://u@h/', 'parse "http://u\\x7f@h/": net/url: invalid control character in URL'],
    ['http://h/\n', 'parse "http://h/\\n": net/url: invalid control character in URL'],
    ['http://h#%', 'parse "http://h#%": invalid URL escape "%"'],
    ['http://h#a%4', 'parse "http://h#a%4": invalid URL escape "%4"'],
    ['http://é%@h/', 'parse "http://é%@h/": net/url: invalid userinfo'],
    ['http://[::1%41]/', 'parse "http://[::1%41]/": invalid URL escape "%41"'],
    ['http://h^/', 'parse "http://h^/": invalid character "^" in host name'],
    ['http://h\\/', 'parse "http://h\\\\/": invalid character "\\\\" in host name'],
    ['http://u%zz@h', 'parse "http://u%zz@h": invalid URL escape "%zz"'],
    ['http://u:%zz@h', 'parse "http://u:%zz@h": invalid URL escape "%zz"'],
    ['a\u0000', 'parse "a\\x00": net/url: invalid control character in URL'],
  ])('is not %j', (url, problem) => {
    expect(() => call('urlParse', [url])).toThrow(new Error(`unable to parse url: ${problem}`));
  });

  it.each(['http://[abc]/', 'http://[::1%25]/', 'http://[1::2::3]/', 'http://[::g]/'])(
    'has an IPv6 address in brackets, unlike %j',
    (url) => {
      expect(() => call('urlParse', [url])).toThrow('no IPv6 address');
    },
  );

  it('of bytes that are no UTF-8 keeps them', () => {
    const parsed = call('urlParse', ['http://h/%ff']) as GoMap;
    expect(parsed.entries.get('path')).toBe('/\udcff');
    expect(call('urlJoin', [parsed])).toBe('http://h/%FF');
  });
});

describe('parts', () => {
  it.each<[parts: Readonly<Record<string, Value>>, url: string]>([
    [{}, ''],
    [{ host: 'h', path: 'p', scheme: 'https' }, 'https://h/p'],
    [{ host: 'h' }, '//h'],
    [{ host: 'h', path: 'p q/ü%' }, '//h/p%20q/%C3%BC%25'],
    [{ path: 'a:b/c' }, './a:b/c'],
    [{ path: '/a:b' }, '/a:b'],
    [{ opaque: 'x@y', scheme: 'mailto' }, 'mailto:x@y'],
    [{ path: '/p', scheme: 's' }, 's:///p'],
    [{ path: 'p', scheme: 's' }, 's://p'],
    [{ scheme: 's' }, 's:'],
    [{ scheme: 's', userinfo: 'u' }, 's://u@'],
    [{ userinfo: 'u:p' }, '//u:p@'],
    [{ host: 'h', userinfo: 'u:p%20w' }, '//u:p%20w@h'],
    [{ host: 'h', userinfo: 'a@b' }, '//a%40b@h'],
    [{ query: 'a=b&c= d' }, '?a=b&c= d'],
    [{ fragment: 'a b#c%' }, '#a%20b%23c%25'],
    [{ path: '*' }, '*'],
    [{ host: 'h', path: '*' }, '//h/*'],
    [{ host: '[::1]:80', scheme: 'http' }, 'http://[::1]:80'],
    [{ host: 'a b|c' }, '//a%20b%7Cc'],
    [{ fragment: 'f', host: 'h', opaque: '//x', query: 'q' }, '//x?q#f'],
    [{ host: 'h', userinfo: 'u/x' }, '//h'],
    [{ host: 'h', unknown: 1n }, '//h'],
    [{ host: 'h', path: "/[a](b)!*'", scheme: 'http' }, 'http://h/%5Ba%5D%28b%29%21%2A%27'],
  ])('make a URL, row %#', (parts, url) => {
    expect(call('urlJoin', [new GoMap(Object.entries(parts))])).toBe(url);
  });

  it.each<[parts: Readonly<Record<string, Value>>, problem: string]>([
    [
      { userinfo: 'u:p w' },
      'unable to parse userinfo in dict: parse "proto://u:p w@host": net/url: invalid userinfo',
    ],
    [{ host: 1n }, 'unable to parse host key, must be of type string, but int found'],
    [{ path: null }, 'runtime error: invalid memory address or nil pointer dereference'],
    [{ scheme: new GoList() }, 'unable to parse scheme key, must be of type string, but slice found'],
    [{ userinfo: true }, 'unable to parse userinfo key, must be of type string, but bool found'],
    [{ query: 1.5 }, 'unable to parse query key, must be of type string, but float64 found'],
    [
      { userinfo: 'u%zz' },
      'unable to parse userinfo in dict: parse "proto://u%zz@host": invalid URL escape "%zz"',
    ],
  ])('are refused, row %#', (parts, problem) => {
    expect(() => call('urlJoin', [new GoMap(Object.entries(parts))])).toThrow(new Error(problem));
  });
});

it.each<[text: string, isV4: boolean, isV6: boolean]>([
  ['1.2.3.4', true, false],
  ['255.255.255.255', true, false],
  ['256.1.1.1', false, false],
  ['1.2.3', false, false],
  ['01.2.3.4', false, false],
  ['::', false, true],
  ['2001:db8::1', false, true],
  ['::ffff:1.2.3.4', false, true],
  ['1:2:3:4:5:6:7:8', false, true],
  ['1:2:3:4:5:6:7', false, false],
  ['::1%eth0', false, false],
  ['', false, false],
])('%j is an address', (text, isV4, isV6) => {
  expect([isIpv4(text), isIpv6(text)]).toEqual([isV4, isV6]);
});
