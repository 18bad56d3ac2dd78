// Which variables a template of a patch uses, and whether they can be there: all branches, not only those that defaults take.
import type { ListNode, Operand, PipeNode, StatementNode } from '../../render/gotemplate/node.ts';
import type { Schema } from '../schemas/schema.ts';
import type { ClassVariables } from './class-variables.ts';
import { followSteps, followVariable, type PathTarget } from './variable-path.ts';

/** A use of something that cannot be there. */
export interface UseFault {
  readonly message: string;
  readonly hint?: string;
}

/** What a template uses. */
export interface TemplateUse {
  /** The variables of the class, by name; `builtin` is one. */
  readonly names: ReadonlySet<string>;
  readonly faults: readonly UseFault[];
}

/** What a value is: all variables, one of a schema, or something that nothing is known of. */
type Known = 'root' | { readonly schema: Schema; readonly name: string } | undefined;

/** Looks through a parsed template; definitions in it are left out, for what they get is up to who calls them. */
export function templateUse(root: ListNode, variables: ClassVariables): TemplateUse {
  const reader = new UseReader(variables);
  reader.list(root, 'root');
  return reader;
}

class UseReader implements TemplateUse {
  readonly names = new Set<string>();
  readonly faults: UseFault[] = [];
  /** What `$name` was set to last; scopes do not matter, as a name is hardly ever used for two things. */
  private readonly set = new Map<string, Known>([['$', 'root']]);

  constructor(private readonly variables: ClassVariables) {}

  list({ nodes }: ListNode, dot: Known): void {
    for (const node of nodes) this.statement(node, dot);
  }

  private statement(node: StatementNode, dot: Known): void {
    switch (node.kind) {
      case 'action':
        this.pipe(node.pipe, dot);
        break;
      case 'template':
        if (node.pipe) this.pipe(node.pipe, dot);
        break;
      case 'if':
      case 'with':
      case 'range': {
        const value = this.pipe(node.pipe, dot, node.kind === 'range');
        const inner = { if: dot, with: value, range: entryOf(value) }[node.kind];
        this.list(node.list, inner);
        if (node.elseList) this.list(node.elseList, dot);
      }
    }
  }

  /** What a pipeline yields, as far as it is a value of a variable. */
  private pipe({ commands, declared }: PipeNode, dot: Known, isRange = false): Known {
    const values = commands.map(({ args }) => args.map((operand) => this.operand(operand, dot)));
    const value = values.length === 1 && values[0]?.length === 1 ? values[0][0] : undefined;
    declared.forEach(({ path: [name] }, index) => {
      // Of `range $key, $entry :=` the first is a key or an index.
      const isKey = isRange && declared.length === 2 && index === 0;
      this.set.set(name, isKey ? undefined : isRange ? entryOf(value) : value);
    });
    return value;
  }

  private operand(node: Operand, dot: Known): Known {
    switch (node.kind) {
      case 'dot':
        return dot;
      case 'field':
        return this.follow(dot, node.path);
      case 'variable': {
        const [name, ...fields] = node.path;
        return this.follow(this.set.get(name), fields);
      }
      case 'chain':
        return this.follow(node.node.kind === 'pipe' ? this.pipe(node.node, dot) : undefined, node.path);
      case 'pipe':
        return this.pipe(node, dot);
      default:
        return undefined;
    }
  }

  private follow(from: Known, path: readonly string[]): Known {
    if (from === undefined || path.length === 0) return from;
    if (from !== 'root') return this.found(followSteps(from.schema, path, from.name), from.name, path);
    this.names.add(path[0] ?? '');
    return this.found(followVariable(path, this.variables), undefined, path);
  }

  private found(target: PathTarget, name: string | undefined, path: readonly string[]): Known {
    if (!('fault' in target))
      return (
        target.schema && {
          schema: target.schema,
          name: [...(name === undefined ? [] : [name]), ...path].join('.'),
        }
      );
    const { fault, hint } = target;
    // `range` and a repeated use say the same again.
    if (!this.faults.some(({ message }) => message === fault))
      this.faults.push({ message: fault, ...(hint !== undefined && { hint }) });
    return undefined;
  }
}

/** What `range` sets the dot to. */
function entryOf(value: Known): Known {
  if (value === undefined || value === 'root') return undefined;
  const entry = value.schema.items ?? value.schema.additionalProperties;
  return entry && { schema: entry, name: `an entry of ${value.name}` };
}
