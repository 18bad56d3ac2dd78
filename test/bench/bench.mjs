// npm run bench: whole-process medians of one run, as ratios; and the cost as the work grows.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

const CSCTL = resolve('dist/csctl.cjs');
const STACKS = 40;
/** As many as a large chart has. */
const TEMPLATES = 100;
const work = mkdtempSync(join(tmpdir(), 'csctl-bench-'));
const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };
delete env.NODE_EXTRA_CA_CERTS;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function timeOnce(command, args, cwd = work) {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${status}\n${stderr}`);
  return performance.now() - start;
}

/** Runs the commands in turn, A B C A B C ..., so that a drift of the machine meets all of them. */
function medians(commands, rounds) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(commands)) {
      const time = run();
      if (round >= 0) times[name].push(time);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

/** The docker stack as one minor has it: a folder with a csctl.yaml, which the Go csctl reads as well. */
const DOCKER = join(work, 'docker-scs');
execFileSync(process.execPath, [CSCTL, 'show', '-k', '1.34', '-o', DOCKER, resolve('providers/docker/scs')], {
  env,
});

/** `count` copies of the docker stack under other names. */
function makeStacks(count) {
  const root = join(work, `stacks-${count}`);
  for (let i = 0; i < count; i += 1) {
    const folder = join(root, `s${i}`);
    cpSync(DOCKER, folder, { recursive: true });
    for (const file of ['csctl.yaml', 'cluster-class/Chart.yaml']) {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      writeFileSync(
        path,
        text
          .replace('clusterStackName: scs', `clusterStackName: s${i}`)
          .replace('docker-scs-', `docker-s${i}-`),
      );
    }
  }
  return root;
}

/** The docker stack with a network stage of its own: test/bench/stage with `count` copies of its workload. */
function makeStackWithCharts(count) {
  const folder = join(work, `charts-${count}`);
  cpSync(DOCKER, folder, { recursive: true });
  const stage = join(folder, 'cluster-addon/cni');
  rmSync(stage, { recursive: true });
  cpSync(resolve('test/bench/stage'), stage, { recursive: true });
  const workload = readFileSync(join(stage, 'templates/workload.yaml'));
  for (let i = 1; i < count; i += 1) writeFileSync(join(stage, `templates/workload-${i}.yaml`), workload);
  return folder;
}

function peakMemory(args) {
  const file = join(work, 'rss');
  execFileSync(process.execPath, ['--import', resolve('test/bench/rss.mjs'), CSCTL, ...args], {
    cwd: work,
    env: { ...env, BENCH_RSS_FILE: file },
    stdio: 'ignore',
  });
  return Number(readFileSync(file, 'utf8')) / 1024;
}

function findGoCsctl() {
  const tools = process.env.CSCTL_TOOLS ?? join(process.env.HOME ?? '', '.cache/csctl-tools');
  const found = spawnSync('sh', ['-c', 'command -v csctl-go'], { encoding: 'utf8' }).stdout.trim();
  return found || [join(tools, 'bin/csctl-go')].find(existsSync);
}

const row = (name, ms, ratio = '') =>
  console.log(`${name.padEnd(52)} ${ms.toFixed(0).padStart(7)} ms  ${ratio}`);
let runs = 0;
/** A fresh output folder for every run: what is there already would be compared. */
const freshOutput = () => ['-o', join(work, `out-${(runs += 1)}`)];

try {
  console.log(`Node ${process.version}, medians of whole processes`);
  const charts = makeStackWithCharts(TEMPLATES);
  const { node, ...commands } = medians(
    {
      node: () => timeOnce(process.execPath, ['-e', '0']),
      version: () => timeOnce(process.execPath, [CSCTL, 'version']),
      'create -m hash, docker/scs for one minor': () =>
        timeOnce(process.execPath, [CSCTL, 'create', '-m', 'hash', ...freshOutput(), DOCKER]),
      'validate, all stacks of providers/': () =>
        timeOnce(process.execPath, [CSCTL, 'validate', resolve('providers')]),
      [`render, class and a stage of ${TEMPLATES} templates`]: () =>
        timeOnce(process.execPath, [CSCTL, 'render', '--stage', 'cni', charts]),
    },
    15,
  );
  row('node -e 0', node);
  for (const [name, ms] of Object.entries(commands)) row(name, ms, `${(ms / node).toFixed(2)} x node -e 0`);

  const many = makeStacks(STACKS);
  const goCsctl = findGoCsctl();
  const runGo = () => {
    const goFolder = join(work, `go-${(runs += 1)}`);
    mkdirSync(goFolder);
    let total = 0;
    for (let i = 0; i < STACKS; i += 1)
      total += timeOnce(goCsctl, ['create', '-m', 'hash', join(many, `s${i}`)], goFolder);
    return total;
  };
  const bulk = medians(
    {
      ours: () => timeOnce(process.execPath, [CSCTL, 'create', '-m', 'hash', ...freshOutput(), many]),
      ...(goCsctl && { go: runGo }),
    },
    5,
  );
  row(`${STACKS} stacks in one process`, bulk.ours);
  if (goCsctl) row(`${STACKS} runs of the Go csctl`, bulk.go, `${(bulk.go / bulk.ours).toFixed(1)} x ours`);
  else console.log('the Go csctl is not installed: skipped (test/interop/install-tools.sh installs it)');

  console.log('\nas the work grows (fresh output folder each time)');
  for (const count of [1, 10, 100, 1000]) {
    const stacks = makeStacks(count);
    const args = () => ['create', '-m', 'hash', ...freshOutput(), stacks];
    const ms = timeOnce(process.execPath, [CSCTL, ...args()]);
    const mb = peakMemory(args());
    row(`${count} stacks`, ms, `${(ms / count).toFixed(1)} ms a stack, peak ${mb.toFixed(0)} MiB`);
    rmSync(stacks, { recursive: true });
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
