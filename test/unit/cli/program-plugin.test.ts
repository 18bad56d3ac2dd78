// oclif's configuration over commands that are at hand: found, listed, and nothing looked for on disk.
import { Command } from '@oclif/core/command';
import { Config } from '@oclif/core/config';
import { describe, expect, it } from 'vitest';
import { PlainConfig } from '../../../src/cli/plain-config.ts';
import { EmbeddedFiles } from '../../../src/cli/program-files.ts';
import { programOf, ProgramPlugin } from '../../../src/cli/program-plugin.ts';

class One extends Command {
  async run(): Promise<void> {
    await this.parse(One);
  }
}

const described = { aliases: [], args: {}, flags: {}, hiddenAliases: [], hidden: false };
const FILES: Record<string, string> = {
  'package.json': JSON.stringify({
    name: 'csctl',
    version: '1.2.3',
    oclif: { topicSeparator: ' ', topics: { make: { description: 'Make things' } } },
  }),
  'oclif.manifest.json': JSON.stringify({
    version: '1.2.3',
    commands: { 'make:one': { ...described, id: 'make:one' }, gone: { ...described, id: 'gone' } },
  }),
};

/** What was read, in order. */
function program(): { plugin: ProgramPlugin; read: string[] } {
  const read: string[] = [];
  const names = Object.keys(FILES);
  const files = new EmbeddedFiles({ names, read: (name) => (read.push(name), FILES[name] ?? '') });
  return {
    plugin: new ProgramPlugin(files, '/nowhere', { 'make:one': () => Promise.resolve({ default: One }) }),
    read,
  };
}

describe('a program', () => {
  it('is what its package.json says; its manifest is read when commands are asked for, and once', () => {
    const { plugin, read } = program();
    expect(plugin).toMatchObject({ name: 'csctl', version: '1.2.3', root: '/nowhere' });
    expect(plugin.topics).toEqual([{ name: 'make', description: 'Make things' }]);
    expect(read).toEqual(['package.json']);
    expect(plugin.commandIDs).toEqual(['make:one', 'gone']);
    expect(plugin.commands).toBe(plugin.commands);
    expect(read).toEqual(['package.json', 'oclif.manifest.json']);
  });

  it('loads a command that is asked for', async () => {
    const { plugin } = program();
    expect(await plugin.commands[0]?.load()).toBe(One);
    expect(One.id).toBe('make:one');
    await expect(plugin.commands[1]?.load()).rejects.toThrow('the manifest has a command gone');
  });
});

describe('the configuration', () => {
  it("is oclif's whole one where a program is its only plugin", async () => {
    const { plugin } = program();
    const config = await Config.load({ root: plugin.root, plugins: new Map([[plugin.name, plugin]]) });
    expect(config.commandIDs.sort()).toEqual(['gone', 'make:one']);
    expect(config.findTopic('make')).toMatchObject({ description: 'Make things' });
    expect(config.version).toBe('1.2.3');
    expect(programOf(config)).toBe(plugin);
  });

  it('is a plain one for a command that is found, and knows the program too', async () => {
    const { plugin, read } = program();
    const config = new PlainConfig(plugin);
    expect(config).toMatchObject({ name: 'csctl', bin: 'csctl', version: '1.2.3', root: '/nowhere' });
    expect(programOf(config)).toBe(plugin);
    expect(await config.runHook()).toEqual({
      successes: [],
      failures: [],
    });
    expect(read).toEqual(['package.json']);
  });

  it('of somebody else has no program of ours', () => {
    expect(() => programOf(new Config({ root: '/nowhere' }))).toThrow('not of csctl');
  });
});
