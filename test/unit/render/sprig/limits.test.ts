// Templates that ask sprig's functions for too much end in an error, early; and so do values inside themselves.
import { describe, expect, it } from 'vitest';
import { Budget, DEFAULT_LIMITS, LimitError } from '../../../../src/render/gotemplate/limits.ts';
import { GoList, GoMap } from '../../../../src/render/gotemplate/value.ts';
import { sprigFunctions } from '../../../../src/render/sprig/sprig.ts';
import { calling, rendering } from './rendering.ts';

const { render } = rendering(sprigFunctions());

const SELF = '{{ $d := dict "a" 1 }}{{ $_ := set $d "d" $d }}';
const DOUBLED = '{{ $a := list 1 }}{{ range until 200 }}{{ $a = list $a $a }}{{ end }}';
const NESTED = '{{ $a := list 1 }}{{ range until 5000 }}{{ $a = list $a }}{{ end }}';
const LONG = '{{ $s := repeat 1000000 "ab" }}';

describe('limits', () => {
  it.each([
    '{{ repeat 1000000000 "abc" }}',
    '{{ repeat 9223372036854775807 "abc" }}',
    '{{ indent 1000000000000 "a" }}',
    '{{ nindent 100000 (repeat 1000 "a\\n") }}',
    '{{ until 1000000000 }}',
    '{{ until -1000000000 }}',
    '{{ untilStep 0 9223372036854775807 1 }}',
    '{{ untilStep -9223372036854775808 9223372036854775807 1 }}',
    '{{ seq 1 1000000000 }}',
    `${LONG}{{ replace "a" $s $s }}`,
    `${LONG}{{ replace "" $s "abcdefghijklmnopqrstuvwxyz" }}`,
    `${LONG}{{ join $s (until 100) }}`,
    `${LONG}{{ range until 100 }}{{ $x := upper $s }}{{ end }}`,
    `${LONG}{{ wrapWith 1 (repeat 100 "-") $s }}`,
    `${LONG}{{ regexReplaceAll "a" $s "a long text in place of a short one" }}`,
    '{{ $s := repeat 20000 "a" }}{{ regexFindAll "a.*b|a" $s -1 }}',
    '{{ range until 100000 }}{{ $x := regexMatch "(((a{10}){10}){10}b|c{1000})+" "x" }}{{ end }}',
    '{{ $l := until 20000 }}{{ uniq $l }}',
    '{{ $l := until 100000 }}{{ range until 1000 }}{{ $x := append $l 1 }}{{ end }}',
    ...[
      'toString',
      'quote',
      'squote',
      'cat',
      'toJson',
      'toRawJson',
      'deepCopy',
      'join ""',
      'toStrings',
    ].flatMap((name) => [`${DOUBLED}{{ ${name} $a }}`, `${NESTED}{{ ${name} $a }}`]),
    ...['toString', 'toPrettyJson', 'deepCopy', 'deepEqual $d', 'merge (deepCopy $d)'].map(
      (name) => `${SELF}{{ ${name} $d }}`,
    ),
    `${SELF}{{ $e := dict "a" 1 }}{{ $_ := set $e "d" $e }}{{ merge $d $e }}`,
    `${SELF}{{ has $d (list $d) }}`,
    `${DOUBLED}{{ uniq (list $a $a $a) }}`,
  ])('%s', (template) => {
    expect(() => render(template)).toThrow(LimitError);
  });

  it('takes what charts do without coming near', () => {
    const functions = sprigFunctions();
    const call = calling(functions);
    const budget = new Budget({ ...DEFAULT_LIMITS, steps: 300_000 });
    const values = new GoMap([
      ['replicas', 3],
      ['image', new GoMap([['tag', 'v1']])],
    ]);
    for (let round = 0; round < 100; round++) {
      const text = call('toPrettyJson', [values], budget) as string;
      call('nindent', [8n, text], budget);
      call('regexReplaceAll', ['[^-a-z0-9]+', 'My Release_1.2.3', '-'], budget);
      call('regexMatch', ['^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$', 'my-release'], budget);
      call('trimSuffix', ['-', call('trunc', [63n, 'my-release-'], budget)], budget);
    }
  });

  it('charges the same for a pattern whether or not it was compiled before', () => {
    const call = calling(sprigFunctions());
    const costs = [1, 2].map(() => {
      let cost = 0;
      call('regexMatch', ['^unseen[0-9]{3}pattern$', 'text'], { charge: (amount) => (cost += amount) });
      return cost;
    });
    expect(costs[0]).toBe(costs[1]);
    expect(costs[0]).toBeGreaterThan(0);
  });

  it('says that maps of many have no order of their own to who looks at it, and others do', () => {
    const call = calling(sprigFunctions());
    const reasons: string[] = [];
    const budget = {
      charge: () => undefined,
      unstableMarker: (reason: string) => () => reasons.push(reason),
    };
    const one = new GoMap([['a', 1]]);
    const two = new GoMap([
      ['a', 1],
      ['b', 2],
    ]);
    call('keys', [one, one], budget);
    call('values', [one], budget);
    expect(reasons).toEqual([]);
    const keys = call('keys', [two, one], budget);
    expect(reasons).toEqual([]);
    expect(keys).toEqual(new GoList(['a', 'b', 'a'], 'string'));
    expect(call('values', [two], budget)).toEqual(new GoList([1, 2]));
    expect(new Set(reasons)).toEqual(new Set(['random']));
    expect(sprigFunctions().get('shuffle')?.unstable).toBe('random');
  });
});
