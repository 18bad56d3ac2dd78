// outdated as users and CI run it: against a feed, a Helm repository and GitHub on this machine.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutdatedResult } from '../../src/release/currency/outdated-item.ts';
import { addDays, addMonths } from '../../src/stack/day.ts';
import { ChartServer } from '../support/charts/chart-server.ts';
import { packedChart } from '../support/charts/packed-chart.ts';
import { run, runBoth, useInstalledPackage } from '../support/csctl.ts';
import { series } from '../support/kubernetes.ts';
import { feedText } from '../support/kubernetes-feed.ts';
import { serveKubernetes } from '../support/kubernetes-source.ts';
import { snapshot, tempFolder, writeFiles } from '../support/temp-folder.ts';

useInstalledPackage();

/** The command knows no other clock than that of the machine. */
const TODAY = new Date().toISOString().slice(0, 10);
const ago = (days: number) => addDays(TODAY, -days);

const UPSTREAM = [
  series('1.35', { 0: ago(60), 1: ago(20) }, addMonths(TODAY, 12)),
  series('1.34', { 0: ago(180), 7: ago(20) }, addMonths(TODAY, 6)),
  series('1.33', { 0: ago(400), 9: ago(50) }, addMonths(TODAY, 2)),
  series('1.32', { 0: ago(500), 13: ago(90) }, ago(3)),
];

const STAGES = `apiVersion: clusteraddonconfig.x-k8s.io/v1alpha1
clusterAddonVersion: clusteraddons.clusterstack.x-k8s.io/v1alpha1
addonStages:
  AfterControlPlaneInitialized:
    - name: cni
      action: apply
`;
const chartYaml = (repository: string) => `apiVersion: v2
name: cni
version: 1.0.0
dependencies:
  - name: cilium
    repository: ${repository}
    version: 1.18.8
`;
const stackYaml = (...kubernetes: string[]) => `apiVersion: csctl.clusterstack.x-k8s.io/v1beta1
provider: docker
name: scs
addons:
  cni: { version: 1.18.8, update: 1.18.x }
kubernetes:
${kubernetes.map((version) => `  - version: ${version}\n`).join('')}`;

let repository: ChartServer;
let cwd = '';
let env: Record<string, string> = {};

beforeEach(async () => {
  repository = await ChartServer.start();
  for (const version of ['1.18.8', '1.18.9', '1.19.1'])
    repository.add('cilium', version, packedChart('cilium', version), { created: '2026-04-17T10:00:00Z' });
  cwd = tempFolder({
    'stack/stack.yaml': stackYaml('v1.33.9', 'v1.34.6', 'v1.35.1'),
    'stack/clusteraddon.yaml': STAGES,
    'stack/cluster-class/Chart.yaml': 'apiVersion: v2\nname: class\nversion: 1.0.0\n',
    'stack/cluster-addon/cni/Chart.yaml': chartYaml(repository.address),
    'feed.json': feedText(UPSTREAM),
  });
  env = { CSCTL_KUBERNETES_FEED: 'feed.json', XDG_CACHE_HOME: tempFolder() };
});

const kubernetes = (...versions: string[]) =>
  writeFileSync(join(cwd, 'stack/stack.yaml'), stackYaml(...versions));

const outdated = async (...args: string[]) => {
  const { json, ...outcome } = await runBoth(['outdated', ...args], { cwd, env });
  return { ...outcome, result: json as unknown as OutdatedResult, error: json.error };
};

describe('csctl outdated', () => {
  it('shows what is newer, with the fields of docs/cli.md, and writes nothing', async () => {
    const before = snapshot(cwd);
    const { code, stdout, result } = await outdated('stack');
    expect(code).toBe(0);
    expect(stdout).toBe(`\
STACK  MINOR             KIND        NAME        CURRENT  LATEST   RELEASED    WHY
stack  1.33, 1.34, 1.35  addon       cni         1.18.8   1.18.9   2026-04-17  1.19.1 is out
stack  1.34              kubernetes  kubernetes  v1.34.6  v1.34.7  ${ago(20)}
`);
    const fields = 'stack minor kind name current latest released deadline overdue'.split(' ');
    for (const item of result.items) expect(Object.keys(item)).toEqual(expect.arrayContaining(fields));
    expect(result.items.filter(({ kind }) => kind === 'kubernetes')).toMatchObject([
      {
        stack: 'stack',
        minor: '1.34',
        current: 'v1.34.6',
        latest: 'v1.34.7',
        deadline: null,
        overdue: false,
      },
    ]);
    expect(snapshot(cwd)).toEqual(before);
  });

  it('looks at the current folder by itself, and at minors that are asked for', async () => {
    const { stdout } = await run(['outdated', '-k', '1.34'], { cwd, env });
    expect(stdout.split('\n').slice(1, 3)).toEqual([
      expect.stringMatching(/^stack +1\.34 +kubernetes/),
      expect.stringMatching(/^stack +1\.34 +addon/),
    ]);
  });

  it('says that all is current', async () => {
    kubernetes('v1.33.9', 'v1.34.7', 'v1.35.1');
    repository.index = () =>
      '{"apiVersion": "v1", "entries": {"cilium": [{"name": "cilium", "version": "1.18.8", "urls": ["a.tgz"]}]}}';
    const { code, stdout, result } = await outdated('stack', '--policy', 'scs-0210');
    expect({ code, items: result.items }).toEqual({ code: 0, items: [] });
    expect(stdout).toMatch(/^everything is current: 3 minors\n\nok: no deadline/);
  });

  it('counts folders of one minor each as one stack, also where they name no patch', async () => {
    for (const [minor, version] of [
      ['1-33', '1.33.9'],
      ['1-34', '1.34'],
      ['1-32', '1.32.13'],
    ] as const)
      writeFiles(join(cwd, 'per-minor', minor), {
        'stack.yaml': `provider: docker\nclusterStackName: scs\nkubernetesVersion: ${version}\n`,
        'cluster-class/Chart.yaml': 'apiVersion: v2\nname: class\nversion: 1.0.0\n',
      });
    const { result } = await outdated('per-minor');
    expect(result.items.map(({ stack, minor, reason }) => `${stack} ${minor} ${reason}`)).toEqual([
      'per-minor/1-32 1.32 end-of-life',
      'per-minor/1-34 1.34 no-patch',
      'per-minor/1-34 1.35 minor-missing',
    ]);
  });

  it('can be run without a change of the sources twice, with less to download', async () => {
    await run(['outdated', 'stack'], { cwd, env });
    await run(['outdated', 'stack'], { cwd, env });
    expect(repository.requests).toEqual(['GET /index.yaml 200', 'GET /index.yaml 304']);
  });
});

