// A maintainer's life: releases one after the other against one layout.
import { mkdirSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  edit,
  KUBERNETES,
  NEXT_PATCH,
  run,
  runBoth,
  runJson,
  SERIES,
  STACK,
  useInstalledPackage,
  workshop,
  type JsonRelease,
} from '../support/csctl.ts';
import { snapshot } from '../support/temp-folder.ts';

useInstalledPackage();

/** One repository and one layout. */
class Maintainer {
  readonly cwd = workshop();

  private args(command: string, mode: string): string[] {
    return [command, '-m', mode, '--remote', 'layout:releases', STACK];
  }

  async release(mode = 'stable'): Promise<JsonRelease> {
    const { code, json } = await runJson([...this.args('create', mode), '--publish'], this);
    const [release] = json.releases;
    if (code !== 0 || !release) throw new Error(JSON.stringify(json));
    return release;
  }

  /** The decision table as text, a row a component. */
  async table(): Promise<string[]> {
    const { stdout } = await run([...this.args('create', 'stable'), '--dry-run'], this);
    const rows = stdout
      .split('\n')
      .filter((line) => /^ {2}(COMPONENT|clusterStack|clusterAddon|nodeImage) /.test(line));
    return rows.map((row) => row.trim().replace(/ {2,}/g, ' | '));
  }

  plan(mode = 'stable', ...flags: string[]) {
    return runBoth([...this.args('plan', mode), ...flags], this);
  }

  change(file: string, from: string | RegExp = /^/, to = '# changed\n'): this {
    edit(join(this.cwd, STACK, file), from, to);
    return this;
  }

  path(...steps: string[]): string {
    return join(this.cwd, 'releases', ...steps);
  }

  /** Another tag for the newest manifest, as `skopeo copy` would make it. */
  tag(name: string): void {
    const index = JSON.parse(readFileSync(this.path('index.json'), 'utf8')) as { manifests: object[] };
    const copy = { ...index.manifests.at(-1), annotations: { 'org.opencontainers.image.ref.name': name } };
    writeFileSync(
      this.path('index.json'),
      JSON.stringify({ ...index, manifests: [...index.manifests, copy] }),
    );
  }
}

const versionsOf = ({ versions }: JsonRelease) => Object.values(versions).join(' ');
const reasonsOf = ({ decision }: JsonRelease, component: string) =>
  decision.find((one) => one.component === component)?.reasons;

