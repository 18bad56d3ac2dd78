// Documents of stacks, from what their classes render to.
import { describe, expect, it } from 'vitest';
import { documentStack } from '../../../../src/release/documents/docs.ts';
import { documentedStack, classWith } from '../../../support/documented-stack.ts';
import { chartYaml } from '../../../support/native-stack.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { CSCTL_YAML, type Files } from '../../../support/stack-tree.ts';
import { memoryWorld, request } from '../../../support/world.ts';

const docs = (
  stacks: Readonly<Record<string, Files>>,
  minors: readonly string[] = [],
  wish: { file?: string; check?: boolean } = {},
) => {
  const { world } = memoryWorld([], stacks);
  const asked = { reading: request({ minors }), file: wish.file, check: wish.check ?? false };
  return documentStack('stack', Object.keys(stacks), asked, world);
};

describe('docs', () => {
  it('tells of all minors, with the newest as the reference', async () => {
    const { docs: made, problems } = await docs({ stack: documentedStack() });
    expect(problems).toEqual([]);
    expect(made).toHaveLength(1);
    const [one] = made;
    expect(one).toMatchObject({
      stack: 'docker/scs',
      kubernetes: 'v1.35.3',
      file: null,
      status: 'printed',
      workers: ['pool'],
      minors: [
        { minor: '1.33', kubernetes: 'v1.33.10', class: 'docker-scs-1-33-VERSION' },
        { minor: '1.34', kubernetes: 'v1.34.7', class: 'docker-scs-1-34-VERSION' },
        { minor: '1.35', kubernetes: 'v1.35.3', class: 'docker-scs-1-35-VERSION' },
      ],
    });
    const image = { name: 'image', type: 'string', required: false };
    expect(one?.variables).toEqual([
      {
        ...image,
        default: 'fresh',
        minors: ['1.33', '1.34', '1.35'],
        variants: [{ minor: '1.33', variable: { ...image, default: 'old' } }],
      },
      { name: 'more', type: 'string', required: false, default: '', minors: ['1.34', '1.35'], variants: [] },
    ]);
    const hooks = ['AfterControlPlaneInitialized', 'BeforeClusterUpgrade'].map((hook) => ({
      hook,
      action: 'apply',
    }));
    expect(one?.addons).toEqual([
      {
        stage: 'cni',
        chart: 'cilium',
        hooks,
        versions: { '1.33': '1.18.9', '1.34': '1.18.9', '1.35': '1.19.2' },
      },
      {
        stage: 'ccm',
        chart: 'openstack-cloud-controller-manager',
        hooks: [],
        versions: { '1.33': '2.33.1', '1.34': '2.34.2', '1.35': '2.35.0' },
      },
    ]);
    expect(one?.images.map(({ minor, name }) => [minor, name])).toEqual([
      ['1.33', 'docker.io/kindest/node:v1.33.10'],
      ['1.34', 'docker.io/kindest/node:v1.34.7'],
      ['1.35', 'docker.io/kindest/node:v1.35.3'],
    ]);
  });

  it('tells of those that are asked for', async () => {
    const { docs: made } = await docs({ stack: documentedStack() }, ['1.33']);
    expect(made[0]).toMatchObject({ kubernetes: 'v1.33.10', minors: [{ minor: '1.33' }] });
    expect(made[0]?.variables.map(({ name }) => name)).toEqual(['image']);
  });

  it('takes folders of one minor each as one stack', async () => {
    const of = (version: string) => ({ 'csctl.yaml': CSCTL_YAML.replace('v1.34.7', version) });
    const { docs: made } = await docs({ 'stack/b': of('v1.10.1'), 'stack/a': of('v1.9.4') });
    expect(made[0]?.minors.map(({ kubernetes }) => kubernetes)).toEqual(['v1.9.4', 'v1.10.1']);
    expect(made[0]?.kubernetes).toBe('v1.10.1');
  });

  it('refuses several stacks, and a minor that is there twice', async () => {
    const other = { 'csctl.yaml': CSCTL_YAML.replace('Name: scs', 'Name: other') };
    const several = await refusalOf(() => docs({ a: {}, b: other }));
    expect(several.code).toBe('usage');
    expect(several.message).toBe('stack holds 2 stacks: docker/other, docker/scs; expected one');
    const twice = await refusalOf(() => docs({ a: {}, b: {} }));
    expect(twice.code).toBe('stack-duplicate');
    expect(twice.message).toContain('docker/scs for 1.34 twice');
  });

  it('refuses a class that does not render: a document without variables would say that there are none', async () => {
    const broken = { 'cluster-class/templates/class.yaml': '{{ fail "no class" }}\n' };
    const error = await refusalOf(() => docs({ stack: broken }));
    expect(error.code).toBe('class-variables');
    expect(error.message).toContain('no class');
    expect(error.problems[0]?.file).toBe('stack/cluster-class/templates/class.yaml');
    const none = await refusalOf(() =>
      docs({
        stack: { 'cluster-class/templates/class.yaml': 'kind: X\napiVersion: v1\nmetadata: {name: x}\n' },
      }),
    );
    expect(none.message).toContain('no object that it renders is a ClusterClass');
  });

  it('names the command that mends a stale file', async () => {
    const { docs: made, problems } = await docs({ stack: documentedStack() }, ['1.34'], {
      file: 'X.md',
      check: true,
    });
    expect(made[0]).toMatchObject({ file: 'X.md', status: 'stale' });
    expect(problems).toMatchObject([
      { code: 'document-stale', hint: 'run csctl docs stack -k 1.34 -o X.md' },
    ]);
  });

  it('tells of stages with charts of several dependencies, and of variables of any name', async () => {
    const two = `${chartYaml('cni', '1.0.0', 'cilium')}  - name: extra\n    repository: https://charts.example.com\n    version: 2.0.0\n`;
    const odd = `    - name: constructor\n      required: true\n      schema: {openAPIV3Schema: {type: object, properties: {__proto__: {type: string, default: x}}}}\n`;
    const { docs: made } = await docs({
      stack: { 'cluster-addon/cni/Chart.yaml': two, 'cluster-class/templates/class.yaml': classWith(odd) },
    });
    expect(made[0]?.addons.map(({ chart, versions }) => [chart, versions['1.34']])).toEqual([
      ['cilium', '1.0.0'],
      ['extra', '2.0.0'],
    ]);
    expect(made[0]?.variables.map(({ name, required }) => [name, required])).toEqual([
      ['constructor', true],
      ['constructor.__proto__', false],
    ]);
  });
});
