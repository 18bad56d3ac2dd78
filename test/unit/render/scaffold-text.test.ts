import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsctlError } from '../../../src/problem/problem.ts';
import { holds, renderTemplate } from '../../../src/render/scaffold-text.ts';

const VALUES = {
  name: 'demo',
  storage: false,
  addons: ['cni', 'ccm'],
  minors: ['1.33', '1.34'],
  facts: { '1.33': { version: 'v1.33.10' }, '1.34': { version: 'v1.34.7', image: 'ubuntu' } },
};

const fill = (text: string) => renderTemplate('t.yaml', text, VALUES);

/** The refusal of a text. */
async function refusal(text: string): Promise<CsctlError> {
  try {
    await fill(text);
  } catch (error) {
    if (error instanceof CsctlError) return error;
    throw error;
  }
  throw new Error(`nothing was refused: ${text}`);
}

const placeOf = ({ problems: [first] }: CsctlError) => [first?.file, first?.line, first?.column];

describe('texts of templates', () => {
  it('have marks with names, conditions, lists and lookups', async () => {
    expect(await fill('a: @{ name }@!')).toBe('a: demo!');
    expect(await fill('@{#if storage}@yes@{else}@no@{/if}@')).toBe('no');
    expect(await fill('@{#if (includes addons "cni")}@cni@{/if}@')).toBe('cni');
    expect(await fill('@{#unless (eq name "x")}@other@{/unless}@')).toBe('other');
    expect(await fill('@{#each addons}@<@{ this }@>@{/each}@')).toBe('<cni><ccm>');
    expect(await fill('@{ join addons ", " }@ @{ capital name }@ @{ lower "ABC" }@')).toBe(
      'cni, ccm Demo abc',
    );
    expect(
      await fill(
        '@{#each minors as |minor|}@@{#with (lookup ../facts minor)}@@{ version }@;@{/with}@@{/each}@',
      ),
    ).toBe('v1.33.10;v1.34.7;');
  });

  it('lose lines that hold nothing but conditions and remarks, and no other line', async () => {
    const text =
      'a:\n  @{#if (includes addons "ccm")}@\n  - ccm\n  @{else}@\n  - none\n  @{/if}@\n@{! why }@\nb: 1\n';
    expect(await fill(text)).toBe('a:\n  - ccm\nb: 1\n');
    expect(await fill('@{#each minors}@\n- @{ this }@\n\n@{/each}@\nend')).toBe('- 1.33\n\n- 1.34\n\nend');
    expect(await fill('a\r\n@{#if name}@\r\nb\r\n@{/if}@\r\n')).toBe('a\r\nb\r\n');
    expect(await fill('x @{#if name}@y@{/if}@ z\n')).toBe('x y z\n');
    expect(await fill('a\n@{#if storage}@\nb\n@{/if}@')).toBe('a\n');
  });

  it('keep what belongs to Helm, csctl, shells and git', async () => {
    const text =
      '{{- if .Values.x }}{{ "a" | quote }}{{ end -}} {{{ x }}} \\{{ a }} << kubernetes.version >> [[ -n "$a" ]] ${b[@]} git show HEAD@{1} @{u} }@ \\';
    expect(await fill(text)).toBe(text);
    expect(await fill(`${text}@{ name }@\n${text}`)).toBe(`${text}demo\n${text}`);
  });

  it('come through byte for byte where they have no marks', async () => {
    const texts = fc.string({
      unit: fc.constantFrom('@', '{', '}', '\n', '\r', ' ', '~', '\\', 'a', '#', 'é', '<'),
    });
    const plain = texts.filter((text) => !/@\{(?=[ #/!])/.test(text));
    await fc.assert(
      fc.asyncProperty(plain, plain, async (before, after) => {
        expect(await fill(before)).toBe(before);
        // A mark between them; "@" before it, or "}" behind it, would make another one.
        expect(await fill(`.${before}.@{ name }@.${after}`)).toBe(`.${before}.demo.${after}`);
      }),
      { numRuns: 300 },
    );
  });

  it('are refused at the place of what is wrong', async () => {
    const cases: [string, RegExp, number, number][] = [
      ['a\nb @{ nmae }@', /nothing is called "nmae"/, 2, 3],
      ['a\n\n@{#if storage}@\nx @{ nmae }@\n@{/if}@', /nothing is called "nmae"/, 4, 3],
      ['@{#if nmae}@@{/if}@', /nothing is called "nmae"/, 1, 1],
      ['a\n  @{ name', /not closed/, 2, 3],
      ['a\n@{ name\n}@', /not closed/, 2, 1],
      ['@{ {{name}} }@', /cannot hold/, 1, 1],
      ['\n@{ upper name }@', /there is no helper "upper"/, 2, 1],
      ['\n@{#repeat name}@@{/repeat}@', /there is no helper "repeat"/, 2, 1],
      ['x\n@{#if name}@ a', /cannot be read/, 2, 1],
      ['x\n@{#if name}@\n@{/each}@', /if doesn't match each/, 2, 1],
      ['x @{ lookup facts "1.36" }@', /nothing under "1.36"/, 1, 3],
      ['@{#with (lookup facts "1.33")}@\n @{ image }@@{/with}@', /there is no image here/, 2, 2],
      ['@{ lookup facts "constructor" }@', /nothing under "constructor"/, 1, 1],
      ['@{ #> x}@', /cannot be read/, 1, 1],
      [`${'@{ name }@ '.repeat(50)}@{ nmae }@ @{ name }@`, /nothing is called "nmae"/, 1, 551],
      [`${'@{ name }@\n'.repeat(50)}x @{ lookup facts "z" }@ @{ name }@`, /nothing under "z"/, 51, 3],
    ];
    for (const [text, message, line, column] of cases) {
      const error = await refusal(text);
      expect(error.code, text).toBe('template');
      expect(error.message, text).toMatch(message);
      expect(placeOf(error), text).toEqual(['t.yaml', line, column]);
      expect(error.hint, text).not.toBe('');
    }
    expect((await refusal('@{#each minors}@@{ image }@@{/each}@')).message).toBe('there is no image here');
    expect((await refusal('@{ nmae }@')).hint).toBe('did you mean name?');
  });

  it('are filled with other values the second time', async () => {
    const text = '@{#each minors}@<@{ this }@>@{/each}@';
    expect(await renderTemplate('t', text, { minors: ['a'] })).toBe('<a>');
    expect(await renderTemplate('t', text, { minors: ['b', 'c'] })).toBe('<b><c>');
    await expect(renderTemplate('t', text, { minor: [] })).rejects.toThrow('nothing is called "minors" here');
  });

  it('have conditions that can stand alone', async () => {
    expect(await holds('t', 'includes addons "cni"', VALUES)).toBe(true);
    expect(await holds('t', 'storage', VALUES)).toBe(false);
    expect(await holds('t', 'not storage', VALUES)).toBe(true);
    expect(await holds('t', 'and name (or storage (eq name "demo"))', VALUES)).toBe(true);
    await expect(holds('t', 'stroage', VALUES)).rejects.toThrow(/stroage/);
  });
});
