// Small questions about the syntax of the sources.
import ts from 'typescript';
import type { Callable } from './program.ts';

/** What a function returns, each way out. */
export function resultsOf(callable: Callable): readonly ts.Expression[] {
  const { body } = callable;
  if (!body) return [];
  if (!ts.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

/** `super(message)` */
export function superArguments(made: ts.ConstructorDeclaration): readonly ts.Expression[] {
  return (made.body?.statements ?? []).flatMap((statement) => {
    const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    const isSuper = call && ts.isCallExpression(call) && call.expression.kind === ts.SyntaxKind.SuperKeyword;
    return isSuper ? call.arguments.slice(0, 1) : [];
  });
}

export const isOwn = (callable: Callable): boolean => !callable.getSourceFile().isDeclarationFile;
export const isConstant = ({ parent }: ts.VariableDeclaration): boolean =>
  ts.isVariableDeclarationList(parent) && (parent.flags & ts.NodeFlags.Const) !== 0;
export const spreadOf = (node: ts.Expression): ts.Expression => {
  const inner = bare(node);
  // `...(hint !== undefined && { hint })`
  return ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
    ? inner.right
    : inner;
};
export const bare = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)
    ? bare(node.expression)
    : node;

export const isEmpty = (node: ts.Expression): boolean => ts.isStringLiteralLike(node) && node.text === '';

/** The message of a finding of an upgrade that breaks nothing, and so is no problem. */
export function isHarmless(value: ts.Expression): boolean {
  const literal = value.parent.parent;
  if (!ts.isObjectLiteralExpression(literal)) return false;
  const level = literal.properties.find((one) => one.name?.getText() === 'level');
  if (!level || !ts.isPropertyAssignment(level) || !ts.isStringLiteral(level.initializer)) return false;
  return ['additive', 'patch'].includes(level.initializer.text);
}
