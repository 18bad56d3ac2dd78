// Rules for wait conditions; what compiles was tried with cel-go 0.26.1 in the operator's environment.
import { describe, expect, it } from 'vitest';
import { checkCondition, isVariableName } from '../../../src/verify/cel.ts';
import { checkView } from '../../../src/verify/rules.ts';
import { check, multiStage } from './views.ts';

const FILE = 'clusteraddon.yaml';
const OBJECT = '{key: dep, apiVersion: apps/v1, kind: Deployment, name: coredns}';
const config = (wait: string) => `addonStages:
  AfterControlPlaneInitialized:
    - name: cni
      action: apply
      waitForPreCondition:
${wait}
  BeforeClusterUpgrade: [{name: cni, action: apply}]
`;
const both = (objects: string, conditions: string) =>
  config(`        objects: [${objects}]\n        conditions: ${conditions}`);

describe('wait conditions', () => {
  it.each<[string, string, string[]]>([
    ['right', both(OBJECT, 'dep.status.readyReplicas == dep.spec.replicas'), []],
    ['of no objects', both('', 'true'), []],
    ['empty', config('        {}'), []],
    ['null', config('        ~'), []],
    ['of nulls', config('        objects:\n        conditions:'), []],
    ['a list', config('        - a'), [`addon-condition ${FILE}:6:9`]],
    ['conditions is a list', both(OBJECT, '[a]'), [`addon-condition ${FILE}:7:21`]],
    ['conditions is missing', config(`        objects: [${OBJECT}]`), [`addon-condition ${FILE}:6:9`]],
    ['an empty list of objects alone', config('        objects: []'), [`addon-condition ${FILE}:6:9`]],
    [
      'objects is a map',
      config('        objects: {}\n        conditions: "true"'),
      [`addon-condition ${FILE}:6:18`],
    ],
    ['an object is null', both('~', '"true"'), [`addon-condition ${FILE}:6:19`]],
    ['an object lacks fields', both('{key: a}', '"true"'), [`addon-condition ${FILE}:6:19`]],
    ['a key is no variable', both(OBJECT.replace('dep', 'a-b'), '"true"'), [`addon-condition ${FILE}:6:25`]],
    [
      'a key is reserved',
      both(OBJECT.replace('dep', 'namespace'), '"true"'),
      [`addon-condition ${FILE}:6:25`],
    ],
    ['a key is there twice', both(`${OBJECT}, ${OBJECT}`, '"true"'), [`addon-condition ${FILE}:6:91`]],
    ['names no object', both(OBJECT, 'dep.a == dap.b'), [`addon-condition ${FILE}:7:30`]],
    ['names no object, quoted', both(OBJECT, '"dep.a == dap.b"'), [`addon-condition ${FILE}:7:31`]],
    [
      'names no object, in a block',
      both(OBJECT, '|\n          dep.a == dap.b'),
      [`addon-condition ${FILE}:7:21`],
    ],
    ['does not parse', both(OBJECT, 'dep.a and dep.b'), [`addon-condition ${FILE}:7:27`]],
    ['yields no boolean', both(OBJECT, 'dep.a + 1'), [`addon-condition ${FILE}:7:21`]],
  ])('%s', async (_name, text, expected) => {
    expect(await check(multiStage({ [FILE]: text }))).toEqual(expected);
  });

  it('checks the condition after the stage as well', async () => {
    const text = both(OBJECT, 'dep.a').replace('Pre', 'Post').replace('dep.a', 'x');
    const [first] = await checkView(multiStage({ [FILE]: text }));
    expect(first?.message).toBe(
      'waitForPostCondition: the condition does not work: Unknown variable: x; declared are dep',
    );
  });
});

describe('checkCondition', () => {
  it.each([
    'dep.status.conditions.exists(c, c.type == "Available" && c.status == "True")',
    'dyn(dep.items).all(i, i.x > 0)',
    'dep.exists(k, k == "status")',
    'has(dep.status) && size(dep.status.addresses) > 0',
    '[1, "a"].size() > 0',
    'dep.x.y',
    'dep.a == dep.b // comment',
    'dep.metadata.name.startsWith("core") || dep.metadata.name.matches("^x")',
    'timestamp(dep.a) < timestamp("2024-01-01T00:00:00Z")',
  ])('takes %s', async (expression) => {
    expect(await checkCondition(expression, ['dep'])).toBeUndefined();
  });

  it.each([
    ['dep.items.all(i, i.x > 0)', 'all() cannot go through a field whose type is not known', 0],
    ['true && dep.name.lowerAscii() == "a"', 'the operator knows no function lowerAscii()', undefined],
    ['"ready"', 'it yields string; expected true or false', undefined],
    ['other.x', 'Unknown variable: other; declared are dep', 0],
    ['', 'Unexpected token: EOF', 0],
  ])('refuses %s', async (expression, message, start) => {
    const fault = await checkCondition(expression, ['dep']);
    expect(fault?.message).toBe(message);
    if (start !== undefined) expect(fault?.start).toBe(start);
  });

  it('says nothing where the library knows less than the operator', async () => {
    expect(await checkCondition('timestamp.x == 1', ['timestamp'])).toBeUndefined();
  });
});

it.each([
  ['dep', true],
  ['_a1', true],
  ['size', true],
  ['in', false],
  ['int', false],
  ['1a', false],
  ['a.b', false],
  ['ä', false],
])('isVariableName(%s) is %s', (key, expected) => {
  expect(isVariableName(key)).toBe(expected);
});
