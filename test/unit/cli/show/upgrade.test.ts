// Verdicts and rendered objects as people see them.
import { describe, expect, it } from 'vitest';
import { Style } from '../../../../src/cli/show/style.ts';
import { showObjects, showVerdict } from '../../../../src/cli/show/upgrade.ts';
import type { ObjectChange } from '../../../../src/verify/upgrade/object-changes.ts';
import type { UpgradeFinding } from '../../../../src/verify/upgrade/verdict.ts';

const PLAIN = new Style(false, undefined);
const LOUD = new Style(true, undefined);
const place = { file: 'tiny/cluster-class/templates/class.yaml', line: 21, column: 3 };
const finding = (level: UpgradeFinding['level'], message: string, more: Partial<UpgradeFinding> = {}) => ({
  ...{ level, kind: 'some-kind', message },
  ...more,
});

describe('a verdict', () => {
  it.each([
    ['patch', '  upgrade: patch, clusters get on by themselves\n'],
    ['additive', '  upgrade: additive, clusters get on by themselves, and can do more\n'],
    ['breaking', '  upgrade: breaking, clusters do not get on without work by hand\n'],
  ] as const)('%s says what it means', (verdict, line) => {
    expect(showVerdict({ verdict, findings: [] }, PLAIN)).toBe(line);
  });

  it('has a line a finding; places and ways on below what breaks', () => {
    const findings = [
      finding('breaking', 'the variable size is gone', { place, hint: 'keep it' }),
      finding('additive', 'ConfigMap a is new', { place }),
      finding('patch', 'machines are replaced', { place, hint: 'take your time' }),
    ];
    expect(showVerdict({ verdict: 'breaking', findings }, PLAIN)).toBe(`\
  upgrade: breaking, clusters do not get on without work by hand
    breaking  the variable size is gone
              at tiny/cluster-class/templates/class.yaml:21:3
              -> keep it
    additive  ConfigMap a is new
    patch     machines are replaced
              -> take your time
`);
  });

  it('is told without a place or a hint where there is none', () => {
    const findings = [finding('breaking', 'addons were single-stage')];
    expect(showVerdict({ verdict: 'breaking', findings }, PLAIN).split('\n').slice(1)).toEqual([
      '    breaking  addons were single-stage',
      '',
    ]);
  });

  it('wraps to the terminal', () => {
    const findings = [finding('breaking', 'one two three four five six seven eight nine ten')];
    const lines = showVerdict({ verdict: 'breaking', findings }, new Style(false, 40)).trimEnd().split('\n');
    expect(lines.slice(1)).toEqual([
      '    breaking  one two three four five',
      '              six seven eight nine ten',
    ]);
  });

  it.each([
    ['patch', 32],
    ['additive', 33],
    ['breaking', 31],
  ] as const)('%s has its colour', (verdict, code) => {
    const text = showVerdict({ verdict, findings: [finding(verdict, 'why')] }, LOUD);
    expect(text).toContain(`upgrade: \u001b[${code}m${verdict}\u001b[0m`);
    expect(text).toContain(`    \u001b[${code}m${verdict}\u001b[0m  why\n`);
  });

  it('cannot move the cursor of a terminal', () => {
    const evil = 'x\u001b[2J';
    const findings = [finding('breaking', evil, { hint: evil, place: { file: evil } })];
    const text = showVerdict({ verdict: 'breaking', findings }, PLAIN);
    expect(text).not.toContain('\u001b');
    expect(text.match(/x\\u001b\[2J/g)).toHaveLength(3);
  });
});

const ESC = '\u001b';
const PAINT = new RegExp(`${ESC}\\[\\d+m`, 'g');
const MARKED = new RegExp(`${ESC}\\[(\\d+)m([+~-])`, 'g');
const object = (change: ObjectChange['change'], name: string, fields: string[] = []): ObjectChange => ({
  ...{ component: 'cni', change, apiVersion: 'v1', kind: 'ConfigMap', namespace: null, name },
  ...{ fields, immutable: [] },
});
const many = (count: number, make: (index: number) => ObjectChange) =>
  Array.from({ length: count }, (_, i) => make(i));

describe('rendered objects', () => {
  it('are a row each, with their fields', () => {
    const objects = [
      object('added', 'a'),
      object('removed', 'bb'),
      object('changed', 'c', ['data.x', 'data.y']),
    ];
    expect(showObjects(objects, PLAIN)).toBe(`\
     PART  OBJECT         FIELDS
  +  cni   ConfigMap  a
  -  cni   ConfigMap  bb
  ~  cni   ConfigMap  c   data.x, data.y
`);
  });

  it('are nothing where nothing differs', () => {
    expect(showObjects([], PLAIN)).toBe('');
  });

  it('name four fields at most', () => {
    const fields = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(showObjects([object('changed', 'x', fields)], PLAIN)).toMatch(/ a, b, c, d and 2 more\n$/);
    expect(showObjects([object('changed', 'x', fields.slice(0, 4))], PLAIN)).toMatch(/ a, b, c, d\n$/);
  });

  it('are thirty at most, and the rest is counted', () => {
    const rows = (count: number) =>
      showObjects(
        many(count, (i) => object('added', `n${i}`)),
        PLAIN,
      )
        .trimEnd()
        .split('\n');
    expect(rows(30)).toHaveLength(31);
    expect(rows(30).at(-1)).toContain('n29');
    expect(rows(33)).toHaveLength(32);
    expect(rows(33).at(-1)).toBe('  and 3 more objects: --json lists them');
    expect(rows(33).join('\n')).not.toContain('n30');
  });

  it('have the colours of a diff', () => {
    const text = showObjects([object('added', 'a'), object('removed', 'b'), object('changed', 'c')], LOUD);
    expect([...text.matchAll(MARKED)].map(([, code, mark]) => `${mark} ${code}`)).toEqual([
      ...['+ 32', '- 31', '~ 33'],
    ]);
    // Marks are narrow, however they are painted.
    const plain = text.replaceAll(PAINT, '');
    expect(plain).toBe(
      showObjects([object('added', 'a'), object('removed', 'b'), object('changed', 'c')], PLAIN),
    );
  });

  it('cannot move the cursor of a terminal', () => {
    const evil = 'x\u001b[2J';
    const one = { ...object('changed', evil, [evil]), component: evil, kind: evil };
    expect(showObjects([one], PLAIN)).not.toContain('\u001b');
  });
});
