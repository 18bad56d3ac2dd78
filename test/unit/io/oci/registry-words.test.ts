// What of a registry's words and of a broken exchange reaches the user.
import { describe, expect, it } from 'vitest';
import { HttpFault, HttpStatusFault } from '../../../../src/io/http/fault.ts';
import { asRefusal, registryWords } from '../../../../src/io/oci/refusal.ts';
import type { CsctlError } from '../../../../src/problem/problem.ts';

describe('the words of a registry', () => {
  it.each([
    ['{"errors":[{"code":"DENIED","message":"no","detail":{"a":1}}]}', 'DENIED: no'],
    ['{"errors":[{"code":"A","message":"x"},{"code":"B"},{"message":"y"},{"code":"B"}]}', 'A: x; B; y'],
    ['{"errors":[{"code":"A","message":"x\\u001b[2Jy\\n\\u0085z\\u2028"}]}', 'A: x [2Jy z'],
    [`{"errors":[{"message":"${'x'.repeat(500)}"}]}`, `${'x'.repeat(300)}...`],
    ['{"errors":[null,1,{"code":5}]}', ''],
    ['{"errors":"x"}', ''],
    ['null', ''],
    ['<html>Bad Gateway</html>', ''],
    ['', ''],
  ])('%s', (body, words) => {
    expect(registryWords(body)).toBe(words);
  });
});

describe('a fault', () => {
  const refusal = (error: unknown) => asRefusal(error, 'oci://h/r', 'listing tags') as CsctlError;

  it.each([
    [new HttpFault('h: socket hang up'), 'remote-unreachable'],
    [new HttpStatusFault(503, '', undefined), 'remote-unreachable'],
    [new HttpStatusFault(429, 'TOOMANYREQUESTS', 7), 'remote-limited'],
    [new HttpStatusFault(404, 'NAME_UNKNOWN', undefined), 'remote-refused'],
    [new HttpStatusFault(501, '', undefined), 'remote-refused'],
  ])('%s is told as %s', (fault, code) => {
    expect(refusal(fault)).toMatchObject({
      code,
      message: `oci://h/r: listing tags failed: ${fault.message}`,
    });
  });

  it('says when to come back', () => {
    expect(refusal(new HttpStatusFault(429, '', 77)).hint).toContain('in 77 seconds');
    expect(refusal(new HttpStatusFault(429, '', undefined)).hint).toContain('in some minutes');
  });

  it('that is none stays as it is', () => {
    const bug = new TypeError('x is no function');
    expect(refusal(bug)).toBe(bug);
  });
});
