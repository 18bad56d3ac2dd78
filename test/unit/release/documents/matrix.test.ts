// The matrix of stacks, from sources and remotes.
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../../src/io/memory/memory-store.ts';
import { matrixMarkdown } from '../../../../src/release/documents/matrix-markdown.ts';
import type { MatrixRow } from '../../../../src/release/documents/matrix-row.ts';
import { matrixOf } from '../../../../src/release/documents/matrix.ts';
import type { ReleaseStore } from '../../../../src/release/ports.ts';
import { documentedStack } from '../../../support/documented-stack.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { CSCTL_YAML, SINGLE_STAGE, type Files } from '../../../support/stack-tree.ts';
import { memoryWorld, request } from '../../../support/world.ts';

const PRINTED = { file: undefined, check: false };

const matrix = (
  stacks: Readonly<Record<string, Files>>,
  stores: readonly ReleaseStore[] = [],
  minors: readonly string[] = [],
) => {
  const { world } = memoryWorld(stores, stacks);
  const named = Object.keys(stacks);
  return matrixOf(named, { named, reading: request({ minors }), stores, ...PRINTED }, world);
};

/** A store that only has tags. */
async function published(...tags: string[]): Promise<ReleaseStore> {
  const store = new MemoryStore();
  const annotations = { kubernetesVersion: 'v1.34.7' };
  for (const tag of tags) await store.publish({ tag, assets: [], annotations });
  return store;
}

describe('the matrix', () => {
  it('has a row for each minor, with charts as they are pinned and the image of the version', async () => {
    const { matrix: rows, ...rest } = await matrix({ stack: documentedStack() });
    expect(rest).toEqual({ file: null, status: 'printed', problems: [] });
    const charts = (cilium: string, ccm: string) => [
      { stage: 'cni', chart: 'cilium', version: cilium },
      { stage: 'ccm', chart: 'openstack-cloud-controller-manager', version: ccm },
    ];
    expect(rows).toEqual([
      {
        stack: 'docker/scs',
        minor: '1.33',
        kubernetes: 'v1.33.10',
        addons: charts('1.18.9', '2.33.1'),
        image: 'docker.io/kindest/node:v1.33.10',
        published: null,
      },
      expect.objectContaining({ minor: '1.34', addons: charts('1.18.9', '2.34.2') }),
      expect.objectContaining({ minor: '1.35', addons: charts('1.19.2', '2.35.0') }),
    ]);
  });

  it('takes stacks in order of their names, from every layout, and without addons or images', async () => {
    const other = CSCTL_YAML.replace('Name: scs', 'Name: abc');
    const { matrix: rows } = await matrix(
      { z: documentedStack(), a: { ...SINGLE_STAGE, 'csctl.yaml': other } },
      [],
      ['1.34'],
    );
    expect(rows.map(({ stack, minor, image, addons }) => [stack, minor, image, addons.length])).toEqual([
      ['docker/abc', '1.34', null, 0],
      ['docker/scs', '1.34', 'docker.io/kindest/node:v1.34.7', 2],
    ]);
  });

  it('names images that the provider plugin lists', async () => {
    const images =
      'openStackNodeImages:\n  - url: https://x\n    createOpts: {name: one}\n  - createOpts: {name: two}\n';
    const config = `${CSCTL_YAML}    config: {method: get}\n`;
    const { matrix: rows } = await matrix({
      stack: { 'csctl.yaml': config, 'node-images/config.yaml': images },
    });
    expect(rows[0]?.image).toBe('one, two');
  });

  it('tells what is wrong and allowable as warnings, and refuses what is not', async () => {
    const warned = await matrix({ stack: { 'csctl.yaml': `${CSCTL_YAML}  colour: red\n` } });
    expect(warned.problems).toMatchObject([{ code: 'config-unknown-key', severity: 'warning' }]);
    const error = await refusalOf(() =>
      matrix({ stack: { 'csctl.yaml': CSCTL_YAML.replace('v1.34.7', 'x') } }),
    );
    expect(error.kind).toBe('invalid');
  });

  it('names the command that mends a stale file, with all that the file depends on', async () => {
    const stores = [await published('docker-scs-1-34-v1')];
    const hints = async (named: readonly string[], ...minors: string[]) => {
      const { world } = memoryWorld(stores, { a: {}, b: {} });
      const wish = { named, reading: request({ minors }), file: 'X.md', check: true };
      const made = [{ stores }, { stores: [] }].map((more) =>
        matrixOf(['a', 'b'], { ...wish, ...more }, world),
      );
      return (await Promise.all(made)).flatMap(({ problems }) => problems.map(({ hint }) => hint));
    };
    const [remote] = stores.map((store) => store.remote);
    expect(await hints(['a', 'b'], '1.34')).toEqual([
      `run csctl matrix --remote ${remote} -k 1.34 a b -o X.md`,
      'run csctl matrix -k 1.34 a b -o X.md',
    ]);
    expect(await hints([])).toEqual([
      `run csctl matrix --remote ${remote} -o X.md`,
      'run csctl matrix -o X.md',
    ]);
  });
});

