// fingerprint: what every part is made of, independent of our own versions.
import { fingerprintStack } from '../parts.ts';
import type { Step } from '../flow.ts';
import type { Fingerprinted, Vendored } from '../stages.ts';

export const fingerprint: Step<Vendored, Fingerprinted> = {
  title: 'fingerprint the parts',
  async run(vendored) {
    return { ...vendored, fingerprints: await fingerprintStack(vendored.stack) };
  },
};
