// What a release lets a Cluster set, and why that is not known.
import { describe, expect, it } from 'vitest';
import { readViewVariables } from '../../../src/verify/class-variables.ts';
import { classTemplate } from '../../support/tiny-class.ts';
import { multiStage, type Files } from './views.ts';

const read = (files: Files = {}) => readViewVariables(multiStage(files));
const CLASS = 'cluster-class/templates/class.yaml';
const variables = (text: string): Files => ({ [CLASS]: classTemplate({ spec: `  variables:\n${text}` }) });

describe('the variables of a class', () => {
  it('are those that it renders: names and defaults may come from values', () => {
    const {
      className,
      variables: found,
      problems,
    } = read({
      ...variables(`{{- range .Values.sizes }}
    - name: {{ . }}
      required: true
      schema: {openAPIV3Schema: {type: string, default: {{ $.Values.of | quote }}}}
{{- end }}
`),
      'cluster-class/values.yaml': 'sizes: [control, worker]\nof: small\n',
    });
    expect([className, problems]).toEqual(['docker-scs-1-34-v1', []]);
    expect(found).toMatchObject([
      { name: 'control', type: 'string', required: true, default: 'small' },
      { name: 'worker', type: 'string', required: true, default: 'small' },
    ]);
  });

  it('are told with their fields', () => {
    const { variables: found } = read(
      variables(`    - name: disk
      required: false
      schema:
        openAPIV3Schema:
          type: object
          properties: {size: {type: integer, minimum: 1}, kind: {type: string, enum: [ssd, hdd]}}
`),
    );
    expect(found.map(({ name, type }) => `${name} ${type ?? ''}`)).toEqual([
      ...['disk object', 'disk.size integer', 'disk.kind string'],
    ]);
  });

  it('may be none', () => {
    expect(read()).toEqual({ className: 'docker-scs-1-34-v1', variables: [], problems: [] });
  });

  it.each(['  variables: text\n', '  variables: {a: 1}\n', '  variables: [1, null, {name: 5}]\n'])(
    'are none where %j is no list of them',
    (spec) => {
      expect(
        read({ [CLASS]: classTemplate({ spec }) }).variables.every(({ name }) => typeof name === 'string'),
      ).toBe(true);
    },
  );
});

describe('why they are not known', () => {
  const told = (files: Files, hint = 'csctl render shows what the class chart makes') => {
    const { className, variables: found, problems } = read(files);
    expect([className, found]).toEqual([undefined, []]);
    expect(problems).toMatchObject([{ code: 'class-variables', severity: 'warning', hint }]);
    return problems.map(({ message, file, line, column }) => [message, file, line, column]);
  };
  const why = 'the variables of the class are not known: ';

  it('the chart does not render: at the place of that', () => {
    expect(told({ [CLASS]: 'a: 1\nb: {{ fail "no" }}\n' }, 'mend the template or the values')).toEqual([
      [
        `${why}the chart does not render: execution error at (docker-scs-1-34-cluster-class/templates/class.yaml:2:6): no`,
        ...[CLASS, 2, 7],
      ],
    ]);
  });

  it('no class is among what it renders', () => {
    expect(told({ [CLASS]: 'kind: Other\nmetadata: {name: a}\n' })).toEqual([
      [`${why}no object that it renders is a ClusterClass`, 'cluster-class', undefined, undefined],
    ]);
  });

  it('a dependency is not there', () => {
    const chart =
      'apiVersion: v2\nname: docker-scs-1-34-cluster-class\nversion: v1\ndependencies: [{name: base, version: 1.0.0, repository: "https://example.com"}]\n';
    expect(told({ 'cluster-class/Chart.yaml': chart })).toEqual([
      [`${why}its dependency base is not in it`, 'cluster-class', undefined, undefined],
    ]);
  });

  it('is nothing to tell where there is no class chart: that is told elsewhere', () => {
    expect(readViewVariables({ ...multiStage(), classChart: undefined })).toEqual({
      ...{ className: undefined, variables: [], problems: [] },
    });
  });
});
