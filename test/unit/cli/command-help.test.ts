// The help of a command: usage that can be read, examples that can be copied at every width.
import type { Command } from '@oclif/core/command';
import { Config } from '@oclif/core/config';
import type { CommandHelp } from '@oclif/core/help';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsctlCommandHelp } from '../../../src/cli/command-help.ts';

const PIPED = 'csctl make .release/docker-scs-1-34-v1 -n my-tenant | kubectl apply -f -';
const DOCUMENT = {
  root: '/',
  pjson: { name: 'csctl', version: '1.0.0', oclif: { bin: 'csctl', topicSeparator: ' ' } },
} as const;

/** The help of a command with these parts, in so many columns. */
function helpOf(parts: object, maxWidth = 80): string {
  const command = { id: 'make', args: {}, flags: {}, strict: true, ...parts } as unknown as Command.Loadable;
  const config = new Config(DOCUMENT);
  Object.assign(config, { bin: 'csctl', pjson: DOCUMENT.pjson, topicSeparator: ' ' });
  const help: CommandHelp = new CsctlCommandHelp(command, config, {
    maxWidth,
  });
  return help.generate();
}

const option = (name: string, more: object = {}) => ({ [name]: { name, type: 'option', ...more } });

describe('usage', () => {
  const usage = (parts: object) => /USAGE\n {2}(.*)/.exec(helpOf(parts))?.[1];

  it('names arguments and what is required', () => {
    const args = { tag: { name: 'tag', required: true }, b: { name: 'b' }, c: { name: 'c', hidden: true } };
    const flags = {
      ...option('to', { required: true, helpValue: 'REMOTE' }),
      ...option('mode', { required: true, options: ['a', 'b'] }),
      ...option('plain', { required: true }),
      ...option('from'),
      force: { name: 'force', type: 'boolean' },
    };
    expect(usage({ args, flags })).toBe('$ csctl make TAG [B] --to REMOTE --mode a|b --plain VALUE [FLAGS]');
  });

  it('tells where there may be several', () => {
    expect(usage({ args: { tag: { name: 'tag', required: true } }, strict: false })).toBe(
      '$ csctl make TAG ... [FLAGS]',
    );
    expect(usage({ args: { tag: { name: 'tag' } }, strict: false })).toBe('$ csctl make [TAG ...] [FLAGS]');
  });

  it('has no brackets of flags that need or exclude one another', () => {
    const flags = {
      ...option('sign', { dependsOn: ['publish'] }),
      ...option('arg', { dependsOn: ['sign'] }),
      ...option('publish'),
      ...option('output', { exclusive: ['sign'] }),
    };
    expect(usage({ flags })).toBe('$ csctl make [FLAGS]');
  });
});

describe('examples', () => {
  const example = (command: string, width: number) =>
    helpOf({ examples: [{ description: 'An example:', command }] }, width).split('An example:')[1] ?? '';

  it('begin a new line with the pipe, and keep a flag with its value', () => {
    expect(example(PIPED, 80).trim()).toBe(
      '$ csctl make .release/docker-scs-1-34-v1 -n my-tenant \\\n      | kubectl apply -f -',
    );
    expect(example(PIPED, 60)).toContain('\n      -n my-tenant | kubectl apply -f -');
  });

  it('are what was written, when they are pasted, at every width', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    const part = fc.oneof(
      word,
      fc.tuple(fc.constantFrom('-o', '--set', '--remote'), word).map((two) => two.join(' ')),
    );
    const piped = fc.constantFrom('', ' | kubectl apply -f -');
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 10 }),
        piped,
        fc.integer({ min: 60, max: 120 }),
        (all, end, width) => {
          const command = `${['csctl', 'make', ...all].join(' ')}${end}`;
          const text = example(command, width);
          expect(text.replaceAll(/ \\\n */g, ' ').trim()).toBe(`$ ${command}`);
          for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it('may be one text', () => {
    expect(helpOf({ examples: ['csctl make x'] })).toContain('$ csctl make x');
    expect(helpOf({ examples: 'csctl make y' })).toContain('$ csctl make y');
    expect(helpOf({})).not.toContain('EXAMPLES');
  });
});
