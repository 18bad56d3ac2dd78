// Two releases of a stack as they render, side by side: what an upgrade from the one to the other means.
import { ADDON_NAMESPACE } from '../../render/operator/charts.ts';
import type { RenderedObject } from '../../render/helm/rendered-object.ts';
import { diffVariables, flattenVariables, type ClassVariable } from '../../stack/class-variables.ts';
import { compareKubernetes, parseKubernetesVersion } from '../../stack/kubernetes-version.ts';
import { readAddonConfig } from '../addon-config.ts';
import { DEFAULT_NAMESPACE, type RenderedView } from '../rendered-view.ts';
import type { ReleaseView } from '../view.ts';
import { dataOf, listOf, textOf } from '../class/data.ts';
import { classFindings } from './class-findings.ts';
import { compareObjects, type ComparedObject } from './object-changes.ts';
import { hookFindings, objectFindings } from './stage-findings.ts';
import { variableFindings, type VariableFinding } from './variable-findings.ts';
import { inOrder, verdictOf, type Upgrade, type UpgradeFinding } from './verdict.ts';

/** A release and what it renders to. */
export interface RenderedSide {
  readonly view: ReleaseView;
  readonly rendered: RenderedView;
}

const CLASS = 'cluster-class';

/**
 * Compares two releases of one stack. Both are to be rendered with the same versions of their own, so that names are
 * equal. What does not render on a side is not compared.
 */
export function compareRendered(older: RenderedSide, newer: RenderedSide): Upgrade {
  const [before, now] = [older.rendered, newer.rendered];
  const [old, fresh] = [before.clusterClass, now.clusterClass];
  const classObjects =
    old && fresh
      ? compareObjects(CLASS, DEFAULT_NAMESPACE, before.class?.objects ?? [], now.class?.objects ?? [])
      : [];
  const addonObjects = compareStages(before, now);
  const variables = old && fresh ? diffVariables(variablesOf(old), variablesOf(fresh)) : null;
  const findings = inOrder([
    ...kubernetesFindings(older.view, newer.view),
    ...conventionFindings(older.view, newer.view),
    ...(fresh ? located(variableFindings(variables ?? []), fresh) : []),
    ...(old && fresh ? classFindings(old, fresh, classObjects) : []),
    ...objectFindings(addonObjects),
  ]);
  const objects = [...classObjects, ...addonObjects].map(({ change }) => change);
  return { verdict: verdictOf(findings), findings, objects, variables };
}

const variablesOf = ({ data }: RenderedObject): readonly ClassVariable[] =>
  flattenVariables(dataOf(data['spec'])['variables']).variables;

/** Findings at the variables that they are about, in the newer class; at all of them where one is gone. */
function located(findings: readonly VariableFinding[], fresh: RenderedObject): UpgradeFinding[] {
  const names = listOf(dataOf(fresh.data['spec'])['variables']).map((one) => textOf(dataOf(one)['name']));
  return findings.map(({ variable, ...finding }) => {
    const index = names.indexOf(variable.replace(/[.[].*$/, ''));
    const place = fresh.place(['spec', 'variables', ...(index === -1 ? [] : [index])]);
    return { ...finding, place };
  });
}

/** The objects of the stages that are applied and render on both sides, and of those that one side has alone. */
function compareStages(before: RenderedView, now: RenderedView): ComparedObject[] {
  const applied = [before, now].map(({ stages }) => stages.filter(({ isApplied }) => isApplied));
  const names = [...new Set(applied.flat().map(({ name }) => name))];
  return names.flatMap((name) => {
    const [old, fresh] = applied.map((stages) => stages.find((stage) => stage.name === name));
    if ((old && !old.chart) || (fresh && !fresh.chart)) return [];
    return compareObjects(name, ADDON_NAMESPACE, old?.objects ?? [], fresh?.objects ?? []);
  });
}

function conventionFindings(older: ReleaseView, newer: ReleaseView): UpgradeFinding[] {
  if (older.convention !== newer.convention) {
    const message = `addons were ${older.convention} and are ${newer.convention}: the operator cannot upgrade from the one to the other`;
    const hint = 'start another stack, or keep the convention';
    return [{ level: 'breaking', kind: 'convention', message, hint }];
  }
  if (!older.addonConfig || !newer.addonConfig) return [];
  const [before, now] = [readAddonConfig(older.addonConfig), readAddonConfig(newer.addonConfig)];
  return before.problems.length + now.problems.length > 0 ? [] : hookFindings(before, now);
}

function kubernetesFindings(older: ReleaseView, newer: ReleaseView): UpgradeFinding[] {
  const [from, to] = [older.kubernetes, newer.kubernetes].map((text) => parseKubernetesVersion(text ?? ''));
  if (!from || !to || compareKubernetes(from, to) === 0) return [];
  const change = `Kubernetes goes from ${older.kubernetes ?? ''} to ${newer.kubernetes ?? ''}`;
  if (compareKubernetes(to, from) < 0) {
    const hint = `build for ${older.kubernetes ?? ''} or later`;
    return [
      {
        level: 'breaking',
        kind: 'kubernetes-downgrade',
        message: `${change}; clusters cannot go back`,
        hint,
      },
    ];
  }
  const isMinor = from.major !== to.major || from.minor !== to.minor;
  return [{ level: isMinor ? 'additive' : 'patch', kind: 'kubernetes', message: change }];
}