describe('stable releases, one after the other', () => {
  it('raise what changed, keep what did not, and say why', async () => {
    const maintainer = new Maintainer();

    const why = 'first release in channel stable';
    expect(await maintainer.table()).toEqual([
      'COMPONENT | FROM | TO | WHY',
      ...['clusterStack', 'clusterAddon', 'nodeImage'].map((name) => `${name} | - | v1 | ${why}`),
    ]);
    const first = await maintainer.release();
    expect(first).toMatchObject({ tag: `${SERIES}-v1`, kubernetes: KUBERNETES });
    expect(versionsOf(first)).toBe('v1 v1 v1');

    const before = snapshot(maintainer.cwd);
    const again = ['create', '--remote', 'layout:releases', '--publish', STACK];
    const { code, stdout, json } = await runBoth(again, maintainer);
    expect(code).toBe(4);
    expect(stdout).toBe(
      `${SERIES}-v1  Kubernetes ${KUBERNETES}  unchanged\nnothing to release: no change since the last one\n`,
    );
    expect(json.releases[0]).toMatchObject({
      tag: `${SERIES}-v1`,
      status: 'unchanged',
      folder: null,
      published: [],
    });
    expect(snapshot(maintainer.cwd)).toEqual(before);

    maintainer.change('cluster-class/templates/cluster-class.yaml', /^/, '{{- /* changed */ -}}\n');
    expect(await maintainer.table()).toEqual([
      'COMPONENT | FROM | TO | WHY',
      'clusterStack | v1 | v2 | cluster-class: 1 file changed',
      'clusterAddon | v1 | v1 | unchanged',
      'nodeImage | v1 | v1 | unchanged',
    ]);
    const second = await maintainer.release();
    expect(second.tag).toBe(`${SERIES}-v2`);
    expect(versionsOf(second)).toBe('v2 v1 v1');
    const digest = ({ assets }: JsonRelease, part: string) =>
      assets.find(({ name }) => name.includes(part))?.digest;
    expect(digest(second, 'cluster-addon')).toBe(digest(first, 'cluster-addon'));
    expect(digest(second, 'cluster-class')).not.toBe(digest(first, 'cluster-class'));

    const third = await maintainer.change('clusteraddon.yaml').release();
    expect(versionsOf(third)).toBe('v3 v2 v1');
    expect(reasonsOf(third, 'clusterAddon')).toEqual(['clusteraddon.yaml changed']);

    const fourth = await maintainer.change('csctl.yaml', KUBERNETES, NEXT_PATCH).release();
    expect(fourth.kubernetes).toBe(NEXT_PATCH);
    expect(versionsOf(fourth)).toBe('v4 v2 v1');
    expect(reasonsOf(fourth, 'clusterStack')).toEqual([`Kubernetes ${KUBERNETES} -> ${NEXT_PATCH}`]);

    const published = ['v1', 'v2', 'v3', 'v4'].map((version) => `${SERIES}-${version}`);
    const verified = await run(['verify', '--remote', 'layout:releases', ...published], maintainer);
    expect(verified.stdout).toMatch(/^ok: 4 releases, /m);

    const fifth = await maintainer
      .change('cluster-addon/cni/values.yaml')
      .change('cluster-class/values.yaml')
      .release();
    expect(versionsOf(fifth)).toBe('v5 v3 v1');
    expect(reasonsOf(fifth, 'clusterStack')).toEqual([
      'cluster-addon/cni: 1 file changed',
      'cluster-class: 1 file changed',
    ]);
  });

  it('plan tells the files, and that README and time do not count', async () => {
    const maintainer = new Maintainer();
    await maintainer.release();
    maintainer.change('README.md', /^/, 'More words.\n');
    expect((await maintainer.plan('stable', '--exit-code')).code).toBe(4);
    const { stdout, json } = await maintainer
      .change('cluster-addon/cni/values.yaml')
      .plan('stable', '--exit-code');
    expect(json.plans[0]).toMatchObject({ tag: `${SERIES}-v2`, previous: `${SERIES}-v1`, changed: true });
    expect(json.plans[0]?.decision[1]?.files).toEqual([
      { path: 'cluster-addon/cni/values.yaml', change: 'modified' },
    ]);
    expect(stdout).toContain(`${STACK} -> ${SERIES}-v2  Kubernetes ${KUBERNETES}  (since ${SERIES}-v1)\n`);
    expect(stdout).toContain('\n  FILES\n    M cluster-addon/cni/values.yaml\n');
  });

  it('going back to an earlier content is a new version, not an earlier one', async () => {
    const maintainer = new Maintainer();
    await maintainer.release();
    await maintainer.change('cluster-class/values.yaml').release();
    const release = await maintainer.change('cluster-class/values.yaml', '# changed\n', '').release();
    expect(versionsOf(release)).toBe('v3 v1 v1');
  });

  it('an older Kubernetes is refused', async () => {
    const maintainer = new Maintainer();
    await maintainer.change('csctl.yaml', KUBERNETES, NEXT_PATCH).release();
    const { code, json } = await maintainer.change('csctl.yaml', NEXT_PATCH, KUBERNETES).plan();
    expect({ code, error: json.error.code }).toEqual({ code: 3, error: 'kubernetes-downgrade' });
  });
});

