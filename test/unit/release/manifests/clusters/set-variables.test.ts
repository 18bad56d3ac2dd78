// --set: values of variables and their fields, as the class takes them.
import { describe, expect, it } from 'vitest';
import { setVariables } from '../../../../../src/release/manifests/clusters/set-variables.ts';
import { classModel, classWithVariables } from '../../../../support/class-model.ts';
import { refusalOf } from '../../../../support/refusal.ts';

const set = (settings: readonly string[], model = classModel()) =>
  Object.fromEntries(setVariables(model, settings));

describe('--set', () => {
  it('sets variables, the last one counts', () => {
    expect(set(['nodeImage=a', 'token=b', 'nodeImage=c=d'])).toEqual({ nodeImage: 'c=d', token: 'b' });
  });

  it('sets fields within the default, one after the other', () => {
    expect(set(['audit.level=high'])).toEqual({ audit: { enabled: true, level: 'high' } });
    expect(set(['audit.enabled=no', 'audit.level=high'])).toEqual({
      audit: { enabled: false, level: 'high' },
    });
  });

  it('takes lists and maps in YAML', () => {
    expect(set(['mirrors=[{host: a, url: b}]', 'audit={level: high}'])).toEqual({
      mirrors: [{ host: 'a', url: 'b' }],
      audit: { enabled: true, level: 'high' },
    });
  });

  it('takes words and numbers for a text where one is wanted', () => {
    for (const text of ['1.30', 'yes', '0x1F', '2026-01-01', 'a: b: c', '', '[', '"1.30"'])
      expect(set([`token=${text}`]), text).toEqual({ token: text === '"1.30"' ? '1.30' : text });
  });

  it('sets fields of maps of any keys', () => {
    const labels = { type: 'object', additionalProperties: { type: 'string' } };
    const model = classWithVariables([{ name: 'labels', schema: { openAPIV3Schema: labels } }]);
    expect(set(['labels.a=1', 'labels.__proto__=2'], model)['labels']).toEqual(
      JSON.parse('{"a": "1", "__proto__": "2"}') as object,
    );
  });

  it.each([
    ['nodeImages=a', 'the class has no variable "nodeImages"', 'did you mean nodeImage?'],
    ['other=a', 'the class has no variable "other"', 'it has nodeImage, mirrors, audit, token'],
    [
      'token',
      '--set is "token"; expected a name and a value',
      'write --set name=value, or --set name.field=value',
    ],
    ['=a', '--set is "=a"; expected a name and a value', 'write --set name=value, or --set name.field=value'],
    ['audit.level=middle', '--set audit: level is "middle"; expected low, high', 'give another value'],
    ['audit.levels=low', '--set audit: levels is no field that is known; expected level', 'write level'],
    ['mirrors=a', '--set mirrors: the value is "a"; expected a list', 'give another value'],
    ['token={a: 1}', '--set token: the value is a map; expected a text', 'give another value'],
    [
      'mirrors.host=a',
      '--set mirrors.host=a: there is no map that could have a field host',
      'set the whole variable: --set name=VALUE, in YAML',
    ],
  ])('refuses %s', async (setting, message, hint) => {
    const model = classModel();
    const settings = setting.startsWith('mirrors.') ? ['mirrors=[]', setting] : [setting];
    expect(await refusalOf(() => Promise.resolve(set(settings, model)))).toMatchObject({
      code: 'usage',
      message,
      hint,
    });
  });

  it('refuses what is not YAML', async () => {
    const refusal = await refusalOf(() => Promise.resolve(set(['mirrors=[{'])));
    expect(refusal.message).toBe(
      'the value of --set mirrors is not YAML: the map "{" is not closed before the end; expected "}"',
    );
    const unknown = await refusalOf(() => Promise.resolve(set(['mirrors=[*a]'])));
    expect(unknown.message).toBe(
      'the value of --set mirrors is not YAML: "*a" repeats what is named &a, and nothing above it is; expected that name above',
    );
  });
});
