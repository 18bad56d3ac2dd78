// What texts an expression of the sources can be, as patterns: `<tag> on <remote> has no metadata.yaml`.
import ts from 'typescript';
import { holeOf } from './hole.ts';
import {
  bare,
  isConstant,
  isEmpty,
  isHarmless,
  isOwn,
  resultsOf,
  spreadOf,
  superArguments,
} from './syntax.ts';
import type { CallSite, Callable, Sources } from './program.ts';

/** What parameters are, where a call is followed: an expression, read with what its own parameters are. */
export type Bound = ReadonlyMap<ts.Symbol, Argument>;
/** Without an expression: nothing is handed over. */
interface Argument {
  readonly expression: ts.Expression | undefined;
  readonly bound: Bound;
}
export const UNBOUND: Bound = new Map();

/** More texts than these for a part of a sentence are values, not wordings. */
const MOST = 24;
/** The same, where two parts of a sentence have several wordings. */
const MOST_PAIRS = 12;
/** Whole sentences may be more. */
const MOST_WHOLE = 120;
const DEEPEST = 14;
/** A part of a sentence that can be more words than these is a name. */
const NAMES = 3;

/** Reads expressions; asks callers for what a parameter may say. */
export class Texts {
  private busy = new Set<ts.Node>();
  private readonly known = new Map<ts.Node | ts.Symbol | ts.Type, readonly string[]>();

  constructor(private readonly sources: Sources) {}

  /** The texts that an expression may be; a hole for what only a run knows. */
  of(expression: ts.Expression, bound: Bound = UNBOUND): readonly string[] {
    if (this.busy.size > DEEPEST || this.busy.has(expression)) return [holeOf(expression)];
    this.busy.add(expression);
    try {
      const found = [...new Set(this.read(expression, bound))];
      const most = ts.isTemplateSpan(expression.parent) ? MOST : MOST_WHOLE;
      return found.length > most || found.length === 0 ? [holeOf(expression)] : found;
    } finally {
      this.busy.delete(expression);
    }
  }

  private read(node: ts.Expression, bound: Bound): readonly string[] {
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return [node.text];
    if (ts.isTemplateExpression(node)) return this.template(node, bound);
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
      return this.of(node.expression, bound);
    if (ts.isAwaitExpression(node)) return this.of(node.expression, bound);
    if (ts.isConditionalExpression(node))
      return [...this.of(node.whenTrue, bound), ...this.of(node.whenFalse, bound)];
    if (ts.isBinaryExpression(node)) return this.binary(node, bound);
    if (ts.isIdentifier(node)) return this.named(node, bound);
    if (ts.isCallExpression(node)) return this.called(node, bound);
    if (ts.isPropertyAccessExpression(node))
      return this.property(node.expression, node.name.text, bound) ?? this.byType(node);
    if (ts.isElementAccessExpression(node)) return this.element(node, bound);
    return this.byType(node);
  }

  private template(node: ts.TemplateExpression, bound: Bound): readonly string[] {
    let made = [node.head.text];
    for (const { expression, literal } of node.templateSpans) {
      const parts = partsOf(this.of(expression, bound), expression);
      // Where the start has wordings already, more of them for what follows would hide them all.
      const taken = made.length > 1 && made.length * parts.length > MOST_PAIRS ? [holeOf(expression)] : parts;
      made = made.flatMap((start) => taken.map((part) => start + part + literal.text));
    }
    return made;
  }

