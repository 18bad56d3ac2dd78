// Every place where a problem is made: its code, and what it can say.
import { relative, resolve } from 'node:path';
import ts from 'typescript';
import { Texts, UNBOUND, bind, isWording, type Bound } from './texts.ts';
import type { CallSite, Sources } from './program.ts';

const SRC = resolve(import.meta.dirname, '../../../src');

/** What one place can say under one code. */
export interface Raised {
  readonly code: string;
  readonly messages: readonly string[];
  readonly hints: readonly string[];
  /** `release/create.ts:216` */
  readonly where: string;
}

/** All places, by file and line. */
export function raisedIn(sources: Sources): readonly Raised[] {
  const texts = new Texts(sources);
  return sources.sites
    .filter(isSink)
    .filter((site) => !whereOf(site).startsWith('problem/'))
    .flatMap((site) => spread(sources, texts, site, UNBOUND, 0));
}

function isSink(site: CallSite): boolean {
  const name = site.expression.getText();
  return ts.isNewExpression(site) ? name === 'CsctlError' : name === 'problem';
}

/** Where the code is a parameter, each caller's is read with what that caller hands over. */
function spread(
  sources: Sources,
  texts: Texts,
  site: CallSite,
  bound: Bound,
  depth: number,
): readonly Raised[] {
  const [code, message, details] = site.arguments ?? [];
  if (!code || !message) return [];
  const open = openParameter(sources, code, bound);
  if (open && depth < 6) {
    const callers = sources.callsOf(open.parent);
    if (callers.length > 0)
      return callers.flatMap((caller) => {
        const callee = sources.calleeOf(caller);
        return callee
          ? spread(sources, texts, site, merge(bound, bind(sources, callee, caller, UNBOUND)), depth + 1)
          : [];
      });
  }
  const said = texts.of(message, bound);
  const hints = details ? (texts.property(details, 'hint', bound) ?? []) : [];
  return texts.of(code, bound).map((one) => ({
    code: one,
    messages: said,
    hints: hints.filter(isWording),
    where: whereOf(site),
  }));
}

/** Inner closures see what the outer call binds. */
function merge(inner: Bound, outer: Bound): Bound {
  const made = new Map(outer);
  for (const [symbol, { expression, bound }] of inner)
    made.set(symbol, { expression, bound: merge(bound, outer) });
  return made;
}

function openParameter(
  sources: Sources,
  code: ts.Expression,
  bound: Bound,
): ts.ParameterDeclaration | undefined {
  if (!ts.isIdentifier(code)) return undefined;
  const symbol = sources.symbolOf(code);
  const known = symbol && bound.get(symbol);
  if (known) return known.expression && openParameter(sources, known.expression, known.bound);
  const declaration = symbol?.valueDeclaration;
  return declaration && ts.isParameter(declaration) ? declaration : undefined;
}

function whereOf(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${relative(SRC, file.fileName)}:${line + 1}`;
}
