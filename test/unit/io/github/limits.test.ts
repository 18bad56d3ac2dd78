// What an answer of GitHub asks to wait.
import { describe, expect, it } from 'vitest';
import { askedWait, isNamedLimit, type Answer } from '../../../../src/io/github/limits.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const answer = (status: number, words: string, headers: Record<string, string> = {}): Answer => ({
  status,
  words,
  header: (name) => headers[name],
});
const reset = (seconds: number) => ({
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset': String(NOW / 1000 + seconds),
});

describe('an answer', () => {
  it.each([
    ['a primary limit', answer(403, 'API rate limit exceeded', reset(30)), 31],
    ['a primary limit by 429', answer(429, '', reset(30)), 31],
    ['a primary limit that is over', answer(403, '', reset(-30)), 1],
    ['a primary limit without an end', answer(403, '', { 'x-ratelimit-remaining': '0' }), 60],
    ['a secondary limit', answer(403, 'You have exceeded a secondary rate limit.'), 60],
    ['a secondary limit by 429', answer(429, 'secondary rate limit'), 60],
    ['a secondary limit with a time', answer(403, 'secondary rate limit', { 'retry-after': '7' }), 7],
    ['a time before the end of the primary limit', answer(403, '', { ...reset(30), 'retry-after': '7' }), 7],
    ['429 with a time', answer(429, 'slow down', { 'retry-after': '9' }), 9],
    ['503 with a time', answer(503, '', { 'retry-after': '9' }), 9],
    ['a date', answer(429, '', { 'retry-after': 'Fri, 20 Nov 2026 12:00:05 GMT' }), 5],
    ['a time without end', answer(429, '', { 'retry-after': '9'.repeat(30) }), 366 * 24 * 3600],
    ['429 alone', answer(429, 'slow down'), undefined],
    [
      '403 for lack of rights',
      answer(403, 'Resource not accessible by integration', { 'x-ratelimit-remaining': '12' }),
      undefined,
    ],
    ['a success with the last request', answer(200, '', reset(30)), undefined],
    ['a refusal with the last request', answer(404, 'Not Found', reset(30)), undefined],
  ])('asks to wait: %s', (_what, said, seconds) => {
    expect(askedWait(said, NOW)).toBe(seconds);
  });

  it('is about a limit that GitHub names, or not', () => {
    expect(isNamedLimit(answer(403, '', reset(1)))).toBe(true);
    expect(isNamedLimit(answer(429, 'a secondary rate limit'))).toBe(true);
    expect(isNamedLimit(answer(429, 'slow down', { 'retry-after': '9' }))).toBe(false);
    expect(isNamedLimit(answer(404, 'a secondary rate limit'))).toBe(false);
  });
});
