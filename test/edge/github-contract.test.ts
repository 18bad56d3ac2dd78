// The GitHub store keeps what every store promises.
import { afterAll, vi } from 'vitest';
import type * as Samples from '../support/sample-release.ts';
import { makeAsset } from '../../src/stack/asset.ts';
import { releaseStoreContract } from '../contract/release-store.contract.ts';
import { storeOf } from '../support/github/client.ts';
import { startGithub, type LoopbackGithub } from '../support/github/server.ts';

// GitHub keeps no empty files.
vi.mock('../support/sample-release.ts', async (original) => {
  const samples = await original<typeof Samples>();
  const filled = (content?: string) =>
    samples
      .sampleAssets(content)
      .map((asset) => (asset.size > 0 ? asset : makeAsset(asset.name, 'values: {}\n')));
  return { ...samples, sampleAssets: filled };
});

const started: LoopbackGithub[] = [];
afterAll(() => Promise.all(started.map((github) => github.close())));

releaseStoreContract('a GitHub repository', async () => {
  const github = await startGithub();
  started.push(github);
  return () => storeOf(github);
});
