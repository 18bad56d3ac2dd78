// generate cluster --upgrade-from as text: YAML alone on stdout, what changed beside it.
import { describe, expect, it } from 'vitest';
import { showUpgraded } from '../../../../src/cli/show/cluster-upgrade.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import type { UpgradeResult } from '../../../../src/release/manifests/clusters/cluster-upgrade.ts';

const STYLE = new Style(false, undefined);
const TO = { class: 'docker-scs-1-35-v1', kubernetes: 'v1.35.2' };

const result = (
  file: string | null,
  variables: UpgradeResult['clusters'][number]['variables'],
): UpgradeResult => ({
  tag: 'docker-scs-1-35-v1',
  manifests: [
    { name: 'cluster.yaml', file, status: file === null ? 'printed' : 'written', text: 'kind: Cluster\n' },
  ],
  warnings: [],
  clusters: [
    { name: 'one', from: { class: 'docker-scs-1-34-v1', kubernetes: 'v1.34.7' }, to: TO, variables },
  ],
});

const STEP = 'one  docker-scs-1-34-v1 -> docker-scs-1-35-v1, v1.34.7 -> v1.35.2\n';

describe('an upgraded Cluster', () => {
  it('is printed, and told beside it', () => {
    const found = [
      { level: 'breaking', kind: 'variable-removed', variable: 'a', message: 'the variable a is gone' },
      { level: 'additive', kind: 'variable-added', variable: 'b', message: 'the variable b is new' },
    ] as const;
    expect(showUpgraded(result(null, found), STYLE, undefined)).toEqual({
      out: 'kind: Cluster\n',
      err: `${STEP}  breaking  the variable a is gone\n  additive  the variable b is new\n`,
    });
  });

  it('is told with the file that was written, and what to do next', () => {
    expect(showUpgraded(result('c.yaml', []), STYLE, 'c.yaml')).toEqual({
      out: `${STEP}  the variables of the class are the same\nc.yaml  written\nnext: kubectl apply -f c.yaml\n`,
      err: '',
    });
  });

  it('says nothing of variables that are not known, and nothing twice that stays', () => {
    const [cluster] = result(null, null).clusters;
    const same = { ...result(null, null), clusters: cluster ? [{ ...cluster, from: TO }] : [] };
    expect(showUpgraded(same, STYLE, undefined).err).toBe('one  docker-scs-1-35-v1, v1.35.2\n');
  });
});
