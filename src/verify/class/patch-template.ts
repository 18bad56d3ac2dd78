// Templates in patches, as Cluster API parses and renders them: Go's, with the functions of Sprig that always yield the same.
import { toData } from '../../render/encoding/data.ts';
import { decodeYaml } from '../../render/encoding/yaml-decode.ts';
import { YamlError } from '../../render/encoding/yaml-error.ts';
import { Budget, LimitError } from '../../render/gotemplate/limits.ts';
import type { ListNode } from '../../render/gotemplate/node.ts';
import { parsedTemplate } from '../../render/gotemplate/parse-cache.ts';
import { TemplateError } from '../../render/gotemplate/template-error.ts';
import { TemplateSet } from '../../render/gotemplate/template-set.ts';
import { fromData, type FunctionMap } from '../../render/gotemplate/value.ts';
import { hermeticSprigFunctions } from '../../render/sprig/sprig.ts';

let functions: FunctionMap | undefined;

const patchFunctions = (): FunctionMap => (functions ??= hermeticSprigFunctions());

/** What became of a template: something, or why it did not work. */
export type Outcome<T> = { readonly value: T } | { readonly fault: string };

const NAME = 'tpl';

/** The tree of a template. */
export const parsePatchTemplate = (text: string): Outcome<ListNode> =>
  attempt(() => parsedTemplate(NAME, text, patchFunctions()).root);

/**
 * Renders a template over variables and reads the result as YAML, which JSON is, too.
 * @param variables as plain data, `builtin` among them
 */
export function renderPatchTemplate(
  text: string,
  variables: Readonly<Record<string, unknown>>,
): Outcome<unknown> {
  const rendered = attempt(() => {
    const templates = new TemplateSet({ functions: patchFunctions(), budget: new Budget() });
    templates.parse(NAME, text);
    return templates.execute(NAME, fromData(variables)).text;
  });
  return 'fault' in rendered ? rendered : attempt(() => toData(decodeYaml(rendered.value)));
}

/** Errors of templates and YAML are answers; the line in Go's words goes before the rest. */
function attempt<T>(run: () => T): Outcome<T> {
  try {
    return { value: run() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isAnswer =
      error instanceof TemplateError || error instanceof LimitError || error instanceof YamlError;
    if (!isAnswer) throw error;
    return {
      fault: error.message
        .replace(/^template: tpl:(\d+)(?::\d+)?: /, 'line $1: ')
        .replace(/executing "tpl" at /, ''),
    };
  }
}
