// write: the release folder, all or nothing.
import type { Step } from '../flow.ts';
import type { Packaged, Written } from '../stages.ts';

export const write: Step<Packaged, Written> = {
  title: 'write the release folder',
  async run(packaged, world) {
    return { ...packaged, output: await world.sink.write(packaged.tag, packaged.assets) };
  },
};
