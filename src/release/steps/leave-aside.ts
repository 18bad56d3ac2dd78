// leave aside: in the place of recall, where earlier releases do not matter.
import type { Step } from '../flow.ts';
import type { Loaded, Recalled } from '../stages.ts';

export const leaveAside: Step<Loaded, Recalled> = {
  title: 'leave earlier releases aside',
  run: (loaded) => ({
    ...loaded,
    previous: { kind: 'not-needed' },
    known: [],
    used: { clusterAddon: [], nodeImage: [] },
  }),
};
