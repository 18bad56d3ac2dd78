// Codes about node images: the list in a release, the catalogue in the sources, and what is on the server.
import { broken, doubtful, fatal, type CatalogueEntry } from './entry.ts';

export const IMAGES = {
  'node-images': broken(
    'The OpenStack provider operator cannot use the image list.',
    'Correct the entry at the place of the message: each has `url` and `createOpts` with a `name` of its own, and no other keys than those that the message lists. docs/node-images.md shows a whole list.',
  ),
  'node-images-empty': broken(
    'With an empty list the release never becomes ready.',
    'List at least one image below `openStackNodeImages`. A stack that ships no images leaves the file out, and its ClusterStack says `noProvider: true`.',
  ),
  'node-images-version': broken(
    'No image for the exact Kubernetes version: machines cannot be made.',
    'Add an image whose name ends in `-` and the Kubernetes version of the stack, or let the list be made from a catalogue: `nodeImages` in `stack.yaml` (docs/node-images.md).',
  ),
  'image-catalogue': fatal(
    'Without a name and an address for every version there is no list of images.',
    'Correct `nodeImages` in `stack.yaml` at the place of the message: `name` and `url` with `<< kubernetes.version >>` in them, an address of the form `https://HOST/PATH` without a login, and `versions` as `csctl images --pin` writes them. `csctl images STACK` lists what comes of it.',
  ),
  'image-name': broken(
    'The OpenStack provider operator names an object after the image: it must be a DNS name.',
    'Use a-z, 0-9, `-` and `.` in the name of the image, and few enough characters that series, image and version have room together.',
  ),
  'image-missing': fatal(
    'Machines of the release could never be made.',
    'Open the address of the message. If the image is not published yet, wait, or build the Kubernetes version that has one; if it is there and not listed, run `csctl update`, or `csctl images --pin`.',
  ),
  'image-checksum': fatal(
    'An image that changed under its name is not the one that was tested.',
    'Find out who changed the image, and why. If the new one is right, take its entry out of `nodeImages.versions` and run `csctl images --pin`; if the file of checksums is odd, look at `checksum` in `nodeImages`.',
  ),
  'image-older': doubtful(
    'The newest Kubernetes patch has no image yet: clusters get the newest that has one.',
    'Nothing, if it is only early: the next `csctl update` takes the newer image when it is there. If it is there under another name, correct `nodeImages` in `stack.yaml`.',
  ),
} as const satisfies Record<string, CatalogueEntry>;
