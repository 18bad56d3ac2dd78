// The Renovate preset: it finds the versions that it is for in real files, and no others.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../support/package.ts';
import { GITHUB_FILES, githubText, gitlabText } from '../support/workflows.ts';

interface Manager {
  readonly customType: string;
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly matchStringsStrategy?: string;
  readonly depNameTemplate: string;
}

interface Preset {
  readonly customManagers: readonly Manager[];
  readonly packageRules: readonly Readonly<Record<string, unknown>>[];
}

const preset = JSON.parse(readFileSync(join(PROJECT, 'templates/workflow/renovate.json'), 'utf8')) as Preset;
const [program, kubernetes] = preset.customManagers as readonly [Manager, Manager];
const text = (path: string) => readFileSync(join(PROJECT, path), 'utf8');

/** What a manager finds in a text: its last expression in what those before it match, as Renovate does. */
function found({ matchStrings }: Manager, content: string): string[] {
  const pieces = matchStrings
    .slice(0, -1)
    .reduce<string[]>(
      (texts, source) =>
        texts.flatMap((one) => [...one.matchAll(new RegExp(source, 'g'))].map(([match]) => match)),
      [content],
    );
  const last = new RegExp(matchStrings.at(-1) ?? '', 'g');
  return pieces.flatMap((piece) =>
    [...piece.matchAll(last)].map(({ groups }) => groups?.['currentValue'] ?? ''),
  );
}

/** Whether a manager looks into a file: patterns stand between slashes. */
const looksInto = ({ managerFilePatterns }: Manager, path: string): boolean =>
  managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(path));

describe('the Renovate preset', () => {
  it('has expressions that RE2 knows: it can neither look around nor back', () => {
    for (const { matchStrings, managerFilePatterns, customType } of preset.customManagers) {
      expect(customType).toBe('regex');
      for (const source of [...matchStrings, ...managerFilePatterns])
        expect(source).not.toMatch(/\(\?<?[=!]|\\[1-9]|\\k/);
    }
  });

  it('finds csctl in each CI file, once', () => {
    const files = Object.keys(GITHUB_FILES).filter((name) => name.startsWith('cluster-stacks'));
    expect(files).toHaveLength(3);
    const { version } = JSON.parse(text('package.json')) as { version: string };
    for (const content of [...files.map(githubText), gitlabText()])
      expect(found(program, content)).toEqual([version]);
    for (const path of [
      '.github/workflows/cluster-stacks.yaml',
      '.gitlab-ci.yml',
      '.gitlab/cluster-stacks.gitlab-ci.yml',
    ])
      expect(looksInto(program, path)).toBe(true);
    expect(looksInto(program, 'providers/docker/scs/stack.yaml')).toBe(false);
  });

  it.each(['docker', 'openstack'])(
    'finds the Kubernetes versions of %s/scs, and no image, chart or overlay',
    (provider) => {
      const file = `providers/${provider}/scs/stack.yaml`;
      expect(looksInto(kubernetes, file)).toBe(true);
      expect(looksInto(kubernetes, 'providers/docker/scs/my-stack.yaml')).toBe(false);
      expect(kubernetes.matchStringsStrategy).toBe('recursive');
      expect(found(kubernetes, text(file)).map((version) => version.replace(/\.\d+$/, ''))).toEqual([
        ...['v1.32', 'v1.33', 'v1.34', 'v1.35'],
      ]);
    },
  );

  it('reads every way to write the list, and stops at its end', () => {
    const list = (lines: readonly string[]) => found(kubernetes, lines.join('\n'));
    expect(
      list([
        'name: a',
        'kubernetes:',
        '- version: "v1.34.7"',
        '',
        '# more',
        "- version: 'v1.35.3'",
        'x: v1.1.1',
      ]),
    ).toEqual(['v1.34.7', 'v1.35.3']);
    expect(
      list([
        'kubernetes: # all',
        '  - addons: {ccm: 2.34.1}',
        '    version: v1.34.7',
        'nodeImages:',
        '  versions:',
        '    - version: v1.33.1',
        '',
      ]),
    ).toEqual(['v1.34.7']);
    expect(list(['nodeImages:', '  versions:', '    - version: v1.33.1', ''])).toEqual([]);
    expect(list(['kubernetes:', '  - version: 1.34', ''])).toEqual([]);
  });

  it('stays with the minors of a stack, and leaves what csctl update writes to it', () => {
    const rules = preset.packageRules.map(({ description: _, ...rule }) => rule);
    expect(rules).toContainEqual({
      matchDepNames: ['kubernetes'],
      matchUpdateTypes: ['major', 'minor'],
      enabled: false,
    });
    expect(rules).toContainEqual({ matchDepNames: ['kubernetes'], separateMinorPatch: true });
    expect(rules).toContainEqual({ matchManagers: ['helmv3', 'helm-values'], enabled: false });
    const names = new Set(preset.customManagers.map(({ depNameTemplate }) => depNameTemplate));
    for (const { matchDepNames = [] } of preset.packageRules as readonly {
      matchDepNames?: readonly string[];
    }[])
      for (const name of matchDepNames) expect(names).toContain(name);
  });
});
