// fill: marks filled and charts named with the decided versions: the files as they are packaged.
import { renderStack } from '../../render/render-stack.ts';
import { viewOfStack } from '../../verify/stack-view.ts';
import type { Step } from '../flow.ts';
import type { Decided, Filled } from '../stages.ts';

export const fill: Step<Decided, Filled> = {
  title: 'fill in versions',
  async run(decided) {
    const { stack, decision } = decided;
    const rendered = await renderStack(stack, decision.versions);
    return { ...decided, rendered, view: viewOfStack(stack, rendered.tree) };
  },
};
