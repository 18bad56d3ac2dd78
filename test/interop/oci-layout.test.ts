// OCI layouts of ours, read, copied and continued with skopeo, oras and a real registry.
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snapshot } from '../support/temp-folder.ts';
import { startRegistry, type Registry } from './registry.ts';
import { scratchFolder } from './scratch.ts';
import { buildOne, writeStagedStack, type Built } from './stacks.ts';
import { csctl, diff, dockerRegistry, oras, runCsctl, skopeo, titled } from './tools.ts';

const TAGS = ['docker-layout-1-34-v1', 'docker-layout-1-34-v2', 'docker-layout-1-34-v3'];
/** Three changes, each seen in another component. */
const CHANGES = ['cluster-class/values.yaml', 'cluster-addon/one/values.yaml', 'clusteraddon.yaml'];

/** A layout with three releases, and what they were made from. */
interface Published {
  readonly stack: string;
  /** Where the layout folder is, called `layout`. */
  readonly cwd: string;
  readonly releases: readonly Built[];
}

function publishThree(): Published {
  const stack = writeStagedStack('layout');
  const cwd = scratchFolder('published');
  const releases = CHANGES.map((file) => {
    appendFileSync(join(stack, file), `# changed ${file}\n`);
    return buildOne(stack, ['--remote', `layout:${join(cwd, 'layout')}`, '--publish'], join(cwd, 'releases'));
  });
  return { stack, cwd, releases };
}

/** skopeo reads no policy and asks nobody. */
const runSkopeo = (args: readonly string[], cwd: string): string =>
  skopeo.ok(['--insecure-policy', ...args], { cwd });

/** The manifest of a tag as the layout holds it. */
function manifestOf(layout: string, tag: string): { digest: string; text: string } {
  const index = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as {
    manifests: { digest: string; annotations?: Record<string, string> }[];
  };
  const found = index.manifests.filter(
    ({ annotations }) => annotations?.['org.opencontainers.image.ref.name'] === tag,
  );
  expect(found).toHaveLength(1);
  const digest = found[0]?.digest ?? '';
  return { digest, text: readFileSync(join(layout, 'blobs', digest.replace(':', '/')), 'utf8') };
}

interface Planned {
  readonly plans: readonly {
    readonly tag: string;
    readonly previous: string;
    readonly decision: readonly { readonly changed: boolean }[];
  }[];
}

/** What `plan` says of the one stack. */
function planned(stack: string, layout: string, cwd: string) {
  const { plans } = JSON.parse(
    csctl(['plan', stack, '--json', '--remote', `layout:${layout}`], { cwd }),
  ) as Planned;
  const [plan] = plans;
  return { tag: plan?.tag, previous: plan?.previous, changed: plan?.decision.some(({ changed }) => changed) };
}

describe.skipIf(skopeo.missing)(titled('skopeo and a layout of ours', [skopeo]), () => {
  let published: Published;
  beforeAll(() => {
    published = publishThree();
  });

  it('has the three versions', () => {
    expect(published.releases.map(({ tag }) => tag)).toEqual(TAGS);
  });

  it.each(TAGS)('inspect --raw shows the manifest of %s, with every file by its name', (tag) => {
    const raw = runSkopeo(['inspect', '--raw', `oci:layout:${tag}`], published.cwd);
    expect(raw).toBe(manifestOf(join(published.cwd, 'layout'), tag).text);
    const { layers } = JSON.parse(raw) as { layers: { annotations: Record<string, string> }[] };
    const titles = layers.map(({ annotations }) => annotations['org.opencontainers.image.title']);
    expect(titles).toEqual(Object.keys(snapshot(join(published.cwd, 'releases', tag))));
  });

  it('copy keeps the digests', () => {
    const { cwd } = published;
    for (const tag of TAGS) runSkopeo(['copy', `oci:layout:${tag}`, `oci:copied:${tag}`], cwd);
    for (const tag of TAGS) {
      expect(manifestOf(join(cwd, 'copied'), tag)).toEqual(manifestOf(join(cwd, 'layout'), tag));
    }
    expect(snapshot(join(cwd, 'copied/blobs'))).toEqual(snapshot(join(cwd, 'layout/blobs')));
  });

  it('a copy is one that plan knows as its own', () => {
    const { cwd, stack } = published;
    runSkopeo(['copy', `oci:layout:${TAGS[2]}`, `oci:last:${TAGS[2]}`], cwd);
    expect(planned(stack, 'last', cwd)).toMatchObject({ previous: TAGS[2], changed: false });
  });
});

