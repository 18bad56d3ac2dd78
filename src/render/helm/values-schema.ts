// Checks values against values.schema.json.
import type { GoMap } from '../gotemplate/value.ts';
import type { Chart } from './chart.ts';
import { HelmError } from './helm-error.ts';

export function checkSchemas(chart: Chart, _values: GoMap): void {
  if (chart.content.schema !== undefined) throw new HelmError('values.schema.json cannot be checked');
}
