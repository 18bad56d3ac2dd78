// generate cluster: a Cluster that is let in as it stands, and with every comment in it uncommented.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { toData } from '../../../../../src/render/encoding/data.ts';
import { decodeYaml } from '../../../../../src/render/encoding/yaml-decode.ts';
import {
  clusterText,
  generateCluster,
  labelsFor,
  type ClusterWish,
} from '../../../../../src/release/manifests/clusters/cluster.ts';
import { placeholdersIn } from '../../../../../src/release/manifests/manifest-text.ts';
import { parseTag } from '../../../../../src/stack/release-name.ts';
import type { ClassModel } from '../../../../../src/verify/class/class-model.ts';
import { dataOf, type Data } from '../../../../../src/verify/class/data.ts';
import { checkTopology } from '../../../../../src/verify/cluster-variables.ts';
import { checkAdmission } from '../../../../../src/verify/cluster-webhook.ts';
import { CLASS_NAME } from '../../../../support/class-chart.ts';
import { classModel, classWithVariables, renderedClass } from '../../../../support/class-model.ts';
import { CLASS_FILES, reader } from '../../../../support/reading-world.ts';
import { refusalOf } from '../../../../support/refusal.ts';
import { classTemplate } from '../../../../support/tiny-class.ts';

const WISH: ClusterWish = {
  ...{ name: 'my-cluster', namespace: undefined, api: 'v1beta1', controlPlane: 1, workers: [], set: [] },
};
const RELEASE = { tag: CLASS_NAME, kubernetes: 'v1.34.7' };

const text = (model: ClassModel, wish: Partial<ClusterWish> = {}, labels = {}) =>
  clusterText({ release: RELEASE, class: renderedClass(model), labels }, { ...WISH, ...wish });

/** As Go reads it. */
const read = (yaml: string): Data => dataOf(toData(decodeYaml(yaml)));
const topologyIn = (yaml: string): Data => dataOf(dataOf(read(yaml)['spec'])['topology']);

