// Every code we refuse or warn with, by area: what kind of refusal it is, why there is a rule, and the cure.
import { ADDONS } from './catalogue/addons.ts';
import { CHARTS } from './catalogue/charts.ts';
import { COMMAND_LINE } from './catalogue/command-line.ts';
import { IMAGES } from './catalogue/images.ts';
import { MANIFESTS } from './catalogue/manifests.ts';
import { RELEASES } from './catalogue/releases.ts';
import { REMOTES } from './catalogue/remotes.ts';
import { RENDERED } from './catalogue/rendered.ts';
import { SOURCES } from './catalogue/sources.ts';

export type { CatalogueEntry, ErrorKind, Severity } from './catalogue/entry.ts';

/** The areas in the order of docs/errors.md. A new code stands in the file of its area, beside its kin. */
export const AREAS = [
  { title: 'Command line', codes: COMMAND_LINE },
  { title: 'Sources of a stack', codes: SOURCES },
  { title: 'Charts', codes: CHARTS },
  { title: 'Addons', codes: ADDONS },
  { title: 'Rendered objects', codes: RENDERED },
  { title: 'Node images', codes: IMAGES },
  { title: 'Releases and documents', codes: RELEASES },
  { title: 'Manifests', codes: MANIFESTS },
  { title: 'Remotes and upstream', codes: REMOTES },
] as const;

export const CATALOGUE = {
  ...COMMAND_LINE,
  ...SOURCES,
  ...CHARTS,
  ...ADDONS,
  ...RENDERED,
  ...IMAGES,
  ...RELEASES,
  ...MANIFESTS,
  ...REMOTES,
} as const;

export type ProblemCode = keyof typeof CATALOGUE;

/** The codes that `--allow` takes. */
export const ALLOWABLE_CODES = (Object.keys(CATALOGUE) as ProblemCode[]).filter(
  (code) => CATALOGUE[code].allowable,
);

const PAGE = 'https://github.com/SovereignCloudStack/csctl/blob/main/docs/errors.md';

/** Where people read about a code: what can be said under it, why, and the cure. */
export const docsOf = (code: ProblemCode): string => `${PAGE}#${code}`;
