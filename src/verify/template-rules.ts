// Rules about the text of templates, whatever they render to.
import { nearest } from '../problem/nearest.ts';
import { problem, type Problem } from '../problem/problem.ts';
import { unknownFields, type UnknownFieldUse } from '../render/helm/unknown-fields.ts';
import { renderView, type RenderedPart } from './rendered-view.ts';
import type { ReleaseView } from './view.ts';

/**
 * That templates ask Helm's built-in objects for fields that these have: `.Release.Nmae` is no error in Go, and tells itself
 * only by a name that is empty somewhere. The charts that a chart depends on are other people's, and left alone.
 */
export function checkTemplateFields(view: ReleaseView): Problem[] {
  const { class: part, stages } = renderView(view);
  return [...(part ? [part] : []), ...stages].flatMap(checkFieldsOf);
}

function checkFieldsOf({ origin, loaded }: RenderedPart): Problem[] {
  const uses = loaded ? unknownFields(loaded) : [];
  return uses.flatMap((use) => {
    const [near] = nearest(use.name, use.known);
    // What a chart puts beside Helm's objects, or into its files, is its own business: only what looks mistyped is told.
    if (near === undefined && (use.owner === '' || use.owner === FILES)) return [];
    const { file, line, column } = use.place;
    const place = { file: `${origin}/${file}`, ...(line && { line }), ...(column && { column }) };
    const hint =
      near === undefined ? `${use.owner} has ${use.known.join(', ')}` : `did you mean ${use.owner}.${near}?`;
    return [problem('chart-unknown-field', messageOf(use), { ...place, hint })];
  });
}

const FILES = '.Files';

function messageOf({ written, owner, name, fails }: UnknownFieldUse): string {
  if (owner === FILES) return `${written}: Helm's .Files has no field ${name}, and the chart no such file`;
  const what = owner === '' ? `Helm gives templates no .${name}` : `Helm's ${owner} has no field ${name}`;
  return `${written}: ${what}; ${fails ? 'rendering fails where it is reached' : 'it renders as nothing'}`;
}
