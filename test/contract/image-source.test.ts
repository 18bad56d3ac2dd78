// The sources of node images, held to the one contract.
import { onTestFinished } from 'vitest';
import { HttpClient } from '../../src/io/http/client.ts';
import { ImageServer } from '../../src/io/upstream/image-server.ts';
import { serve } from '../support/http-server.ts';
import { MemoryImages } from '../support/images/catalogue.ts';
import { imageServerHandler } from '../support/images/server.ts';
import { QUICK } from '../support/registry/connect.ts';
import { imageSourceContract } from './image-source.contract.ts';

const ORIGIN = 'https://images.example/';
const at = <T>(origin: string, of: Readonly<Record<string, T>>) =>
  Object.fromEntries(Object.entries(of).map(([path, value]) => [origin + path, value]));

imageSourceContract('in memory', ({ images, texts, tags }) => ({
  source: new MemoryImages({
    images: at(ORIGIN, images),
    texts: at(ORIGIN, texts),
    tags: at('registry.example/library/node:', tags),
  }),
  address: (path) => ORIGIN + path,
  container: 'registry.example/library/node',
}));

for (const style of ['HEAD', 'GET only'] as const)
  imageSourceContract(`on a server, ${style}`, async (holdings) => {
    const url = await serve(imageServerHandler(holdings, style));
    const http = new HttpClient({ patience: QUICK });
    onTestFinished(() => {
      http.close();
    });
    return {
      source: new ImageServer({ http, credentials: () => Promise.resolve(undefined) }),
      address: (path) => `${url.href}${path}`,
      container: `${url.host}/library/node`,
    };
  });
