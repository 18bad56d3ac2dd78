// Every request of a publish fails in every way, every run is cut at every request, and two runs race.
import { describe, expect, it } from 'vitest';
import { CsctlError } from '../../src/problem/problem.ts';
import type { OutgoingRelease, Publication } from '../../src/release/ports.ts';
import { contentDigest } from '../../src/stack/asset.ts';
import { readAsset } from '../../src/stack/asset-stream.ts';
import { HASTE, storeOf } from '../support/github/client.ts';
import { FAULTS, type FaultKind } from '../support/github/faults.ts';
import { expectedOf, filesOf, releaseOf, shownOf, TAG } from '../support/github/release.ts';
import { startGithub, type GithubOptions, type LoopbackGithub } from '../support/github/server.ts';

const KINDS = Object.keys(FAULTS) as FaultKind[];
/** Runs that wait for each other's pauses side by side. */
const AT_ONCE = 30;
/** Silence is waited for only where it is the fault: a busy machine is silent at times too. */
const patienceFor = (kind?: FaultKind) => ({
  http: { patience: { ...HASTE, silence: kind === 'silence' || kind === 'dripping' ? 500 : 20_000 } },
});

/** What one more try does not mend. */
const LASTING: readonly FaultKind[] = ['403 primary for an hour', 'a page of a proxy', 'wrong digests'];

const right = expectedOf(filesOf('one'));
const PUBLISHED = { status: 'published', digest: contentDigest(filesOf('one')) };

async function withGithub<T>(
  work: (github: LoopbackGithub) => Promise<T>,
  options: GithubOptions = {},
): Promise<T> {
  const github = await startGithub(options);
  try {
    return await work(github);
  } finally {
    await github.close();
  }
}

/** Does all work, some at a time; the first failure is the test's. */
async function all<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const one = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

const outcomeOf = (
  github: LoopbackGithub,
  release: OutgoingRelease,
  kind?: FaultKind,
): Promise<Publication | Error> =>
  storeOf(github, patienceFor(kind))
    .publish(release)
    .catch((error: unknown) => error as Error);

/** From now on, whoever looks sees whole and right releases only. */
function watch(github: LoopbackGithub): { wrong: string[] } {
  const wrong: string[] = [];
  github.observe = () => {
    for (const release of github.published) {
      const shown = JSON.stringify(shownOf(release));
      if (shown !== JSON.stringify(right)) wrong.push(`after request ${github.log.length}: ${shown}`);
    }
  };
  return { wrong };
}

/** How many requests an undisturbed publish makes. */
const REQUESTS = await withGithub(async (github) => {
  await storeOf(github).publish(releaseOf('one'));
  return github.log.length;
});
const everyRequest = Array.from({ length: REQUESTS }, (_, index) => index);

