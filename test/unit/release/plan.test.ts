// plan: what the next release would be and would mean, and whether create would make it.
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../src/io/memory/memory-store.ts';
import { createReleases } from '../../../src/release/create.ts';
import { planReleases } from '../../../src/release/plan.ts';
import type { ReleaseRequest } from '../../../src/release/stages.ts';
import { refusalOf } from '../../support/refusal.ts';
import { brief, CNI_TEMPLATE, CSCTL_YAML, type Files } from '../../support/stack-tree.ts';
import { classTemplate } from '../../support/tiny-class.ts';
import { memoryWorld, request } from '../../support/world.ts';

const STABLE = { mode: 'stable' } as const;

/** A stack whose v1 is published, after an edit. */
async function planOf(edit: Files, wish: Partial<ReleaseRequest> = {}, before: Files = {}) {
  const memory = memoryWorld([new MemoryStore()], { tiny: before });
  const asked = request({ ...STABLE, ...wish });
  const options = { dryRun: false, publish: true };
  await createReleases(['tiny'], request(STABLE), options, memory.world);
  memory.edit('tiny', edit);
  const planned = await planReleases(['tiny'], asked, memory.world);
  // A plan is what create does then: it refuses where the plan says so, and nowhere else.
  const created = await createReleases(['tiny'], asked, options, memory.world).then(
    ({ releases }) => releases[0]?.tag,
    () => undefined,
  );
  const [plan] = planned.plans;
  if (!plan) throw new Error('no plan');
  expect(plan.refused).toBe(created === undefined);
  expect(created ?? plan.tag).toBe(plan.tag);
  return { ...planned, plan };
}

const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
const ADDED = { 'cluster-addon/cni/templates/more.yaml': object('more') };
const variable = (text: string) => ({
  'cluster-class/templates/class.yaml': classTemplate({
    spec: `  variables:\n    - name: size\n      required: false\n      schema: {openAPIV3Schema: ${text}}\n`,
  }),
});

describe('the verdict', () => {
  it.each<[string, Files, string, string[]]>([
    ['patch', { 'csctl.yaml': CSCTL_YAML.replace('v1.34.7', 'v1.34.8') }, 'patch', ['kubernetes']],
    ['additive', ADDED, 'additive', ['object-added']],
    ['breaking', variable('{type: integer}'), 'breaking', ['variable-type']],
    ['patch where nothing that is rendered differs', { 'cluster-class/logo.svg': '<svg/>' }, 'patch', []],
  ])('is %s', async (_what, edit, verdict, kinds) => {
    const { plan } = await planOf(edit, {}, variable('{type: string}'));
    expect(plan.upgrade?.verdict).toBe(verdict);
    expect(plan.upgrade?.findings.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('is null where nothing changed', async () => {
    const { plan, warnings } = await planOf({});
    expect(plan).toMatchObject({ changed: false, upgrade: null, refused: false });
    expect(warnings).toEqual([]);
  });

  it('is null in the first release, and in modes that do not look back', async () => {
    const { world } = memoryWorld([new MemoryStore()], { tiny: {} });
    for (const mode of ['stable', 'hash'] as const) {
      const { plans } = await planReleases(['tiny'], request({ mode }), world);
      expect(plans).toMatchObject([{ previous: null, changed: true, upgrade: null, refused: false }]);
    }
  });

  it('has just what --json prints', async () => {
    const { plan } = await planOf(ADDED);
    expect(Object.keys(plan)).toEqual([
      ...['stack', 'tag', 'previous', 'kubernetes', 'changed', 'decision', 'upgrade', 'refused'],
    ]);
    expect(Object.keys(plan.upgrade ?? {})).toEqual(['verdict', 'findings']);
  });
});

describe('what create would refuse', () => {
  const BREAKING = { 'cluster-addon/cni/templates/cni.yaml': `${CNI_TEMPLATE}spec: {selector: {a: b}}\n` };
  const WITH_SELECTOR = {
    'cluster-addon/cni/templates/cni.yaml': `${CNI_TEMPLATE}spec: {selector: {a: a}}\n`,
  };

  it('is said and not thrown: a breaking change, at its place', async () => {
    const { plan, warnings } = await planOf(BREAKING, {}, WITH_SELECTOR);
    expect(plan).toMatchObject({ refused: true, changed: true, tag: 'docker-scs-1-34-v2' });
    expect(brief(warnings)).toEqual(['breaking-change tiny/cluster-addon/cni/templates/cni.yaml:4:3']);
    // The verdict tells the same place.
    expect(plan?.upgrade?.findings.map(({ place }) => place)).toEqual([
      { file: 'tiny/cluster-addon/cni/templates/cni.yaml', line: 4, column: 3 },
    ]);
    expect(warnings).toMatchObject([
      {
        severity: 'error',
        message:
          'DaemonSet cni of the stage "cni" changes spec.selector.a, which Kubernetes refuses: upgrades never finish',
        hint: 'give the object another name, or keep the field as it was; or release it all the same with --allow-breaking',
      },
    ]);
  });

  it('is released when it is allowed, and still told', async () => {
    const { plan, warnings } = await planOf(
      BREAKING,
      { allowed: new Set(['breaking-change']) },
      WITH_SELECTOR,
    );
    expect(plan).toMatchObject({ refused: false, upgrade: { verdict: 'breaking' } });
    expect(warnings).toMatchObject([{ code: 'breaking-change', severity: 'warning' }]);
  });

  it('is a chart that does not render, and its plan has a version all the same', async () => {
    const { plan, warnings } = await planOf({
      'cluster-addon/cni/templates/more.yaml': 'a: {{ .Values.a.b }}\n',
    });
    expect(plan).toMatchObject({ refused: true, tag: 'docker-scs-1-34-v2', upgrade: { findings: [] } });
    expect(brief(warnings)).toEqual(['chart-render tiny/cluster-addon/cni/templates/more.yaml:1:14']);
  });

  it('is not what is only doubtful', async () => {
    const random = object('{{ randAlphaNum 5 | lower }}');
    const { plan, warnings } = await planOf({ 'cluster-addon/cni/templates/more.yaml': random });
    expect(plan.refused).toBe(false);
    expect(warnings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning chart-unstable']);
  });

  it('is not looked for where nothing is to be released', async () => {
    const { plan } = await planOf({ 'README.md': 'changed\n' });
    expect(plan).toMatchObject({ changed: false, refused: false });
  });

  it('is thrown where no version can be decided', async () => {
    const { world } = memoryWorld([new MemoryStore()], { tiny: { 'csctl.yaml': 'a: 1\n' } });
    const refused = await refusalOf(() => planReleases(['tiny'], request(STABLE), world));
    expect(refused.kind).toBe('invalid');
  });
});

describe('several stacks', () => {
  it('are each told: one that is refused does not hide the other', async () => {
    const other = { 'csctl.yaml': CSCTL_YAML.replace('Name: scs', 'Name: other') };
    const broken = { ...other, 'cluster-addon/cni/templates/more.yaml': 'a: {{ fail "no" }}\n' };
    const { world } = memoryWorld([new MemoryStore()], { good: {}, broken });
    const { plans, warnings } = await planReleases(['good', 'broken'], request(STABLE), world);
    expect(plans.map(({ stack, refused }) => `${stack} ${String(refused)}`)).toEqual([
      'good false',
      'broken true',
    ]);
    expect(brief(warnings)).toEqual([
      'chart-render broken/cluster-addon/cni/templates/more.yaml:1:7',
      'chart-name-derived broken/cluster-class/Chart.yaml:2:7',
    ]);
  });
});
