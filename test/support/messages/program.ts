// The sources as the TypeScript compiler sees them, with an index of who calls what and who sets which property.
import { join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '../../..');

/** A function with a body. */
export type Callable = ts.FunctionLikeDeclaration;
export type CallSite = ts.CallExpression | ts.NewExpression;

/** `src/` as one program, read once. What a call runs, and what a literal is, is asked only where it matters. */
export class Sources {
  readonly checker: ts.TypeChecker;
  readonly sites: readonly CallSite[];
  private readonly sitesByName = new Map<string, CallSite[]>();
  private readonly propertiesByName = new Map<string, Property[]>();
  private readonly callees = new Map<CallSite, Callable | undefined>();
  private readonly callers = new Map<ts.Node, readonly CallSite[]>();
  private readonly contexts = new Map<ts.ObjectLiteralExpression, readonly ts.Type[]>();

  private constructor(program: ts.Program) {
    this.checker = program.getTypeChecker();
    const src = join(ROOT, 'src');
    const sites: CallSite[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
        sites.push(node);
        push(this.sitesByName, lastName(node.expression), node);
      }
      if (ts.isObjectLiteralExpression(node)) this.indexProperties(node);
      ts.forEachChild(node, visit);
    };
    program
      .getSourceFiles()
      .filter(({ fileName }) => fileName.startsWith(src))
      .forEach(visit);
    this.sites = sites;
  }

  static read(): Sources {
    const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
      config: unknown;
    };
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
    const own = fileNames.filter((name) => name.startsWith(join(ROOT, 'src')));
    return new Sources(ts.createProgram(own, options));
  }

  /** The function that a call runs, as far as it has a body. */
  calleeOf(site: CallSite): Callable | undefined {
    if (this.callees.has(site)) return this.callees.get(site);
    const declaration = this.checker.getResolvedSignature(site)?.declaration;
    const callee = declaration && 'body' in declaration && declaration.body ? declaration : undefined;
    this.callees.set(site, callee);
    return callee;
  }

  callsOf(callable: ts.SignatureDeclaration): readonly CallSite[] {
    const known = this.callers.get(callable);
    if (known) return known;
    const candidates = this.sitesByName.get(nameOf(callable)) ?? [];
    const found = candidates.filter((site) => this.calleeOf(site) === callable);
    this.callers.set(callable, found);
    return found;
  }

  /** Every `new NAME(...)`. */
  instancesOf(name: string): readonly ts.NewExpression[] {
    return (this.sitesByName.get(name) ?? []).filter(ts.isNewExpression);
  }

  /** What object literals anywhere give to a property of a type. */
  valuesOf(property: ts.Symbol): readonly ts.Expression[] {
    const candidates = this.propertiesByName.get(property.name) ?? [];
    return candidates.flatMap(({ literal, value }) =>
      this.typesOf(literal).some((type) => type.getProperty(property.name) === property) ? [value] : [],
    );
  }

  /** The symbol behind a name, through imports. */
  symbolOf(node: ts.Node): ts.Symbol | undefined {
    const found = ts.isShorthandPropertyAssignment(node.parent)
      ? this.checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.checker.getSymbolAtLocation(node);
    return found && (found.flags & ts.SymbolFlags.Alias) !== 0 ? this.checker.getAliasedSymbol(found) : found;
  }

  private typesOf(literal: ts.ObjectLiteralExpression): readonly ts.Type[] {
    const known = this.contexts.get(literal);
    if (known) return known;
    const type = this.checker.getContextualType(literal);
    const types = type === undefined ? [] : type.isUnion() ? type.types : [type];
    this.contexts.set(literal, types);
    return types;
  }

  private indexProperties(literal: ts.ObjectLiteralExpression): void {
    for (const property of literal.properties) {
      const value = ts.isPropertyAssignment(property)
        ? property.initializer
        : ts.isShorthandPropertyAssignment(property)
          ? property.name
          : undefined;
      if (!value || !property.name || !ts.isIdentifier(property.name)) continue;
      push(this.propertiesByName, property.name.text, { literal, value });
    }
  }
}

interface Property {
  readonly literal: ts.ObjectLiteralExpression;
  readonly value: ts.Expression;
}

/** What calls a function by: `c` of `a.b.c(...)`. */
function lastName(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
}

function nameOf(callable: ts.SignatureDeclaration): string {
  if (ts.isConstructorDeclaration(callable)) return callable.parent.name?.text ?? '';
  if (callable.name && ts.isIdentifier(callable.name)) return callable.name.text;
  const { parent } = callable;
  const isNamed =
    ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent);
  return isNamed && ts.isIdentifier(parent.name) ? parent.name.text : '';
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