  private binary(node: ts.BinaryExpression, bound: Bound): readonly string[] {
    const [left, right] = [node.left, node.right];
    if (!this.isText(node)) return [holeOf(node)];
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.PlusToken:
        return this.of(left, bound).flatMap((a) => this.of(right, bound).map((b) => a + b));
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.BarBarToken:
        // `?? ''` is for the types, where there is always something.
        return isEmpty(right) ? this.of(left, bound) : [...this.of(left, bound), ...this.of(right, bound)];
      default:
        return this.byType(node);
    }
  }

  private named(node: ts.Identifier, bound: Bound): readonly string[] {
    if (node.text === 'undefined') return [];
    const symbol = this.sources.symbolOf(node);
    const known = symbol && bound.get(symbol);
    if (known) return known.expression ? this.of(known.expression, known.bound) : [];
    const declaration = symbol?.valueDeclaration;
    if (!declaration) return this.byType(node);
    if (ts.isVariableDeclaration(declaration) && declaration.initializer && isConstant(declaration))
      return this.of(declaration.initializer, bound);
    if (ts.isBindingElement(declaration)) return this.bindingElement(declaration, bound) ?? this.byType(node);
    if (ts.isParameter(declaration)) return this.parameter(declaration, node);
    return this.byType(node);
  }

  private bindingElement(element: ts.BindingElement, bound: Bound): readonly string[] | undefined {
    const pattern = element.parent;
    const name = element.propertyName ?? element.name;
    if (!ts.isObjectBindingPattern(pattern) || !ts.isIdentifier(name)) return undefined;
    const owner = pattern.parent;
    if (ts.isVariableDeclaration(owner) && owner.initializer)
      return this.property(owner.initializer, name.text, bound);
    if (!ts.isParameter(owner)) return undefined;
    const values = this.argumentsFor(owner).flatMap(
      (argument) => this.property(argument, name.text, UNBOUND) ?? [],
    );
    return values.some(isWording) ? values : this.ofType(owner, name.text);
  }

  /** What callers hand over, where that is a wording and not just a value. */
  private parameter(parameter: ts.ParameterDeclaration, node: ts.Identifier): readonly string[] {
    const all = this.once(parameter, () => [
      ...this.argumentsFor(parameter).flatMap((argument) => this.of(argument)),
      ...(parameter.initializer ? this.of(parameter.initializer) : []),
    ]);
    if (!all.some(isWording)) return this.byType(node);
    return all.map((text) => (isWording(text) || text === '' ? text : holeOf(node)));
  }

  /** What does not depend on who asks is read once; nothing, while it is being read. */
  private once(key: ts.Node | ts.Symbol | ts.Type, read: () => readonly string[]): readonly string[] {
    const known = this.known.get(key);
    if (known) return known;
    this.known.set(key, []);
    const before = this.busy;
    this.busy = new Set();
    const found = [...new Set(read())];
    this.busy = before;
    this.known.set(key, found);
    return found;
  }

  private argumentsFor(parameter: ts.ParameterDeclaration): readonly ts.Expression[] {
    const callable = parameter.parent;
    const index = callable.parameters.indexOf(parameter);
    return this.sources.callsOf(callable).flatMap((site) => site.arguments?.[index] ?? []);
  }

  private called(node: ts.CallExpression, bound: Bound): readonly string[] {
    const callee = this.sources.calleeOf(node);
    if (!callee || !isOwn(callee)) return this.byType(node);
    const [text] = node.arguments;
    if (text && PASSING_ON.has(callee.name?.getText() ?? '')) return this.of(text, bound);
    const inner = bind(this.sources, callee, node, bound);
    const texts = resultsOf(callee).flatMap((result) => this.of(result, inner));
    return texts.some(isWording) ? texts : this.byType(node);
  }

  /** A property of what an expression is; undefined when nothing is known of it. */
  property(owner: ts.Expression, name: string, bound: Bound): readonly string[] | undefined {
    if (this.busy.size > DEEPEST || this.busy.has(owner)) return undefined;
    this.busy.add(owner);
    try {
      return this.propertyOf(owner, name, bound);
    } finally {
      this.busy.delete(owner);
    }
  }

  private propertyOf(owner: ts.Expression, name: string, bound: Bound): readonly string[] | undefined {
    if (ts.isParenthesizedExpression(owner) || ts.isAwaitExpression(owner) || ts.isNonNullExpression(owner))
      return this.property(owner.expression, name, bound);
    if (ts.isObjectLiteralExpression(owner)) return this.inLiteral(owner, name, bound);
    if (ts.isConditionalExpression(owner))
      return some([this.property(owner.whenTrue, name, bound), this.property(owner.whenFalse, name, bound)]);
    if (ts.isIdentifier(owner)) {
      const symbol = this.sources.symbolOf(owner);
      const known = symbol && bound.get(symbol);
      if (known) return known.expression && this.property(known.expression, name, known.bound);
      const declaration = symbol?.valueDeclaration;
      if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer) {
        const found = this.property(declaration.initializer, name, bound);
        if (found) return found;
      }
    }
    if (ts.isCallExpression(owner)) {
      const callee = this.sources.calleeOf(owner);
      if (callee && isOwn(callee)) {
        const inner = bind(this.sources, callee, owner, bound);
        const found = some(resultsOf(callee).map((result) => this.property(result, name, inner)));
        if (found) return found;
      }
    }
    return this.ofType(owner, name);
  }

  private inLiteral(node: ts.ObjectLiteralExpression, name: string, bound: Bound) {
    for (const property of [...node.properties].reverse()) {
      if (ts.isSpreadAssignment(property)) {
        const found = this.property(spreadOf(property.expression), name, bound);
        if (found) return found;
      } else if (property.name && ts.isIdentifier(property.name) && property.name.text === name) {
        if (ts.isPropertyAssignment(property)) return this.of(property.initializer, bound);
        if (ts.isShorthandPropertyAssignment(property)) return this.of(property.name, bound);
      }
    }
    return undefined;
  }

  /** What is given to the property of that type anywhere in the sources: phrases; words are values. */
  private ofType(owner: ts.Node, name: string): readonly string[] | undefined {
    const type = this.sources.checker.getNonNullableType(this.sources.checker.getTypeAtLocation(owner));
    const types = type.isUnion() ? type.types : [type];
    const texts = types.flatMap((one) => {
      if (name === 'message' && one.isClass()) return this.once(one, () => this.ofError(one));
      const symbol = one.getProperty(name);
      // Any problem may be meant: its texts are told where they are made.
      const isProblem = symbol?.declarations?.some((made) => made.getSourceFile().fileName.endsWith(PROBLEM));
      return symbol && !isProblem ? this.once(symbol, () => this.given(symbol)) : [];
    });
    const phrases = [...new Set(texts)].filter(isPhrase);
    return phrases.length > 0 && phrases.length <= MOST_WHOLE ? phrases : undefined;
  }

  private given = (property: ts.Symbol): readonly string[] =>
    this.sources
      .valuesOf(property)
      .filter((value) => !isHarmless(value))
      .flatMap((value) => this.of(value));

  /** The messages of an error of a class of our own: what its constructor gets, or hands on. */
  private ofError(type: ts.InterfaceType): readonly string[] {
    const declaration = type.symbol.valueDeclaration;
    if (!declaration || !ts.isClassDeclaration(declaration)) return [];
    const handedOn = declaration.members.filter(ts.isConstructorDeclaration).flatMap(superArguments);
    const given = this.sources.instancesOf(type.symbol.name).map((site) => site.arguments?.[0]);
    const [first] = handedOn;
    return (first ? [first] : given).flatMap((argument) => (argument ? this.of(argument) : []));
  }

  private element(node: ts.ElementAccessExpression, bound: Bound): readonly string[] {
    const owner = ts.isIdentifier(node.expression) ? this.sources.symbolOf(node.expression) : undefined;
    const declaration = owner?.valueDeclaration;
    if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer) {
      const value = bare(declaration.initializer);
      if (ts.isObjectLiteralExpression(value)) {
        const texts = value.properties.flatMap((one) =>
          ts.isPropertyAssignment(one) ? this.of(one.initializer, bound) : [],
        );
        if (texts.some(isWording)) return texts;
      }
    }
    return this.byType(node);
  }

  private isText(node: ts.Expression): boolean {
    const type = this.sources.checker.getTypeAtLocation(node);
    const types = type.isUnion() ? type.types : [type];
    return types.some(({ flags }) => (flags & ts.TypeFlags.StringLike) !== 0);
  }

  /** The words of a union of literals; a hole for everything else. */
  private byType(node: ts.Expression): readonly string[] {
    const type = this.sources.checker.getNonNullableType(this.sources.checker.getTypeAtLocation(node));
    const types = type.isUnion() ? type.types : [type];
    const literals = types.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
    return literals.length === types.length && literals.length <= 4 ? literals : [holeOf(node)];
  }
}