describe('the policy scs-0210', () => {
  it.each<[string, string[], string[], number, string]>([
    ['a patch of 20 days', ['v1.33.9', 'v1.34.6', 'v1.35.1'], [], 0, '1.34 latest-patch false'],
    [
      'a critical one of 20 days',
      ['v1.33.9', 'v1.34.6', 'v1.35.1'],
      ['--critical', 'v1.34.7'],
      7,
      '1.34 critical-patch true',
    ],
    ['a patch of 50 days', ['v1.33.8', 'v1.34.7', 'v1.35.1'], [], 7, '1.33 latest-patch true'],
    ['the latest minor of 60 days', ['v1.33.9', 'v1.34.7'], [], 0, '1.35 latest-minor false'],
    ['a supported minor of 180 days', ['v1.33.9', 'v1.35.1'], [], 7, '1.34 supported-minor true'],
    ['what is past its end', ['v1.32.1', 'v1.33.9', 'v1.34.7', 'v1.35.1'], [], 0, '1.32 end-of-life false'],
  ])('with %s', async (_what, versions, flags, code, expected) => {
    kubernetes(...versions);
    const outcome = await outdated('stack', '--policy', 'scs-0210', ...flags);
    const judged = outcome.result.items.filter(({ rule }) => rule !== null);
    expect(judged.map(({ minor, rule, overdue }) => `${minor} ${rule ?? ''} ${overdue}`)).toEqual([expected]);
    expect(outcome.code).toBe(code);
    expect(outcome.stdout).toContain(
      code === 7 ? 'not ok: 1 deadline of scs-0210-v2 passed' : 'ok: no deadline',
    );
    expect(outcome.stdout).toMatch(
      /scs-0210-v2, Decision, (new releases|support period): .*(MUST|RECOMMENDED)/,
    );
  });

  it.each<[string[], RegExp]>([
    [['--critical', 'v1.34.7'], /--policy/],
    [['--policy', 'scs-0210', '--critical', '1.34.7'], /--critical "1\.34\.7".*v1\.34\.8/],
    [['--policy', 'scs-0211'], /scs-0210/],
  ])('refuses %j', async (flags, words) => {
    const { code, stderr } = await outdated('stack', ...flags);
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
  });
});

describe('a source that is down', () => {
  it('is exit 5 and named: the repository', async () => {
    repository.intercept = (_request, response) => Boolean(response.writeHead(404).end());
    const { code, error } = await outdated('stack');
    expect({ code, problem: error.code }).toEqual({ code: 5, problem: 'upstream-unreachable' });
    expect(error.message).toContain(repository.address);
  });

  it('is exit 5 and named: the feed, damaged', async () => {
    writeFileSync(join(cwd, 'feed.json'), '<html>');
    const { code, error } = await outdated('stack');
    expect({ code, problem: error.code }).toEqual({ code: 5, problem: 'upstream-damaged' });
    expect(error.message).toContain('feed.json is no JSON');
  });

  it('is replaced by GitHub when it is endoflife.date, with a note', async () => {
    const server = await serveKubernetes(UPSTREAM);
    const { CSCTL_KUBERNETES_FEED: _, ...rest } = env;
    // No way leads out: the proxy is not there. This machine is never asked through one.
    const outside = {
      ...rest,
      HTTPS_PROXY: 'http://127.0.0.1:9',
      GITHUB_API_URL: `${server.url.origin}/api`,
    };
    const { code, stdout, stderr } = await run(['outdated', 'stack'], { cwd, env: outside });
    expect(code).toBe(0);
    expect(stdout).toContain(`v1.34.6  v1.34.7  ${ago(20)}`);
    expect(stderr).toMatch(
      /^note: https:\/\/endoflife\.date.*github\.com\/kubernetes\/kubernetes.*computed$/m,
    );
    expect(server.log).toEqual(['/api/repos/kubernetes/kubernetes/releases?per_page=100&page=1']);
  });
});

it('a folder without stacks is refused', async () => {
  writeFiles(cwd, { 'empty/README.md': 'nothing' });
  const { code, error } = await outdated('empty');
  expect({ code, problem: error.code }).toEqual({ code: 3, problem: 'stack-missing' });
});
