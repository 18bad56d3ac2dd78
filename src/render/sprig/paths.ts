// Sprig's functions of paths: Go's packages path and path/filepath, which are the same where slashes part paths.
import type { FunctionMap, GoFunction, Value } from '../gotemplate/value.ts';
import { byName, weighed } from './weighed.ts';

/** `base`, `dir`, `clean`, `ext` and `isAbs`, and the same of the files of the system: `osBase` and so on. */
export function pathFunctions(): FunctionMap {
  const both = (name: string, osName: string, work: (path: string) => Value): GoFunction[] =>
    [name, osName].map((each) => weighed<[string]>(each, ['string'], ([path]) => work(path)));
  return byName([
    ...both('base', 'osBase', base),
    ...both('dir', 'osDir', dir),
    ...both('clean', 'osClean', clean),
    ...both('ext', 'osExt', ext),
    ...both('isAbs', 'osIsAbs', (path) => path.startsWith('/')),
  ]);
}

function base(path: string): string {
  if (path === '') return '.';
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return path.slice(path.lastIndexOf('/', end - 1) + 1, end) || '/';
}

const dir = (path: string): string => clean(path.slice(0, path.lastIndexOf('/') + 1));

/** From the last point of the last element. */
function ext(path: string): string {
  const point = path.lastIndexOf('.');
  return point > path.lastIndexOf('/') ? path.slice(point) : '';
}

/** The shortest path that is the same: without `.`, and without `..` but where a relative path begins with it. */
function clean(path: string): string {
  const isRooted = path.startsWith('/');
  const kept: string[] = [];
  for (const element of path.split('/')) {
    if (element === '' || element === '.') continue;
    const isAbove = kept.length === 0 || kept.at(-1) === '..';
    if (element !== '..' || (isAbove && !isRooted)) kept.push(element);
    else if (!isAbove) kept.pop();
  }
  return (isRooted ? '/' : '') + kept.join('/') || '.';
}
