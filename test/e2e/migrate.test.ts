// migrate and show as users run them: a stack of one folder for each minor, with a feed in a file.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, runBoth, runJson, useInstalledPackage } from '../support/csctl.ts';
import { chartYaml, perMinorTree } from '../support/native-stack.ts';
import { snapshot, tempFolder, writeFiles } from '../support/temp-folder.ts';

useInstalledPackage();

const FEED = ['1.33', '1.34', '1.35'].map((cycle) => ({
  cycle,
  releaseDate: '2025-01-01',
  eol: false,
  latest: `${cycle}.9`,
  latestReleaseDate: '2026-11-01',
}));

/** A repository with a stack of three minors, none of which names its patch. */
function repository() {
  const cwd = tempFolder();
  const tree = perMinorTree(
    ['1.33', '1.34', '1.35'],
    (minor) => ({
      'stack.yaml': `provider: docker\nclusterStackName: scs\nkubernetesVersion: ${minor}\naddons:\n  ccm: 2.${minor.slice(2)}.x\n`,
      'cluster-addon/ccm/Chart.yaml': chartYaml('ccm', `2.${minor.slice(2)}.1`, 'controller'),
      ...(minor === '1.33' && { 'cluster-class/values.yaml': 'old: true\n' }),
    }),
    { 'README.md': '# Kept\n' },
  );
  const files = [...tree].map(
    ([path, bytes]) => [`stacks/scs/${path}`, Buffer.from(bytes).toString()] as const,
  );
  writeFiles(cwd, { ...Object.fromEntries(files), 'feed.json': JSON.stringify(FEED) });
  return { cwd, env: { CSCTL_KUBERNETES_FEED: 'feed.json' } };
}

const CUSTOM = [
  '-m',
  'custom',
  '--cluster-stack-version',
  'v3',
  '--cluster-addon-version',
  'v2',
  '--node-image-version',
  'v1',
];

/** The archives and texts that a run wrote. */
const built = (cwd: string, folder: string) =>
  Object.fromEntries(
    Object.entries(snapshot(join(cwd, folder))).filter(([path]) => !/hashes\.json|SHA256SUMS/.test(path)),
  );

describe('csctl migrate', () => {
  it(
    'makes one folder of three, which builds the same, and show makes folders of it again',
    { timeout: 120_000 },
    async () => {
      const { cwd, env } = repository();
      const before = snapshot(join(cwd, 'stacks'));
      const dry = await runBoth(['migrate', '--dry-run', 'stacks'], { cwd, env });
      expect(dry.code).toBe(0);
      expect(snapshot(join(cwd, 'stacks'))).toEqual(before);

      execFileSync('git', ['init', '-q'], { cwd });
      execFileSync('git', ['add', '-A'], { cwd });
      const { code, stdout } = await run(['migrate', 'stacks'], { cwd, env });
      expect(code).toBe(0);
      expect(stdout).toContain('v1.33.9, v1.34.9, v1.35.9');
      const changed = execFileSync('git', ['status', '--short', 'stacks'], { cwd, encoding: 'utf8' });
      // Git has seen the old files only: all are gone, and what is new is named by its topmost folder.
      const fresh = changed
        .split('\n')
        .filter((line) => line.startsWith('??'))
        .map((line) => line.slice(3));
      expect(fresh).toEqual(
        ['cluster-addon/', 'cluster-class/', 'clusteraddon.yaml', 'overlays/', 'stack.yaml'].map(
          (name) => `stacks/scs/${name}`,
        ),
      );
      expect(readdirSync(join(cwd, 'stacks/scs'))).not.toContain('1-34');
      expect(readFileSync(join(cwd, 'stacks/scs/README.md'), 'utf8')).toBe('# Kept\n');
      expect(readFileSync(join(cwd, 'stacks/scs/stack.yaml'), 'utf8')).toContain('follows: kubernetesMinor');

      const created = await run(['create', ...CUSTOM, '-o', 'new', 'stacks'], { cwd });
      expect(created.code).toBe(0);
      for (const minor of ['1-33', '1-34', '1-35']) {
        const shown = await run(
          ['show', 'stacks/scs', '-k', minor.replace('-', '.'), '-o', `shown/${minor}`],
          { cwd },
        );
        expect(shown.code).toBe(0);
        expect((await run(['create', ...CUSTOM, '-o', 'again', `shown/${minor}`], { cwd })).code).toBe(0);
      }
      expect(Object.keys(built(cwd, 'new'))).toContain(
        'docker-scs-1-33-v3/docker-scs-1-33-cluster-class-v3.tgz',
      );
      expect(built(cwd, 'again')).toEqual(built(cwd, 'new'));

      const again = await runJson(['migrate', 'stacks'], { cwd });
      expect(again).toMatchObject({ code: 0, json: { stacks: [{ stack: 'stacks/scs', status: 'native' }] } });
    },
  );

  it(
    'says what it cannot do, with the exit code for it, and changes nothing',
    { timeout: 60_000 },
    async () => {
      const { cwd, env } = repository();
      const before = snapshot(cwd);
      const cases: [string[], number, RegExp][] = [
        [['migrate', 'stacks/scs/1-34'], 3, /name the folder above.*stacks\/scs/],
        [['migrate', 'nowhere'], 3, /stack-missing/],
        [['migrate', 'stacks', '-o', 'stacks'], 6, /output-foreign/],
        [['migrate', 'stacks', '-o', ''], 2, /empty/],
        [['show', 'stacks'], 2, /1-33.*1-34.*1-35/],
        [['show', 'stacks', '-k', '1.34'], 3, /kubernetes-no-patch/],
      ];
      for (const [args, code, words] of cases) {
        const outcome = await runBoth(args, { cwd, env });
        expect([outcome.code, outcome.stderr], args.join(' ')).toEqual([code, expect.stringMatching(words)]);
      }
      expect(snapshot(cwd)).toEqual(before);
      expect(existsSync(join(cwd, 'shown'))).toBe(false);
    },
  );
});
