// Templates by name, in layers: a set that is cloned shares what it has, and both add to layers of their own.
import type { Template } from './exec-state.ts';

/** Templates by name; undefined: removed, whatever is below. */
type Templates = Map<string, Template | undefined>;

/** What was there when a set was cloned. */
interface Layer {
  readonly templates: Readonly<Templates>;
  readonly below: Layer | undefined;
}

/** The templates of a set. Cloning costs nothing, however many there are: `tpl` of Helm clones at every call. */
export class TemplateLayers {
  private top: Templates = new Map();

  constructor(private below?: Layer) {}

  get(name: string): Template | undefined {
    if (this.top.has(name)) return this.top.get(name);
    for (let layer = this.below; layer; layer = layer.below) {
      if (layer.templates.has(name)) return layer.templates.get(name);
    }
    return undefined;
  }

  set(template: Template): void {
    this.top.set(template.name, template);
  }

  remove(name: string): void {
    this.top.set(name, undefined);
  }

  names(): string[] {
    const names = new Set(this.top.keys());
    for (let layer = this.below; layer; layer = layer.below) {
      for (const name of layer.templates.keys()) names.add(name);
    }
    return [...names].filter((name) => this.get(name));
  }

  /** The same templates; what is set or removed in one afterwards is not in the other. */
  clone(): TemplateLayers {
    if (this.top.size > 0) {
      this.below = { templates: this.top, below: this.below };
      this.top = new Map();
    }
    return new TemplateLayers(this.below);
  }
}
