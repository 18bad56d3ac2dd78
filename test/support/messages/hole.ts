// Names for what only a run knows: `‹tag›` for `release.tag`. The quotes are made `<tag>` at the end.
import ts from 'typescript';

/** `kubernetesVersion` in words. */
export const wordsOf = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .toLowerCase();

/** A hole that says what stands there, as far as the expression does. */
export const holeOf = (node: ts.Expression): string => `‹${nameOf(node) ?? '…'}›`;

function nameOf(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text === 'undefined' ? undefined : wordsOf(node.text);
  if (ts.isArrayLiteralExpression(node) || ts.isSpreadElement(node)) return nameInside(node);
  if (ts.isPropertyAccessExpression(node)) {
    if (node.name.text === 'length') return 'n';
    return wordsOf(node.name.text);
  }
  if (ts.isElementAccessExpression(node) || ts.isNonNullExpression(node) || ts.isAwaitExpression(node))
    return nameOf(node.expression);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return nameOf(node.expression);
  if (ts.isBinaryExpression(node)) return nameOf(node.left) ?? nameOf(node.right);
  if (ts.isConditionalExpression(node)) return nameOf(node.whenTrue) ?? nameOf(node.whenFalse);
  if (ts.isTemplateExpression(node)) return node.templateSpans[0] && nameOf(node.templateSpans[0].expression);
  if (!ts.isCallExpression(node)) return undefined;
  const [argument] = node.arguments;
  const owner = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : undefined;
  // `names.join(', ')` is names; `formatMinor(minor)` is a minor.
  const inner = owner && !isCapital(owner) ? nameOf(owner) : undefined;
  return inner ?? (argument && nameOf(argument)) ?? (owner ? undefined : nameOf(node.expression));
}

/** `[...names]` are names. */
function nameInside(node: ts.ArrayLiteralExpression | ts.SpreadElement): string | undefined {
  if (ts.isSpreadElement(node)) return nameOf(node.expression);
  const [first, ...more] = node.elements;
  return first && more.length === 0 && ts.isSpreadElement(first) ? nameOf(first.expression) : undefined;
}

const isCapital = (node: ts.Expression): boolean => ts.isIdentifier(node) && /^[A-Z]/.test(node.text);
