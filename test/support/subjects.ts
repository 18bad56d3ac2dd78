// Stacks as values, and an upstream in memory, for tests of what is current.
import { MemoryCharts } from '../../src/io/memory/memory-charts.ts';
import { MemoryKubernetes } from '../../src/io/memory/memory-kubernetes.ts';
import type { AddonSubject, Subject } from '../../src/release/currency/subject.ts';
import type { ImageSource, Upstream } from '../../src/release/upstream-ports.ts';
import type { KubernetesSeries } from '../../src/stack/upstream.ts';
import { minor, version } from './kubernetes.ts';

export const REPOSITORY = 'https://charts.example/';

/** An addon with a chart of its own name. */
export const addon = (key: string, current: string, more: Partial<AddonSubject> = {}): AddonSubject => ({
  ...{ key, current, chart: { repository: REPOSITORY, name: key }, update: undefined, follows: false },
  ...more,
});

/** `v1.34.7`, or `1.34` where the sources name no patch; the folder is `stacks` unless told otherwise. */
export function subject(kubernetes: string, more: Partial<Subject> & { folder?: string } = {}): Subject {
  const folder = more.folder ?? 'stacks';
  const exact = kubernetes.startsWith('v') ? version(kubernetes) : undefined;
  const own = exact ? { major: exact.major, minor: exact.minor } : minor(kubernetes);
  return { folder, minor: own, kubernetes: exact, addons: [], catalogue: undefined, ...more };
}

export interface UpstreamParts {
  readonly kubernetes?: readonly KubernetesSeries[];
  /** Versions by name of the chart, at REPOSITORY. */
  readonly charts?: Readonly<Record<string, readonly string[]>>;
  /** Addresses of images that are there. */
  readonly images?: readonly string[];
  readonly today?: string;
}

/** What there is, and a log of what was asked. */
export function memoryUpstream({
  kubernetes = [],
  charts = {},
  images = [],
  today = '2026-05-20',
}: UpstreamParts): Upstream & { readonly asked: string[] } {
  const asked: string[] = [];
  const repository = new MemoryCharts();
  for (const [name, versions] of Object.entries(charts))
    for (const one of versions)
      repository.add(REPOSITORY, name, one, Buffer.from(`${name} ${one}`), '2026-05-01');
  const releases = new MemoryKubernetes(kubernetes);
  const source: ImageSource = {
    look: (url) => {
      asked.push(url);
      return Promise.resolve(images.includes(url) ? { size: 1, modified: '2026-05-14' } : undefined);
    },
    text: () => Promise.resolve(undefined),
    tag: (image, tag) => {
      asked.push(`${image}:${tag}`);
      return Promise.resolve(images.includes(`${image}:${tag}`) ? `sha256:${'0'.repeat(64)}` : undefined);
    },
  };
  return {
    asked,
    kubernetes: {
      list: (wish) => {
        asked.push(wish?.patchDays ? 'kubernetes with days' : 'kubernetes');
        return releases.list(wish);
      },
    },
    charts: {
      versions: (chart) => {
        asked.push(chart.name);
        return repository.versions(chart);
      },
      fetch: (chart, one, expected) => repository.fetch(chart, one, expected),
    },
    images: source,
    today: () => today,
  };
}