describe('what else is in the layout', () => {
  it.each(['docker-scs-latest', `${SERIES}-v2-rc1-x-y`, `${SERIES}-V2`, 'docker-scs-1-34'])(
    'the foreign tag %s is ignored, with a note',
    async (name) => {
      const maintainer = new Maintainer();
      await maintainer.release();
      maintainer.tag(name);
      const { code, stderr, json } = await maintainer.change('cluster-class/values.yaml').plan();
      expect({ code, tag: json.plans[0]?.tag }).toEqual({ code: 0, tag: `${SERIES}-v2` });
      expect(stderr).toContain(
        `note: layout:releases: the tag "${name}" is no cluster stack release; ignored\n`,
      );
      expect((await maintainer.release()).tag).toBe(`${SERIES}-v2`);
    },
  );

  it('tags of others are ignored without a word, and kept', async () => {
    const maintainer = new Maintainer();
    await maintainer.release();
    for (const name of ['latest', 'openstack-scs-1-34-v9', SERIES.replace('scs', 'scs2') + '-v9'])
      maintainer.tag(name);
    expect((await maintainer.plan()).stderr).not.toContain('note:');
    expect((await maintainer.change('cluster-class/values.yaml').release()).tag).toBe(`${SERIES}-v2`);
    expect(readFileSync(maintainer.path('index.json'), 'utf8')).toContain('"latest"');
  });

  it.each<[string, (maintainer: Maintainer) => void]>([
    [
      'index.json cut short',
      (m) => {
        truncateSync(m.path('index.json'), 50);
      },
    ],
    [
      'index.json empty',
      (m) => {
        truncateSync(m.path('index.json'));
      },
    ],
    [
      'index.json gone',
      (m) => {
        renameSync(m.path('index.json'), m.path('index.bak'));
      },
    ],
    [
      'oci-layout gone',
      (m) => {
        renameSync(m.path('oci-layout'), m.path('x'));
      },
    ],
    [
      'the blobs cut short',
      (m) => {
        for (const name of readdirSync(m.path('blobs/sha256')))
          truncateSync(m.path('blobs/sha256', name), 10);
      },
    ],
    [
      'the blobs gone',
      (m) => {
        renameSync(m.path('blobs'), m.path('moved'));
        mkdirSync(m.path('blobs'));
      },
    ],
  ])('damage is exit 5 and never v1: %s', async (_, damage) => {
    const maintainer = new Maintainer();
    await maintainer.release();
    damage(maintainer);
    const before = snapshot(maintainer.cwd);
    const { code, stdout, json } = await runBoth(
      ['create', '--remote', 'layout:releases', STACK],
      maintainer,
    );
    expect({ code, error: json.error.code, stdout }).toEqual({
      code: 5,
      error: 'remote-damaged',
      stdout: '',
    });
    const { code: planned } = await runJson(['plan', '--remote', 'layout:releases', STACK], maintainer);
    expect(planned).toBe(5);
    expect(snapshot(maintainer.cwd)).toEqual(before);
  });
});

describe('beta and alpha', () => {
  it('count from 0 towards the next stable, each for itself', async () => {
    const maintainer = new Maintainer();
    const next = async (mode: string, text: string) => {
      const release = await maintainer.change('cluster-class/values.yaml', /^/, `# ${text}\n`).release(mode);
      return release.tag.replace(`${SERIES}-`, '');
    };
    expect(await next('beta', 'a')).toBe('v1-beta-0');
    expect(await next('beta', 'b')).toBe('v1-beta-1');
    expect(await next('alpha', 'c')).toBe('v1-alpha-0');
    expect(await next('stable', 'd')).toBe('v1');
    expect(await next('beta', 'e')).toBe('v2-beta-0');
    expect(await next('alpha', 'f')).toBe('v2-alpha-0');
    expect(await next('stable', 'g')).toBe('v2');
  });

  it('compare with the newest of stable and their own', async () => {
    const maintainer = new Maintainer();
    await maintainer.release();
    expect((await maintainer.plan('beta', '--exit-code')).code).toBe(4);
    const release = await maintainer.change('cluster-addon/cni/values.yaml').release('beta');
    expect(release).toMatchObject({
      tag: `${SERIES}-v2-beta-0`,
      versions: { clusterStack: 'v2-beta.0', nodeImage: 'v1' },
    });
    expect((await maintainer.plan('beta', '--exit-code')).code).toBe(4);
    const stable = (await maintainer.plan('stable')).json.plans[0];
    expect(stable).toMatchObject({ tag: `${SERIES}-v2`, previous: `${SERIES}-v1`, changed: true });
  });

  it('warn from beta.10 on, which the operator sorts before beta.9', async () => {
    const maintainer = new Maintainer();
    await maintainer.release('beta');
    maintainer.tag(`${SERIES}-v1-beta-9`);
    const { stdout, stderr } = await maintainer.change('cluster-class/values.yaml').plan('beta');
    expect(stdout).toContain(`${SERIES}-v1-beta-10`);
    expect(stderr).toContain('warning[prerelease-order]');
  });
});
