// A JSON Schema document: its draft, its parts by their URLs, and what `$ref` refers to.
import {
  eachSubschema,
  isKnownDraftUrl,
  type Draft,
  type Schema,
  type SchemaObject,
} from './schema-draft.ts';

/** A schema that cannot be used. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';

  /** @param offset of what cannot be used, in the text of the schema, where it is known */
  constructor(
    message: string,
    readonly offset?: number,
  ) {
    super(message);
  }
}

/** The URL that Helm gives the schema of a chart. */
export const DOCUMENT_URL = 'file:///values.schema.json';

/** A part of the document with an URL of its own: the whole, and whatever has an `$id`. */
interface Resource {
  readonly url: string;
  readonly root: Schema;
  readonly anchors: ReadonlyMap<string, Schema>;
}

export class SchemaDocument {
  private resources: Map<string, Resource> | undefined;
  /** The URL that references in a schema are relative to. */
  private readonly bases = new Map<SchemaObject, string>();

  constructor(
    readonly root: Schema,
    readonly draft: Draft,
  ) {}

  /** All resources; most schemas are never asked for one. @throws SchemaError for an `$id` that is no URL */
  private get indexed(): ReadonlyMap<string, Resource> {
    if (this.resources) return this.resources;
    const anchors = new Map<string, Schema>();
    const resources = new Map([[DOCUMENT_URL, { url: DOCUMENT_URL, root: this.root, anchors }]]);
    this.index(this.root, DOCUMENT_URL, anchors, resources);
    return (this.resources = resources);
  }

  private index(
    schema: Schema,
    base: string,
    anchors: Map<string, Schema>,
    resources: Map<string, Resource>,
  ): void {
    if (typeof schema === 'boolean') return;
    const { idKeyword, year } = this.draft;
    const id = year < 2019 && '$ref' in schema ? undefined : schema[idKeyword];
    const [path = '', fragment = ''] = typeof id === 'string' ? id.split('#', 2) : [];
    if (path !== '' && !resources.has(resolveUrl(path, base))) {
      const url = resolveUrl(path, base);
      const own = new Map<string, Schema>();
      resources.set(url, { url, root: schema, anchors: own });
      [base, anchors] = [url, own];
    }
    this.bases.set(schema, base);
    for (const anchor of [year < 2019 ? fragment : schema['$anchor'], schema['$dynamicAnchor']]) {
      if (typeof anchor === 'string' && anchor !== '') anchors.set(anchor, schema);
    }
    eachSubschema(schema, this.draft, (child) => this.index(child, base, anchors, resources));
  }

  /**
   * The schema that a `$ref` refers to.
   *
   * @throws SchemaError where there is none, or it is in another document
   */
  resolve(from: SchemaObject, reference: string): Schema {
    const resources = this.indexed;
    const [url = '', fragment = ''] = resolveUrl(reference, this.bases.get(from) ?? DOCUMENT_URL).split(
      '#',
      2,
    );
    const resource = resources.get(url);
    if (!resource) {
      const why = isKnownDraftUrl(url) ? 'schemas of schemas are not supported' : 'schemas are not fetched';
      throw new SchemaError(`failing loading "${url}": ${why}`);
    }
    const target = decodeFragment(fragment);
    const found = /^(?:\/|$)/.test(target)
      ? this.atPointer(resource.root, target)
      : resource.anchors.get(target);
    if (found === undefined) throw notFound(target, `${url}#${fragment}`, url);
    return found;
  }

  private atPointer(root: Schema, target: string): Schema | undefined {
    let place: unknown = root;
    for (const step of target.split('/').slice(1)) {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      if (typeof place !== 'object' || place === null || !Object.hasOwn(place, key)) return undefined;
      place = (place as Record<string, unknown>)[key];
    }
    return place as Schema;
  }
}

function notFound(target: string, reference: string, url: string): SchemaError {
  return new SchemaError(
    target.startsWith('/')
      ? `json-pointer in "${reference}" not found`
      : `anchor in "${reference}" not found in schema "${url}"`,
  );
}

function resolveUrl(reference: string, base: string): string {
  try {
    return new URL(reference, base).href;
  } catch {
    throw new SchemaError(`error in parsing "${reference}"`);
  }
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    throw new SchemaError(`invalid json-pointer "${fragment}"`);
  }
}
