// render as people see it: YAML on stdout, and why something is not there on stderr.
import { describe, expect, it } from 'vitest';
import { showRendered } from '../../../../src/cli/show/render.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import { problem } from '../../../../src/problem/problem.ts';
import type { RenderResult, ShownChart } from '../../../../src/release/render.ts';

const PLAIN = new Style(false, undefined);
const chart = (text: string | null): ShownChart => ({ text, objects: [] });
const result = (more: Partial<RenderResult> = {}): RenderResult => ({
  ...{ name: 'tiny', kubernetes: 'v1.34.7', class: { name: 'docker-scs-1-34-v1', ...chart('---\nclass\n') } },
  ...{ addons: [], warnings: [] },
  ...more,
});
const stage = (name: string, text: string | null) => ({ stage: name, values: 'mtu: 1\n', ...chart(text) });

describe('what is rendered', () => {
  it('goes to stdout as it is: the class, then the stages', () => {
    const addons = [stage('dns', '---\ndns\n'), stage('cni', '---\ncni\n')];
    expect(showRendered(result({ addons }), PLAIN)).toEqual({
      ...{ out: '---\nclass\n---\ndns\n---\ncni\n', err: '' },
    });
  });

  it('is not coloured, so that kubectl can read it', () => {
    const loud = new Style(true, 40);
    expect(showRendered(result(), loud).out).toBe('---\nclass\n');
  });

  it('lacks the charts that were left out, and stderr says why', () => {
    const missing = problem('stage-dependency-missing', 'not rendered: the chart depends on "cilium"', {
      ...{ file: 'tiny/cluster-addon/cni/Chart.yaml', hint: 'add --embed-dependencies' },
    });
    const shown = showRendered(result({ addons: [stage('cni', null)], warnings: [missing] }), PLAIN);
    expect(shown.out).toBe('---\nclass\n');
    expect(shown.err).toContain('stage-dependency-missing');
    expect(shown.err).toContain('not rendered: the chart depends on "cilium"');
    expect(shown.err).toContain('-> add --embed-dependencies');
  });

  it('may be nothing', () => {
    expect(showRendered(result({ class: { name: null, ...chart(null) } }), PLAIN)).toEqual({
      out: '',
      err: '',
    });
    expect(showRendered(result({ class: { name: 'a', ...chart('') } }), PLAIN).out).toBe('');
  });
});
