// The expression inside a mark, compiled by Handlebars; loaded only when a stack has a mark.

type Render = (values: object) => string;

const compiled = new Map<string, Render>();

/** Compiles `.Ident` or `name.name`; a value that is not there throws instead of rendering as nothing. */
export async function compileExpression(expression: string): Promise<Render> {
  const known = compiled.get(expression);
  if (known) return known;
  const { default: Handlebars } = await import('handlebars');
  // Handlebars cannot parse a leading dot: csctl's `.Ident` is the plain name there.
  const path = expression.replace(/^\./, '');
  const template = Handlebars.compile<object>(`{{${path}}}`, {
    noEscape: true,
    strict: true,
    knownHelpersOnly: true,
  });
  const render: Render = (values) => template(values);
  compiled.set(expression, render);
  return render;
}
