// docs/commands.md is made from the commands: `npx vitest run -u` with this file writes it anew.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCommands } from '../../src/main.ts';
import { PROJECT } from '../support/package.ts';
import { commandsPage, type CommandFacts } from '../support/reference/commands-page.ts';

const commands: Readonly<Record<string, CommandFacts>> = await loadCommands();
const shown = Object.entries(commands).filter(([, { hidden }]) => !hidden);

describe('the reference of commands', () => {
  const page = commandsPage(commands);

  it('is docs/commands.md', async () => {
    await expect(page).toMatchFileSnapshot(join(PROJECT, 'docs/commands.md'));
  });

  it.each(shown)('has %s with every flag that is shown, and an example', (id, { flags = {} }) => {
    const [, rest = ''] = page.split(`## csctl ${id.replaceAll(':', ' ')}\n`);
    const [section = ''] = rest.split('\n## ');
    const named = Object.entries(flags).filter(([, { hidden }]) => !hidden);
    for (const [flag, { allowNo }] of named)
      if (flag !== 'json') expect(section).toContain(allowNo ? `--[no-]${flag}` : `--${flag}`);
    expect(section).toContain('Examples:\n\n- ');
  });

  it('leaves nothing of oclif behind, and no text for HTML', () => {
    expect(page.match(/<%.*?%>|\[object |undefined/g)).toBeNull();
    expect(page.replace(/`[^`\n]*`/g, '').match(/<(?!!--)[^>\n]*>/g)).toBeNull();
  });
});
