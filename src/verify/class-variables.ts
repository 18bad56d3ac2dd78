// The variables of the ClusterClass that a release brings, as it renders.
import { problem, type Problem } from '../problem/problem.ts';
import { flattenVariables, type ClassVariable } from '../stack/class-variables.ts';
import { dataOf, textOf } from './class/data.ts';
import { renderView } from './rendered-view.ts';
import type { ReleaseView } from './view.ts';

/** What a release lets a Cluster set. */
export interface ViewVariables {
  /** Name of the ClusterClass; undefined where none was rendered: then an absent variable says nothing. */
  readonly className: string | undefined;
  readonly variables: readonly ClassVariable[];
  /** Why they are not known, as warnings. */
  readonly problems: readonly Problem[];
}

/** Reads the variables of the class; never throws. */
export function readViewVariables(view: ReleaseView): ViewVariables {
  const { class: part, clusterClass } = renderView(view);
  const { spec, metadata } = clusterClass?.data ?? {};
  const { variables } = flattenVariables(dataOf(spec)['variables']);
  const className = clusterClass && textOf(dataOf(metadata)['name']);
  return { className, variables, problems: clusterClass || !part ? [] : [unknown(part)] };
}

function unknown({ origin, faults, missing }: NonNullable<ReturnType<typeof renderView>['class']>): Problem {
  const [fault] = faults;
  const [chart] = missing;
  const why = fault
    ? fault.message
    : chart === undefined
      ? 'no object that it renders is a ClusterClass'
      : `its dependency ${chart} is not in it`;
  const { file = origin, line, column } = fault ?? {};
  const place = { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
  const hint = fault?.hint ?? 'csctl render shows what the class chart makes';
  return problem('class-variables', `the variables of the class are not known: ${why}`, { ...place, hint });
}