describe('what is published', () => {
  const publishedOf = async (...tags: string[]) =>
    (await matrix({ stack: {} }, [await published(...tags)])).matrix[0]?.published;

  it.each([
    [[], null, null],
    [['docker-scs-1-34-v1', 'docker-scs-1-34-v10', 'docker-scs-1-34-v9'], 'v10', 'v10'],
    [['docker-scs-1-34-v2', 'docker-scs-1-34-v3-beta-0', 'docker-scs-1-34-v3-alpha-7'], 'v2', 'v3-beta.0'],
    [['docker-scs-1-34-v2', 'docker-scs-1-34-v2-beta-1', 'docker-scs-1-34-v0-sha-abc'], 'v2', 'v2'],
    [['docker-scs-1-34-v1-alpha-0'], null, 'v1-alpha.0'],
    [['docker-scs-1-33-v5', 'docker-scsx-1-34-v5', 'other-scs-1-34-v5', 'latest'], null, null],
  ])('of %j is %s, and newest %s', async (tags, stable, newest) => {
    expect(await publishedOf(...tags)).toEqual({ stable, newest });
  });

  it('is the newest of all remotes', async () => {
    const stores = [await published('docker-scs-1-34-v1'), await published('docker-scs-1-34-v2-beta-0')];
    expect((await matrix({ stack: {} }, stores)).matrix[0]?.published).toEqual({
      stable: 'v1',
      newest: 'v2-beta.0',
    });
  });
});

describe('its Markdown', () => {
  const row = (more: Partial<MatrixRow>): MatrixRow => ({
    stack: 'docker/scs',
    minor: '1.34',
    kubernetes: 'v1.34.7',
    addons: [],
    image: null,
    published: null,
    ...more,
  });
  const cni = (chart: string, version: string) => ({ stage: 'cni', chart, version });

  it('has a column for each stage, named by the chart that all have', () => {
    const csi = { stage: 'csi', chart: 'cinder', version: '2.0.0' };
    const rows = [
      row({ addons: [cni('cilium', '1.18.9')] }),
      row({ stack: 'openstack/scs', addons: [cni('cilium', '1.19.2'), csi], image: 'node-v1' }),
    ];
    expect(matrixMarkdown(rows)).toBe(`| Stack | Kubernetes | \`cilium\` | \`cinder\` | Node image |
|---|---|---|---|---|
| docker/scs | v1.34.7 | 1.18.9 |  |  |
| openstack/scs | v1.34.7 | 1.19.2 | 2.0.0 | \`node-v1\` |`);
  });

  it('names the chart in each row where stages have several', () => {
    const rows = [
      row({ addons: [cni('cilium', '1.18.9'), cni('extra', '1.0.0')] }),
      row({ addons: [cni('calico', '3|4')] }),
    ];
    expect(matrixMarkdown(rows)).toContain('| `cni` |');
    expect(matrixMarkdown(rows)).toContain('| cilium 1.18.9, extra 1.0.0 |');
    expect(matrixMarkdown(rows)).toContain('| calico 3\\|4 |');
  });

  it('has what is published where a remote was asked', () => {
    const rows = [
      row({ published: { stable: 'v3', newest: 'v4-beta.0' } }),
      row({ published: { stable: 'v3', newest: 'v3' } }),
      row({ published: { stable: null, newest: null } }),
    ];
    const last = matrixMarkdown(rows)
      .split('\n')
      .map((line) => line.split(' | ').at(-1));
    expect(last).toEqual(['Published |', '|---|---|---|---|', 'v3, v4-beta.0 |', 'v3 |', 'none |']);
  });
});