/** What the text says about. */
const uncommented = (yaml: string): string => yaml.replace(/^( +)#(?: |$)/gm, '$1');

const variable = (name: string, schema: object, required = false) => ({
  ...{ name, required, schema: { openAPIV3Schema: schema } },
});

/** The problems of a Cluster; what stands for something else is not held against it. */
function problems(yaml: string, model: ClassModel): string[] {
  const isOpen = (value: unknown) => placeholdersIn(JSON.stringify(value)).length > 0;
  const data = read(yaml);
  return [...checkAdmission(data, RELEASE), ...checkTopology(data, model, isOpen)].map(
    ({ message }) => message,
  );
}

describe('the text of a Cluster', () => {
  it('has all that it needs, and all that it could have as comments', () => {
    expect(text(classModel(['name: token\n      required: false', 'name: token\n      required: true'])))
      .toBe(`\
# csctl generate cluster docker-scs-1-34-v1
## Put your own values where <WORDS-IN-BRACKETS> stand.
## To set a variable that is a comment, take the "# " away before its lines.
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: my-cluster
spec:
  clusterNetwork:
    pods:
      cidrBlocks:
        - 172.16.0.0/16
    services:
      cidrBlocks:
        - 10.96.0.0/12
    serviceDomain: cluster.local
  topology:
    class: docker-scs-1-34-v1
    ## Class and version change together: the operator takes only the version of the release.
    version: v1.34.7
    controlPlane:
      replicas: 1
    workers:
      machineDeployments:
        - class: default-worker
          name: md-0
          replicas: 1
    variables:
      ## token (string, required)
      ## Put your own value.
      - name: token
        value: <TOKEN>

      ## nodeImage (string)
      # - name: nodeImage
      #   value: kindest/node

      ## mirrors (object[])
      ## - mirrors[].host (string, required)
      ## - mirrors[].url (string)
      # - name: mirrors
      #   value: []

      ## audit (object)
      ## - audit.enabled (boolean)
      ## - audit.level (string, one of "low", "high")
      # - name: audit
      #   value:
      #     enabled: true
      #     level: low
`);
  });

  it('has no list of variables that is nothing but comments', () => {
    const yaml = text(classWithVariables([variable('mode', { type: 'string', default: 'yes' })]));
    expect(yaml).toMatch(
      /\n {4}# variables:\n {4}# {3}## mode \(string\)\n {4}# {3}- name: mode\n {4}# {5}value: "yes"\n$/,
    );
    expect(topologyIn(yaml)).not.toHaveProperty('variables');
    expect(topologyIn(uncommented(yaml))['variables']).toEqual([{ name: 'mode', value: 'yes' }]);
    expect(text(classWithVariables([]))).toMatch(/replicas: 1\n$/);
  });

  it('names the class where the version of the API has it', () => {
    const yaml = text(classModel(), { api: 'v1beta2' });
    expect(read(yaml)['apiVersion']).toBe('cluster.x-k8s.io/v1beta2');
    expect(topologyIn(yaml)).toMatchObject({ classRef: { name: CLASS_NAME }, version: 'v1.34.7' });
    expect(topologyIn(yaml)).not.toHaveProperty('class');
    expect(problems(yaml, classModel())).toEqual([]);
  });

  it('has the name, namespace, label and nodes that are asked for', () => {
    const wish = { name: 'prod', namespace: 'tenant', controlPlane: 3, workers: [5] };
    const yaml = text(classModel(), wish, { 'managed-secret': 'clouds-yaml' });
    expect(read(yaml)['metadata']).toEqual({
      ...{ name: 'prod', namespace: 'tenant', labels: { 'managed-secret': 'clouds-yaml' } },
    });
    expect(topologyIn(yaml)).toMatchObject({
      controlPlane: { replicas: 3 },
      workers: { machineDeployments: [{ class: 'default-worker', name: 'md-0', replicas: 5 }] },
    });
    expect(yaml).toMatch(
      / {4}## Brings the credentials into the cluster: .*\n {4}managed-secret: clouds-yaml\n/,
    );
  });

  it('has workers of every class, machine pools too', () => {
    const more = classModel([
      '\n  workers:\n',
      '\n  workers:\n    machinePools: [{class: pool}, {class: spot}]\n',
    ]);
    expect(topologyIn(text(more, { workers: [2, 0] }))['workers']).toEqual({
      machineDeployments: [{ class: 'default-worker', name: 'md-0', replicas: 2 }],
      machinePools: [
        { class: 'pool', name: 'mp-0', replicas: 0 },
        { class: 'spot', name: 'mp-1', replicas: 1 },
      ],
    });
  });

  it('tells what a variable is like, and where its value is from', () => {
    const yaml = text(
      classWithVariables([
        variable('network', { type: 'string', format: 'uuid', minLength: 1 }, true),
        variable(
          'zone',
          {
            type: 'string',
            example: 'nova',
            description: 'Where it runs.\nAnd more.\n\n- a list\n- of words',
          },
          true,
        ),
        variable('tier', { type: 'string', enum: ['low', 'high'] }, true),
        variable('pools', { type: 'array', default: [], items: { type: 'integer' }, example: [1, 2] }),
        variable('mtu', { type: 'integer', example: 1450 }),
      ]),
    );
    expect(yaml.slice(yaml.indexOf('    variables:'))).toBe(`\
    variables:
      ## network (string, required)
      ## Put your own value: minLength 1, format uuid.
      - name: network
        value: <NETWORK>

      ## zone (string, required): Where it runs. And more.
      ##
      ## - a list
      ## - of words
      ## The value is the example of the class: put your own.
      - name: zone
        value: nova

      ## tier (string, required, one of "low", "high")
      - name: tier
        value: low

      ## pools (integer[])
      ## Example:
      ##   - 1
      ##   - 2
      # - name: pools
      #   value: []

      ## mtu (integer, no default)
      # - name: mtu
      #   value: 1450
`);
  });

  it('is refused for nodes that cannot be', async () => {
    const refused = async (wish: Partial<ClusterWish>) =>
      refusalOf(() => Promise.resolve(text(classModel(), wish)));
    expect(await refused({ controlPlane: 2 })).toMatchObject({
      code: 'usage',
      message: '--control-plane is 2; expected an odd number',
    });
    expect(await refused({ workers: [1, 2] })).toMatchObject({
      code: 'usage',
      message: '--workers is given 2 times; the class has 1',
      hint: 'its worker classes are, in their order: default-worker',
    });
    const external = classModel(['kind: KubeadmControlPlaneTemplate', 'kind: KamajiControlPlaneTemplate']);
    expect(topologyIn(text(external, { controlPlane: 2 }))).toMatchObject({ controlPlane: { replicas: 2 } });
  });
});

describe('any class', () => {
  const words = fc
    .string({ unit: fc.constantFrom(...'abZ09 .:-_"\'\n\t<>{}[]&*!|%@,é€\u2028\u0085😀') })
    .filter((word) => !/^\s*#/m.test(word));
  const leaf = fc.oneof(
    fc.record({ type: fc.constant('string'), default: words }, { requiredKeys: ['type'] }),
    fc.record({ type: fc.constant('string'), example: words }),
    fc.record({ type: fc.constant('string'), enum: fc.uniqueArray(words, { minLength: 1, maxLength: 3 }) }),
    fc.record({ type: fc.constant('integer'), default: fc.integer() }, { requiredKeys: ['type'] }),
    fc.record({ type: fc.constant('boolean'), default: fc.boolean() }, { requiredKeys: ['type'] }),
  );
  const tree = fc.letrec<{ schema: object }>((tie) => ({
    schema: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({
        type: fc.constant('array'),
        items: tie('schema'),
        minItems: fc.constantFrom(0, 1),
      }),
      fc
        .uniqueArray(fc.tuple(fc.stringMatching(/^[a-zA-Z]{1,6}$/), tie('schema')), {
          selector: ([key]) => key,
          maxLength: 3,
        })
        .chain((fields) =>
          fc.record({
            type: fc.constant('object'),
            properties: fc.constant(Object.fromEntries(fields)),
            required: fc.subarray(fields.map(([key]) => key)),
          }),
        ),
    ),
  })).schema;
  const variables = fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/),
      schema: fc.tuple(tree, words).map(([schema, description]) => ({ ...schema, description })),
      required: fc.boolean(),
    }),
    { selector: ({ name }) => name, maxLength: 5 },
  );

  it('gives a Cluster that is let in, as it stands and with all comments uncommented', () => {
    fc.assert(
      fc.property(variables, (list) => {
        const model = classWithVariables(
          list.map(({ name, schema, required }) => variable(name, schema, required)),
        );
        const yaml = text(model);
        expect(yaml).toBe(text(model));
        expect(problems(yaml, model)).toEqual([]);
        const all = uncommented(yaml);
        expect(problems(all, model)).toEqual([]);
        const set = (topologyIn(all)['variables'] ?? []) as { name: string }[];
        expect(set.map(({ name }) => name).sort()).toEqual(list.map(({ name }) => name).sort());
        expect(parse(all, { version: '1.2' })).toEqual(read(all));
      }),
      { numRuns: 100 },
    );
  });
});

