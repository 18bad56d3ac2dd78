// The overlays of stack.yaml: for which minors, which folder, what is taken out.
import type { ConfigFields } from '../config-fields.ts';
import type { KubernetesMinor } from '../kubernetes-version.ts';
import { parseMinorRange } from '../minor-range.ts';
import { problem } from '../../problem/problem.ts';
import type { YamlPath, YamlSource } from '../yaml-source.ts';
import type { Overlay } from './overlay.ts';

/** Reads `overlays`. What is wrong with one is a problem (`overlay`, `config-type`); the others still count. */
export function readOverlays(fields: ConfigFields): Overlay[] {
  const overlays: Overlay[] = [];
  for (let index = 0; index < fields.count(['overlays']); index += 1) {
    const overlay = readOverlay(fields, ['overlays', index]);
    if (overlay) overlays.push(overlay);
  }
  return overlays;
}

function readOverlay(fields: ConfigFields, at: YamlPath): Overlay | undefined {
  const { source } = fields;
  if (source.kindAt(at) !== 'map') {
    fields.wrongType(at, source.kindAt(at), 'a map with minors, and folder or remove');
    return undefined;
  }
  fields.unknownKeys(at, ['minors', 'folder', 'remove']);
  const minors = listed(source, [...at, 'minors']);
  const ranges = minors.map((path) => readRange(fields, path));
  if (minors.length === 0) {
    const message = 'the overlay names no minors; expected a minor, a range, or a list of them';
    fields.problems.push(source.problemAt([...at, 'minors'], 'overlay', message));
  }
  const folder =
    source.kindAt([...at, 'folder']) === 'missing' ? undefined : readPath(fields, [...at, 'folder']);
  const remove = listed(source, [...at, 'remove']).flatMap((path) => readPath(fields, path) ?? []);
  if (['folder', 'remove'].every((key) => ['missing', 'null'].includes(source.kindAt([...at, key])))) {
    const message = 'the overlay changes nothing; expected folder, remove, or both';
    fields.problems.push(problem('overlay', message, source.place(at)));
  }
  const serves = (minor: KubernetesMinor) => ranges.some((range) => range?.(minor) ?? false);
  return { serves, folder, remove, place: source.place(at) };
}

function readRange({ source, problems }: ConfigFields, path: YamlPath) {
  const text = source.scalarText(path) ?? '';
  const range = parseMinorRange(text);
  if (range) return range;
  const message = `"${text}" is no range of Kubernetes minors; expected 1.34, ">=1.34" or "1.32 - 1.34"`;
  problems.push(source.problemAt(path, 'overlay', message));
  return undefined;
}

/** The paths of a value or of the entries of a list. */
function listed(source: YamlSource, path: YamlPath): YamlPath[] {
  const value = source.get(path);
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map((_, index) => [...path, index]) : [path];
}

/** A path inside the stack, without `.` and `..`. */
function readPath({ source, problems }: ConfigFields, path: YamlPath): string | undefined {
  const text = source.scalarText(path)?.replace(/\/+$/, '');
  const isInside = text?.split('/').every((step) => !['', '.', '..'].includes(step)) ?? false;
  if (text !== undefined && isInside && !text.includes('\\')) return text;
  const found = text === undefined ? `a ${source.kindAt(path)}` : `"${text}"`;
  const message = `${found} is no path inside the stack; expected one like overlays/1.35`;
  problems.push(source.problemAt(path, 'overlay', message));
  return undefined;
}
