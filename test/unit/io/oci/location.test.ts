// Where a registry may lead its client.
import { describe, expect, it } from 'vitest';
import type { HttpReply } from '../../../../src/io/http/reply.ts';
import { locationOf, nextPage } from '../../../../src/io/oci/location.ts';

const from = (url: string, location: string | undefined) =>
  ({ status: 307, url: new URL(url), header: () => location }) as unknown as HttpReply;

describe('a location', () => {
  it.each([
    ['https://h/v2/', '/v2/x?_state=a%2Bb=', 'https://h/v2/x?_state=a%2Bb='],
    ['https://h/v2/a', 'b', 'https://h/v2/b'],
    ['https://h/v2/', 'https://s3.example.com/x?sig=1', 'https://s3.example.com/x?sig=1'],
    ['https://h:8443/v2/', 'http://h/v2/x', 'https://h:8443/v2/x'],
    ['https://h/v2/', 'http://h:80/v2/x', 'https://h/v2/x'],
    ['http://localhost:5000/v2/', 'https://h/x', 'https://h/x'],
    ['http://localhost:5000/v2/', 'http://localhost:6000/x', 'http://localhost:6000/x'],
  ])('from %s to %s is %s', (url, location, target) => {
    expect(locationOf(from(url, location)).href).toBe(target);
  });

  it.each([
    ['https://h/v2/', undefined, 'does not say where'],
    ['https://h/v2/', 'http://[', 'does not say where'],
    ['https://h/v2/', 'http://other/x?signature=s3cret', 'leads to http://other, which'],
    ['https://h/v2/', 'file:///etc/passwd', 'leads to file://'],
    ['http://localhost/v2/', 'ftp://localhost/x', 'leads to ftp://localhost'],
  ])('from %s to %s is refused', (url, location, words) => {
    expect(() => locationOf(from(url, location))).toThrow(words);
    expect(() => locationOf(from(url, location))).not.toThrow('s3cret');
  });
});

describe('the next page', () => {
  const url = new URL('https://h/v2/r/tags/list?n=2');
  it.each([
    ['</v2/r/tags/list?last=b&n=2>; rel="next"', '/v2/r/tags/list?last=b&n=2'],
    ['</p?x=1>; rel=next', '/p?x=1'],
    ['<https://h/p>; title="a"; rel="next"', '/p'],
    ['</first>; rel="first", </p>; rel="next"', '/p'],
    ['<http://h/p>; rel="next"', '/p'],
  ])('of %s', (header, path) => {
    expect(nextPage(header, url)?.href).toBe(`https://h${path}`);
  });

  it.each([undefined, '', '</p>; rel="prev"', '</p>', 'rel="next"', '</p>; rel="nextish"'])(
    'of %s is none',
    (header) => {
      expect(nextPage(header, url)).toBeUndefined();
    },
  );

  it('of another host is refused', () => {
    expect(() => nextPage('<https://other/p>; rel="next"', url)).toThrow('has its next page on other');
  });
});