describe('generate cluster', () => {
  const generate = (
    { world }: ReturnType<typeof reader>,
    source: string,
    wish: Partial<ClusterWish> = {},
    output?: string,
  ) =>
    generateCluster(
      { ...WISH, ...wish, source, managed: 'clouds-yaml', delivery: { output, overwrite: false } },
      world,
    );
  const needy = {
    ...CLASS_FILES,
    'cluster-class/templates/class.yaml': classTemplate({
      spec: `  variables:
    - {name: networkID, required: true, schema: {openAPIV3Schema: {type: string}}}
`,
    }),
  };

  it('is for the class that the release renders', async () => {
    const read1 = reader();
    const { tag } = await read1.build(CLASS_FILES);
    const result = await generate(read1, tag);
    expect(result).toMatchObject({ tag, warnings: [] });
    const [{ text: yaml } = { text: null }] = result.manifests;
    expect(topologyIn(yaml ?? '')).toMatchObject({
      class: tag.replace(/-v0-sha-/, '-v0-sha.'),
      version: 'v1.34.7',
    });
    expect(yaml).toContain('#   - name: image\n    #     value: ubuntu\n');
  });

  it('warns of what only the user knows, until it is set', async () => {
    const read1 = reader();
    const { tag } = await read1.build(needy);
    expect((await generate(read1, tag)).warnings).toMatchObject([
      { code: 'manifest-open', severity: 'warning', message: 'values of yours are missing: <NETWORK-ID>' },
    ]);
    const { warnings, manifests } = await generate(read1, tag, { set: ['networkID=a'] });
    expect(warnings).toEqual([]);
    expect(manifests[0]?.text).not.toContain('<WORDS-IN-BRACKETS>');
  });

  it('says what is not there', async () => {
    expect((await refusalOf(() => generate(reader(), 'docker-scs-1-34-v9'))).code).toBe('release-not-found');
  });
});

describe('the label for credentials', () => {
  it('is for stacks for OpenStack', () => {
    const labels = (tag: string) => {
      const name = parseTag(tag);
      return name && labelsFor(name, 'blue');
    };
    expect(labels('openstack-scs-1-34-v1')).toEqual({ 'managed-secret': 'blue' });
    expect(labels('docker-scs-1-34-v1')).toEqual({});
  });
});
