// Several questions at once.
import { describe, expect, it } from 'vitest';
import { CsctlError } from '../../../../src/problem/problem.ts';
import { allAnswers } from '../../../../src/release/currency/all-answers.ts';
import { refusalOf } from '../../../support/refusal.ts';

const later = <T>(value: T, time: number) => new Promise<T>((done) => setTimeout(() => done(value), time));
const refused = (words: string) => () =>
  Promise.reject(new CsctlError('upstream-unreachable', words, { hint: 'wait' }));

describe('all answers', () => {
  it('are in the order of the questions, whoever is first', async () => {
    expect(await allAnswers([() => later('a', 5), () => later('b', 0), () => Promise.resolve('c')])).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(await allAnswers([])).toEqual([]);
  });

  it('are waited for a few at a time', async () => {
    let [now, most] = [0, 0];
    const ask = async () => {
      most = Math.max(most, (now += 1));
      await later(undefined, 1);
      now -= 1;
    };
    await allAnswers(Array.from({ length: 50 }, () => ask));
    expect(most).toBe(8);
  });

  it('that are refused are told together, in order, the same words once', async () => {
    const late = () => later(undefined, 5).then(refused('a is down'));
    const asked: string[] = [];
    const good = () => Promise.resolve(void asked.push('good'));
    const refusal = await refusalOf(() =>
      allAnswers([late, refused('b is down'), refused('b is down'), good]),
    );
    expect(refusal.problems.map(({ message }) => message)).toEqual(['a is down', 'b is down']);
    expect(refusal.problems.every(({ hint }) => hint === 'wait')).toBe(true);
    expect(asked).toEqual(['good']);
  });

  it('of which one is refused are that refusal', async () => {
    const refusal = await refusalOf(() => allAnswers([refused('a is down'), refused('a is down')]));
    expect(refusal).toMatchObject({ message: 'a is down', hint: 'wait' });
  });

  it('end with what is no refusal of a remote', async () => {
    const bug = () => Promise.reject(new TypeError('a bug'));
    await expect(allAnswers([refused('a is down'), bug])).rejects.toThrow(TypeError);
    const usage = () => Promise.reject(new CsctlError('usage', 'wrong'));
    expect((await refusalOf(() => allAnswers([usage, refused('a is down')]))).code).toBe('usage');
  });
});
