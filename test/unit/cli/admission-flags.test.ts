// What the flags of generate admission ask for.
import { describe, expect, it } from 'vitest';
import { admissionRequest, type AdmissionFlags } from '../../../src/cli/admission-flags.ts';
import { CsctlError } from '../../../src/problem/problem.ts';

const FLAGS: AdmissionFlags = { 'management-kubernetes': '1.36', fill: true, 'params-only': false };
const request = (flags: Partial<AdmissionFlags> = {}, sources: string[] = []) =>
  admissionRequest({ ...FLAGS, ...flags }, sources);

describe('flags of generate admission', () => {
  it('ask for everything, printed, where nothing is said', () => {
    expect(request()).toEqual({
      choice: { sources: [], minors: [], channels: [] },
      namespace: undefined,
      management: { major: 1, minor: 36 },
      isFilled: true,
      paramsOnly: false,
      delivery: { output: undefined, overwrite: false, isFolder: true },
    });
  });

  it('narrow it down', () => {
    const wish = { kubernetes: ['v1.34'], channel: ['stable'], namespace: 'cso', fill: false };
    expect(request(wish, ['docker/scs'])).toMatchObject({
      choice: { sources: ['docker/scs'], minors: ['1.34'], channels: ['stable'] },
      namespace: 'cso',
      isFilled: false,
    });
  });

  it.each([
    ['all.yaml', false],
    ['out/all.yml', false],
    ['admission', true],
    ['admission.d', true],
    ['yaml', true],
  ])('-o %s is a folder: %s', (output, isFolder) => {
    expect(request({ output }).delivery).toMatchObject({ output, isFolder });
  });

  it.each(['v1.34', '1.34'])('take the minor of the management cluster as %s', (text) => {
    expect(request({ 'management-kubernetes': text }).management).toEqual({ major: 1, minor: 34 });
  });

  it.each(['', '1', '1.34.2', 'latest', '1.034'])('refuse "%s" for it', (text) => {
    const call = () => request({ 'management-kubernetes': text });
    expect(call).toThrow(CsctlError);
    expect(call).toThrow(`--management-kubernetes "${text}" is no Kubernetes minor; expected one as in 1.34`);
  });
});