describe.skipIf(oras.missing)(titled('oras and a layout of ours', [oras, diff]), () => {
  let published: Published;
  beforeAll(() => {
    published = publishThree();
  });

  it('repo tags lists the releases', () => {
    const tags = oras.ok(['repo', 'tags', '--oci-layout', 'layout'], { cwd: published.cwd });
    expect(tags.trim().split('\n').sort()).toEqual(TAGS);
  });

  it.skipIf(diff.missing).each(TAGS)('pull writes the files of the release folder of %s', (tag) => {
    const { cwd } = published;
    oras.ok(['pull', '--oci-layout', `layout:${tag}`, '--output', `pulled/${tag}`], { cwd });
    expect(diff.ok(['-r', `pulled/${tag}`, `releases/${tag}`], { cwd })).toBe('');
  });

  it('copy keeps the digests', () => {
    const { cwd } = published;
    for (const tag of TAGS) {
      oras.ok(['copy', '--from-oci-layout', `layout:${tag}`, '--to-oci-layout', `copied:${tag}`], { cwd });
      expect(manifestOf(join(cwd, 'copied'), tag)).toEqual(manifestOf(join(cwd, 'layout'), tag));
    }
  });

  it('a layout that oras wrote is one that csctl continues', () => {
    const { cwd, stack } = published;
    const tag = TAGS[2] ?? '';
    oras.ok(['copy', '--from-oci-layout', `layout:${tag}`, '--to-oci-layout', `continued:${tag}`], { cwd });
    expect(planned(stack, 'continued', cwd)).toMatchObject({ previous: tag, changed: false });
    appendFileSync(join(stack, 'cluster-class/values.yaml'), '# after oras\n');
    const built = buildOne(stack, ['--remote', `layout:${join(cwd, 'continued')}`, '--publish']);
    expect(built.tag).toBe('docker-layout-1-34-v4');
    const tags = oras.ok(['repo', 'tags', '--oci-layout', 'continued'], { cwd }).trim().split('\n').sort();
    expect(tags).toEqual([tag, built.tag]);
    oras.ok(['pull', '--oci-layout', `continued:${built.tag}`, '--output', 'after'], { cwd });
    expect(snapshot(join(cwd, 'after'))).toEqual(snapshot(built.folder));
  });
});

const needed = [dockerRegistry, skopeo, oras];

describe.skipIf(needed.some(({ missing }) => missing))(titled('by way of a real registry', needed), () => {
  let registry: Registry | undefined;
  let published: Published;
  const at = (tag: string) => `${registry?.host}/stacks:${tag}`;

  beforeAll(async () => {
    registry = await startRegistry();
    published = publishThree();
    for (const tag of TAGS) {
      runSkopeo(
        ['copy', '--dest-tls-verify=false', `oci:layout:${tag}`, `docker://${at(tag)}`],
        published.cwd,
      );
    }
  });
  afterAll(() => registry?.stop());

  it.each(TAGS)('oras pulls the files of %s', (tag) => {
    const { cwd } = published;
    oras.ok(['pull', '--plain-http', at(tag), '--output', `pulled/${tag}`], { cwd });
    expect(snapshot(join(cwd, 'pulled', tag))).toEqual(snapshot(join(cwd, 'releases', tag)));
  });

  it('the registry gives the manifests the same digests', () => {
    for (const tag of TAGS) {
      const digest = oras.ok(['resolve', '--plain-http', at(tag)], { cwd: published.cwd }).trim();
      expect(digest).toBe(manifestOf(join(published.cwd, 'layout'), tag).digest);
    }
  });

  it('oras copies a release from the layout into the registry', () => {
    const { cwd } = published;
    const tag = TAGS[0] ?? '';
    const target = `${registry?.host}/by-oras:${tag}`;
    oras.ok(['copy', '--from-oci-layout', `layout:${tag}`, '--to-plain-http', target], { cwd });
    oras.ok(['pull', '--plain-http', target, '--output', 'by-oras'], { cwd });
    expect(snapshot(join(cwd, 'by-oras'))).toEqual(snapshot(join(cwd, 'releases', tag)));
  });

  it('a layout that skopeo wrote from the registry is one that csctl continues', () => {
    const { cwd, stack } = published;
    for (const tag of TAGS)
      runSkopeo(['copy', '--src-tls-verify=false', `docker://${at(tag)}`, `oci:new:${tag}`], cwd);
    expect(planned(stack, 'new', cwd)).toMatchObject({ previous: TAGS[2], changed: false });
    const idle = runCsctl(['create', stack, '--remote', 'layout:new', '--publish'], { cwd });
    expect(idle.code, idle.stderr).toBe(4);

    appendFileSync(join(stack, 'cluster-class/values.yaml'), '# after the registry\n');
    expect(planned(stack, 'new', cwd)).toMatchObject({
      previous: TAGS[2],
      tag: 'docker-layout-1-34-v4',
      changed: true,
    });
    const built = buildOne(stack, ['--remote', `layout:${join(cwd, 'new')}`, '--publish']);
    expect(built).toMatchObject({ tag: 'docker-layout-1-34-v4', status: 'published' });
    expect(built.versions).toMatchObject({ clusterStack: 'v4' });

    const known = [...TAGS, built.tag];
    for (const tag of known) {
      const raw = runSkopeo(['inspect', '--raw', `oci:new:${tag}`], cwd);
      expect(raw).toBe(manifestOf(join(cwd, 'new'), tag).text);
    }
    runSkopeo(['copy', '--dest-tls-verify=false', `oci:new:${built.tag}`, `docker://${at(built.tag)}`], cwd);
    oras.ok(['pull', '--plain-http', at(built.tag), '--output', 'pulled/new'], { cwd });
    expect(snapshot(join(cwd, 'pulled/new'))).toEqual(snapshot(built.folder));
  });
});
