// `OWNER/REPO`: what is taken for one, and what people paste instead.
import { describe, expect, it } from 'vitest';
import { formatRepository, parseRepository } from '../../../../src/io/github/repository.ts';
import { refusalOf } from '../../../support/refusal.ts';

describe('a repository', () => {
  it.each(['o/r', 'SovereignCloudStack/cluster-stacks', 'a-b/.github', 'user_company/x_y.z', '0/0'])(
    'is %s',
    (text) => {
      expect(formatRepository(parseRepository(text))).toBe(text);
    },
  );

  it.each([
    '',
    'o',
    'o/',
    '/r',
    'o/r/s',
    'o//r',
    'o/.',
    'o/..',
    '-o/r',
    'o.x/r',
    'o/r?x',
    'o/r#x',
    'o /r',
    'o/r\n',
    'o/ü',
    '../r',
    'o%2Fr/x',
  ])('is not %j', async (text) => {
    const refusal = await refusalOf(() => Promise.resolve(parseRepository(text)));
    expect(refusal).toMatchObject({ code: 'remote-unknown', kind: 'usage' });
    expect(refusal.hint).toContain('github:sovereigncloudstack/cluster-stacks');
  });

  it.each([
    'https://github.com/o/r',
    'https://github.com/o/r.git',
    'https://github.com/o/r/releases/tag/v1',
    'github.com/o/r',
    'git@github.com:o/r.git',
    'ssh://git@github.com/o/r.git',
    'https://ghe.example.org:8443/o/r',
    'o/r.git',
  ])('may have been meant by %s', async (text) => {
    const refusal = await refusalOf(() => Promise.resolve(parseRepository(text)));
    expect(refusal.code).toBe('remote-unknown');
    expect(refusal.hint).toContain('write github:o/r;');
  });

  it('is refused without repeating a token that it holds', async () => {
    const refusal = await refusalOf(() =>
      Promise.resolve(parseRepository('https://x:ghp_secret@github.com/o/r')),
    );
    expect(`${refusal.message} ${refusal.hint}`).not.toContain('ghp_secret');
    expect(refusal.hint).toContain('github:o/r');
  });
});
