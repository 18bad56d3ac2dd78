// The pipeline: the ordered list of steps from a stack folder to a published release. Read this file first.
import { Flow } from './flow.ts';
import { compare } from './steps/compare.ts';
import { decide } from './steps/decide.ts';
import { fill } from './steps/fill.ts';
import { fingerprint } from './steps/fingerprint.ts';
import { load } from './steps/load.ts';
import { lookForImages } from './steps/look-for-images.ts';
import { pack } from './steps/package.ts';
import { plugin } from './steps/plugin.ts';
import { publish } from './steps/publish.ts';
import { recall } from './steps/recall.ts';
import { render } from './steps/render.ts';
import { vendor } from './steps/vendor.ts';
import { write } from './steps/write.ts';

/** What `plan` does: everything up to the decision. */
export const planning = Flow.start(load) // folder -> tree -> stack, all config problems at once
  .to(recall) // the releases on the remotes; the previous one whole
  .to(vendor) // chart dependencies in or out, as asked
  .to(fingerprint) // what each part is made of
  .to(decide); // the versions, and why

/** What `create --dry-run` does after planning: everything but writing. */
export const packaging = Flow.start(lookForImages) // the node image of a release is there, and is the pinned one
  .to(fill) // marks filled, charts named
  .to(render) // charts as the operator renders them, the rules of the contract
  .to(compare) // what clusters of the previous release would go through
  .to(pack) // assets with bytes and digests
  .to(plugin); // what the provider adds

/** What `create` does last, once every stack of the run has come this far. */
export const writing = Flow.start(write); // the release folder, all or nothing

/** And with `--publish`. */
export const publishing = writing.to(publish); // to every remote, the tag last
