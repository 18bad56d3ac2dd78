// write: the release folder, all or nothing.
import type { Step } from '../flow.ts';
import type { Deliverable, Written } from '../stages.ts';

export const write: Step<Deliverable, Written> = {
  title: 'write the release folder',
  async run(deliverable, world) {
    return { ...deliverable, output: await world.sink.write(deliverable.tag, deliverable.assets) };
  },
};
