// Variables and workers of a Cluster against its class: what Cluster API takes, and what it says no to.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkTopology } from '../../../src/verify/cluster-variables.ts';
import { formatPath } from '../../../src/verify/schemas/finding.ts';
import { classModel } from '../../support/class-model.ts';

const told = (topology: string, model = classModel(), isOpen?: (value: unknown) => boolean) => {
  const cluster = { spec: { topology: parse(topology) as unknown } };
  return checkTopology(cluster, model, isOpen).map(
    ({ path, message, hint }) =>
      `${formatPath(path.slice(2))}: ${message}${hint === undefined ? '' : ` | ${hint}`}`,
  );
};

describe('the topology of a Cluster', () => {
  it('may set nothing', () => {
    expect(told('{}')).toEqual([]);
    expect(told('{variables: null, workers: null, controlPlane: null}')).toEqual([]);
  });

  it('may set variables of the class, here or for some machines only', () => {
    expect(
      told(`
variables: [{name: nodeImage, value: a}, {name: mirrors, value: [{host: a}]}, {name: audit, value: {level: low}}]
controlPlane: {variables: {overrides: [{name: token, value: b}]}}
workers:
  machineDeployments: [{class: default-worker, name: a, variables: {overrides: [{name: nodeImage, value: b}]}}]
`),
    ).toEqual([]);
  });

  it('sets no others', () => {
    expect(told('variables: [{name: nodeImages, value: a}, {name: other, value: 1}]')).toEqual([
      'variables[0].name: the class has no variable "nodeImages" | did you mean nodeImage?',
      'variables[1].name: the class has no variable "other" | take it out',
    ]);
  });

  it('may set others where an extension can define them', () => {
    const open = classModel([
      "- name: audit\n      enabledIf: '{{ .audit.enabled }}'",
      '- name: audit\n      external: {discoverVariablesExtension: a}',
    ]);
    expect(told('variables: [{name: other, value: 1}]', open)).toEqual([]);
  });

  it('sets each once, to values that the schema takes, fields with defaults left out', () => {
    const required = classModel([
      'properties:\n            enabled:',
      'required: [enabled]\n          properties:\n            enabled:',
    ]);
    expect(
      told(
        `variables:
  - {name: nodeImage, value: 1.34}
  - {name: audit, value: {level: middle}}
  - {name: mirrors, value: [{url: a}]}
  - {name: nodeImage, value: a}
  - {name: token}`,
        required,
      ),
    ).toEqual([
      'variables[0].value: variable nodeImage: the value is 1.34; expected a text | write it in quotes: "1.34"',
      'variables[1].value.level: variable audit: level is "middle"; expected low, high',
      'variables[2].value[0].host: variable mirrors: [0].host is missing; expected a text',
      'variables[3].name: the variable nodeImage is set twice | take one out',
      'variables[4].value: variable token: the value is null; expected a text | leave it out, or write a value',
    ]);
  });

  it('is not held against what somebody fills in later', () => {
    const topology = 'variables: [{name: mirrors, value: "${MIRRORS}"}, {name: nodeImage, value: 1}]';
    expect(told(topology, classModel(), (value) => value === '${MIRRORS}')).toEqual([
      'variables[1].value: variable nodeImage: the value is 1; expected a text | write it in quotes: "1"',
    ]);
  });

  it('sets what the class requires and has no default for', () => {
    const demanding = classModel(['name: token\n      required: false', 'name: token\n      required: true']);
    const missing =
      'variables: the class requires the variable token, which the Cluster does not set | add it; csctl generate cluster shows what it is like';
    expect(told('{}', demanding)).toEqual([missing]);
    expect(told('variables: [{name: token, value: a}]', demanding)).toEqual([]);
    // A default is as good as a value.
    expect(
      told(
        '{}',
        classModel(['name: nodeImage\n      required: false', 'name: nodeImage\n      required: true']),
      ),
    ).toEqual([]);
  });

  it('has workers of the class, each of its kind', () => {
    expect(
      told(`workers:
  machineDeployments: [{class: default-workers, name: a}, {class: default-worker, name: b}, {name: c}]
  machinePools: [{class: default-worker, name: d}]`),
    ).toEqual([
      'workers.machineDeployments[0].class: the class has no machineDeployment class "default-workers"; expected default-worker | did you mean default-worker?',
      'workers.machineDeployments[2].class: the class has no machineDeployment class ""; expected default-worker | name one of these, or take the workers out',
      'workers.machinePools[0].class: the class has no machinePool class "default-worker"; expected none | name one of these, or take the workers out',
    ]);
  });

  it('is told where overrides are wrong', () => {
    const told1 = told(`
controlPlane: {variables: {overrides: [{name: x, value: b}]}}
workers:
  machineDeployments: [{class: default-worker, name: a, variables: {overrides: [{name: nodeImage, value: 1}]}}]
`);
    expect(told1.map((line) => line.split(': ')[0])).toEqual([
      'controlPlane.variables.overrides[0].name',
      'workers.machineDeployments[0].variables.overrides[0].value',
    ]);
  });
});
