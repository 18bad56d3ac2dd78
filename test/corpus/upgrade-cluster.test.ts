// A real Cluster manifest brought to another release: two values change, every other byte stays.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ClusterFile } from '../../src/release/manifests/clusters/cluster-file.ts';
import { checkAdmission, classPath, topologyOf, VERSION_PATH } from '../../src/verify/cluster-webhook.ts';
import { corpusPath, hasCorpus } from '../support/corpus.ts';

const FILE = 'stacks/csctl/docker/valencia/topology-docker.yaml';

describe.skipIf(!hasCorpus)(
  `the Cluster of csctl's example${hasCorpus ? '' : ' (skipped: there is no corpus)'}`,
  () => {
    it('changes its class and version, and keeps the rest', () => {
      const text = readFileSync(corpusPath(FILE), 'utf8');
      const file = ClusterFile.parse(FILE, text);
      const [cluster] = file.clusters;
      if (!cluster) throw new Error('there is no Cluster in it');
      const { className, version } = topologyOf(cluster.data);
      expect([className, version]).toEqual(['docker-ferrol-1-27-v2', 'v1.27.3']);
      const [next, kubernetes] = ['docker-ferrol-1-28-v1', 'v1.28.4'];
      const edited = file.withTexts([
        { cluster, path: classPath(cluster.data), value: next },
        { cluster, path: VERSION_PATH, value: kubernetes },
      ]);
      expect(edited).toEqual({
        text: text.replace(className, next).replace(version, kubernetes),
        shared: false,
      });
      const [after] = ClusterFile.parse(FILE, edited.text).clusters;
      expect(after && checkAdmission(after.data, { tag: next, kubernetes }, cluster.data)).toEqual([]);
    });
  },
);
