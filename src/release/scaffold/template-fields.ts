// Reading template.yaml field by field, with everything that is wrong gathered at its place.
import { problem, type Problem } from '../../problem/problem.ts';
import type { YamlPath, YamlSource } from '../../stack/yaml-source.ts';

/** `questions[0].key`, as people name a place in YAML. */
const nameOf = (path: YamlPath): string =>
  path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name === '' ? step : `${name}.${step}`),
    '',
  );

/** The fields of one template.yaml. */
export class TemplateFields {
  readonly problems: Problem[] = [];

  constructor(readonly source: YamlSource) {}

  wrong(path: YamlPath, message: string, hint?: string): void {
    this.problems.push(
      problem('template', message, { ...this.source.place(path), ...(hint !== undefined && { hint }) }),
    );
  }

  /** Whether the file holds a map. */
  isMap(): boolean {
    this.problems.push(...this.source.problems.map((one) => ({ ...one, code: 'template' as const })));
    return this.problems.length === 0 && this.isMapAt([], 'a map with format, name, version and description');
  }

  isMapAt(path: YamlPath, expected: string): boolean {
    const kind = this.source.kindAt(path);
    if (kind === 'map') return true;
    this.wrong(path, `${nameOf(path) || this.source.file} is ${found(kind)}; expected ${expected}`);
    return false;
  }

  unknownKeys(path: YamlPath, known: readonly string[]): void {
    for (const key of this.source.keys(path).filter((one) => !known.includes(one))) {
      const at = [...path, key];
      const message = `unknown key ${nameOf(at)}; expected ${known.join(', ')}`;
      this.problems.push(problem('template', message, this.source.keyPlace(at)));
    }
  }

  /** A text that has to be there; undefined, and a problem, where it is not. */
  text(path: YamlPath): string | undefined {
    const value = this.optionalText(path);
    if (value !== undefined && value !== '') return value;
    if (['missing', 'null'].includes(this.source.kindAt(path)) || value === '')
      this.wrong(path, `${nameOf(path)} is missing; expected a text`);
    return undefined;
  }

  optionalText(path: YamlPath): string | undefined {
    const value = this.source.get(path);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    const kind = this.source.kindAt(path);
    const hint = kind === 'scalar' ? 'quote it' : undefined;
    this.wrong(
      path,
      `${nameOf(path)} is ${kind === 'scalar' ? JSON.stringify(value) : found(kind)}; expected a text`,
      hint,
    );
    return undefined;
  }

  optionalCount(path: YamlPath): number | undefined {
    const value = this.source.get(path);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
    this.wrong(path, `${nameOf(path)} is ${JSON.stringify(value)}; expected a whole number`);
    return undefined;
  }

  /** The paths of the entries of a list; none where there is no list. */
  list(path: YamlPath): YamlPath[] {
    const value = this.source.get(path);
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value.map((_, index) => [...path, index]);
    this.wrong(path, `${nameOf(path)} is ${found(this.source.kindAt(path))}; expected a list`);
    return [];
  }
}

const found = (kind: string): string => (['missing', 'null'].includes(kind) ? 'empty' : `a ${kind}`);
