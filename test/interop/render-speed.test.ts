// The class chart and all addons of openstack/scs: one process of ours beside one `helm template` a chart, with figures.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { gunzip, gzip } from '../../src/archive/gzip.ts';
import { packTar, unpackTar } from '../../src/archive/tar.ts';
import { CORPUS, corpusPath, hasCorpus } from '../support/corpus.ts';
import { PROJECT } from '../support/package.ts';
import { scratchFolder } from './scratch.ts';
import { anyMissing, csctl, helm, titled } from './tools.ts';

const STACK = ['stacks', 'single', 'openstack', 'scs'];
/** The charts that its stages want, as their projects packed them. */
const CHARTS: Readonly<Record<string, string>> = {
  cni: 'cilium-1.17.4.tgz',
  ccm: 'openstack-cloud-controller-manager-2.32.0.tgz',
  csi: 'openstack-cinder-csi-2.32.0.tgz',
  'metrics-server': 'metrics-server-3.12.2.tgz',
};
const ROUNDS = 7;
/** Renderings of the same charts in one process. */
const TIMES = 30;
/** Stacks that one process renders once each, no template of which it has seen before. */
const NEW_STACKS = 24;

/** Without certificates and keys in base64: cilium makes new ones each time. */
const withoutKeys = (text: string): string => text.replace(/LS0tLS1CRUdJTi[\w+/=]+/g, 'PEM');

/** The stack with its charts. @param mark - put as a comment before each template, so that no cache knows it */
function stackWithCharts(mark?: string): string {
  const stack = join(scratchFolder(), 'scs');
  cpSync(corpusPath(...STACK), stack, { recursive: true });
  for (const [stage, chart] of Object.entries(CHARTS)) {
    const charts = join(stack, 'cluster-addon', stage, 'charts');
    mkdirSync(charts);
    const packed = readFileSync(corpusPath('charts', chart));
    writeFileSync(join(charts, chart), mark === undefined ? packed : markedChart(packed, mark));
  }
  const templates = join(stack, 'cluster-class', 'templates');
  if (mark !== undefined)
    for (const name of readdirSync(templates)) {
      const file = join(templates, name);
      const text = readFileSync(file);
      chmodSync(file, 0o644);
      writeFileSync(file, marked(text, mark));
    }
  return stack;
}

const marked = (template: Uint8Array, mark: string): Uint8Array =>
  Buffer.concat([Buffer.from(`{{/* ${mark} */}}`), template]);

function markedChart(packed: Uint8Array, mark: string): Uint8Array {
  const { entries } = unpackTar(gunzip(packed));
  const isTemplate = (path: string) => /\/templates\/.*\.(ya?ml|tpl)$/.test(path);
  const files = entries.map(({ path, bytes }) => ({
    path,
    bytes: isTemplate(path) ? marked(bytes, mark) : bytes,
  }));
  return gzip(packTar(files, 0));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const timed = (run: () => unknown): number => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

const title = titled('openstack/scs with all its charts', [helm], { [`the corpus (${CORPUS})`]: hasCorpus });

describe.skipIf(anyMissing(helm) || !hasCorpus)(title, () => {
  it('renders in one process what helm template renders in one for each chart', () => {
    const stack = stackWithCharts();
    const result = JSON.parse(csctl(['render', stack, '--addons', '--json'], { cwd: stack })) as {
      class: { name: string; text: string };
      addons: { stage: string; values: string | null; text: string }[];
      kubernetes: string;
    };
    expect(result.addons.map(({ stage }) => stage).sort()).toEqual(Object.keys(CHARTS).sort());
    const addon = ({ stage, values }: (typeof result.addons)[number]) =>
      helm.run(
        [
          ...['template', '--include-crds', '--kube-version', result.kubernetes, 'cluster-addon', stage],
          ...['--namespace', 'kube-system', '-f', '-'],
        ],
        { cwd: join(stack, 'cluster-addon'), input: values ?? '' },
      );
    for (const one of result.addons) expect(withoutKeys(one.text)).toBe(withoutKeys(addon(one).stdout));

    const folders = readdirSync(join(stack, 'cluster-addon'));
    expect(folders.sort()).toEqual(Object.keys(CHARTS).sort());
    const classChart = () => helm.run(['template', 'openstack-scs-1-32', 'cluster-class'], { cwd: stack });
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(timed(() => csctl(['render', stack, '--addons'], { cwd: stack })));
      theirs.push(
        timed(() => {
          classChart();
          result.addons.forEach(addon);
        }),
      );
    }
    const [first = NaN, ...later] = inOneProcess(Array<string>(TIMES).fill(stack));
    const others = Array.from({ length: NEW_STACKS }, (_, at) => stackWithCharts(`stack ${at}`));
    const [, ...never] = inOneProcess(others);
    const figures = [
      ['helm template, a process a chart', median(theirs)],
      ['csctl render --addons, a process', median(ours)],
      ['the first in a process, by the library', first],
      ['in one process, templates never seen before', median(never.slice(0, ROUNDS))],
      ['  and those that come later', median(never.slice(-ROUNDS))],
      ['in one process, the same charts again', median(later.slice(0, ROUNDS))],
      ['  and those that come later', median(later.slice(-ROUNDS))],
    ] as const;
    for (const [what, ms] of figures)
      // eslint-disable-next-line no-console -- the figures are what the test is for
      console.log(
        `${what.padEnd(48)} ${ms.toFixed(0).padStart(5)} ms  ${(median(theirs) / ms).toFixed(1)} x`,
      );
  });
});

/** Renders stacks in one process, by the library as it is installed. @returns milliseconds of each */
function inOneProcess(stacks: readonly string[]): number[] {
  const script = `
    import { renderRelease, StackFolders } from ${JSON.stringify(LIBRARY)};
    const nothing = () => undefined;
    const world = {
      stacks: new StackFolders('/', undefined),
      folders: { exists: async () => false },
      reporter: { step: nothing, transfer: nothing, note: nothing },
      signal: { throwIfAborted: async () => undefined },
      stores: [],
    };
    const reading = { mode: 'hash', minors: [], allowed: new Set(), mtime: 0 };
    const times = [];
    for (const name of ${JSON.stringify(stacks)}) {
      const wish = { name, reading, stages: [], namespace: 'default' };
      const start = performance.now();
      const { addons } = await renderRelease(wish, world);
      times.push(performance.now() - start);
      if (addons.some(({ text }) => !text)) throw new Error('a stage is not rendered');
    }
    console.log(JSON.stringify(times));
  `;
  const args = ['--input-type=module', '--eval', script];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as number[];
}

/** Made by `npm run build`, which comes before these tests. */
const LIBRARY = join(PROJECT, 'dist/index.js');
