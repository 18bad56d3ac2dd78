// --crd: definitions that make kinds known which csctl has no schema of.
import { describe, expect, it } from 'vitest';
import { validateStacks } from '../../../src/release/check.ts';
import { verifyReleases } from '../../../src/release/verify-releases.ts';
import { readCrds } from '../../../src/release/read-crds.ts';
import { CsctlError } from '../../../src/problem/problem.ts';
import { reader } from '../../support/reading-world.ts';
import { refusalOf } from '../../support/refusal.ts';
import { brief, type Files } from '../../support/stack-tree.ts';
import { classTemplate } from '../../support/tiny-class.ts';
import { memoryWorld, request } from '../../support/world.ts';

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: acmemachinetemplates.infrastructure.cluster.x-k8s.io}
spec:
  group: infrastructure.cluster.x-k8s.io
  names: {kind: AcmeMachineTemplate, plural: acmemachinetemplates}
  scope: Namespaced
  versions:
    - name: v1beta1
      served: true
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              properties:
                template:
                  type: object
                  properties:
                    spec:
                      type: object
                      properties: {size: {type: string, enum: [small, large]}}
`;

/** The tiny class with machines of Acme. */
const acme = (spec: string): Files => ({
  'cluster-class/templates/class.yaml': classTemplate()
    .replaceAll('DockerMachineTemplate', 'AcmeMachineTemplate')
    .replace(
      /(kind: AcmeMachineTemplate\nmetadata:\n.*\nspec:\n {2}template:\n {4}spec:) \{\}/,
      `$1 ${spec}`,
    ),
});

/** Texts by the names that flags give. */
const texts = (files: Readonly<Record<string, string>>) => ({
  find: (file: string) => Promise.resolve(files[file]),
  read: (file: string) => {
    const text = files[file];
    const message = `${file} cannot be read`;
    return text === undefined
      ? Promise.reject(new CsctlError('file-unreadable', message))
      : Promise.resolve(text);
  },
});

const FILES = { 'acme.yaml': CRD, 'notes.yaml': 'kind: ConfigMap\n', 'broken.yaml': 'a: [\n' };

const validate = async (files: Files, ...crds: string[]) => {
  const { world } = memoryWorld([], { tiny: files });
  return validateStacks(['tiny'], request({ crds }), { ...world, texts: texts(FILES) });
};

describe('a kind that csctl does not know', () => {
  const WRONG = acme('{size: huge, colour: red}');

  it('is not looked into', async () => {
    expect(WRONG['cluster-class/templates/class.yaml']).toContain('spec: {size: huge, colour: red}');
    expect(await validate(WRONG)).toEqual({ ok: true, problems: [] });
  });

  it('is checked where its definition is given: each wrong field at its place', async () => {
    const { ok, problems } = await validate(WRONG, 'acme.yaml');
    expect(ok).toBe(false);
    expect(problems.map(({ message }) => message.replace(/v0-sha\.\w+/, 'V'))).toEqual([
      'AcmeMachineTemplate docker-scs-1-34-V-machine: spec.template.spec.size is "huge"; expected small, large',
      'AcmeMachineTemplate docker-scs-1-34-V-machine: spec.template.spec.colour is no field that is known; expected size',
    ]);
    const lines = WRONG['cluster-class/templates/class.yaml']?.toString().split('\n') ?? [];
    const line = 1 + lines.findIndex((text) => text.includes('size: huge'));
    expect(brief(problems)).toEqual([
      `class-field tiny/cluster-class/templates/class.yaml:${line}:12`,
      `class-field tiny/cluster-class/templates/class.yaml:${line}:24`,
    ]);
  });

  it('has no problem where it is right', async () => {
    expect(await validate(acme('{size: small}'), 'acme.yaml')).toEqual({ ok: true, problems: [] });
    expect(await validate({}, 'acme.yaml')).toEqual({ ok: true, problems: [] });
  });

  it('is checked in finished releases, too', async () => {
    const mine = reader();
    const { tag, assets } = await mine.build(WRONG);
    mine.folder(`x/${tag}`, assets);
    const sources = { folders: mine.world.folders, stores: [] };
    const schemas = await readCrds(['acme.yaml'], { texts: texts(FILES) });
    const verify = (settings: object) => verifyReleases([`x/${tag}`], new Set(), sources, settings);
    expect(await verify({})).toMatchObject({ ok: true });
    const { problems } = await verify({ schemas });
    expect(problems.map(({ code }) => code)).toEqual(['class-field', 'class-field']);
    expect(problems[0]?.file).toMatch(/-cluster-class-v0-sha\.\w+\.tgz\/templates\/class\.yaml$/);
  });
});

describe('files of definitions', () => {
  it('are read in the order in which they are given: the later definition of a kind counts', async () => {
    const later = CRD.replace('[small, large]', '[huge]');
    const both = { texts: texts({ ...FILES, 'later.yaml': later }) };
    const key = 'infrastructure.cluster.x-k8s.io/v1beta1/AcmeMachineTemplate';
    const sizes = async (...files: string[]) => JSON.stringify((await readCrds(files, both)).get(key));
    expect(await sizes('acme.yaml', 'later.yaml')).toContain('["huge"]');
    expect(await sizes('later.yaml', 'acme.yaml')).toContain('["small","large"]');
    expect((await readCrds(undefined, { texts: texts({}) })).size).toBe(0);
  });

  it('are no files of a stack: their places are as the flag names them, and no --allow is about them', async () => {
    const { world } = memoryWorld([], { tiny: {} });
    const { problems } = await validateStacks(
      ['tiny'],
      request({ crds: ['broken.yaml'], allowed: new Set(['crd-file', 'class-field']) }),
      { ...world, texts: texts(FILES) },
    );
    expect(brief(problems)).toEqual(['crd-file broken.yaml:1:4']);
    expect(problems[0]?.severity).toBe('error');
  });

  it('have to define something', async () => {
    const { problems } = await validate({}, 'notes.yaml');
    expect(problems.map(({ code, message, hint }) => ({ code, message, hint }))).toEqual([
      {
        code: 'crd-file',
        message: 'notes.yaml has no CustomResourceDefinition; expected one of apiextensions.k8s.io/v1',
        hint: 'kubectl get crd NAME -o yaml writes such a file',
      },
    ]);
  });

  it('have to be YAML', async () => {
    const { problems } = await validate({}, 'broken.yaml');
    expect(problems).toMatchObject([
      { code: 'crd-file', line: 1, hint: 'kubectl get crd NAME -o yaml writes such a file' },
    ]);
    expect(problems[0]?.message).toMatch(/^broken\.yaml is not valid YAML: /);
  });

  it('have to be there', async () => {
    const { world } = memoryWorld([], { tiny: {} });
    const outcome = validateStacks(['tiny'], request({ crds: ['gone.yaml'] }), {
      ...world,
      texts: texts({}),
    });
    expect((await outcome).problems).toMatchObject([{ code: 'file-unreadable' }]);
    const refused = await refusalOf(() => readCrds(['gone.yaml'], { texts: texts({}) }));
    expect(refused.code).toBe('file-unreadable');
  });
});
