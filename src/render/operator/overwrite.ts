// overwrite.yaml and cluster-addon-values.yaml as the operator renders them: a template over the Cluster, then YAML.
import { YamlSource } from '../../stack/yaml-source.ts';
import type { Output } from '../gotemplate/output.ts';
import { Budget } from '../gotemplate/limits.ts';
import { TemplateSet } from '../gotemplate/template-set.ts';
import { slimSprigFunctions } from '../sprig/slim-sprig.ts';
import { valueOfObjects, type ClusterObjects } from './cluster-objects.ts';

/**
 * Renders a values template over the objects of a cluster (docs/operator-contract.md 4.3).
 * @param file its name, which errors and segments carry
 * @throws TemplateError where Go would refuse it; LimitError
 */
export function renderOverwrite(file: string, text: string, objects: ClusterObjects): Output {
  const templates = new TemplateSet({ functions: slimSprigFunctions(), budget: new Budget() });
  templates.parse(file, text);
  return templates.execute(file, valueOfObjects(objects));
}

/** What Helm gets on its standard input: the text of the key `values` where that is a string, else all of it. */
export function helmValues(rendered: string): string {
  const values = YamlSource.parse('values', rendered).get(['values']);
  return typeof values === 'string' ? values : rendered;
}
