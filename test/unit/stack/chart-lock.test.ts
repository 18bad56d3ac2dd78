// Chart.lock: Helm's digest, and a text that stays in step with Chart.yaml.
import { describe, expect, it } from 'vitest';
import {
  helmLockDigest,
  isExactVersion,
  isInSync,
  parseHelmLock,
  syncChartLock,
  versionInLock,
} from '../../../src/stack/chart-lock.ts';
import { readChartMetadata } from '../../../src/stack/chart-yaml.ts';
import { YamlSource } from '../../../src/stack/yaml-source.ts';

/** Everything that Helm puts into the digest; the digest is what Helm 3.19 wrote. */
const CHART = `apiVersion: v2
name: top
version: 1.0.0
dependencies:
  - name: a
    version: ">=1.0.0 <2.0.0"
    repository: file://../a
    condition: a.enabled,global.x
    tags: [x, "y&z"]
    alias: first
  - name: b
    version: 1.2.3
    repository: file://../b
    enabled: true
    import-values:
      - data
      - child: z.default
        parent: a
        num: 1.50
  - name: c
    version: ^1
    repository: "file://../c"
    tags: []
  - name: a
    version: 1.2.3
    repository: file://../a
`;
const LOCK = `# kept
dependencies:
- name: a
  repository: file://../a
  version: 1.2.3 # here
- name: b
  repository: file://../b
  version: 1.2.3
- name: c
  repository: file://../c
  version: 1.2.3
- name: a
  repository: file://../a
  version: 1.2.3
digest: sha256:2e033a869ce52437ae481351edab0ff957f72c67be4d36a6237d860006bc9552
generated: "2026-11-20T23:15:06.614345208Z"
`;

const source = (text: string) => YamlSource.parse('Chart.yaml', text, 'as-helm');
const lockOf = (text: string) => {
  const lock = parseHelmLock('Chart.lock', text);
  if (!lock) throw new Error('no lock');
  return lock;
};
const isSynced = (chart: string, lock: string) => isInSync(source(chart), lockOf(lock));

describe("Helm's digest", () => {
  it('is the one that Helm wrote', () => {
    expect(helmLockDigest(source(CHART), lockOf(LOCK).entries)).toBe(lockOf(LOCK).digest);
    expect(isSynced(CHART, LOCK)).toBe(true);
  });

  it.each(['version: ^1', 'alias: first', 'x, "y', 'num: 1.50', 'a.enabled'])(
    'hears a change of %s',
    (part) => {
      const changed = part === 'alias: first' ? 'alias: other' : part.replace(/[1xa]/, '2');
      expect(isSynced(CHART.replace(part, changed), LOCK)).toBe(false);
    },
  );

  it('does not hear comments and quotes', () => {
    expect(isSynced(CHART.replace('version: ^1', "version: '^1' # any"), LOCK)).toBe(true);
  });

  it('is that of a chart without dependencies', () => {
    // sha256 of [null,null]
    expect(helmLockDigest(source('name: x\n'), [])).toBe(
      'sha256:95cb9b4f84ceff132cc7a875d8c192bf4997016a939ee64141c1fd628c0e8738',
    );
  });
});

describe('the version that Chart.lock names', () => {
  const versions = (chart: string, lock: string | undefined) =>
    readChartMetadata(source(chart)).dependencies.map((dependency) =>
      versionInLock(source(chart), lock === undefined ? undefined : lockOf(lock), dependency),
    );

  it('counts where the lock is in step', () => {
    expect(versions(CHART, LOCK)).toEqual(['1.2.3', '1.2.3', '1.2.3', '1.2.3']);
  });

  it('does not count where it is not, or where there is none', () => {
    expect(versions(CHART.replace('^1', '^1.2'), LOCK)[2]).toBeUndefined();
    expect(versions(CHART, undefined)[0]).toBeUndefined();
  });

  it('is by position where a chart is wanted twice', () => {
    const chart = CHART.replace(
      '    repository: file://../a\n    condition',
      '    repository: file://../a\n    condition',
    );
    const two = syncChartLock(LOCK, chart, ({ index }) => (index === 0 ? '1.9.0' : undefined));
    expect(versions(chart, two)).toEqual(['1.9.0', '1.2.3', '1.2.3', '1.2.3']);
  });
});

describe('a Chart.lock that is kept in step', () => {
  it('stays as it is when nothing changed', () => {
    expect(syncChartLock(LOCK, CHART)).toBe(LOCK);
  });

  it('gets the new version where it stands, and the digest', () => {
    const chart = CHART.replace(
      'version: 1.2.3\n    repository: file://../b',
      'version: 1.3.0\n    repository: file://../b',
    );
    const synced = syncChartLock(LOCK, chart);
    const [before, after] = [LOCK.split('\n'), synced.split('\n')];
    expect(after.filter((line, index) => line !== before[index])).toEqual([
      '  version: 1.3.0',
      expect.stringMatching(/^digest: sha256:[0-9a-f]{64}$/),
    ]);
    expect(isSynced(chart, synced)).toBe(true);
  });

  it('takes the versions that were found for ranges', () => {
    const synced = syncChartLock(LOCK, CHART, ({ name }) => (name === 'c' ? '1.9.9' : undefined));
    expect(lockOf(synced).entries[2]?.version).toBe('1.9.9');
    expect(isSynced(CHART, synced)).toBe(true);
  });

  it('keeps what still fits a new range, and is out of step when nothing fits', () => {
    const wider = CHART.replace('version: ^1', 'version: 1.x');
    expect(isSynced(wider, syncChartLock(LOCK, wider))).toBe(true);
    const other = CHART.replace('version: ^1', 'version: ^2');
    const synced = syncChartLock(LOCK, other);
    expect(synced).toBe(LOCK);
    expect(isSynced(other, synced)).toBe(false);
  });

  it('gets and loses entries as Chart.yaml does', () => {
    const more = `${CHART}  - name: d\n    version: 4.0.0\n    repository: https://charts.example\n`;
    const synced = syncChartLock(LOCK, more);
    expect(synced).toContain('# kept\n');
    expect(synced).toContain('1.2.3 # here');
    expect(synced).toContain('- name: d\n  repository: https://charts.example\n  version: 4.0.0\n');
    expect(isSynced(more, synced)).toBe(true);
    expect(lockOf(syncChartLock(synced, CHART))).toEqual(lockOf(LOCK));
  });

  it('follows a repository that moved', () => {
    const moved = CHART.replace('file://../b', 'https://charts.example/b');
    expect(isSynced(moved, syncChartLock(LOCK, moved))).toBe(true);
  });

  it('is left alone where Helm could not read it', () => {
    for (const text of ['', '{', 'dependencies: x\n', 'null\n'])
      expect([text, LOCK]).toContain(syncChartLock(text, text === '' ? 'dependencies: {' : CHART));
    expect(syncChartLock(LOCK, 'a: [')).toBe(LOCK);
  });
});

describe('an exact version', () => {
  it.each(['1.2.3', 'v1.2.3', '1.2.3-rc.1', '1.2.3+up.1'])('%s', (version) => {
    expect(isExactVersion(version)).toBe(true);
  });
  it.each(['1.2', '1.2.x', '^1.2.3', '=1.2.3', '1.2.3 || 2', '', '1.2.3 - 2.0.0', '~1'])(
    'is not %s',
    (version) => {
      expect(isExactVersion(version)).toBe(false);
    },
  );
});
