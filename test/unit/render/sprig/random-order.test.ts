// Go goes over maps in random order: what a template prints depends on that only where somebody looks at the order.
import { describe, expect, it } from 'vitest';
import type { UnstableCall } from '../../../../src/render/gotemplate/exec-state.ts';
import { Budget } from '../../../../src/render/gotemplate/limits.ts';
import { listOfMembers, UnorderedList } from '../../../../src/render/gotemplate/unordered-list.ts';
import { GoList, GoMap } from '../../../../src/render/gotemplate/value.ts';
import { HelmTemplates } from '../../../../src/render/helm/functions.ts';

/** What a template prints for a map of two keys as `.`, and the calls that it depends on the randomness of. */
function rendered(template: string): { text: string; unstable: UnstableCall[] } {
  const unstable: UnstableCall[] = [];
  const { set } = HelmTemplates.create({ budget: new Budget(), onUnstable: (call) => unstable.push(call) });
  set.parse('t', template);
  const data = new GoMap([
    ['b', 'x'],
    ['a', 'x'],
  ]);
  return { text: set.execute('t', data).text, unstable };
}

describe('keys and values of a map of many are stable', () => {
  it.each([
    ['sorted', '{{ keys . | sortAlpha | join "," }}', 'a,b'],
    ['sorted, and then the first', '{{ keys . | sortAlpha | first }}', 'a'],
    ['sorted when they are chosen', '{{ keys . | uniq | sortAlpha | toJson }}', '["a","b"]'],
    ['sorted when some are left out', '{{ without (keys . . ) "a" | sortAlpha }}', '[b b]'],
    ['sorted when more were added', '{{ append (prepend (keys .) "z") "c" | sortAlpha }}', '[a b c z]'],
    ['sorted when put together', '{{ concat (list "c") (keys .) (values .) | sortAlpha }}', '[a b c x x]'],
    [
      'sorted when turned around',
      '{{ keys . | reverse | compact | toStrings | sortAlpha | toYaml }}',
      '- a\n- b',
    ],
    ['sorted when copied', '{{ keys . | deepCopy | sortAlpha }}', '[a b]'],
    ['counted', '{{ len (keys .) }}', '2'],
    ['searched', '{{ has "a" (keys .) }} {{ has "y" (values .) }}', 'true false'],
    ['asked whether there are any', '{{ if keys . }}yes{{ end }} {{ empty (values .) }}', 'yes false'],
    [
      'passed on',
      '{{ ternary (keys . | default (list "d") | coalesce nil) (list) true | len }}{{ not (keys .) }}',
      '2false',
    ],
    ['asked for their type', '{{ kindOf (keys .) }} {{ typeOf (values .) }}', 'slice []interface {}'],
    ['compared with a list of another length', '{{ deepEqual (keys .) (list "a") }}', 'false'],
    ['thrown away', '{{ $k := keys . }}{{ $m := dict "k" (keys .) }}{{ hasKey $m "k" }}', 'true'],
    ['where but one is left', '{{ without (keys .) "a" | first }} {{ values . | uniq | join "," }}', 'b x'],
    ['of one key', '{{ keys (pick . "a") (pick . "b") | join "," }} {{ values (pick . "a") }}', 'a,b [x]'],
  ])('%s', (_, template, text) => {
    expect(rendered(template)).toEqual({ text, unstable: [] });
  });
});

describe('keys and values of a map of many are random', () => {
  it.each([
    ['printed', '{{ keys . }}', '[a b]'],
    ['joined', '{{ keys . | join "," }}', 'a,b'],
    ['as a text', '{{ keys . | toString }}', '[a b]'],
    ['quoted', '{{ keys . | quote }}', '"[a b]"'],
    ['as YAML', '{{ keys . | toYaml }}', '- a\n- b'],
    ['as JSON', '{{ keys . | toJson }}', '["a","b"]'],
    ['as TOML', '{{ toToml (dict "k" (keys .)) }}', 'k = ["a", "b"]\n'],
    ['formatted', '{{ keys . | printf "%v" }}', '[a b]'],
    ['gone over', '{{ range keys . }}{{ . }}{{ end }}', 'ab'],
    ['by place', '{{ index (keys .) 1 }}', 'b'],
    ['the first', '{{ keys . | first }}', 'a'],
    ['the last', '{{ keys . | last }}', 'b'],
    ['all but the first, even sorted', '{{ keys . | rest | sortAlpha }}', '[b]'],
    ['all but the last, even sorted', '{{ keys . | initial | sortAlpha }}', '[a]'],
    ['some, even sorted', '{{ slice (keys .) 0 1 | sortAlpha }}', '[a]'],
    ['in pieces', '{{ chunk 1 (keys .) | len }}', '2'],
    ['compared with a list that is as long', '{{ deepEqual (keys .) (splitList "," "a,b") }}', 'true'],
    ['chosen', '{{ keys . | uniq | join "" }}', 'ab'],
    ['some of them', '{{ without (keys . .) "a" "" | append (list) | toJson }}', '[["b","b"]]'],
    ['with one more', '{{ append (keys .) "c" | first }}', 'a'],
    ['put together', '{{ concat (list "c") (keys .) | join "" }}', 'cab'],
    ['copied', '{{ deepCopy (dict "k" (keys .)) | toJson }}', '{"k":["a","b"]}'],
    ['inside of others that are sorted', '{{ list (keys .) | sortAlpha }}', '[[a b]]'],
    ['in a map', '{{ dict "k" (keys .) | toYaml }}', 'k:\n- a\n- b'],
  ])('%s', (_, template, text) => {
    const { text: found, unstable } = rendered(template);
    expect(found).toBe(text);
    expect(unstable.map(({ function: name, reason }) => `${name} ${reason}`)).toEqual(['keys random']);
  });

  it('for each call, told once, at its place', () => {
    const template =
      '{{ $a := keys . }}{{ $b := values . }}\n{{ $c := concat $a $b }}{{ $c }}{{ $c }}{{ $a }}';
    expect(rendered(template).unstable).toEqual([
      { function: 'keys', reason: 'random', template: 't', line: 1, offset: 14 },
      { function: 'values', reason: 'random', template: 't', line: 1, offset: 34 },
    ]);
  });
});

describe('listOfMembers', () => {
  const marked: string[] = [];
  const unordered = new UnorderedList(['a', 'b'], 'string', [() => marked.push('seen')]);

  it('is as random as the lists that the members are from', () => {
    const members = listOfMembers(['b', 'a'], [new GoList(['b']), unordered], 'string');
    expect([members.length, members.members, members.typeName]).toEqual([2, ['b', 'a'], '[]string']);
    expect(marked).toEqual([]);
    expect(members.items).toEqual(['b', 'a']);
    expect(marked).toEqual(['seen']);
  });

  it('is an ordinary list where there is no order to see, or none that is random', () => {
    expect(listOfMembers(['a'], [unordered], 'string')).not.toBeInstanceOf(UnorderedList);
    expect(listOfMembers(['a', 'b'], [new GoList(['a', 'b'])])).not.toBeInstanceOf(UnorderedList);
    expect(listOfMembers([], [], undefined, true).isNil).toBe(true);
  });
});
