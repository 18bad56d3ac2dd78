// look for images: the image that the release's machines are made of is there, and is the one that was pinned.
import { CsctlError, problem, type Problem } from '../../problem/problem.ts';
import type { ServerCatalogue } from '../../stack/images/catalogue.ts';
import { pinOf } from '../../stack/images/node-image.ts';
import { shipsImages } from '../../stack/images/node-images-file.ts';
import { formatKubernetes } from '../../stack/kubernetes-version.ts';
import { locateProblems, type Stack } from '../../stack/stack.ts';
import { imageFault, lookForImage } from '../imaging/look-for-image.ts';
import type { ImageSource } from '../upstream-ports.ts';
import type { Step } from '../flow.ts';
import type { Decided } from '../stages.ts';

export const lookForImages: Step<Decided, Decided> = {
  title: 'look for the node image',
  async run(decided, world) {
    const { stack, problems } = decided;
    const { images } = stack.settings;
    // Only a list that ships is looked at: what is for development is built without a network.
    if (!shipsImages(images)) return decided;
    const found = await faultsOf(images, stack, world.upstream.images);
    return { ...decided, problems: [...problems, ...locateProblems(stack.label, found)] };
  },
};

async function faultsOf(
  images: ServerCatalogue,
  { config: { kubernetes } }: Stack,
  source: ImageSource,
): Promise<Problem[]> {
  const looked = await lookForImage(images, kubernetes, source).catch(refusalOf);
  if (!('state' in looked)) return [...looked.problems];
  const fault = imageFault(looked, images);
  if (fault) return [fault];
  if (pinOf(images, kubernetes)) return [];
  const message = `the image ${looked.name} for Kubernetes ${formatKubernetes(kubernetes)} is there, and is not listed in versions of nodeImages`;
  const hint = 'run csctl update, or csctl images --pin: what is released is pinned in the sources';
  return [problem('image-missing', message, { ...images.place, hint })];
}

/** A checksum file that says nothing is told with its place, like everything else. @throws what is not about the stack */
function refusalOf(error: unknown): CsctlError {
  if (error instanceof CsctlError && error.kind === 'invalid') return error;
  throw error;
}
