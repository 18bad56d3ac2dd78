// Several things at once: in order, bounded, and over when they are over.
import { expect, it } from 'vitest';
import { inParallel } from '../../../src/stack/parallel.ts';

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

it('gives results in order, at most so many at a time', async () => {
  let under = 0;
  let most = 0;
  const results = await inParallel([5, 1, 4, 2, 3, 0], 3, async (ticks) => {
    most = Math.max(most, (under += 1));
    for (let done = 0; done < ticks; done += 1) await tick();
    under -= 1;
    return ticks * 2;
  });
  expect(results).toEqual([10, 2, 8, 4, 6, 0]);
  expect(most).toBe(3);
  expect(await inParallel([], 3, () => Promise.resolve(1))).toEqual([]);
});

it('begins nothing after an error, and throws when nothing is under way', async () => {
  const events: string[] = [];
  const work = async (name: string) => {
    events.push(`${name} begins`);
    await tick();
    if (name === 'b') throw new Error('b fails');
    await tick();
    await tick();
    events.push(`${name} ends`);
  };
  await expect(inParallel(['a', 'b', 'c', 'd'], 2, work)).rejects.toThrow('b fails');
  expect(events).toEqual(['a begins', 'b begins', 'a ends']);
});
