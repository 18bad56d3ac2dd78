// How different registries list tags.
import { json, type Reply } from './loopback.ts';

/**
 * - `sorted`: by the specification, any `last`
 * - `existing`: as zot: `last` must be a tag that exists, else 404 without a body
 * - `all at once`: as docker-registry 2.8: unsorted, `n` and `last` are ignored
 * - `unlinked`: sorted pages that do not say that there are more
 * - `by age`: in the order of pushing, an unknown `last` gives nothing
 * - `circle`: after the last page comes the first
 * - `elsewhere`: the next page is on another host
 */
export type TagStyle = 'sorted' | 'existing' | 'all at once' | 'unlinked' | 'by age' | 'circle' | 'elsewhere';

/** @param largest page that the registry gives, whatever is asked for */
export function tagPage(
  style: TagStyle,
  name: string,
  all: readonly string[],
  query: URLSearchParams,
  largest = Infinity,
): Reply {
  if (style === 'all at once') return json(200, { name, tags: all.length === 0 ? null : all });
  const tags = style === 'by age' ? [...all] : [...all].sort();
  const last = query.get('last') ?? '';
  const known = tags.indexOf(last);
  if (style === 'existing' && last !== '' && known === -1) return { status: 404 };
  if (style === 'by age' && last !== '' && known === -1) return json(200, { name, tags: [] });
  const first =
    style === 'by age' || style === 'existing' ? known + 1 : tags.filter((tag) => tag <= last).length;
  const size = Math.min(Number(query.get('n') ?? Infinity), largest);
  const page = tags.slice(first, first + size);
  const end = page.at(-1) ?? '';
  const more = first + page.length < tags.length;
  const path = `/v2/${name}/tags/list`;
  const next = style === 'circle' && !more ? path : `${path}?n=${size}&last=${end}`;
  const place = style === 'elsewhere' ? `http://localhost:9${next}` : next;
  const isLinked = style !== 'unlinked' && (more || style === 'circle');
  return json(200, { name, tags: page }, isLinked ? { link: `<${place}>; rel="next"` } : {});
}
