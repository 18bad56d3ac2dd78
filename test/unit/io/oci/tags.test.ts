// Listing from a prefix on, page by page: what is asked for, and when a listing is believed.
import { describe, expect, it } from 'vitest';
import { HttpFault, HttpStatusFault } from '../../../../src/io/http/fault.ts';
import { tagsFrom, type AskForPage, type PageStart, type TagPage } from '../../../../src/io/oci/tags.ts';

/** Answers in turn, and notes what was asked. */
function script(...pages: (readonly string[] | TagPage | Error | undefined)[]) {
  const asked: PageStart[] = [];
  const ask: AskForPage = (start) => {
    asked.push(start);
    const page = pages.shift();
    if (page instanceof Error) return Promise.reject(page);
    return Promise.resolve(page && 'tags' in page ? page : page && { tags: page, next: undefined });
  };
  return { asked, ask };
}

const next = new URL('http://h/v2/r/tags/list?page=2');
const page = (...tags: string[]): TagPage => ({ tags, next });

describe('a listing from a prefix on', () => {
  it('begins below the prefix, and is believed where it is in order and found something', async () => {
    const { asked, ask } = script(['a-1', 'a-2']);
    expect(await tagsFrom('a-', ask)).toEqual(['a-1', 'a-2']);
    expect(asked).toEqual([{ last: 'a' }]);
  });

  it('ends with the page that goes past the prefix, and does not follow its link', async () => {
    const { asked, ask } = script(page('a-1', 'b'));
    expect(await tagsFrom('a-', ask)).toEqual(['a-1']);
    expect(asked).toHaveLength(1);
  });

  it('is not believed to be empty where it went past the prefix: it may be in order by chance', async () => {
    // A registry that ignores `last`, and lists by age.
    const { asked, ask } = script(page('b', 'c'), page('b', 'c'), ['a-1']);
    expect(await tagsFrom('a-', ask)).toEqual(['a-1']);
    expect(asked).toEqual([{ last: 'a' }, {}, { next }]);
  });

  it.each([
    ['is out of order', ['a-2', 'a-1']],
    ['begins before what was asked for', ['Z', 'a-1']],
    ['repeats', ['a-1', 'a-1']],
    ['is empty', []],
    ['ends before the prefix', ['a-']],
    ['is not there', undefined],
    ['is refused', new HttpStatusFault(404, '', undefined)],
    ['is a bad request', new HttpStatusFault(400, '', undefined)],
  ])('that %s is not believed: everything is read', async (_what, first) => {
    const { asked, ask } = script(first, page('z', 'a-3'), ['a-0']);
    expect(await tagsFrom('a-b', ask)).toEqual([]);
    expect(asked).toEqual([{ last: 'a-' }, {}, { next }]);
  });

  it('that turns out of order on its second page is read anew', async () => {
    const { ask } = script(page('a-1'), ['a-0'], ['a-2', 'a-1']);
    expect(await tagsFrom('a-', ask)).toEqual(['a-2', 'a-1']);
  });

  it.each([new HttpFault('cut'), new HttpStatusFault(503, '', undefined), new Error('bug')])(
    'that ends with %s is an error',
    async (error) => {
      await expect(tagsFrom('a-', script(error).ask)).rejects.toBe(error);
      await expect(tagsFrom('a-', script(page('a-1'), error).ask)).rejects.toBe(error);
      await expect(tagsFrom('', script(error).ask)).rejects.toBe(error);
    },
  );
});

describe('a listing of everything', () => {
  it('is asked for where the prefix leaves nothing to begin with', async () => {
    for (const prefix of ['', 'a']) {
      const { asked, ask } = script(['b', 'a']);
      expect(await tagsFrom(prefix, ask)).toEqual(prefix === '' ? ['b', 'a'] : ['a']);
      expect(asked).toEqual([{}]);
    }
  });

  it('goes on after a full page without a link, and not after a shorter or longer one', async () => {
    const tags = (count: number) =>
      Array.from({ length: count }, (_, index) => `t${String(index).padStart(5, '0')}`);
    const { asked, ask } = script(tags(1000), ['z']);
    expect(await tagsFrom('', ask)).toEqual([...tags(1000), 'z']);
    expect(asked).toEqual([{}, { last: 't00999' }]);
    for (const count of [999, 1001]) expect(await tagsFrom('', script(tags(count)).ask)).toEqual(tags(count));
  });

  it('ends where a page brings nothing new', async () => {
    const { asked, ask } = script(page('a', 'b'), page('b', 'a'), page('c'));
    expect(await tagsFrom('', ask)).toEqual(['a', 'b']);
    expect(asked).toHaveLength(2);
  });
});