describe('a publish', () => {
  it('is a dozen requests', () => {
    expect(REQUESTS).toBe(13);
  });

  it.each(KINDS)('ends published, or says that the remote failed: %s at every request', async (kind) => {
    await all(everyRequest, (index) =>
      withGithub(async (github) => {
        const at = `request ${index}`;
        const seen = watch(github);
        github.fail(index, kind);
        const outcome = await outcomeOf(github, releaseOf('one'), kind);
        if (!(outcome instanceof Error)) expect(github.published.map(shownOf), at).toEqual([right]);
        else expect(outcome, at).toMatchObject({ name: 'CsctlError', kind: 'remote' });
        if (!LASTING.includes(kind)) expect(outcome, at).toMatchObject(PUBLISHED);
        github.forget();
        const again = await outcomeOf(github, releaseOf('one'));
        expect(again, at).toMatchObject(
          outcome instanceof Error ? { digest: PUBLISHED.digest } : { status: 'identical' },
        );
        expect(github.published.map(shownOf), at).toEqual([right]);
        expect(github.drafts, at).toEqual([]);
        expect(seen.wrong, at).toEqual([]);
      }),
    );
  });

  it('says the same to whoever it meets when all requests fail', async () => {
    await all(
      KINDS.filter((kind) => !/dripping|digests|damaged/.test(kind)),
      (kind) =>
        withGithub(async (github) => {
          for (let index = 0; index < 200; index += 1) github.fail(index, kind);
          const outcome = await outcomeOf(github, releaseOf('one'), kind);
          expect(outcome, kind).toBeInstanceOf(CsctlError);
          const code = /429|403/.test(kind) ? 'remote-limited' : 'remote-unreachable';
          expect(outcome, kind).toMatchObject({ code });
          expect((outcome as CsctlError).hint, kind).toBeTruthy();
          expect(github.log.length, kind).toBeLessThan(100);
        }),
    );
  });

  it.each([true, false])(
    'that dies at any request is completed by the next run; the last one has an effect: %s',
    async (effect) => {
      await all(everyRequest, (index) =>
        withGithub(async (github) => {
          const at = `request ${index}`;
          const seen = watch(github);
          github.die(index, effect);
          const outcome = await outcomeOf(github, releaseOf('one'));
          // Only the clearing away comes after publication.
          if (index < REQUESTS - 1) expect(outcome, at).toMatchObject({ code: 'remote-unreachable' });
          github.forget();
          const again = await storeOf(github).publish(releaseOf('one'));
          expect(['published', 'identical'], at).toContain(again.status);
          expect(github.published.map(shownOf), at).toEqual([right]);
          expect(github.drafts, at).toEqual([]);
          expect(seen.wrong, at).toEqual([]);
        }),
      );
    },
  );

  it('that dies twice, the second time over what the first one left, is completed by the third', async () => {
    const pairs = [4, 5, 6, 8].flatMap((first) => everyRequest.map((second) => [first, second] as const));
    await all(pairs, ([first, second]) =>
      withGithub(async (github) => {
        const at = `requests ${first} and ${second}`;
        const seen = watch(github);
        for (const index of [first, second]) {
          github.die(index, index % 2 === 0);
          await outcomeOf(github, releaseOf('one'));
          github.forget();
        }
        const { digest } = await storeOf(github).publish(releaseOf('one'));
        expect(digest, at).toBe(PUBLISHED.digest);
        expect(github.published.map(shownOf), at).toEqual([right]);
        expect(github.drafts, at).toEqual([]);
        expect(seen.wrong, at).toEqual([]);
      }),
    );
  });

  it('gives up on a GitHub that changes what it is sent, and publishes nothing', async () => {
    await withGithub(async (github) => {
      for (let index = 0; index < 100; index += 1) github.fail(index, 'damaged on the way');
      const outcome = await outcomeOf(github, releaseOf('one'));
      expect(outcome).toMatchObject({ code: 'remote-damaged' });
      expect(github.published).toEqual([]);
    });
  });
});

describe('two runs that publish other content under one tag', () => {
  it('have one winner, a hundred times', { timeout: 120_000 }, async () => {
    const winners = new Map<string, number>();
    await all(
      Array.from({ length: 100 }, (_, index) => index),
      (round) =>
        withGithub(
          async (github) => {
            const contents = ['one', 'other'];
            const outcomes = await Promise.all(
              contents.map((content) => outcomeOf(github, releaseOf(content))),
            );
            const won = contents.filter((_content, index) => !(outcomes[index] instanceof Error));
            const [winner = ''] = won;
            winners.set(winner, (winners.get(winner) ?? 0) + 1);
            expect(won, `round ${round}`).toHaveLength(1);
            expect(outcomes.find((outcome) => outcome instanceof Error)).toMatchObject({
              code: 'release-conflict',
              kind: 'conflict',
            });
            expect(github.published.map(shownOf)).toEqual([expectedOf(filesOf(winner))]);
            expect(github.drafts).toEqual([]);
          },
          { delay: () => Math.random() * 4, refusesDraftsOfTaken: round % 2 === 0 },
        ),
    );
    expect([...winners.keys()].sort()).toEqual(['one', 'other']);
  });
});

describe('a download', () => {
  /** Finding, the address of a file, and the file. */
  const requests = [0, 1, 2];

  it.each(KINDS)('is right, or says that the remote failed: %s at every request', async (kind) => {
    await all(requests, (index) =>
      withGithub(async (github) => {
        await storeOf(github).publish(releaseOf('one'));
        github.forget();
        github.fail(index, kind);
        const read = async () => {
          const release = await storeOf(github, patienceFor(kind)).find(TAG);
          const [file] = release?.assets ?? [];
          if (!file) throw new Error('there is no file');
          return readAsset(file);
        };
        const outcome = await read().catch((error: unknown) => error as Error);
        if (outcome instanceof Error) {
          expect(outcome).toMatchObject({ name: 'CsctlError', kind: 'remote' });
          expect([...LASTING, 'damaged on the way'], `request ${index}`).toContain(kind);
        } else expect(outcome.bytes).toEqual(filesOf('one').find(({ name }) => name === outcome.name)?.bytes);
      }),
    );
  });
});