/** Functions that hand a text on nearly as it is. */
const PASSING_ON = new Set(['redact']);

const PROBLEM = 'src/problem/problem.ts';

const isPhrase = (text: string): boolean =>
  isWording(text) &&
  text
    .replace(/‹[^›]*›/g, '')
    .trim()
    .split(/ +/).length > 2;

/** A part of a sentence: its wordings, or a hole where they are only names. */
function partsOf(texts: readonly string[], expression: ts.Expression): readonly string[] {
  if (texts.length > NAMES && texts.filter(isPhrase).length * 2 < texts.length) return [holeOf(expression)];
  const holes = texts.filter((text) => /^‹[^›]*›$/.test(text));
  const phrases = texts.filter((text) => isPhrase(text) || text === '');
  // What cannot be read stands beside what can: an end that is not reached, mostly.
  if (phrases.length > 0) return texts.filter((text) => text !== '‹…›');
  return holes[0] === undefined ? texts : [holes[0]];
}

/** Whether there are words in it, besides holes. */
export const isWording = (text: string): boolean => /[a-z]{2}/i.test(text.replace(/‹[^›]*›/g, ''));

/** The parameters of a function, as a call hands them over. */
export function bind(sources: Sources, callee: Callable, site: CallSite, bound: Bound): Bound {
  const made = new Map(bound);
  callee.parameters.forEach((parameter, index) => {
    const expression = site.arguments?.[index] ?? parameter.initializer;
    if (!ts.isIdentifier(parameter.name)) return;
    const symbol = sources.symbolOf(parameter.name);
    if (symbol) made.set(symbol, { expression, bound });
  });
  return made;
}

const some = (found: readonly (readonly string[] | undefined)[]): readonly string[] | undefined => {
  const known = found.flatMap((texts) => texts ?? []);
  return known.length === 0 ? undefined : known;
};
