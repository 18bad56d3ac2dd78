// Generated manifests with kubectl, which reads them as the API server's clients do: every object, every field.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { buildOne, MODES, OWN_STACKS, type Built } from './stacks.ts';
import { scratchFolder } from './scratch.ts';
import { csctl, kubectl, titled } from './tools.ts';

/** What kubectl makes of manifests: each object with an annotation more. */
function throughKubectl(yaml: string): Record<string, unknown>[] {
  const cwd = scratchFolder('manifests');
  writeFileSync(join(cwd, 'manifests.yaml'), yaml);
  const printed = kubectl.ok(['annotate', '--local', '-f', 'manifests.yaml', 'tried=yes', '-o', 'yaml'], {
    cwd,
  });
  return parseAllDocuments(printed).map((document) => document.toJS() as Record<string, unknown>);
}

const uncommented = (yaml: string): string => yaml.replace(/^( +)#(?: |$)/gm, '$1');

/** An object as it comes back. */
function annotated(yaml: string): Record<string, unknown> {
  const data = parse(yaml, { version: '1.1' }) as { metadata: object };
  return { ...data, metadata: { ...data.metadata, annotations: { tried: 'yes' } } };
}

describe.skipIf(kubectl.missing)(titled('kubectl annotate --local', [kubectl]), () => {
  describe.each(OWN_STACKS)('$name', ({ folder, flags }) => {
    let release: Built;
    beforeAll(() => {
      release = buildOne(folder, [...flags, ...MODES.custom]);
    });
    const generate = (...args: string[]): string =>
      csctl(['generate', args[0] ?? '', release.folder, ...args.slice(1)], { cwd: scratchFolder('here') });

    it('reads the ClusterStack', () => {
      const yaml = generate('clusterstack', '-n', 'tenant');
      expect(throughKubectl(yaml)).toEqual([annotated(yaml)]);
    });

    it.each(['v1beta1', 'v1beta2'])(
      'reads the Cluster of %s, with all its comments uncommented too',
      (api) => {
        const yaml = generate('cluster', '--api', api);
        for (const text of [yaml, uncommented(yaml)]) expect(throughKubectl(text)).toEqual([annotated(text)]);
      },
    );
  });
});
