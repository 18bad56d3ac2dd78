// The page about templates says what templates can do: its example is read, its helpers are those that there are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerTemplate } from '../../src/release/scaffold/answers.ts';
import { proposedFolder, scaffold, whatIsLeft } from '../../src/release/scaffold/scaffold.ts';
import { readTemplate } from '../../src/release/scaffold/template.ts';
import { HELPER_NAMES, renderTemplate } from '../../src/render/scaffold-text.ts';
import { PROJECT } from '../support/package.ts';

const PAGE = readFileSync(join(PROJECT, 'docs/scaffold-templates.md'), 'utf8');

describe('docs/scaffold-templates.md', () => {
  it('has an example that is a template', async () => {
    const [, yaml = ''] = /^```yaml\n([^]*?)^```$/m.exec(PAGE) ?? [];
    const files = {
      'template.yaml': yaml,
      'files/cluster-addon/csi/Chart.yaml': 'name: @{ name }@\n',
      'files/gitignore': '.release\n',
    };
    const template = readTemplate({ name: 'mine', files: new Map(Object.entries(files)) });
    const given = new Map([
      ['addons', ['cni,csi']],
      ['flavor', ['small']],
    ] as const);
    const answers = await answerTemplate(template, { given, defaults: true, ask: undefined, flagOf: String });
    expect(answers).toEqual({ provider: 'openstack', name: 'demo', addons: ['cni', 'csi'], flavor: 'small' });
    expect([...(await scaffold(template, answers)).keys()]).toEqual([
      '.gitignore',
      'cluster-addon/csi/Chart.yaml',
    ]);
    expect(await proposedFolder(template, answers)).toBe('providers/openstack/demo');
    expect(await whatIsLeft(template, answers)).toEqual(['put credentials for openstack into the namespace']);
  });

  it('names every helper, and no other', () => {
    const [, table = ''] = /^\| helper \|[^\n]*\n([^]*?)\n\n/m.exec(PAGE) ?? [];
    const cells = [...table.matchAll(/`(\w+) [^`]*`/g)].map(([, name]) => name);
    const blocks = [...PAGE.matchAll(/@\{#(\w+)/g)].map(([, name]) => name);
    expect([...new Set([...blocks, ...cells])].sort()).toEqual([...HELPER_NAMES].sort());
  });

  it('says truly what a condition is made of', async () => {
    expect(
      await renderTemplate('t', '@{#if (or secure (eq name "x"))}@yes@{/if}@', { secure: false, name: 'x' }),
    ).toBe('yes');
    for (const empty of [[], '', false])
      expect(await renderTemplate('t', '@{#if it}@yes@{else}@no@{/if}@', { it: empty })).toBe('no');
  });
});
